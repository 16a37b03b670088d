import { delimitedRows, headerStart, separatorIn } from "../formats/delimited.ts";
import { fail, ok, type Result } from "../kernel/result.ts";
import { notationOf } from "./number.ts";
import { MAX_COLUMNS, MAX_ROWS, type Row, type Table } from "./table.ts";

/**
 * Reads comma, semicolon, tab or bar separated values: quoted cells with doubled quotes and line ends, blank lines and
 * leading `#` comments skipped, the first row as header. A quote that never closes is a fault with its line: what stands
 * behind it cannot be counted. `separator` is found from the first lines unless given.
 */
export const readDelimited = (text: string, separator?: string): Result<Table, string> => {
  const records: Row[] = [];
  const start = headerStart(text);
  const cut = separator ?? separatorIn(text, start.at) ?? ",";
  for (const { line, cells, unclosed } of delimitedRows(text, start.at, start.line, cut)) {
    if (records.length > MAX_ROWS) return fail(`the table has more than ${MAX_ROWS} rows`);
    if (unclosed) return fail(`the quote that opens on line ${line} never closes`);
    if (cells.length > MAX_COLUMNS) return fail(`line ${line} has more than ${MAX_COLUMNS} cells`);
    if (cells.length > 1 || cells[0]?.text !== "") records.push({ line, cells: cells.map((cell) => cell.text) });
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
