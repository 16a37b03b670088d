import { clip } from "../kernel/text.ts";
import type { Place, SourceText } from "../voices/types.ts";
import { placesText } from "./places.ts";

/** An answer by code. `op` names the rule of the grammar; `places` are where it stands, at most 50. */
export type Lookup = {
  readonly status: "found" | "not-found";
  readonly text: string;
  readonly places: readonly Place[];
  readonly op: string;
};

/** What a look-up has to say: one line, its places, items of one line each, and notes on what was left out. */
export type Finding = {
  readonly found: boolean;
  readonly head: string;
  readonly places: readonly Place[];
  readonly items?: readonly string[];
  readonly notes?: readonly string[];
};

/** Characters of a look-up's text. */
export const LOOKUP_CHARS = 4_096;

const MAX_PLACES = 50;
const SHOWN_PLACES = 10;
const HEAD_CHARS = 800;
const NOTE_CHARS = 240;
const MAX_NOTES = 6;

/** A finding that says what is missing and what was looked at. */
export const absent = (head: string, places: readonly Place[] = [], items: readonly string[] = []): Finding => ({
  found: false,
  head,
  places,
  items,
});

/**
 * The text of a finding: head, places, items, notes, and the file with the start of its hash. Never longer than
 * `LOOKUP_CHARS`; items that do not fit are counted in the text.
 */
export const report = (op: string, source: SourceText, finding: Finding): Lookup => {
  const { found, head, places, items = [], notes = [] } = finding;
  const top = [clip(`${found ? "" : "Not found: "}${head}`, HEAD_CHARS)];
  if (places.length > 0) top.push(clip(placesText(places, SHOWN_PLACES), HEAD_CHARS));
  const foot = [
    ...notes.slice(0, MAX_NOTES).map((note) => clip(`note: ${note}`, NOTE_CHARS)),
    `${clip(source.file, 300)} sha256 ${source.sha256.slice(0, 12)}`,
  ];
  const text = [...top, ...fitting(items, LOOKUP_CHARS - length(top) - length(foot)), ...foot].join("\n");
  return { status: found ? "found" : "not-found", text, places: places.slice(0, MAX_PLACES), op };
};

const length = (lines: readonly string[]): number => lines.reduce((sum, line) => sum + line.length + 1, 0);

/** Room for the line that counts what is missing. */
const CUT_CHARS = 60;

const fitting = (items: readonly string[], room: number): readonly string[] => {
  if (length(items) <= room) return items;
  const shown: string[] = [];
  let left = room - CUT_CHARS;
  for (const item of items) {
    left -= item.length + 1;
    if (left < 0) break;
    shown.push(item);
  }
  return [...shown, `… truncated: ${shown.length} of ${items.length} lines are shown`];
};
