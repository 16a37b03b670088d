import { barCells } from "../../formats/bar-cells.ts";
import type { Block } from "./blocks.ts";
import { plain } from "./markup.ts";
import { MAX_COLUMNS, type RawCell, type RawTable } from "./raw-table.ts";

/** Reads a Markdown table block (header row, delimiter row, rows). Escaped bars stay in their cell. */
export const markdownTable = (file: string, block: Block, commaLanguage: boolean): RawTable => {
  const lines = block.text.split("\n");
  const header = cellsOf(lines[0] ?? "", block.line);
  const rows = lines.slice(2).map((line, i) => ({ line: block.line + 2 + i, cells: cellsOf(line, block.line + 2 + i) }));
  return {
    file,
    line: block.line,
    header,
    rows: rows.filter((row) => row.cells.some((cell) => cell.text !== "")),
    origin: "markdown",
    commaDecimal: commaLanguage,
    truncated: false,
  };
};

const cellsOf = (line: string, number: number): RawCell[] =>
  barCells(line, MAX_COLUMNS).map((text) => ({ text: plain(text).trim(), line: number }));
