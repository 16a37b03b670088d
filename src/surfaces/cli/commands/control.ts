import { fail, ok, type Result } from "../../../core/kernel/result.ts";
import type { RunRow } from "../../../ports/journal.ts";
import { writeRunDocuments } from "../../../usecases/runs/documents.ts";
import { steerRun } from "../../../usecases/runs/steer.ts";
import type { Answer, Context, Invocation, Run } from "../answer.ts";
import type { Fault } from "../fault.ts";
import { doneLines } from "../render/done.ts";
import { openRun } from "./open-run.ts";

/** `moot pause <run>`. */
export const runPause: Run = (context, invocation) => steer(context, invocation, "pause");

/** `moot cut <run>`: ends it for good. */
export const runCut: Run = (context, invocation) => steer(context, invocation, "cut");

const steer = async (context: Context, { args, options }: Invocation, control: "pause" | "cut"): Promise<Result<Answer, Fault>> => {
  const opened = await openRun(context, args[0]);
  if (!opened.ok) return opened;
  const { app, row } = opened.value;
  const reason = (options.reason as string | undefined) ?? "";
  const taken = await steerRun(app.journal, await app.engine(), row, { control, reason, key: app.newKey() });
  if (!taken.ok) return fail(taken.fault.code === "CONFLICT" ? { ...taken.fault, at: `run ${row.run}` } : taken.fault);
  if (control === "cut") writeRunDocuments(app.journal, app.home, row.run);
  return ok(report(row, control, taken.value));
};

const report = ({ run, kind }: RunRow, control: "pause" | "cut", isTaken: boolean): Answer => {
  const done = control === "pause" ? "is paused" : kind === "roundtable" ? "is cut; every seat has its fee back" : "is cut";
  return {
    schema: control,
    data: { run, taken: isTaken },
    text: (look) =>
      doneLines(isTaken ? `${run} ${done}` : `${run} was told; the process that carries it takes it after its next step`, look),
    next: control === "pause" ? [`moot resume ${run}`] : [`moot show ${run}`],
  };
};
