import type { Look } from "../render/look.ts";
import { columnsOf, cut, pad } from "../render/wrap.ts";

/** Lines of safe text in a frame of `width` columns with a title. Lines that are too wide are cut. */
export const panel = (
  look: Look,
  width: number,
  title: string,
  lines: readonly string[],
  paint: (text: string) => string = look.paint.dim,
): readonly string[] => {
  const { rule, bar, cut: mark, corners } = look.glyphs;
  const [topLeft, topRight, bottomLeft, bottomRight] = [...corners];
  const room = Math.max(1, width - 4);
  const named = cut(title, room, mark);
  const top = `${rule.repeat(Math.max(0, width - columnsOf(named) - 5))}${topRight}`;
  return [
    `${paint(`${topLeft}${rule}`)} ${look.paint.bold(named)} ${paint(top)}`,
    ...lines.map((line) => `${paint(bar)} ${pad(cut(line, room, mark), room)} ${paint(bar)}`),
    paint(`${bottomLeft}${rule.repeat(Math.max(0, width - 2))}${bottomRight}`),
  ];
};
