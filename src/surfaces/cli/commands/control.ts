import { setTimeout as sleep } from "node:timers/promises";
import type { App } from "../../../compose.ts";
import { fail, ok, type Result } from "../../../core/kernel/result.ts";
import type { RunRow } from "../../../ports/journal.ts";
import { writeDocuments } from "../../../usecases/roundtable/documents.ts";
import { offerControl } from "../../../usecases/runs/control.ts";
import type { Answer, Context, Invocation, Run } from "../answer.ts";
import type { Fault } from "../fault.ts";
import { doneLines } from "../render/done.ts";
import { openRun } from "./open-run.ts";

/** `moot pause <run>`. */
export const runPause: Run = (context, invocation) => steer(context, invocation, "pause");

/** `moot cut <run>`: ends it for good. */
export const runCut: Run = (context, invocation) => steer(context, invocation, "cut");

/** How long another process may take to hear it, and how often we look. */
const PATIENCE_MS = 15_000;
const LOOK_MS = 50;

/** Offers the word to the run. A run that nobody drives is taken for the moment that the word needs. */
const steer = async (context: Context, { args, options }: Invocation, control: "pause" | "cut"): Promise<Result<Answer, Fault>> => {
  const opened = await openRun(context, args[0]);
  if (!opened.ok) return opened;
  const { app, row } = opened.value;
  const key = app.newKey();
  const offered = offerControl(app.journal, row, control, (options.reason as string | undefined) ?? "", key);
  if (!offered.ok) return fail(offered.fault);
  const outcome = await (await app.engine()).host(row.run, { signal: AbortSignal.timeout(PATIENCE_MS) });
  if (outcome.kind === "held") await untilTaken(app, row, `${control}/${key}`);
  const taken = app.journal.inputs(row.run).find((input) => input.key === `${control}/${key}`);
  if (taken?.refused !== undefined)
    return fail({ code: "CONFLICT", message: taken.refused, at: `run ${row.run}`, hint: `moot show ${row.run}` });
  if (control === "cut") writeDocuments(app.journal, app.home, row.run);
  return ok(report(row, control, taken?.takenSeq !== undefined));
};

const untilTaken = async ({ journal, clock }: App, { run }: RunRow, key: string): Promise<void> => {
  const until = clock.elapsed() + PATIENCE_MS;
  while (clock.elapsed() < until && journal.pending(run).some((input) => input.key === key)) await sleep(LOOK_MS);
};

const report = ({ run }: RunRow, control: "pause" | "cut", isTaken: boolean): Answer => {
  const done = control === "pause" ? "is paused" : "is cut; every seat has its fee back";
  return {
    schema: control,
    data: { run, taken: isTaken },
    text: (look) => doneLines(isTaken ? `${run} ${done}` : `${run} was told; its driver takes it between two transactions`, look),
    next: control === "pause" ? [`moot resume ${run}`] : [`moot show ${run}`],
  };
};
