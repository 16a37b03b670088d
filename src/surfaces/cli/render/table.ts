import type { Look } from "./look.ts";
import { columnsOf, cut, pad, type Span, wrap } from "./wrap.ts";

/** A column. One that `grows` takes the room that is left and wraps or is cut; others are cut only when nothing else helps. */
export type Column = { readonly title: string; readonly align?: "start" | "end"; readonly grows?: "wraps" | "cuts" };

/** A cell: safe text, with a style. */
export type Cell = string | Span;

/** Below this width a table becomes labelled lists. */
const NARROW = 60;

/** True where tables are lists: on a narrow terminal, and for a screen reader. */
export const isListed = ({ width, reader }: Look): boolean => reader || width < NARROW;

const GAP = 2;
/** Columns that a cell keeps at least. */
const LEAST = { wraps: 14, cuts: 10, fixed: 6 } as const;

/** Lays rows out under column titles, in at most `look.width` columns; as labelled lists on a narrow terminal. */
export const table = (look: Look, columns: readonly Column[], rows: readonly (readonly Cell[])[], indent = ""): readonly string[] => {
  const cells = rows.map((row) => row.map(spanOf));
  if (isListed(look)) return labelled(look, columns, cells, indent);
  const widths = widthsOf(columns, cells, look.width - columnsOf(indent));
  const line = (row: readonly Span[], at: number): string =>
    (
      indent +
      columns
        .map(({ align }, index) => {
          const width = widths[index] as number;
          const { text, paint } = lineOf(look, row[index] as Span, width, columns[index]?.grows === "wraps", at);
          const padded = pad(text, width, align);
          return paint === undefined || text === "" ? padded : padded.replace(text, () => paint(text));
        })
        .join(" ".repeat(GAP))
    ).trimEnd();
  const heightOf = (row: readonly Span[]): number =>
    Math.max(...columns.map(({ grows }, index) => (grows === "wraps" ? wrap([row[index] as Span], widths[index] as number).length : 1)));
  const head = line(
    columns.map(({ title }) => ({ text: title, paint: look.paint.dim })),
    0,
  );
  return [head, ...cells.flatMap((row) => Array.from({ length: heightOf(row) }, (_, at) => line(row, at)))];
};

const spanOf = (cell: Cell): Span => (typeof cell === "string" ? { text: cell } : cell);

/** Line `at` of a cell: it wraps, or shows its one line cut to its width. */
const lineOf = (look: Look, cell: Span, width: number, wraps: boolean, at: number): Span => {
  const text = wraps ? (wrap([{ text: cell.text }], width)[at] ?? "") : at === 0 ? cut(cell.text, width, look.glyphs.cut) : "";
  return { ...cell, text };
};

/** Natural widths, with the widest column that may give way narrowed first: growing columns, then the others. */
const widthsOf = (columns: readonly Column[], rows: readonly (readonly Span[])[], room: number): readonly number[] => {
  const widths = columns.map(({ title }, index) =>
    Math.min(
      room,
      rows.reduce((widest, row) => Math.max(widest, columnsOf(row[index]?.text ?? "")), columnsOf(title)),
    ),
  );
  let surplus = widths.reduce((sum, size) => sum + size, 0) + GAP * (columns.length - 1) - room;
  for (const mayGive of [({ grows }: Column) => grows !== undefined, () => true]) {
    while (surplus > 0) {
      const widest = widestOf(columns, widths, mayGive);
      if (widest === undefined) break;
      widths[widest] = (widths[widest] as number) - 1;
      surplus -= 1;
    }
  }
  return widths;
};

/** The widest column that may give way and is above its least width. */
const widestOf = (columns: readonly Column[], widths: readonly number[], mayGive: (column: Column) => boolean): number | undefined =>
  columns
    .flatMap((column, index) => (mayGive(column) && (widths[index] as number) > LEAST[column.grows ?? "fixed"] ? [index] : []))
    .sort((left, right) => (widths[right] as number) - (widths[left] as number))[0];

const labelled = (look: Look, columns: readonly Column[], rows: readonly (readonly Span[])[], indent: string): readonly string[] => {
  const label = Math.max(...columns.map(({ title }) => columnsOf(title)));
  return rows.flatMap((row, number) => [
    ...(number === 0 ? [] : [""]),
    ...columns.flatMap(({ title }, index) => {
      const head = look.paint.dim(pad(title, label));
      return wrap([row[index] as Span], look.width, {
        first: `${indent}${head}${" ".repeat(GAP)}`,
        rest: `${indent}${" ".repeat(label + GAP)}`,
      });
    }),
  ]);
};
