import type { BackendState } from "../../../ports/backend.ts";
import type { Look } from "./look.ts";
import { safe } from "./safe.ts";
import { typed } from "./typed.ts";
import { wrap } from "./wrap.ts";

/** Every backend in a line: whether it can answer here and why, and for one that cannot what to do. */
export const backendLines = (backends: readonly BackendState[], look: Look): readonly string[] =>
  backends.flatMap((backend) => {
    const { id, title, available, why } = backend;
    const mark = available ? look.paint.green(look.glyphs.yes) : look.paint.dim(look.glyphs.dot);
    const setup = available ? [] : [setupText(backend)];
    return [
      ...wrap([{ text: id, paint: look.paint.bold }, { text: ` (${title}): ${safe(why)}` }], look.width, { first: `${mark} `, rest: "  " }),
      ...setup.flatMap((text) =>
        wrap([{ text: safe(typed(text, look)), paint: look.paint.dim }], look.width, { first: "  to use it: ", rest: "    " }),
      ),
    ];
  });

/** What a person has to do, in a line; empty for a backend that can answer. */
export const setupText = (backend: BackendState): string => (backend.available ? "" : backend.setup.join("; "));
