import type { Language } from "../types.ts";
import type { Rewording } from "./rewording.ts";
import { DEMANDS } from "./rewordings-demands.ts";
import { RULES } from "./rewordings-rules.ts";

/** Longest sentence that is reworded. */
const MAX_SENTENCE = 300;
/** The past, somebody else's case, a wish, an example: what such a sentence says bounds nothing here. */
const idle: { readonly [language in Language]: RegExp } = {
  en: /(?<!\p{L})(?:last (?:year|time|month|spring|summer|autumn|winter)|back then|used to|at the time|previously|formerly|in (?:spring|summer|autumn|winter|the past) [^.]{0,40}\bwas|for (?:example|instance)|e\.g\.|would be (?:nice|good|great)|ideally|hopes?|hoping|wish|wishes|next door|neighbours?['’]?|neighbors?['’]?|were short|turned down|no (?:limit|cap)|(?:is|are) fine|suggested|proposed|^(?:the|our|my) (?:old|other|previous|former) \p{L}+|(?:he|she|they|somebody|someone) (?:wants?|wanted|thinks?|says?|said))\b/iu,
  de: /(?<!\p{L})(?:letzte[snr]? (?:jahr|mal|monat|winter|sommer)|damals|früher(?! als)|seinerzeit|zum beispiel|etwa die|z\. ?b\.|schön wäre|wäre schön|im idealfall|idealerweise|hofft|hoffen|wünscht|nebenan|nachbarn?|wäre das|würden wir|abgelehnt|nicht mehr(?! als)|in ordnung|vorgeschlagen|^(?:der|die|das|unser\p{L}*) alte[nrsm]?|wollte|bezahlt haben|haben wir .{0,40}bezahlt)(?!\p{L})/iu,
  fr: /(?<!\p{L})(?:l['’]an dernier|autrefois|à l['’]époque|par exemple|idéalement|espère|souhaite|voisins?|aimerait)(?!\p{L})/iu,
  es: /(?<!\p{L})(?:el año pasado|antes,|entonces se|por ejemplo|idealmente|espera|ojalá|vecinos?|quisiera)(?!\p{L})/iu,
};

const first = (text: string, language: Language, list: { readonly [language in Language]: readonly Rewording[] }): string => {
  if (text.length > MAX_SENTENCE || text.endsWith("?") || idle[language].test(text)) return text;
  const found = list[language].find(([wording, , opens]) => (opens?.test(text) ?? true) && wording.test(text));
  return found === undefined ? text : text.replace(found[0], found[1]);
};

/** A demand in the words that the limits are read by: "We have set aside 2,000 EUR" is "We can spend at most 2,000 EUR". Any other text, also one about the past, a wish or an example, comes back unchanged. */
export const asDemand = (text: string, language: Language): string => first(text, language, DEMANDS);

/** A rule of choice in the words that rules are read by: "Then the cheapest" is "Of those that pass, we take the cheapest". Any other text comes back unchanged. */
export const asRule = (text: string, language: Language): string => first(text, language, RULES);

/** Whether a sentence tells of the past, of somebody else, of a wish or of an example. */
export const isIdle = (text: string, language: Language): boolean => idle[language].test(text);
