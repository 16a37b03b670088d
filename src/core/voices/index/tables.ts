import { fold } from "../../kernel/text.ts";
import type { Column, Language, Place, Table } from "../types.ts";
import { cellAsideReason } from "./asides.ts";
import { columnOf } from "./columns.ts";
import type { RawTable } from "./raw-table.ts";
import { type Unit, unitOf } from "./units.ts";

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

/** The heading of a column of units: "unit", or the name of another column and "unit" ("delay_unit", "Einheit Gewicht"). */
const unitHead = /^(?:units?|einheit|unite|unidad)$/u;
const unitWord = /(?:^|[ _-])(?:units?|einheit|unite|unidad)(?=$|[ _-])/u;

/**
 * A column of units says in what the numbers of another column are given: the one it is named after ("delay", "delay_unit"; "life_unit" of
 * "battery_life"), else, for a bare "unit", the one on its left. Each of them is read with its unit. A column with a cell that is no unit,
 * or of two dimensions, is left as it is.
 */
const inItsUnits = (raw: RawTable): RawTable =>
  raw.header.reduce((table, head, at) => {
    const measured = measuredBy(table, head.text, at);
    return measured === undefined ? table : withUnits(table, measured, at);
  }, raw);

/** The column whose numbers the units at `at` are of. */
const measuredBy = (raw: RawTable, head: string, at: number): number | undefined => {
  const plain = fold(head).trim();
  if (unitHead.test(plain)) return at > 0 ? at - 1 : undefined;
  if (!unitWord.test(plain)) return undefined;
  const own = plain
    .replace(unitWord, " ")
    .split(/[ _-]+/u)
    .filter((word) => word !== "");
  const named = raw.header.flatMap(({ text }, i) => {
    const list = fold(text)
      .trim()
      .split(/[ _-]+/u);
    return i !== at && own.length > 0 && own.every((word) => list.includes(word)) ? [i] : [];
  });
  return named.length === 1 ? named[0] : undefined;
};

const plainNumber = /^-?\d+(?:[.,]\d+)?$/u;

/** Every cell with its unit behind it, as the column of units gives it. */
const withUnits = (raw: RawTable, target: number, at: number): RawTable => {
  const filled = raw.rows.filter((row) => (row.cells[target]?.text.trim() ?? "") !== "");
  const unitIn = (row: RawTable["rows"][number]): Unit | undefined => unitOf(row.cells[at]?.text.trim() ?? "");
  const first = filled[0] === undefined ? undefined : unitIn(filled[0]);
  if (first === undefined || filled.some((row) => unitIn(row)?.dim !== first.dim)) return raw;
  if (!filled.every((row) => plainNumber.test(row.cells[target]?.text.trim() ?? ""))) return raw;
  return {
    ...raw,
    rows: raw.rows.map((row) => ({
      ...row,
      cells: row.cells.map((cell, i) =>
        i === target && cell.text.trim() !== "" ? { ...cell, text: `${cell.text.trim()} ${row.cells[at]?.text.trim()}` } : cell,
      ),
    })),
  };
};

/** Understands a cleaned table column by column. No row is bound to an option yet (`rowOption` holds -1). */
export const tableOf = (given: RawTable, language: Language): Table => {
  const raw = inItsUnits(given);
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
