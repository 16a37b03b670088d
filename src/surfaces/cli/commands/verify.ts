import { fail, ok } from "../../../core/kernel/result.ts";
import type { Finding } from "../../../ports/journal.ts";
import { resolveRun } from "../../../usecases/runs/control.ts";
import type { Run } from "../answer.ts";
import { doneLines } from "../render/done.ts";
import { safeLine } from "../render/safe.ts";
import { table } from "../render/table.ts";
import { wrapText } from "../render/wrap.ts";

const notedGone = (seal: string): Finding => ({
  run: "",
  check: "seal",
  message: `the seal ${safeLine(seal)} that was noted is not in this journal: it is another one, or its history was written anew`,
});

/** `moot journal verify [run]`: exit 9 when what is stored is not what the journal says, or is not what a noted seal names. */
export const runVerify: Run = async (context, { args, options }) => {
  const app = await context.open();
  if (!app.ok) return app;
  const { journal } = app.value;
  const only = args[0] === undefined ? undefined : resolveRun(journal, args[0]);
  if (only !== undefined && !only.ok) return fail({ ...only.fault, at: `run ${args[0]}` });
  const noted = options.noted as string | undefined;
  const isGone = noted !== undefined && !journal.hasSeal(noted);
  const findings = [...(await app.value.verify(only?.value.run)), ...(isGone ? [notedGone(noted)] : [])];
  const seal = journal.seal();
  const count = only === undefined ? journal.runs().length : 1;
  return ok({
    schema: "journal-verify",
    data: { runs: count, seal, findings },
    text: (look) =>
      findings.length === 0
        ? [
            ...doneLines(`${count} ${count === 1 ? "run is" : "runs are"} what the journal says`, look),
            ...(seal === "" ? [] : wrapText(`seal ${seal}`, look.width)),
          ]
        : table(
            look,
            [{ title: "run" }, { title: "check" }, { title: "finding", grows: "wraps" }],
            findings.map(({ run, check, message }) => [safeLine(run), safeLine(check), safeLine(message)]),
          ),
    exit: findings.length === 0 ? "ok" : "integrity",
  });
};
