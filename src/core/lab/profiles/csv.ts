/** A row of a table, with the line that it begins on, from 1. */
export type CsvRow = { readonly line: number; readonly cells: readonly string[] };

/** Rows of one table. */
const MOST_ROWS = 100_000;

/** Reads comma-separated values (RFC 4180): quoted cells may hold commas, doubled quotes and line ends. Empty lines are no rows. */
export const readCsv = (text: string): readonly CsvRow[] => {
  const rows: CsvRow[] = [];
  let [line, at] = [1, text.startsWith("\uFEFF") ? 1 : 0];
  while (at < text.length && rows.length < MOST_ROWS) {
    const cells: string[] = [];
    const startLine = line;
    let sign = ",";
    while (sign === ",") {
      const cell = readCell(text, at);
      cells.push(cell.text);
      line += cell.text.split("\n").length - 1;
      sign = text[cell.end] ?? "";
      at = cell.end + 1;
    }
    line += 1;
    if (cells.length > 1 || cells[0] !== "") rows.push({ line: startLine, cells });
  }
  return rows;
};

/** A cell from its first sign, and where the sign behind it stands: a comma, a line end or nothing. */
const readCell = (text: string, from: number): { readonly text: string; readonly end: number } => {
  if (text[from] !== '"') {
    const end = endOfCell(text, from);
    return { text: text.slice(from, end).replace(/\r$/u, ""), end };
  }
  let close = text.indexOf('"', from + 1);
  while (close >= 0 && text[close + 1] === '"') close = text.indexOf('"', close + 2);
  const last = close < 0 ? text.length : close;
  return { text: text.slice(from + 1, last).replaceAll('""', '"'), end: endOfCell(text, last) };
};

const endOfCell = (text: string, from: number): number => {
  let end = from;
  while (end < text.length && text[end] !== "," && text[end] !== "\n") end++;
  return end;
};
