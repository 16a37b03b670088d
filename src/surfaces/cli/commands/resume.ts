import type { App } from "../../../compose.ts";
import { fail, ok, type Result } from "../../../core/kernel/result.ts";
import type { RunRow } from "../../../ports/journal.ts";
import { offerControl } from "../../../usecases/runs/control.ts";
import type { Run } from "../answer.ts";
import { carry } from "../carry.ts";
import type { Fault } from "../fault.ts";
import { finish } from "../finish.ts";
import { openRun } from "./open-run.ts";

/** `moot resume [run]`: carries a paused or interrupted run to its end. */
export const runResume: Run = async (context, { args, options }) => {
  const opened = await openRun(context, args[0], { isUnfinished: true });
  if (!opened.ok) return opened;
  const { app, row } = opened.value;
  const ready = prepare(app, row, options.cap as number | undefined);
  if (!ready.ok) return ready;
  const quiet = options.quiet === true;
  if (!quiet) context.talk(context.err.paint.dim(`resuming ${row.run} after event ${row.head}; stored answers are not asked for again`));
  const carried = await carry(context, app, row.run, {
    quiet,
    plain: options.plain === true,
    isolate: options.isolate === true,
  });
  return finish(context, app, row.run, carried, { summary: options.summary === true, notify: options.notify === true, isKept: true });
};

/** Lifts the cap when a person names a new one, and takes a pause back. */
const prepare = (app: App, row: RunRow, capMicroUsd: number | undefined): Result<void, Fault> => {
  if (row.status === "done")
    return fail({ code: "RUN_DONE", message: `${row.run} is closed`, at: `run ${row.run}`, hint: `moot show ${row.run}` });
  if (capMicroUsd !== undefined) app.journal.setCap(row.run, capMicroUsd);
  return row.status === "paused" ? offerControl(app.journal, row, "resume", "operator", app.newKey()) : ok(undefined);
};
