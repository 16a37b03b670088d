import type { SourceText } from "../voices/types.ts";
import { lookUp } from "./lookup.ts";
import { openSource } from "./opened.ts";
import { numbersOf, type Table } from "./table.ts";

/** Files that examples are taken from, and their size: an example is not worth reading megabytes. */
const MAX_FILES = 8;
const MAX_CHARS = 1_000_000;

/**
 * Requests that the grammar answers, at most `limit`, made of the registered files' own columns, keys and words. Each was
 * looked up and found; one kind of question comes once before any comes twice.
 */
export const examplesFor = (sources: readonly SourceText[], limit = 3): readonly string[] => {
  const kinds = new Map<string, string[]>();
  for (const source of sources.filter(({ text }) => text.length <= MAX_CHARS).slice(0, MAX_FILES)) {
    for (const { kind, request } of candidates(source)) kinds.set(kind, [...(kinds.get(kind) ?? []), request]);
  }
  const rounds = Math.max(0, ...[...kinds.values()].map(({ length }) => length));
  const ordered = Array.from({ length: rounds }, (_, round) =>
    [...kinds.values()].flatMap((requests) => requests.slice(round, round + 1)),
  ).flat();
  const found: string[] = [];
  for (const request of ordered) {
    if (found.length >= limit) break;
    if (lookUp(request, sources)?.status === "found") found.push(request);
  }
  return found;
};

type Candidate = { readonly kind: string; readonly request: string };

const candidates = (source: SourceText): readonly Candidate[] => {
  const opened = openSource(source);
  const { file } = source;
  const table = opened.tables().tables[0];
  const entry = opened.entries().find(({ value, key }) => key !== "" && value.length < 100);
  const word = opened.lines
    .slice(0, 400)
    .join(" ")
    .match(/\b(?:ERROR|WARN|FAIL|timeout|error)\b/u)?.[0];
  return [
    ...(table === undefined ? [] : ofTable(table, file)),
    ...(entry === undefined ? [] : [{ kind: "value", request: `value of ${entry.path} in ${file}` }]),
    ...(word === undefined ? [] : [{ kind: "lines", request: `lines matching ${word} in ${file}` }]),
    ...(opened.lines.length === 0 ? [] : [{ kind: "range", request: `lines 1-5 of ${file}` }]),
  ];
};

const ofTable = (table: Table, file: string): readonly Candidate[] => {
  const isNumber = table.columns.map((_, column) => numbersOf(table, column).numbers.some((number) => number !== undefined));
  const values = table.columns.map((_, column) => new Set(table.rows.slice(0, 1_000).map(({ cells }) => cells[column])).size);
  const group = table.columns.findIndex(
    (_, column) => !isNumber[column] && (values[column] as number) > 1 && (values[column] as number) < table.rows.length,
  );
  const figure = isNumber.lastIndexOf(true);
  const value = group < 0 ? undefined : table.rows.find(({ cells }) => cells[group] !== "")?.cells[group];
  return [
    ...(figure < 0
      ? []
      : [{ kind: "figure", request: `mean of ${table.columns[figure]}${group < 0 ? "" : ` by ${table.columns[group]}`} in ${file}` }]),
    ...(value === undefined ? [] : [{ kind: "count", request: `count where ${table.columns[group]} = "${value}" in ${file}` }]),
    { kind: "columns", request: `columns of ${file}` },
  ];
};
