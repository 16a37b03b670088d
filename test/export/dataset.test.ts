import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { PIPELINE_TYPES } from "@huggingface/tasks";
import { beforeAll, describe, expect, it } from "vitest";
import { parse } from "yaml";
import { deliberate, REFERENCE_JOBS } from "../../src/core/lab/classic/deliberation.ts";
import { deliberationLines } from "../../src/core/trace/deliberation-row.ts";
import { NO_MATERIAL, tablesOf } from "../../src/core/trace/tables/all.ts";
import type { Dataset } from "../../src/usecases/export/dataset.ts";
import { datasetOf, playedJournal, query, writeInto } from "./kit.ts";

let dataset: Dataset;
let folder: string;
let run: string;

beforeAll(async () => {
  const played = await playedJournal();
  run = played.run;
  dataset = await datasetOf(played.journal, true);
}, 60_000);

const text = (path: string): string => String(dataset.files[path]);
const declared = tablesOf(NO_MATERIAL);
const shipped = ["turns", "sessions", "lessons", "scorecards", "ledger"];
const DUCKDB: Readonly<Record<string, string>> = { string: "VARCHAR", int64: "BIGINT", float64: "DOUBLE", bool: "BOOLEAN" };
const parquet = (name: string): string => `'${join(folder, `data/${name}/train-00000-of-00001.parquet`)}'`;

describe("the turns", () => {
  it("begin with the bytes of the deliberation: 14 columns first and unchanged", () => {
    const reference = deliberationLines(REFERENCE_JOBS.map((of) => ({ of, turns: deliberate(of) })));
    const lines = text("jsonl/turns.jsonl").split("\n").slice(0, reference.length);
    expect(lines.map((line, index) => line.slice(0, (reference[index]?.length ?? 0) - 1))).toEqual(
      reference.map((line) => line.slice(0, -1)),
    );
  });

  it("have every key in every row, and turns of each session from 1 on", () => {
    const rows = text("jsonl/turns.jsonl")
      .trimEnd()
      .split("\n")
      .map((line) => JSON.parse(line));
    const names = declared[0]?.columns.map(({ name }) => name);
    const counts = new Map<string, number>();
    for (const row of rows) {
      expect(Object.keys(row)).toEqual(names);
      counts.set(row.session_id, (counts.get(row.session_id) ?? 0) + 1);
      expect(row.turn).toBe(counts.get(row.session_id));
    }
    expect([...counts.keys()]).toEqual(["abs-overhang-edge", "petg-overhang-center", "pla-adhesion-center", "tpu-stringing-edge", run]);
  });

  it("carry the numbers behind the words: the qualities of the reference, and unvalidated at every simulated row", () => {
    const rows = text("jsonl/turns.jsonl")
      .trimEnd()
      .split("\n")
      .map((line) => JSON.parse(line));
    const printed = rows.filter(({ act, session_id }) => act === "simulate" && session_id === "abs-overhang-edge");
    expect(printed.map(({ quality, failure_mode, iteration }) => [iteration, Number(quality.toFixed(2)), failure_mode])).toEqual([
      [1, 0.19, "sag"],
      [2, 0.27, "sag"],
      [3, 0.33, "sag"],
      [4, 0.34, "warp"],
    ]);
    for (const row of rows)
      expect([row.origin, row.validation]).toEqual(row.kind === "deliberation" ? ["static", "unvalidated"] : ["live", null]);
    for (const { quality, ...row } of printed) {
      const lost = Object.entries(row).flatMap(([key, value]) => (key.startsWith("penalty_") ? [Number(value)] : []));
      expect(1 - lost.reduce((sum, each) => sum + each, 0)).toBeCloseTo(quality, 6);
    }
  });
});

