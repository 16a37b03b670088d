import type { Place } from "../voices/types.ts";

/** Places for lines of one file: sorted, each once, runs of lines joined. */
export const placesOf = (file: string, lines: readonly number[]): readonly Place[] => {
  const places: { file: string; line: number; endLine: number }[] = [];
  for (const line of [...new Set(lines)].sort((left, right) => left - right)) {
    const last = places.at(-1);
    if (last !== undefined && line === last.endLine + 1) last.endLine = line;
    else places.push({ file, line, endLine: line });
  }
  return places;
};

/** `[file:line]` or `[file:line-endLine]`. */
export const placeText = ({ file, line, endLine }: Place): string => `[${file}:${line === endLine ? line : `${line}-${endLine}`}]`;

/** Places in one line; those over `limit` are counted. */
export const placesText = (places: readonly Place[], limit: number): string => {
  const shown = places.slice(0, limit).map(placeText).join(" ");
  return places.length > limit ? `${shown} and ${places.length - limit} more` : shown;
};
