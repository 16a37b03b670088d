import type { Json } from "../kernel/json.ts";
import type { ColumnType, FilledTable } from "./table.ts";

/** A file of an export. `path` has `/` between folders. */
export type FileFact = { readonly path: string; readonly bytes: number; readonly sha256: string };

/** A table with the files that hold it. */
export type TableFact = { readonly table: FilledTable; readonly parquet: FileFact; readonly jsonl: FileFact };

/** What a card is made from. `files` are all files but the card and the manifest; `sources` counts sessions by who spoke and printed. */
export type CardFacts = {
  readonly name: string;
  readonly license: string;
  readonly languages: readonly string[];
  readonly tags: readonly string[];
  readonly generator: string;
  readonly tables: readonly TableFact[];
  /** Tables without a row: declared, not shipped. */
  readonly empty: readonly FilledTable[];
  readonly traces: readonly FileFact[];
  readonly sources: readonly SourceFact[];
  readonly redactions: Readonly<Record<string, number>>;
};

/** Sessions of one kind, backend, model and world. */
export type SourceFact = {
  readonly kind: string;
  readonly origin: string;
  readonly backends: string;
  readonly models: string | null;
  readonly world: string | null;
  readonly validation: string | null;
  readonly sessions: number;
};

/** The Hub's ids of sizes, by the number of rows below which each holds. */
const SIZES: readonly (readonly [below: number, id: string])[] = [
  [1_000, "n<1K"],
  [10_000, "1K<n<10K"],
  [100_000, "10K<n<100K"],
  [1_000_000, "100K<n<1M"],
  [10_000_000, "1M<n<10M"],
];

/** The Hub's id of a size. */
export const sizeCategory = (rows: number): string => SIZES.find(([below]) => rows < below)?.[1] ?? "10M<n<100M";

const DTYPES: Readonly<Record<ColumnType, string>> = { string: "string", int64: "int64", float64: "float64", bool: "bool" };

/** Where the session traces stand. */
export const TRACES_CONFIG = "traces";

/**
 * The front matter as the Hub reads it: one config a table, the first is the default, traces in one of their own. The default is flat
 * and names no column `type` or `message`, so that it loads without any extra.
 */
export const frontMatter = (facts: CardFacts): { readonly [key: string]: Json } => ({
  license: facts.license,
  task_categories: ["text-generation"],
  language: facts.languages,
  tags: facts.tags,
  pretty_name: facts.name,
  size_categories: [sizeCategory(facts.tables.reduce((sum, { table }) => sum + table.rows.length, 0))],
  annotations_creators: ["machine-generated"],
  source_datasets: ["original"],
  configs: [
    ...facts.tables.map(({ table, parquet }, index) => ({
      config_name: table.name,
      ...(index === 0 ? { default: true } : {}),
      data_files: [{ split: "train", path: parquet.path }],
    })),
    ...(facts.traces.length === 0 ? [] : [{ config_name: TRACES_CONFIG, data_files: [{ split: "train", path: "traces/*.jsonl" }] }]),
  ],
  dataset_info: facts.tables.map(infoOf),
});

const infoOf = ({ table, parquet }: TableFact): { readonly [key: string]: Json } => ({
  config_name: table.name,
  features: table.columns.map(({ name, type }) => ({ name, dtype: DTYPES[type] })),
  splits: [{ name: "train", num_bytes: arrowBytes(table), num_examples: table.rows.length }],
  download_size: parquet.bytes,
  dataset_size: arrowBytes(table),
});

/** What the rows take in memory: 8 bytes a number, and a text its UTF-8 with an offset of 4; a row of booleans takes its eighth, rounded up. */
const arrowBytes = ({ columns, rows }: FilledTable): number => {
  const utf8 = (text: string): number => {
    let bytes = 0;
    for (const char of text) {
      const code = char.codePointAt(0) ?? 0;
      bytes += code < 0x80 ? 1 : code < 0x800 ? 2 : code < 0x1_0000 ? 3 : 4;
    }
    return bytes;
  };
  return columns.reduce((sum, { type }, index) => {
    if (type === "bool") return sum + Math.ceil(rows.length / 8);
    if (type !== "string") return sum + 8 * rows.length;
    return sum + 4 * (rows.length + 1) + rows.reduce((chars, row) => chars + utf8(String(row[index] ?? "")), 0);
  }, 0);
};
