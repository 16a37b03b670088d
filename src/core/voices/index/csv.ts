import { delimitedRows, headerStart, separatorIn } from "../../formats/delimited.ts";
import { MAX_COLUMNS, MAX_ROWS, type RawCell, type RawTable } from "./raw-table.ts";

/** Most characters of a quoted cell: a stray quote shall not swallow the file. */
const MAX_QUOTED = 20_000;

/**
 * Reads separated values: quoted cells with line breaks and doubled quotes, `,` `;` tab or `|` between cells, `#` lines before the
 * header skipped. `firstLine` is the number of `lines[0]`. Undefined when there is no header or no row. Linear; total on any text.
 */
export const csvTable = (file: string, lines: readonly string[], firstLine: number, commaLanguage: boolean): RawTable | undefined => {
  const text = lines.join("\n");
  const start = headerStart(text);
  const separator = separatorIn(text, start.at);
  if (separator === undefined) return undefined;
  const rows: { readonly line: number; readonly cells: readonly RawCell[] }[] = [];
  let truncated = false;
  for (const { line, cells } of delimitedRows(text, start.at, start.line + firstLine - 1, separator, MAX_QUOTED)) {
    if (rows.length > MAX_ROWS) {
      truncated = true;
      break;
    }
    if (cells.length > MAX_COLUMNS) truncated = true;
    if (cells.length > 1 || cells[0]?.text !== "")
      rows.push({ line, cells: cells.length > MAX_COLUMNS ? cells.slice(0, MAX_COLUMNS) : cells });
  }
  const [header, ...rest] = rows;
  if (!header || header.cells.length < 2 || rest.length === 0) return undefined;
  return {
    file,
    line: header.line,
    header: header.cells,
    rows: rest,
    origin: "csv",
    commaDecimal: usesComma(separator, rest, commaLanguage),
    truncated,
  };
};

/** Decimal commas: some cell reads `12,5` or `1.234,5` where the comma cannot be the separator. */
const usesComma = (delimiter: string, rows: readonly { readonly cells: readonly RawCell[] }[], commaLanguage: boolean): boolean => {
  let comma = 0;
  let dot = 0;
  for (const row of rows.slice(0, 200))
    for (const { text } of row.cells) {
      if (/^-?\d{1,3}(?:\.\d{3})*,\d+$|^-?\d+,\d{1,2}$/u.test(text)) comma++;
      else if (/^-?\d+\.\d{1,2}$|^-?\d+\.\d{4,}$/u.test(text)) dot++;
    }
  if (comma > 0 || dot > 0) return comma > dot && delimiter !== ",";
  return commaLanguage && delimiter === ";";
};
