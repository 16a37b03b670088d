import { byCodeUnit } from "../kernel/json.ts";
import type { RawTable } from "../voices/index/raw-table.ts";
import { type Condition, meets } from "./condition.ts";
import { numberIn, type OpenSource } from "./sources.ts";

/** What a look-up found, before its header: text, the lines it stands on, and whether anything was there. */
export type Found = { readonly found: boolean; readonly text: string; readonly lines: readonly number[] };

/** Rows and lines that one answer shows; the total is always stated. */
export const SHOWN = 20;

type Row = RawTable["rows"][number];

/** The column of a name, letter case, spaces and underscores aside; -1 when there is none. */
export const columnIndex = (table: RawTable, name: string): number => {
  const plain = (text: string): string => text.toLowerCase().replace(/[\s_\-`*]+/gu, "");
  return table.header.findIndex(({ text }) => plain(text) === plain(name));
};

const missingColumn = (table: RawTable, name: string): Found => ({
  found: false,
  text: `No column ${JSON.stringify(name)}. The columns are ${table.header.map(({ text }) => text).join(", ")}.`,
  lines: [table.line],
});

/** The first table of a file that has every column named; else the first table. Undefined when the file holds none. */
export const pickTable = (source: OpenSource, columns: readonly string[]): RawTable | undefined =>
  source.tables.find((table) => columns.every((name) => columnIndex(table, name) >= 0)) ?? source.tables[0];

/** The rows that meet all conditions, or the answer that names the missing column. */
const rowsWhere = (source: OpenSource, table: RawTable, conditions: readonly Condition[]): readonly Row[] | Found => {
  for (const { field } of conditions) if (columnIndex(table, field) < 0) return missingColumn(table, field);
  return table.rows.filter((row) =>
    conditions.every((condition) => meets(row.cells[columnIndex(table, condition.field)]?.text ?? "", condition, table, source.language)),
  );
};

/** Counts rows. */
export const countRows = (source: OpenSource, table: RawTable, conditions: readonly Condition[]): Found => {
  const rows = rowsWhere(source, table, conditions);
  if ("found" in rows) return rows;
  return { found: true, text: `${rows.length} of ${table.rows.length} rows.`, lines: rows.map(({ line }) => line) };
};

/** Shows rows, the first `SHOWN` of them. */
export const showRows = (source: OpenSource, table: RawTable, conditions: readonly Condition[]): Found => {
  const rows = rowsWhere(source, table, conditions);
  if ("found" in rows) return rows;
  const shown = rows.slice(0, SHOWN);
  const lines = shown.map((row) => `${row.line}: ${row.cells.map(({ text }) => text).join(" | ")}`);
  const more = rows.length > SHOWN ? [`… ${rows.length - SHOWN} more rows`] : [];
  const head = `${rows.length} of ${table.rows.length} rows. ${table.header.map(({ text }) => text).join(" | ")}`;
  return { found: rows.length > 0, text: [head, ...lines, ...more].join("\n"), lines: shown.map(({ line }) => line) };
};

/** Aggregates a column, over all rows that meet the conditions or by the values of another column. */
export const aggregate = (
  source: OpenSource,
  table: RawTable,
  op: string,
  column: string,
  by: string | undefined,
  conditions: readonly Condition[],
): Found => {
  const at = columnIndex(table, column);
  if (at < 0) return missingColumn(table, column);
  const group = by === undefined ? -1 : columnIndex(table, by);
  if (by !== undefined && group < 0) return missingColumn(table, by);
  const rows = rowsWhere(source, table, conditions);
  if ("found" in rows) return rows;
  const groups = new Map<string, Row[]>();
  for (const row of rows) {
    const key = group < 0 ? "" : (row.cells[group]?.text ?? "");
    groups.set(key, [...(groups.get(key) ?? []), row]);
  }
  const texts = [...groups]
    .sort(([left], [right]) => byCodeUnit(left, right))
    .map(([key, members]) => `${key === "" ? "" : `${key}: `}${figure(source, table, op, at, members)}`);
  return { found: rows.length > 0, text: texts.length === 0 ? "No row." : texts.join("\n"), lines: rows.map(({ line }) => line) };
};

const figure = (source: OpenSource, table: RawTable, op: string, at: number, rows: readonly Row[]): string => {
  if (op === "distinct") {
    const values = [...new Set(rows.map((row) => row.cells[at]?.text ?? ""))].sort(byCodeUnit);
    return `${values.length} distinct: ${values.slice(0, SHOWN).join(", ")}${values.length > SHOWN ? ", …" : ""}`;
  }
  const numbers = rows.flatMap((row) => {
    const number = numberIn(row.cells[at]?.text ?? "", table, source.language);
    return number === undefined ? [] : [number];
  });
  const skipped = rows.length - numbers.length;
  if (numbers.length === 0) return `no number in ${rows.length} rows`;
  return `${plainNumber(reduce(op, numbers))} (n = ${numbers.length}${skipped === 0 ? "" : `, ${skipped} without a number`})`;
};

const reduce = (op: string, numbers: readonly number[]): number => {
  const sorted = [...numbers].sort((left, right) => left - right);
  const sum = numbers.reduce((total, number) => total + number, 0);
  if (op === "sum") return sum;
  if (op === "min") return sorted[0] as number;
  if (op === "max") return sorted.at(-1) as number;
  if (op === "median") return ((sorted[(sorted.length - 1) >> 1] as number) + (sorted[sorted.length >> 1] as number)) / 2;
  const percentile = /^p(\d{1,2})$/u.exec(op);
  // Nearest rank: the smallest value that at least p percent of the values do not exceed.
  if (percentile !== null) return sorted[Math.max(0, Math.ceil((Number(percentile[1]) / 100) * sorted.length) - 1)] as number;
  return sum / numbers.length;
};

/** A number without float noise: at most six decimals, no trailing zeros. */
export const plainNumber = (value: number): string => (Number.isInteger(value) ? String(value) : String(Number(value.toFixed(6))));
