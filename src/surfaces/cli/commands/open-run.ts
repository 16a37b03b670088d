import type { App } from "../../../compose.ts";
import { fail, ok, type Result } from "../../../core/kernel/result.ts";
import type { RunRow } from "../../../ports/journal.ts";
import { resolveRun, resolveUnfinished } from "../../../usecases/runs/control.ts";
import type { Context } from "../answer.ts";
import type { Fault } from "../fault.ts";

/** Opens the home and finds the run that a person named; `latest` when nothing was. `meaning` is what `latest` stands for. */
export const openRun = async (
  context: Context,
  reference = "latest",
  meaning: "newest" | "newest unfinished" = "newest",
): Promise<Result<{ readonly app: App; readonly row: RunRow }, Fault>> => {
  const app = await context.open();
  if (!app.ok) return app;
  const resolve = meaning === "newest" ? resolveRun : resolveUnfinished;
  const row = resolve(app.value.journal, reference);
  return row.ok ? ok({ app: app.value, row: row.value }) : fail({ ...row.fault, at: `run ${reference}` });
};
