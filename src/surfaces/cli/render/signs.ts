import type { Look } from "./look.ts";
import { type Column, isListed } from "./table.ts";
import { wrap } from "./wrap.ts";

/** A table as it is laid out, and lines that belong below it. */
type Compared = { readonly columns: readonly Column[]; readonly rows: readonly (readonly string[])[]; readonly legend: readonly string[] };

/** A value and the sign of how it compares, as decisions write them into one cell. */
const SIGNED = /^(.+) ([+−0])$/u;

/**
 * A table of comparisons with the signs in columns of their own, each beside its values, and a line that says what they mean.
 * Any other table comes back as it is, without a line; on a narrow terminal the signs stay in their cells.
 */
export const withSigns = (columns: readonly Column[], rows: readonly (readonly string[])[], look: Look): Compared => {
  const isComparison = rows.flat().some((cell) => / [+−]$/u.test(cell) && SIGNED.test(cell));
  if (!isComparison) return { columns, rows, legend: [] };
  const meanings = ["+ speaks for it", "− against it", "0 neither", "– no figure"].join(look.glyphs.join);
  const legend = wrap([{ text: meanings, paint: look.paint.dim }], look.width);
  if (isListed(look)) return { columns, rows, legend };
  const hasSigns = columns.map((_, index) => rows.some((row) => SIGNED.test(row[index] ?? "")));
  const split = (cell: string, index: number): readonly string[] => {
    if (hasSigns[index] !== true) return [cell];
    const [, value = cell, sign = ""] = SIGNED.exec(cell) ?? [];
    return [value, sign];
  };
  return {
    columns: columns.flatMap((column, index) => (hasSigns[index] === true ? [column, { title: "" }] : [column])),
    rows: rows.map((row) => row.flatMap(split)),
    legend,
  };
};
