import { words } from "../../kernel/text.ts";
import type { Language } from "../types.ts";
import { german } from "./de.ts";
import { english } from "./en.ts";
import { spanish } from "./es.ts";
import { french } from "./fr.ts";
import type { Lexicon } from "./lexicon.ts";

/** Every lexicon, in the order that breaks ties. */
export const lexicons: readonly Lexicon[] = [english, german, french, spanish];

const byLanguage: { readonly [language in Language]: Lexicon } = { en: english, de: german, fr: french, es: spanish };

/** The lexicon of a language. */
export const lexiconOf = (language: Language): Lexicon => byLanguage[language];

/** Characters that decide the language. */
const SAMPLE = 20_000;

/** A path, an address, a pair of a key and a value, or an identifier: its parts are words of no language. */
const MACHINE = /^[/~\\]|[\p{L}\p{N}][/\\:=@_][\p{L}\p{N}/\\]/u;

/**
 * The language with the most stop-word hits in the first 20,000 characters; English when there is none. Shared words count for each;
 * parts of paths and identifiers ("/bin/bash") count for none.
 */
export const detectLanguage = (text: string): Language => {
  const hits = new Map<Language, number>();
  const spoken = text
    .slice(0, SAMPLE)
    .split(/[\s|]+/u)
    .filter((run) => !MACHINE.test(run));
  for (const word of words(spoken.join(" ")))
    for (const lexicon of lexicons) if (lexicon.stopWords.has(word)) hits.set(lexicon.language, (hits.get(lexicon.language) ?? 0) + 1);
  let best: Language = "en";
  for (const lexicon of lexicons) if ((hits.get(lexicon.language) ?? 0) > (hits.get(best) ?? 0)) best = lexicon.language;
  return best;
};
