import { createHash } from "node:crypto";
import { canonicalJson } from "../../src/core/kernel/json.ts";
import { random } from "../../src/core/kernel/random.ts";
import { roundtableConsequences, roundtableMachine } from "../../src/core/roundtable/machine.ts";
import { openingLedger } from "../../src/core/run/advance.ts";
import type { Machine } from "../../src/core/run/machine.ts";
import { type EmbeddedLimits, embeddedEngine } from "../../src/engines/embedded/engine.ts";
import type { Clock } from "../../src/ports/clock.ts";
import type { Engine, Hosted } from "../../src/ports/engine.ts";
import type { Journal } from "../../src/ports/journal.ts";
import { buildRequest } from "../../src/usecases/roundtable/request.ts";
import { type TableKnobs, tableOpening, tableReply } from "./table.ts";

/** The machine's clock. */
export const systemClock: Clock = { now: () => Date.now(), elapsed: () => performance.now() };

/** The roundtable machine with its real prompts. */
export const machine = roundtableMachine(buildRequest) as Machine<unknown>;

/** Opens a scripted table in a journal. */
export const openTable = (journal: Journal, run: string, knobs: TableKnobs = {}, capMicroUsd?: number): void => {
  const facts = tableOpening(knobs);
  const ledger = openingLedger(machine, run, facts);
  const opened = journal.open({
    run,
    kind: "roundtable",
    version: 1,
    title: "table",
    facts,
    ledger,
    ...(capMicroUsd === undefined ? {} : { capMicroUsd }),
  });
  if (!opened.ok) throw new Error(opened.fault.message);
};

/** How the scripted performer behaves: latency per call in ms (0: at once), and what it counts. */
export type PerformKnobs = { readonly latencyMs?: (step: string) => number; readonly onCall?: (step: string) => void };

/** An engine over a scripted table. */
export const tableEngine = (
  journal: Journal,
  knobs: TableKnobs = {},
  perform: PerformKnobs = {},
  limits: EmbeddedLimits = {},
  failpoint?: (name: string) => void,
): Engine => {
  const reply = tableReply(knobs);
  const hosted: Hosted = {
    machine,
    performer: "test",
    perform: async ({ step, request, signal }) => {
      perform.onCall?.(step);
      const wait = perform.latencyMs?.(step) ?? 0;
      if (wait > 0)
        await new Promise<void>((resolve) => {
          const timer = setTimeout(resolve, wait);
          signal.addEventListener("abort", () => {
            clearTimeout(timer);
            resolve();
          });
        });
      return reply(step, request);
    },
  };
  return embeddedEngine({ journal, hosted: new Map([["roundtable", hosted]]), limits, ...(failpoint === undefined ? {} : { failpoint }) });
};

/** A latency drawn from a seed and the step's name, up to `most` ms. */
export const drawnLatency =
  (seed: string, most: number) =>
  (step: string): number =>
    random(`${seed}/${step}`).below(most + 1);

/** What a journal says, as one hash: `seq, kind, step, data` of every event. */
export const journalHash = (journal: Journal, run: string): string =>
  createHash("sha256")
    .update(
      journal
        .read(run)
        .map(({ seq, kind, step, data }) => canonicalJson({ seq, kind, step, data }))
        .join("\n"),
    )
    .digest("hex");

/** Findings of `verify` over the whole journal, as text. */
export const findings = (journal: Journal): readonly string[] =>
  journal.verify((event) => roundtableConsequences(event)).map(({ run, check, message }) => `${run} ${check}: ${message}`);
