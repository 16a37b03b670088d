import { lexiconOf } from "../lang/lexicons.ts";
import type { Language } from "../types.ts";
import { foldWord, stemWord, wordsOf } from "./word-forms.ts";

export { stem } from "./stem.ts";

/** Longest token that is stemmed; longer ones are cut (hashes, base64). */
const MAX_TOKEN = 40;

/**
 * The content stems of a text, in order, repeats kept. Identifiers are split (`p99_ms`, `batteryLife`), stop words of the
 * language and of English dropped, numbers dropped unless they hold a letter.
 */
export const termsOf = (text: string, language: Language): string[] => {
  const own = lexiconOf(language).stopWords;
  const english = lexiconOf("en").stopWords;
  const terms: string[] = [];
  for (const raw of wordsOf(text).raw) {
    for (const part of splitCamel(raw)) {
      const word = foldWord(part.length > MAX_TOKEN ? part.slice(0, MAX_TOKEN) : part);
      if (word.length >= 2 && !own.has(word) && !english.has(word) && !/^\p{N}+$/u.test(word)) terms.push(stemWord(word, language));
    }
  }
  return terms;
};

/** `termsOf` without repeats, in order of first appearance. */
export const termSet = (text: string, language: Language): string[] => [...new Set(termsOf(text, language))];

/** Splits `batteryLife` but not `PostgreSQL` or `GitHub`: only identifiers that start in lower case. */
const splitCamel = (word: string): readonly string[] =>
  /\p{Ll}\p{Lu}/u.test(word) && /^\p{Ll}+\p{Lu}/u.test(word) ? word.replace(/(?<=[\p{Ll}\p{N}])(?=\p{Lu})/gu, " ").split(" ") : [word];

/** Whether two stems mean one word: equal, or one begins the other with at least five characters (export, exportable). */
export const sameTerm = (left: string, right: string): boolean =>
  left === right || (left.length >= 5 && right.startsWith(left)) || (right.length >= 5 && left.startsWith(right));
