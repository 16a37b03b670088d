import { join } from "node:path";
import { writeFiles } from "../../../compose/write-files.ts";
import { ok } from "../../../core/kernel/result.ts";
import { DELIBERATION_FILES, exportDeliberation } from "../../../usecases/lab/export-deliberation.ts";
import type { Run } from "../answer.ts";
import { doneLines } from "../render/done.ts";
import { safeLine } from "../render/safe.ts";

const DEFAULT_FOLDER = join("dist", "deliberation");

/** `moot export deliberation`: writes rows and card, and says how to publish them. Opens no home and asks no backend. */
export const runExportDeliberation: Run = async (_context, { options }) => {
  const folder = (options.out as string | undefined) ?? DEFAULT_FOLDER;
  const { files, turns, jobs } = exportDeliberation();
  const written = await writeFiles(folder, files);
  if (!written.ok) return written;
  const rows = join(folder, DELIBERATION_FILES.rows);
  const card = join(folder, DELIBERATION_FILES.card);
  const publish = `hf upload <name>/<data-set> ${folder} . --repo-type dataset`;
  return ok({
    schema: "export.deliberation",
    data: { turns, jobs, rows, card, publish },
    text: (look) => [
      ...doneLines(`${turns} turns over ${jobs} jobs: ${rows}`, look),
      ...doneLines(`card: ${card}`, look),
      `publish: ${safeLine(publish)}`,
    ],
  });
};
