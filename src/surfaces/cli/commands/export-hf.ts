import { join } from "node:path";
import { datasetDeps, writeExport } from "../../../compose/export.ts";
import { machineWords } from "../../../compose/machine-words.ts";
import { version } from "../../../compose.ts";
import { fail, ok, type Result } from "../../../core/kernel/result.ts";
import { classicMaterial } from "../../../core/trace/classic-session.ts";
import { LICENSES } from "../../../core/trace/licenses.ts";
import { NO_MATERIAL } from "../../../core/trace/tables/all.ts";
import { buildDataset, type Dataset, type DatasetRequest } from "../../../usecases/export/dataset.ts";
import { findRuns, materialOf } from "../../../usecases/export/material.ts";
import type { Answer, Context, Run } from "../answer.ts";
import type { Fault } from "../fault.ts";
import { doneLines } from "../render/done.ts";
import { safeLine } from "../render/safe.ts";
import { counted } from "../render/time.ts";

const DEFAULT_FOLDER = join("exports", "hf");

type Flags = { readonly out?: string; readonly jobs?: string; readonly all?: boolean; readonly license?: string };

/** `moot export hf [run...]`: tables, session traces and card. Without a run and without `--all` the fixed jobs, and opens no home. */
export const runExportHf: Run = async (context, { args, options }) => {
  const { out = DEFAULT_FOLDER, jobs, all = false, license } = options as Flags;
  const references = (args[0] ?? []) as unknown as readonly string[];
  const ofRuns = references.length > 0 || all;
  const picked = await pick(context, references, all);
  if (!picked.ok) return picked;
  const chosen = license ?? (ofRuns ? "unknown" : "mit");
  if (!LICENSES.includes(chosen))
    return fail({
      code: "UNKNOWN_ID",
      message: `there is no licence ${chosen}; known are ${LICENSES.join(", ")}`,
      hint: "add --license cc-by-4.0",
    });
  const dataset = buildDataset(await datasetDeps(version()), {
    ...picked.value,
    shipped: jobs === "classic" || !ofRuns ? classicMaterial() : NO_MATERIAL,
    license: chosen,
  });
  const written = await writeExport(out, dataset.files);
  return written.ok ? ok(answerOf(dataset, out, chosen)) : written;
};

const pick = async (
  context: Context,
  references: readonly string[],
  all: boolean,
): Promise<Result<Pick<DatasetRequest, "runs" | "words">, Fault>> => {
  if (references.length === 0 && !all) return ok({ runs: NO_MATERIAL, words: [] });
  const app = await context.open();
  if (!app.ok) return app;
  const { journal, home, root } = app.value;
  const rows = findRuns(journal, references, all);
  if (!rows.ok) return rows;
  if (rows.value.length === 0)
    return fail({ code: "NO_RUNS", message: "there is no run that is done", hint: "moot export hf --jobs classic" });
  return ok({ runs: materialOf(journal, rows.value), words: machineWords(home.root, root) });
};

const answerOf = (dataset: Dataset, folder: string, license: string): Answer => {
  const { tables, empty, sessions, redactions } = dataset;
  const card = join(folder, "README.md");
  const publish = `moot publish ${folder} --repo <owner>/<name> --dry-run`;
  return {
    schema: "export.hf",
    data: { folder, card, tables, empty, sessions, redactions, license, publish },
    text: (look) => [
      ...doneLines(`${counted(sessions, "session")} as ${tables.map(({ name, rows }) => `${name} (${rows})`).join(", ")}: ${folder}`, look),
      ...(empty.length === 0 ? [] : doneLines(`no rows, so left out: ${empty.join(", ")}`, look)),
      ...doneLines(`${counted(redactions, "redaction")}: ${join(folder, "redactions.json")}`, look),
      ...doneLines(`card: ${card}, licence ${license}`, look),
      `publish: ${safeLine(publish)}`,
    ],
    warnings: license === "unknown" ? ["no licence is chosen: name one with --license before others may use this"] : [],
  };
};
