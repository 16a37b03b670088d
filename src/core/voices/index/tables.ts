import type { Column, Language, Place, Table } from "../types.ts";
import { cellAsideReason } from "./asides.ts";
import { columnOf } from "./columns.ts";
import type { RawTable } from "./raw-table.ts";

/** Where text was set aside and why. */
export type Aside = { readonly place: Place; readonly why: string };

/** The table without text aimed at the debate: such cells become empty, such column names become `column 3`. */
export const cleanTable = (raw: RawTable, asides: Aside[]): RawTable => {
  const note = (line: number, why: string): void => {
    asides.push({ place: { file: raw.file, line, endLine: line }, why });
  };
  const header = raw.header.map((cell, i) => {
    const why = cellAsideReason(cell.text);
    if (why === undefined) return cell;
    note(cell.line, `column name: ${why}`);
    return { text: `column ${i + 1}`, line: cell.line };
  });
  const rows = raw.rows.map((row) => ({
    line: row.line,
    cells: row.cells.map((cell) => {
      const why = cell.text.length < 4 ? undefined : cellAsideReason(cell.text);
      if (why === undefined) return cell;
      note(cell.line, `cell: ${why}`);
      return { text: "", line: cell.line };
    }),
  }));
  return { ...raw, header, rows };
};

/** Understands a cleaned table column by column. No row is bound to an option yet (`rowOption` holds -1). */
export const tableOf = (raw: RawTable, language: Language): Table => {
  const built = raw.header.map((head, i) =>
    columnOf(
      head.text,
      raw.rows.map((row) => row.cells[i]?.text ?? ""),
      language,
      raw.commaDecimal,
    ),
  );
  return {
    file: raw.file,
    line: raw.line,
    columns: built.map(({ column }): Column => column),
    rows: raw.rows.map((row, r) => ({
      line: row.line,
      cells: built.map(({ cells }, c) => {
        const cell = cells[r] ?? { raw: "" };
        const line = row.cells[c]?.line ?? row.line;
        return line === row.line ? cell : { ...cell, line };
      }),
    })),
    rowOption: raw.rows.map(() => -1),
    truncated: raw.truncated,
  };
};
