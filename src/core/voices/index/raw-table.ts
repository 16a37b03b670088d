/** A table before its columns are understood: text only. Lines count from 1. */
export type RawCell = { readonly text: string; readonly line: number };
export type RawTable = {
  readonly file: string;
  readonly line: number;
  readonly header: readonly RawCell[];
  readonly rows: readonly { readonly line: number; readonly cells: readonly RawCell[] }[];
  /** Where it comes from: a list of objects or a file with separators is data as recorded, Markdown is written for readers. */
  readonly origin: "csv" | "markdown" | "json";
  /** Decimal comma in numbers of this table. */
  readonly commaDecimal: boolean;
  readonly truncated: boolean;
};

/** Most rows and columns of a table. */
export const MAX_ROWS = 100_000;
export const MAX_COLUMNS = 200;
