import type { TableMessage } from "../../../usecases/seats/messages.ts";
import type { Look } from "./look.ts";
import { safe, safeLine } from "./safe.ts";
import { wrap } from "./wrap.ts";

/** A message at the table: its cursor and who said it, then what was said. */
export const messageLines = ({ seq, from, text }: TableMessage, look: Look): readonly string[] => [
  look.paint.dim(`${seq} ${safeLine(from)}`),
  ...safe(text)
    .split("\n")
    .flatMap((line) => (line === "" ? [""] : wrap([{ text: line }], look.width, { first: "  ", rest: "  " }))),
];
