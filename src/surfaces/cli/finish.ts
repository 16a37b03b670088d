import type { App } from "../../compose.ts";
import { invariant } from "../../core/kernel/invariant.ts";
import { fail, ok, type Result } from "../../core/kernel/result.ts";
import type { RunId } from "../../core/run/event.ts";
import type { RunRow } from "../../ports/journal.ts";
import { progressOf } from "../../usecases/runs/list.ts";
import type { Answer, Context } from "./answer.ts";
import type { Carried } from "./carry.ts";
import type { FinishOptions } from "./ending.ts";
import { registry } from "./endings/_registry.ts";
import type { Fault } from "./fault.ts";
import { safeLine } from "./render/safe.ts";
import { counted, money } from "./render/time.ts";

/** Writes the documents of a run that came to rest and turns how it did into an answer or a fault. */
export const finish = (context: Context, app: App, run: RunId, carried: Carried, options: FinishOptions): Result<Answer, Fault> => {
  if (carried.outcome.kind === "waiting") return ok(waitingAnswer(run, carried.outcome.files));
  const rested = restFault(app, run, carried);
  if (rested !== undefined) return fail(rested);
  const row = app.journal.run(run) as RunRow;
  const ending = registry.find(({ kind }) => kind === row.kind);
  invariant(ending !== undefined, `finish: expected a kind of run with an ending but found '${row.kind}'`);
  return ending.end({ context, app, row, carried, options });
};

/** The run stays open: its next calls are answered by whoever writes these files. */
const waitingAnswer = (run: RunId, files: readonly string[]): Answer => ({
  schema: "waiting",
  data: { run, files },
  text: () => files.map(safeLine),
  warnings: [`${run} waits for ${counted(files.length, "file")}; beside each lies the prompt.md that it answers`],
  next: [`moot resume ${run}`],
  exit: "partial",
});

const MICRO_USD_A_CENT = 10_000;

/** The run is not over: paused, capped, held by another process. Its state is saved. */
const restFault = (app: App, run: RunId, { outcome, signal }: Carried): Fault | undefined => {
  const hint = `moot resume ${run}`;
  const turns = (): string => {
    const { count, unit } = progressOf(app.journal, app.journal.run(run) as RunRow);
    return counted(count, unit);
  };
  switch (outcome.kind) {
    case "done":
    case "waiting":
    case "awaiting":
      return undefined;
    case "paused":
    case "interrupted": {
      const code = signal === "SIGTERM" ? "TERMINATED" : signal === "SIGINT" ? "INTERRUPTED" : "RUN_PAUSED";
      return { code, message: `${run} is paused after ${turns()}; nothing is lost and no answer is asked for twice`, hint, calm: true };
    }
    case "capped":
      return capFault(run, turns(), outcome);
    case "held":
      return { code: "RUN_HELD", message: outcome.message, hint: `moot watch ${run}`, retryable: true };
    case "conflict":
      return { code: "CONFLICT", message: outcome.message, hint: `moot watch ${run}`, retryable: true };
    case "unknown-run":
      return { code: "UNKNOWN_RUN", message: outcome.message, hint: "moot runs" };
  }
};

/** Which cap stopped a run, with the amounts, and what would let it go on. */
const capFault = (run: RunId, turns: string, cap: Extract<Carried["outcome"], { kind: "capped" }>): Fault => {
  const { scope, capMicroUsd, exposureMicroUsd, neededMicroUsd } = cap;
  const booked = `${money(exposureMicroUsd)} is booked and the next call may cost up to ${money(neededMicroUsd - exposureMicroUsd)}`;
  const message = `the ${scope}'s cap of ${money(capMicroUsd)} stopped ${run} after ${turns}: ${booked}`;
  const enough = (Math.max(1, Math.ceil(Math.max(2 * capMicroUsd, neededMicroUsd) / MICRO_USD_A_CENT)) / 100).toFixed(2);
  const isCalendar = scope === "day" || scope === "month";
  const next = `moot resume ${run}`;
  const hint = isCalendar ? `MOOT_CAP_${scope.toUpperCase()}_USD=${enough} ${next}` : `${next} --cap ${enough}`;
  return { code: "CAP_REACHED", message, hint, calm: true };
};