describe("DuckDB reads", () => {
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), "moot-export-"));
    writeInto(folder, dataset.files);
    return () => rmSync(folder, { recursive: true, force: true });
  });

  it.each(shipped)("%s: columns in order, types, counts, and the rows of the JSON Lines", async (name) => {
    const table = declared.find((each) => each.name === name);
    const schema = await query(`DESCRIBE SELECT * FROM ${parquet(name)}`);
    expect(schema.map(({ column_name, column_type }) => [column_name, column_type])).toEqual(
      table?.columns.map((column) => [column.name, DUCKDB[column.type]]),
    );
    const rows = await query(`SELECT * FROM ${parquet(name)}`);
    const types = `{${table?.columns.map((column) => `'${column.name}': '${DUCKDB[column.type]}'`).join(", ")}}`;
    const lines = await query(
      `SELECT * FROM read_json('${join(folder, `jsonl/${name}.jsonl`)}', format = 'newline_delimited', columns = ${types})`,
    );
    expect(rows.length).toBe(dataset.tables.find((each) => each.name === name)?.rows);
    expect(rows).toEqual(lines);
  });

  it("balances as the sums of the ledger, and marks that add up", async () => {
    const [sums] = await query(
      `SELECT count(*) AS lines, count(DISTINCT key) AS keys, bool_and(amount <> 0) AS moved FROM ${parquet("ledger")}`,
    );
    expect([sums?.lines === sums?.keys, sums?.moved]).toEqual([true, true]);
    const off = await query(`SELECT seat FROM ${parquet("scorecards")} WHERE total <> novelty + accuracy + impact + challenge`);
    expect(off).toEqual([]);
    const [marks] = await query(`SELECT count(*)::INT AS seats FROM ${parquet("scorecards")}`);
    expect(marks?.seats).toBe(5);
  });

  it("small row groups, and nothing about this machine or the time in the file", async () => {
    const [meta] = await query(`SELECT created_by, num_row_groups::INT AS groups FROM parquet_file_metadata(${parquet("turns")})`);
    expect(meta).toEqual({ created_by: "moot 0.0.0", groups: 1 });
  });
});

describe("the card", () => {
  const front = (): Record<string, never> => parse(text("README.md").split("---\n")[1] ?? "", { version: "1.1" });

  it("has front matter that the Hub knows: licence, task, size, one config a table, turns by default", () => {
    const { license, task_categories, size_categories, configs, dataset_info } = front() as Record<string, unknown>;
    expect([license, size_categories]).toEqual(["mit", ["n<1K"]]);
    for (const task of task_categories as string[]) expect(PIPELINE_TYPES).toContain(task);
    expect((configs as { config_name: string }[]).map(({ config_name }) => config_name)).toEqual([...shipped, "traces"]);
    expect((configs as { default?: boolean }[]).map((config) => config.default)).toEqual([true, ...Array(shipped.length).fill(undefined)]);
    for (const { data_files } of (configs as { data_files: { path: string }[] }[]).slice(0, -1))
      expect(Object.keys(dataset.files)).toContain(data_files[0]?.path);
    const infos = dataset_info as {
      config_name: string;
      features: { name: string }[];
      splits: { num_examples: number }[];
      download_size: number;
    }[];
    for (const { config_name, features, splits, download_size } of infos) {
      const table = declared.find(({ name }) => name === config_name);
      expect(features.map(({ name }) => name)).toEqual(table?.columns.map(({ name }) => name));
      expect(splits[0]?.num_examples).toBe(dataset.tables.find(({ name }) => name === config_name)?.rows);
      expect(download_size).toBe((dataset.files[`data/${config_name}/train-00000-of-00001.parquet`] as Uint8Array).length);
    }
  });

  it("no table has columns that the Hub would take for a session trace", () => {
    for (const { columns } of declared) expect(columns.filter(({ name }) => ["type", "message", "messages"].includes(name))).toEqual([]);
  });

  it("says which tables have no rows, who spoke, what is not true of the rows, and a checksum of every data file", () => {
    const card = text("README.md");
    expect(dataset.empty).toEqual(["trials"]);
    for (const words of ["`trials`", "unvalidated", "deterministic voices", "counter of 7 s", "## Citation", "## Licence", "moot 0.0.0"])
      expect(card).toContain(words);
    for (const { name, columns } of declared.filter((table) => shipped.includes(table.name)))
      for (const column of columns) expect([name, card.includes(`| \`${column.name}\` | ${column.type} |`)]).toEqual([name, true]);
    const manifest = JSON.parse(text("moot-export.json")) as { files: { path: string; sha256: string }[] };
    for (const { path, sha256 } of manifest.files.filter(({ path }) => /^(?:data|jsonl|traces)\//.test(path)))
      expect(card).toContain(
        `| \`${path}\` | ${(dataset.files[path] as string | Uint8Array) instanceof Uint8Array ? (dataset.files[path] as Uint8Array).length : Buffer.byteLength(text(path))} | \`${sha256}\` |`,
      );
  });
});

it("the same material gives the same bytes", async () => {
  const { journal } = await playedJournal();
  const [one, other] = [await datasetOf(journal, true), await datasetOf(journal, true)];
  expect(one.files).toEqual(other.files);
});
