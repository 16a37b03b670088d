import { fold } from "../../kernel/text.ts";
import type { Language } from "../types.ts";
import { stem } from "./stem.ts";

/** Most words kept; texts repeat few words, and a full table starts anew. */
const MAX_KEPT = 30_000;
const folded = new Map<string, string>();
const stems = new Map<string, string>();

/** `fold` of one word, remembered. */
export const foldWord = (word: string): string => {
  const known = folded.get(word);
  if (known !== undefined) return known;
  if (folded.size >= MAX_KEPT) folded.clear();
  const value = fold(word.slice(0, 200));
  folded.set(word, value);
  return value;
};

/** `stem` of a folded word, remembered. */
export const stemWord = (word: string, language: Language): string => {
  const key = language + word;
  const known = stems.get(key);
  if (known !== undefined) return known;
  if (stems.size >= MAX_KEPT) stems.clear();
  const value = stem(word, language);
  stems.set(key, value);
  return value;
};

const token = /[\p{L}\p{N}]+/gu;

/** The letter and digit runs of a text as written, and folded, index by index. */
export type TextWords = { readonly raw: readonly string[]; readonly folded: readonly string[] };

let last: { readonly text: string; readonly words: TextWords } | undefined;

/** The words of a text. The latest text is remembered, since a sentence is read several times in a row. */
export const wordsOf = (text: string): TextWords => {
  if (last?.text === text) return last.words;
  const raw = text.match(token) ?? [];
  const words = { raw, folded: raw.map(foldWord) };
  last = { text, words };
  return words;
};
