import type { Look } from "./look.ts";
import { markdown } from "./markdown.ts";
import { safe } from "./safe.ts";

/** The decision document: laid out for a person at a terminal, and as the Markdown that it is for everything else. */
export const decisionLines = (document: string, look: Look): readonly string[] =>
  look.live || look.paint.isColorSupported ? markdown(document, look) : safe(document).trimEnd().split("\n");
