import type { App } from "../../../compose.ts";
import { fail, ok, type Result } from "../../../core/kernel/result.ts";
import { offerControl } from "../../../usecases/runs/control.ts";
import { wordTaken } from "../../../usecases/runs/steer.ts";
import { untilBell } from "../../../usecases/runs/until-bell.ts";
import type { Context, Run } from "../answer.ts";
import { type Carried, carry } from "../carry.ts";
import type { Fault } from "../fault.ts";
import { finish } from "../finish.ts";
import { openRun } from "./open-run.ts";

/** `moot roundtable close <run>`: ends the debate; what was said is scored and decided, here or by whoever carries it. */
export const runClose: Run = async (context, { args, options }) => {
  const opened = await openRun(context, args[0], { kinds: ["roundtable"] });
  if (!opened.ok) return opened;
  const { app, row } = opened.value;
  const word = { control: "close", reason: (options.reason as string | undefined) ?? "closed by a person", key: app.newKey() } as const;
  const offered = offerControl(app.journal, row, word.control, word.reason, word.key);
  if (!offered.ok) return fail(offered.fault);
  const carried = await carryOrWait(context, app, row.run, options.isolate === true);
  const taken = wordTaken(app.journal, row.run, word);
  if (!taken.ok) return fail({ ...taken.fault, at: `run ${row.run}` });
  return carried.ok ? finish(context, app, row.run, carried.value, { summary: false, notify: false, isKept: true }) : carried;
};

/** Another process that carries the run ends it; we wait for that. */
const carryOrWait = async (context: Context, app: App, run: string, isolate: boolean): Promise<Result<Carried, Fault>> => {
  const carried = await carry(context, app, run, { quiet: context.isJson, isolate });
  if (carried.outcome.kind !== "held") return ok(carried);
  await untilBell(app.journal, () => app.journal.run(run)?.status !== "open" && app.journal.pending(run).length === 0);
  const status = app.journal.run(run)?.status;
  return ok({ outcome: { kind: status === "done" ? "done" : "paused" }, signal: undefined });
};
