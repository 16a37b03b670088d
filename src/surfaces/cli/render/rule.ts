import type { Look } from "./look.ts";
import { columnsOf } from "./wrap.ts";

/** A line with a title in it, across the page but never wider than reads well. */
export const rule = ({ width, glyphs, paint }: Look, title: string): string => {
  if (glyphs.rule === "") return paint.bold(title);
  const across = Math.min(width, 100);
  const head = `${glyphs.rule.repeat(2)} ${title} `;
  return paint.bold(head) + paint.dim(glyphs.rule.repeat(Math.max(0, across - columnsOf(head))));
};
