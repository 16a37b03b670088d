import { type Measure, type Notation, readMeasure } from "./number.ts";
import { plainName } from "./text.ts";

/** A row as read: `line` is where it begins; cells are trimmed text, empty when missing, as many as there are columns. */
export type Row = { readonly line: number; readonly cells: readonly string[] };

/** A table of a registered file. `line` is its header's; `uneven` holds lines whose number of cells is not the header's. */
export type Table = {
  readonly line: number;
  readonly columns: readonly string[];
  readonly rows: readonly Row[];
  readonly notation: Notation;
  readonly uneven: readonly number[];
  /** The header and every row stand on lines of their own, as text. */
  readonly written: boolean;
};

/** Rows and columns of the largest table; a larger one is refused, never read in part. */
export const MAX_ROWS = 500_000;
export const MAX_COLUMNS = 1_000;

/** The column that a name means, letter case, spaces, underscores and hyphens aside; the exact spelling wins. -1 when none or several. */
export const columnOf = (columns: readonly string[], name: string): number => {
  const exact = columns.indexOf(name.trim());
  if (exact >= 0) return exact;
  const wanted = plainName(name);
  const found = columns.flatMap((column, index) => (plainName(column) === wanted ? [index] : []));
  return found.length === 1 ? (found[0] as number) : -1;
};

/** A column read as numbers: `numbers` by row; `units` that stand in it, when they are more than one nothing is a number. */
export type NumberColumn = {
  readonly numbers: readonly (number | undefined)[];
  readonly unit: string;
  readonly units: readonly string[];
};

/** Reads a column as numbers of one unit. Cells of several units are not compared or added: nothing is converted here. */
export const numbersOf = (table: Table, column: number): NumberColumn => {
  const measures = table.rows.map(({ cells }): Measure | undefined => readMeasure(cells[column] as string, table.notation));
  const units = [...new Set(measures.flatMap((measure) => (measure === undefined ? [] : [measure.unit])))].sort();
  if (units.length > 1) return { numbers: measures.map(() => undefined), unit: "", units };
  return { numbers: measures.map((measure) => measure?.value), unit: units[0] ?? "", units };
};
