import type { Fault, FaultPoint } from "../fault.ts";
import type { Look } from "./look.ts";
import { safe, safeLine } from "./safe.ts";
import { typed } from "./typed.ts";
import { columnsOf, wrap } from "./wrap.ts";

/** A fault in three parts: what happened, on which value (with a caret where there is a file), what to do. */
export const faultLines = (fault: Fault, look: Look): readonly string[] => {
  const { paint } = look;
  const head = wrap(
    [
      fault.calm === true ? { text: "stopped", paint: paint.yellow } : { text: "error", paint: (text) => paint.bold(paint.red(text)) },
      { text: ` ${fault.code}: `, paint: paint.bold },
      { text: safe(shortened(fault.message, look)) },
    ],
    look.width,
    { rest: "  " },
  );
  const labelled = (label: string, text: string): readonly string[] =>
    wrap([{ text: safe(text) }], look.width, { first: `${paint.dim(label.padEnd(5))} `, rest: "      " });
  return [
    ...head,
    ...(fault.at === undefined ? [] : labelled("on:", typed(shortened(fault.at, look), look))),
    ...(fault.point === undefined ? [] : caret(fault.point, look)),
    ...labelled(fault.calm === true ? "next:" : "fix:", typed(fault.hint, look)),
  ];
};

/** A word without end, such as a value that was pasted by mistake, is shown by its two ends. */
const shortened = (text: string, { glyphs }: Look): string =>
  text.replace(/\S{300,}/gu, (word) => `${word.slice(0, 100)}${glyphs.cut}${word.slice(-40)}`);

/** The line of the file with the marked columns under it; a long line is shown around the mark. */
const caret = ({ file, line, column, length, text }: FaultPoint, { width, paint, glyphs }: Look): readonly string[] => {
  const gutter = `${line} ${glyphs.bar} `;
  const room = Math.max(10, width - columnsOf(gutter) - 4);
  const start = Math.max(0, Math.min(column - 1 - Math.floor(room / 2), text.length - room));
  const before = columnsOf(safe(text.slice(start, column - 1)));
  return [
    `${paint.dim("at:  ")} ${safeLine(file)}:${line}:${column}`,
    `  ${paint.dim(gutter)}${safe(text.slice(start, start + room))}`,
    `  ${" ".repeat(columnsOf(gutter) + before)}${paint.red("^".repeat(Math.max(1, Math.min(length, room - before))))}`,
  ];
};
