import { fail, ok } from "../../../core/kernel/result.ts";
import { resolveRun } from "../../../usecases/runs/control.ts";
import type { Run } from "../answer.ts";
import { doneLines } from "../render/done.ts";
import { safeLine } from "../render/safe.ts";
import { table } from "../render/table.ts";

/** `moot journal verify [run]`: exit 9 when what is stored is not what the journal says. */
export const runVerify: Run = async (context, { args }) => {
  const app = await context.open();
  if (!app.ok) return app;
  const { journal } = app.value;
  const only = args[0] === undefined ? undefined : resolveRun(journal, args[0]);
  if (only !== undefined && !only.ok) return fail({ ...only.fault, at: `run ${args[0]}` });
  const findings = await app.value.verify(only?.value.run);
  const count = only === undefined ? journal.runs().length : 1;
  return ok({
    schema: "journal-verify",
    data: { runs: count, findings },
    text: (look) =>
      findings.length === 0
        ? doneLines(`${count} ${count === 1 ? "run is" : "runs are"} what the journal says`, look)
        : table(
            look,
            [{ title: "run" }, { title: "check" }, { title: "finding", grows: "wraps" }],
            findings.map(({ run, check, message }) => [safeLine(run), safeLine(check), safeLine(message)]),
          ),
    exit: findings.length === 0 ? "ok" : "integrity",
  });
};
