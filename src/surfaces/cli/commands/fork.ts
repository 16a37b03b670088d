import { fail, ok } from "../../../core/kernel/result.ts";
import type { Run } from "../answer.ts";
import { usageFault } from "../fault.ts";
import { doneLines } from "../render/done.ts";
import { openRun } from "./open-run.ts";

/** `moot fork <run> --at <seq>`: a copy up to a step boundary, with a ledger book of its own. */
export const runFork: Run = async (context, { args, options }) => {
  const at = options.at as number | undefined;
  if (at === undefined) return fail(usageFault("--at is missing: the event after which to fork", `moot show ${args[0]} --raw`));
  const opened = await openRun(context, args[0]);
  if (!opened.ok) return opened;
  const { app, row } = opened.value;
  const run = app.newId();
  const forked = app.journal.fork(row.run, at, run);
  if (!forked.ok) return fail({ code: "NO_BOUNDARY", message: forked.fault.message, at: `--at ${at}`, hint: `moot show ${row.run} --raw` });
  const data = { run, parent: row.run, at: forked.value.at };
  const rounded = data.at === at ? [] : [`event ${at} is inside a step: forked after event ${data.at}`];
  return ok({
    schema: "fork",
    data,
    text: (look) => doneLines(`${run} is ${row.run} up to event ${data.at}, with a ledger of its own`, look),
    warnings: rounded,
    next: [`moot resume ${run}`],
  });
};
