import { mkdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { DuckDBInstance } from "@duckdb/node-api";
import { datasetDeps } from "../../src/compose/export.ts";
import { classicMaterial } from "../../src/core/trace/classic-session.ts";
import type { MachineWord } from "../../src/core/trace/redaction.ts";
import { NO_MATERIAL } from "../../src/core/trace/tables/all.ts";
import type { Journal } from "../../src/ports/journal.ts";
import { openMemoryJournal } from "../../src/storage/memory/journal.ts";
import { buildDataset, type Dataset } from "../../src/usecases/export/dataset.ts";
import { findRuns, materialOf } from "../../src/usecases/export/material.ts";
import { systemClock } from "../kit/drive.ts";
import { open, playOut, request } from "../kit/roundtable.ts";

/** A briefing that offline voices can argue. */
const BRIEFING = `# Which shelf?

Top shelf or bottom shelf for the spools?

## Criteria

- humidity, lower is better
- reach, lower is better

| shelf | humidity | reach |
|---|---|---|
| Top shelf | 35 % | 210 cm |
| Bottom shelf | 55 % | 40 cm |
`;

/** A journal with one finished roundtable of the offline voices. */
export const playedJournal = async (): Promise<{ readonly journal: Journal; readonly run: string }> => {
  const journal = openMemoryJournal({ clock: systemClock });
  const run = open(journal, request(BRIEFING, { topic: "Which shelf?", seed: "export" }));
  await playOut(journal, run);
  return { journal, run };
};

/** Everything of a journal as a data set. */
export const datasetOf = async (journal: Journal, classic: boolean, words: readonly MachineWord[] = []): Promise<Dataset> => {
  const rows = findRuns(journal, [], true);
  if (!rows.ok) throw new Error(rows.fault.message);
  return buildDataset(await datasetDeps("0.0.0"), {
    shipped: classic ? classicMaterial() : NO_MATERIAL,
    runs: materialOf(journal, rows.value),
    words,
    license: "mit",
  });
};

/** Writes an export into a folder. */
export const writeInto = (folder: string, files: Dataset["files"]): void => {
  for (const [path, content] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), content);
  }
};

/** Rows of a query by DuckDB, which shares no code with what wrote the files. Integers come as bigint. */
export const query = async (sql: string): Promise<readonly Readonly<Record<string, unknown>>[]> => {
  const instance = await DuckDBInstance.create(":memory:");
  const connection = await instance.connect();
  try {
    return (await connection.runAndReadAll(sql)).getRowObjects();
  } finally {
    connection.closeSync();
    instance.closeSync();
  }
};
