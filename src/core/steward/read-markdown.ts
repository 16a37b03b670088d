import { barCells } from "../formats/bar-cells.ts";
import { tableOf } from "./read-delimited.ts";
import { MAX_COLUMNS, type Row, type Table } from "./table.ts";

const RULE = /^\s*\|?\s*:?-{1,200}:?\s*(?:\|\s*:?-{1,200}:?\s*)*\|?\s*$/u;

/** The tables of a Markdown text: a header row, a rule row, and the rows up to the first line without a bar. Code fences hold none. */
export const readMarkdownTables = (lines: readonly string[]): readonly Table[] => {
  const tables: Table[] = [];
  let fenced = false;
  for (let index = 0; index < lines.length; index++) {
    const line = lines[index] as string;
    if (/^\s*(?:```|~~~)/u.test(line)) fenced = !fenced;
    const rule = lines[index + 1] ?? "";
    if (fenced || !line.includes("|") || !rule.includes("-") || rule.length > 20_000 || !RULE.test(rule)) continue;
    const rows: Row[] = [];
    let next = index + 2;
    while (next < lines.length && (lines[next] as string).includes("|")) {
      rows.push({ line: next + 1, cells: cellsOf(lines[next] as string) });
      next++;
    }
    tables.push(tableOf({ line: index + 1, cells: cellsOf(line) }, rows, "|"));
    index = next - 1;
  }
  return tables;
};

/** Cells of a row; emphasis and code marks around a whole cell go. */
const cellsOf = (line: string): readonly string[] => barCells(line, MAX_COLUMNS).map(bareCell);

const bareCell = (cell: string): string => /^(\*{1,3}|_{1,2}|`{1,2})([^*`]+)\1$/u.exec(cell)?.[2]?.trim() ?? cell;
