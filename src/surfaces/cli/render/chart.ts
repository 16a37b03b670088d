import type { Look } from "./look.ts";

/** A place on a scale, with its mark; of two in one column the later one shows. */
export type Mark = { readonly at: number; readonly mark: string };

/**
 * A scale from `low` to `high` as one line of `width` columns, with marks on it; a mark outside stands at the nearer end. The marks
 * are letters, so nothing hangs on colour.
 */
export const scale = ({ glyphs }: Look, low: number, high: number, marks: readonly Mark[], width: number): string => {
  const cells = Array.from({ length: Math.max(2, width) }, () => (glyphs.rule === "" ? "." : glyphs.rule));
  const last = cells.length - 1;
  for (const { at, mark } of marks) {
    const share = high > low ? (at - low) / (high - low) : 0;
    cells[Math.round(Math.min(Math.max(share, 0), 1) * last)] = mark;
  }
  return cells.join("");
};

/** A bar of a share in [0, 1] on `width` columns; the rest stays light. `pass` marks the column from which it is enough. */
export const bar = ({ glyphs }: Look, share: number, width: number, pass?: number): string => {
  const filled = Math.round(Math.min(Math.max(share, 0), 1) * width);
  const cells = Array.from({ length: width }, (_, column) => (column < filled ? glyphs.full : glyphs.light));
  if (pass !== undefined && cells.length > 0) cells[Math.min(width - 1, Math.round(pass * width))] = glyphs.bar === "" ? "|" : glyphs.bar;
  return cells.join("");
};
