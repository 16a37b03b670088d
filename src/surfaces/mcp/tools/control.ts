import { z } from "zod";
import type { App } from "../../../compose.ts";
import { ok } from "../../../core/kernel/result.ts";
import type { RunRow } from "../../../ports/journal.ts";
import { offerControl } from "../../../usecases/runs/control.ts";
import { writeRunDocuments } from "../../../usecases/runs/documents.ts";
import { summariseRun } from "../../../usecases/runs/list.ts";
import { steerRun, untilHandled, wordTaken } from "../../../usecases/runs/steer.ts";
import { type Tool, type ToolAnswer, tool } from "../tool.ts";
import { callOf, reasonInput, runInput, runOf } from "./inputs.ts";

/** How long an answer waits for the driver to hear a word. */
const PATIENCE_MS = 5_000;

const input = z.strictObject({ run: runInput, reason: reasonInput });

/** `roundtable_close`: ends the debate; what was said is scored and decided by whoever carries the run, else by this process. */
export const close: Tool = tool({
  name: "roundtable_close",
  title: "Close a roundtable",
  description: "Ends the debate now; what was said is scored and decided. Read the decision with roundtable_review.",
  input,
  reads: false,
  destroys: true,
  repeats: false,
  reaches: true,
  run: async (call, { run: reference, reason = "closed over MCP" }) => {
    const app = await call.open();
    const row = runOf(app, reference);
    if (!row.ok) return row;
    const { run } = row.value;
    const word = { control: "close", reason, key: app.newKey() } as const;
    const offered = offerControl(app.journal, row.value, word.control, word.reason, word.key);
    if (!offered.ok) return offered;
    if (!call.hosts.has(run) && !app.journal.isHosted(run)) {
      const carried = await call.hosts.carry(app, row.value);
      if (!carried.ok) return carried;
    }
    await untilHandled(app.journal, run, word, AbortSignal.any([call.signal, AbortSignal.timeout(PATIENCE_MS)]));
    const taken = wordTaken(app.journal, run, word);
    return taken.ok ? ok(answerOf(app, run, taken.value, "ends; it is scored and decided")) : taken;
  },
});

/** `roundtable_cut`: ends a run for good. */
export const cut: Tool = tool({
  name: "roundtable_cut",
  title: "Cut a roundtable",
  description: "Ends a roundtable for good, without scores and without a decision. Every seat gets its fee back.",
  input,
  reads: false,
  destroys: true,
  repeats: false,
  reaches: false,
  run: async (call, { run: reference, reason = "cut over MCP" }) => {
    const app = await call.open();
    const row = runOf(app, reference);
    if (!row.ok) return row;
    const { run } = row.value;
    const taken = await steerRun(app.journal, await app.engine(), row.value, { control: "cut", reason, key: app.newKey() });
    if (!taken.ok) return taken;
    writeRunDocuments(app.journal, app.home, run);
    return ok(answerOf(app, run, taken.value, "is cut"));
  },
});

const answerOf = (app: App, run: string, taken: boolean, what: string): ToolAnswer => {
  const { state } = summariseRun(app.journal, app.journal.run(run) as RunRow);
  return {
    data: { run, taken, state, next: [callOf("roundtable_review", { run })] },
    text: taken ? `${run} ${what}` : `${run} was told; the process that carries it takes it after its next step`,
  };
};
