import type { Language } from "../types.ts";
import type { Lexicon } from "./lexicon.ts";
import { lexiconOf, lexicons } from "./lexicons.ts";

/** Phrases indexed by first word, longest first; built once per list. */
export type PhraseIndex = ReadonlyMap<string, readonly (readonly string[])[]>;

/** Builds the index of phrases (folded words joined by one space). */
export const phraseIndex = (list: readonly string[]): PhraseIndex => {
  const index = new Map<string, string[][]>();
  for (const phrase of list) {
    const parts = phrase.split(" ");
    const first = parts[0] as string;
    const known = index.get(first);
    if (known) known.push(parts);
    else index.set(first, [parts]);
  }
  for (const known of index.values()) known.sort((left, right) => right.length - left.length);
  return index;
};

/** The longest phrase of the index that starts at word `at`, or undefined. */
export const phraseAt = (list: readonly string[], at: number, index: PhraseIndex): readonly string[] | undefined =>
  index.get(list[at] ?? "")?.find((parts) => parts.every((part, offset) => list[at + offset] === part));

/** Whether any phrase of the index stands in the words. */
export const hasPhrase = (list: readonly string[], index: PhraseIndex): boolean =>
  list.some((_, at) => phraseAt(list, at, index) !== undefined);

const cache = new Map<string, PhraseIndex>();

/** The index of one field over a language and English, or over all languages; built once (a pure value, shared). */
export const indexOf = (name: string, language: Language | "all", pick: (lexicon: Lexicon) => readonly string[]): PhraseIndex => {
  const key = `${name}/${language}`;
  const known = cache.get(key);
  if (known) return known;
  const used = language === "all" ? lexicons : language === "en" ? [lexiconOf("en")] : [lexiconOf(language), lexiconOf("en")];
  const built = phraseIndex([...new Set(used.flatMap(pick))]);
  cache.set(key, built);
  return built;
};
