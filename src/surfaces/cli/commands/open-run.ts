import type { App } from "../../../compose.ts";
import { fail, ok, type Result } from "../../../core/kernel/result.ts";
import type { RunRow } from "../../../ports/journal.ts";
import { resolveRun, resolveUnfinished } from "../../../usecases/runs/control.ts";
import type { Context } from "../answer.ts";
import type { Fault } from "../fault.ts";

/** What `latest` stands for: the newest run of `kinds` (of any when absent), or the newest that is not done. */
export type Meaning = { readonly kinds?: readonly string[]; readonly isUnfinished?: boolean };

/** Opens the home and finds the run that a person named; `latest` when nothing was. */
export const openRun = async (
  context: Context,
  reference = "latest",
  { kinds = [], isUnfinished = false }: Meaning = {},
): Promise<Result<{ readonly app: App; readonly row: RunRow }, Fault>> => {
  const app = await context.open();
  if (!app.ok) return app;
  const { journal } = app.value;
  const row = isUnfinished ? resolveUnfinished(journal, reference) : resolveRun(journal, reference, kinds);
  return row.ok ? ok({ app: app.value, row: row.value }) : fail({ ...row.fault, at: `run ${reference}` });
};
