import { MAX_COLUMNS, MAX_ROWS, type RawCell, type RawTable } from "./raw-table.ts";

const delimiters = [",", ";", "\t", "|"] as const;

/**
 * Reads separated values: quoted cells with line breaks and doubled quotes, `,` `;` tab or `|` between cells, `#` lines before the
 * header skipped. `firstLine` is the number of `lines[0]`. Undefined when there is no header or no row. Linear; total on any text.
 */
export const csvTable = (file: string, lines: readonly string[], firstLine: number, commaLanguage: boolean): RawTable | undefined => {
  let skip = 0;
  while (skip < lines.length && /^\s*(?:#|$)/u.test((lines[skip] as string).slice(0, 40))) skip++;
  const body = lines.slice(skip);
  const delimiter = delimiterOf(body);
  if (delimiter === undefined) return undefined;
  const { rows, truncated } = split(body.join("\n"), delimiter, firstLine + skip);
  const [header, ...rest] = rows;
  if (!header || header.cells.length < 2 || rest.length === 0) return undefined;
  return {
    file,
    line: header.line,
    header: header.cells,
    rows: rest,
    origin: "csv",
    commaDecimal: usesComma(delimiter, rest, commaLanguage),
    truncated,
  };
};

/** The separator that cuts most of the first 20 lines into the same number of cells as the first one. */
const delimiterOf = (lines: readonly string[]): string | undefined => {
  const sample = lines.filter((line) => line.trim() !== "").slice(0, 20);
  let best: { delimiter: string; score: number } | undefined;
  for (const delimiter of delimiters) {
    const counts = sample.map(
      (line) =>
        line
          .slice(0, 5000)
          .replace(/"[^"]*"/gu, "")
          .split(delimiter).length,
    );
    const width = counts[0] ?? 1;
    const score = width < 2 ? 0 : counts.filter((count) => count === width).length * 100 + width;
    if (score > (best?.score ?? 0)) best = { delimiter, score };
  }
  return best?.delimiter;
};

const split = (text: string, delimiter: string, firstLine: number): { rows: { line: number; cells: RawCell[] }[]; truncated: boolean } => {
  const rows: { line: number; cells: RawCell[] }[] = [];
  let line = firstLine;
  let at = 0;
  let truncated = false;
  while (at < text.length) {
    if (rows.length > MAX_ROWS) return { rows, truncated: true };
    const row: { line: number; cells: RawCell[] } = { line, cells: [] };
    for (;;) {
      const cell = readCell(text, at, delimiter);
      if (row.cells.length < MAX_COLUMNS) row.cells.push({ text: cell.text.trim(), line });
      else truncated = true;
      line += cell.breaks;
      at = cell.end;
      if (text[at] !== delimiter) break;
      at++;
    }
    at++;
    line++;
    if (row.cells.length > 1 || row.cells[0]?.text !== "") rows.push(row);
  }
  return { rows, truncated };
};

/** A cell that starts at `at`; `end` is its separator or line end. A quote that never closes is read as plain text. */
const readCell = (text: string, at: number, delimiter: string): { text: string; end: number; breaks: number } => {
  if (text[at] === '"') {
    const quoted = readQuoted(text, at, delimiter);
    if (quoted) return quoted;
  }
  let end = at;
  while (end < text.length && text[end] !== delimiter && text[end] !== "\n") end++;
  return { text: text.slice(at, end), end, breaks: 0 };
};

/** Most characters of a quoted cell. */
const MAX_QUOTED = 20_000;

const readQuoted = (text: string, at: number, delimiter: string): { text: string; end: number; breaks: number } | undefined => {
  let close = at + 1;
  for (;;) {
    close = text.indexOf('"', close);
    if (close < 0 || close - at > MAX_QUOTED) return undefined;
    if (text[close + 1] !== '"') break;
    close += 2;
  }
  let end = close + 1;
  while (end < text.length && text[end] !== delimiter && text[end] !== "\n") end++;
  const inner = text.slice(at + 1, close);
  return { text: inner.replaceAll('""', '"') + text.slice(close + 1, end), end, breaks: inner.split("\n").length - 1 };
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
