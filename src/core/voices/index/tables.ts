import type { Column, Language, Place, Table } from "../types.ts";
import { cellAsideReason } from "./asides.ts";
import { columnOf } from "./columns.ts";
import type { RawTable } from "./raw-table.ts";
import { unitOf } from "./units.ts";

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

/**
 * A column "unit" right of a column of bare numbers says in what each of them is given: all are turned into its most frequent unit,
 * which the name of the column then carries. The table as it is when a cell is no unit or two dimensions meet.
 */
const inOneUnit = (raw: RawTable): RawTable => {
  const at = raw.header.findIndex((head) => /^(?:unit|units|einheit|unite|unidad)$/iu.test(head.text.trim()));
  const head = raw.header[at - 1];
  if (at < 1 || head === undefined) return raw;
  const units = raw.rows.map((row) => unitOf(row.cells[at]?.text.trim() ?? ""));
  const first = units[0];
  if (first === undefined || units.some((unit) => unit?.dim !== first.dim)) return raw;
  const names = units.map((unit) => unit?.unit ?? "");
  const common = [...new Set(names)].sort((left, right) => countIn(names, right) - countIn(names, left))[0] ?? first.unit;
  const factor = units.find((unit) => unit?.unit === common)?.factor ?? 1;
  if (!raw.rows.every((row) => /^-?\d+(?:\.\d+)?$/u.test(row.cells[at - 1]?.text.trim() ?? "") || row.cells[at - 1]?.text.trim() === ""))
    return raw;
  return {
    ...raw,
    header: raw.header.map((cell, i) => (i === at - 1 ? { ...cell, text: `${cell.text} (${common})` } : cell)),
    rows: raw.rows.map((row, r) => ({
      ...row,
      cells: row.cells.map((cell, i) => {
        const own = units[r]?.factor ?? factor;
        return i !== at - 1 || own === factor || cell.text === ""
          ? cell
          : { ...cell, text: `${Number(((Number(cell.text) * own) / factor).toPrecision(6))}` };
      }),
    })),
  };
};

const countIn = (names: readonly string[], wanted: string): number => names.filter((name) => name === wanted).length;

/** Understands a cleaned table column by column. No row is bound to an option yet (`rowOption` holds -1). */
export const tableOf = (given: RawTable, language: Language): Table => {
  const raw = inOneUnit(given);
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
