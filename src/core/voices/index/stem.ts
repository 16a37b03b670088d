import type { Language } from "../types.ts";

/**
 * A light stem of a folded word: English plural, -ing, -ed, -ation (after Harman's S-stemmer, 1991); in German texts also
 * -en, -ern, -er, -em, -es, -e; in French and Spanish the plural and final vowel. Never shorter than three letters. Idempotence is not promised.
 */
export const stem = (word: string, language: Language): string => {
  if (word.length < 4 || /\d/u.test(word)) return word;
  if (language === "de") return stemGerman(word);
  if (language === "en") return stemEnglish(word);
  return stemRomance(word);
};

const stemEnglish = (word: string): string => {
  const single = singular(word);
  if (single.length > 7 && single.endsWith("ation")) return single.slice(0, -5);
  if (single.length > 5 && single.endsWith("ing")) return undouble(single.slice(0, -3));
  if (single.length > 4 && single.endsWith("ed") && !single.endsWith("eed")) return undouble(single.slice(0, -2));
  if (single.length > 6 && single.endsWith("ate")) return single.slice(0, -3);
  return single.length > 4 && single.endsWith("e") ? single.slice(0, -1) : single;
};

const singular = (word: string): string => {
  if (word.length > 4 && word.endsWith("ies")) return `${word.slice(0, -3)}y`;
  if (word.length > 4 && /(?:sses|xes|ches|shes)$/u.test(word)) return word.slice(0, -2);
  return word.endsWith("s") && !/(?:ss|us|is)$/u.test(word) ? word.slice(0, -1) : word;
};

const undouble = (word: string): string => (/([bdfgmnprt])\1$/u.test(word) ? word.slice(0, -1) : word);

const stemGerman = (word: string): string => {
  for (const ending of ["ungen", "ung", "ern", "en", "er", "em", "es", "e", "s", "n"]) {
    if (word.endsWith(ending) && word.length - ending.length >= (ending === "s" || ending === "n" ? 4 : 3))
      return word.slice(0, -ending.length);
  }
  return word;
};

const stemRomance = (word: string): string => {
  const single = word.length > 4 && word.endsWith("es") ? word.slice(0, -2) : word.replace(/[sx]$/u, "");
  return single.length > 4 ? single.replace(/[aeo]$/u, "") : single;
};
