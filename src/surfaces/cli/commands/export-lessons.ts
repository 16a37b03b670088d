import { join } from "node:path";
import { datasetDeps, writeExport } from "../../../compose/export.ts";
import { version } from "../../../compose.ts";
import { ok } from "../../../core/kernel/result.ts";
import { classicMaterial } from "../../../core/trace/classic-session.ts";
import { NO_MATERIAL } from "../../../core/trace/tables/all.ts";
import { buildDataset } from "../../../usecases/export/dataset.ts";
import type { Run } from "../answer.ts";
import { doneLines } from "../render/done.ts";
import { counted } from "../render/time.ts";

const DEFAULT_FOLDER = join("exports", "lessons");

/** `moot export lessons`: the ledger of lessons as a data set. Opens no home. */
export const runExportLessons: Run = async (_context, { options }) => {
  const folder = (options.out as string | undefined) ?? DEFAULT_FOLDER;
  const { lessons } = classicMaterial();
  const request = { shipped: { ...NO_MATERIAL, lessons }, runs: NO_MATERIAL, words: [], license: "mit" };
  const { files } = buildDataset(await datasetDeps(version()), request);
  const written = await writeExport(folder, files);
  if (!written.ok) return written;
  const card = join(folder, "README.md");
  return ok({
    schema: "export.lessons",
    data: { folder, card, lessons: lessons.length },
    text: (look) => [
      ...doneLines(`${counted(lessons.length, "lesson")}: ${join(folder, "jsonl", "lessons.jsonl")}`, look),
      ...doneLines(`card: ${card}`, look),
    ],
  });
};
