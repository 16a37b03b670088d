import { invariant } from "../kernel/invariant.ts";
import { floatText } from "../kernel/python-number.ts";

/** Types that a column may have. Cells are flat: no lists, no objects. An `int64` is a safe integer. */
export type ColumnType = "string" | "int64" | "float64" | "bool";

/** A value of a column; null where a row has none. */
export type Cell = string | number | boolean | null;

/**
 * A column as its readers know it. `isNullable` says whether a row may have none. `from` names where the value comes from, and
 * `about` what it means, with its unit.
 */
export type Column = {
  readonly name: string;
  readonly type: ColumnType;
  readonly isNullable: boolean;
  readonly about: string;
  readonly from: string;
};

/** A column with how it is read of what its row is made from. */
export type SourcedColumn<Source> = Column & { readonly of: (source: Source) => Cell };

/** One declaration from which everything about a table follows: rows, types, files, card and reference. */
export type Table<Source> = {
  readonly name: string;
  readonly title: string;
  /** What a row is, in one sentence. */
  readonly row: string;
  readonly columns: readonly SourcedColumn<Source>[];
};

/** A table as data. Every row has a cell a column, in order. */
export type FilledTable = {
  readonly name: string;
  readonly title: string;
  readonly row: string;
  readonly columns: readonly Column[];
  readonly rows: readonly (readonly Cell[])[];
};

/** Declares a column that every row has. */
export const column = <Source>(
  name: string,
  type: ColumnType,
  about: string,
  from: string,
  of: (source: Source) => Cell,
): SourcedColumn<Source> => ({ name, type, isNullable: false, about, from, of });

/** Declares a column that a row may lack. */
export const nullable = <Source>(...given: Parameters<typeof column<Source>>): SourcedColumn<Source> => ({
  ...column(...given),
  isNullable: true,
});

/**
 * The rows of a table, one a source, in order. Text becomes well-formed Unicode without NUL, which no reader of rows takes. Throws
 * `Bug` when a cell is not of its column's type.
 */
export const fillTable = <Source>({ name, title, row, columns }: Table<Source>, sources: readonly Source[]): FilledTable => ({
  name,
  title,
  row,
  columns: columns.map(({ of: _, ...column }) => column),
  rows: sources.map((source) => columns.map((column) => checked(name, column, clean(column.of(source))))),
});

const clean = (cell: Cell): Cell => (typeof cell === "string" ? cell.toWellFormed().replaceAll("\0", "\uFFFD") : cell);

const checked = (table: string, column: Column, cell: Cell): Cell => {
  invariant(isOfType(column, cell), `${table}.${column.name}: expected ${column.type} but found ${typeof cell} ${cell}`);
  return cell;
};

const isOfType = ({ type, isNullable }: Column, cell: Cell): boolean => {
  if (cell === null) return isNullable;
  if (type === "string") return typeof cell === "string";
  if (type === "bool") return typeof cell === "boolean";
  return type === "int64" ? Number.isSafeInteger(cell) : Number.isFinite(cell);
};

/**
 * The rows as JSON Lines in the bytes of Python's `json.dumps(row, ensure_ascii=False)`: every key in every row, in order, floats
 * with a point. Ends with a newline unless there is no row.
 */
export const jsonLines = ({ columns, rows }: FilledTable): string =>
  rows
    .map((row) => `{${row.map((cell, index) => `"${columns[index]?.name}": ${jsonOf(columns[index] as Column, cell)}`).join(", ")}}\n`)
    .join("");

const jsonOf = ({ type }: Column, cell: Cell): string =>
  typeof cell === "number" && type === "float64" ? floatText(cell) : JSON.stringify(cell);
