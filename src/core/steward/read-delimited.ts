import { fail, ok, type Result } from "../kernel/result.ts";
import { notationOf } from "./number.ts";
import { MAX_COLUMNS, MAX_ROWS, type Row, type Table } from "./table.ts";

const SEPARATORS = [",", ";", "\t", "|"] as const;

/**
 * Reads comma, semicolon, tab or bar separated values: quoted cells with doubled quotes and line ends, blank lines and
 * leading `#` comments skipped, the first row as header. A quote that never closes is a fault with its line: what stands
 * behind it cannot be counted. `separator` is found from the header unless given.
 */
export const readDelimited = (text: string, separator?: string): Result<Table, string> => {
  const records: Row[] = [];
  const start = skipComments(text);
  const cut = separator ?? separatorOf(text, start.at);
  let { at, line } = start;
  while (at < text.length) {
    if (records.length > MAX_ROWS) return fail(`the table has more than ${MAX_ROWS} rows`);
    const record = readRecord(text, at, line, cut);
    if (!record.ok) return record;
    const { cells } = record.value;
    if (cells.length > MAX_COLUMNS) return fail(`line ${line} has more than ${MAX_COLUMNS} cells`);
    if (cells.length > 1 || cells[0] !== "") records.push({ line, cells });
    ({ at, line } = record.value);
  }
  const [header, ...rows] = records;
  if (header === undefined) return fail("the file is empty");
  return ok(tableOf(header, rows, cut));
};

/** A table from a header and rows: repeated and empty names are numbered, rows are filled or cut to the header's width. `json` as separator: records. */
export const tableOf = (header: Row, rows: readonly Row[], separator: string): Table => {
  const columns = distinctNames(header.cells);
  const width = columns.length;
  const even = rows.map(
    ({ line, cells }): Row => ({ line, cells: cells.length === width ? cells : Array.from(columns, (_, index) => cells[index] ?? "") }),
  );
  return {
    line: header.line,
    columns,
    rows: even,
    uneven: rows.filter(({ cells }) => cells.length !== width).map(({ line }) => line),
    notation: notationOf(cellsOf(even), separator),
    written: separator !== "json",
  };
};

function* cellsOf(rows: readonly Row[]): Generator<string> {
  for (const { cells } of rows) yield* cells;
}

const distinctNames = (names: readonly string[]): readonly string[] => {
  const seen = new Map<string, number>();
  return names.map((raw, index) => {
    const name = raw === "" ? `column ${index + 1}` : raw;
    const times = (seen.get(name) ?? 0) + 1;
    seen.set(name, times);
    return times === 1 ? name : `${name}#${times}`;
  });
};

const skipComments = (text: string): { readonly at: number; readonly line: number } => {
  let at = text.charCodeAt(0) === 0xfeff ? 1 : 0;
  let line = 1;
  while (at < text.length) {
    const end = lineEnd(text, at);
    const head = text.slice(at, Math.min(end, at + 200)).trim();
    if (head !== "" && !(head.startsWith("#") && !/[,;\t|]/.test(head))) break;
    at = end + 1;
    line++;
  }
  return { at, line };
};

const lineEnd = (text: string, at: number): number => {
  const end = text.indexOf("\n", at);
  return end === -1 ? text.length : end;
};

/** The separator that stands most often in the header, quoted parts aside; a comma when none does. */
const separatorOf = (text: string, at: number): string => {
  const header = text.slice(at, Math.min(lineEnd(text, at), at + 20_000)).replace(/"[^"]*"/g, "");
  const counts = SEPARATORS.map((separator) => header.split(separator).length);
  return SEPARATORS[counts.indexOf(Math.max(...counts))] as string;
};

type Record = { readonly cells: readonly string[]; readonly at: number; readonly line: number };

const readRecord = (text: string, from: number, firstLine: number, separator: string): Result<Record, string> => {
  const cells: string[] = [];
  let at = from;
  let line = firstLine;
  for (;;) {
    const cell = text.charAt(at) === '"' ? readQuoted(text, at) : undefined;
    if (cell === null) return fail(`the quote that opens on line ${line} never closes`);
    const rest = cell === undefined ? at : cell.at;
    const end = cellEnd(text, rest, separator);
    cells.push(`${cell?.text ?? ""}${text.slice(rest, end)}`.trim());
    line += cell?.breaks ?? 0;
    at = end;
    if (text.charAt(at) !== separator) return ok({ cells, at: at + 1, line: line + 1 });
    at++;
  }
};

const cellEnd = (text: string, at: number, separator: string): number => {
  let end = at;
  while (end < text.length && text.charAt(end) !== separator && text.charAt(end) !== "\n") end++;
  return end;
};

/** A quoted part from its quote on; null when it never closes. */
const readQuoted = (text: string, at: number): { readonly text: string; readonly at: number; readonly breaks: number } | null => {
  let close = text.indexOf('"', at + 1);
  while (close !== -1 && text.charAt(close + 1) === '"') close = text.indexOf('"', close + 2);
  if (close === -1) return null;
  const inner = text.slice(at + 1, close).replaceAll('""', '"');
  return { text: inner, at: close + 1, breaks: inner.split("\n").length - 1 };
};
