import type { Digest } from "../../../core/roundtable/digest.ts";
import { type Look, seatPaint } from "./look.ts";
import { markdown } from "./markdown.ts";
import { safeLine } from "./safe.ts";

/** Every turn of a roundtable with its round, phase and number, in order. */
export const transcriptLines = ({ transcript }: Digest, look: Look): readonly string[] =>
  transcript.flatMap(({ agent, message, turn, round, phase }, index) => {
    const previous = transcript[index - 1];
    const isNewPhase = previous?.round !== round || previous.phase !== phase;
    const mark = round === 0 ? "research window" : `round ${round}, ${phase}`;
    return [
      ...(index === 0 ? [] : [""]),
      ...(isNewPhase ? [look.paint.dim(`${look.glyphs.rule.repeat(2)} ${mark}`), ""] : []),
      `${look.paint.bold(seatPaint(look, agent)(safeLine(agent)))} ${look.paint.dim(`turn ${turn}`)}`,
      ...markdown(message, { ...look, width: look.width - 2 }).map((line) => (line === "" ? "" : `  ${line}`)),
    ];
  });
