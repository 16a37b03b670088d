import type { Look } from "./look.ts";
import { safeLine } from "./safe.ts";
import { wrap } from "./wrap.ts";

/** What was done, behind a check mark. */
export const doneLines = (text: string, look: Look): readonly string[] =>
  wrap([{ text: safeLine(text) }], look.width, { first: `${look.paint.green(look.glyphs.yes)} `, rest: "  " });
