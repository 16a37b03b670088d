import type { Language } from "../types.ts";

/** A comparative or superlative in a text: what it asks for. */
export type Graded = {
  /** Offsets in the folded text, UTF-16 code units; the marker ("most", "am", "le plus") is part of it. */
  readonly start: number;
  readonly end: number;
  /** +1 more is better, -1 less, 0 where it depends on what is measured (speed) or on the noun ("best"). */
  readonly direction: 1 | -1 | 0;
  /** Nouns for the quantity that the word itself names ("cheapest": cost), in the language and in English, or "". */
  readonly concept: string;
};

type Family = readonly [pattern: string, direction: 1 | -1 | 0, concept: string];

const english: readonly Family[] = [
  ["cheap(?:est|er)|least expensive|less expensive|least costly", -1, "cost"],
  ["short(?:est|er)", -1, ""],
  ["low(?:est|er)|small(?:est|er)|fewe(?:st|r)|least|less", -1, ""],
  ["light(?:est|er)", -1, "weight"],
  ["quiet(?:est|er)", -1, "noise"],
  ["earli(?:est|er)|soon(?:est|er)|(?<=\\b(?:here|there|ready|arrives|arrive|delivers|deliver|delivered|done|finished) )first", -1, "date"],
  ["near(?:est|er)|clos(?:est|er)", -1, "distance"],
  ["fast(?:est|er)|quick(?:est|er)|swift(?:est|er)|speedi(?:est|er)", 0, "time"],
  ["strong(?:est|er)|sturdi(?:est|er)", 1, "strength"],
  ["warm(?:est|er)|hott(?:est|er)", 1, "temperature"],
  ["wid(?:est|er)", 1, "width"],
  ["high(?:est|er)|long(?:est|er)|larg(?:est|er)|bigg(?:est|er)|great(?:est|er)|bright(?:est|er)|most|more", 1, ""],
  ["saf(?:est|er)|best|better", 0, ""],
  // A superlative that no family knows: what it measures has to be found by its stem.
  [
    "(?!(?:inter|requ|for|mod|hon|harv|cont|prot|sugg|manif|digest|inv|arr|tempest|conqu|earn|dishon|lat|budap)est\\b)\\p{L}{3,}(?:[^aeiou\\s]est|iest)",
    0,
    "",
  ],
];

const german: readonly Family[] = [
  ["(?:gunstig|billig|preiswert)(?:ste|er)\\w*|am (?:gunstig|billig|preiswert)sten", -1, "Kosten cost"],
  ["(?:kurzest|kurzer|niedrigst|niedriger|geringst|geringer|kleinst|kleiner|wenigst|weniger)\\w*", -1, ""],
  ["(?:leichtest|leichter)\\w*", -1, "Gewicht weight"],
  ["(?:leisest|leiser)\\w*", -1, "Lautstärke noise"],
  ["(?:fruhest|fruher)\\w*|(?:zuerst|als erste[rsn]?)(?= (?:liefert|da\\b|fertig|ankommt))", -1, "Datum date"],
  ["(?:nachst|naher)(?!\\w*(?:jahr|monat|woche))\\w*gelegen\\w*", -1, "Entfernung distance"],
  ["(?:schnellst|schneller)\\w*", 0, "Zeit time"],
  ["(?:starkst|starker)\\w*", 1, "Stärke strength"],
  ["(?:warmst|warmer)\\w*", 1, "Temperatur temperature"],
  ["(?:hochst|hoher|langst|langer|gros{1,2}t|gros{1,2}er|meist|mehr)(?!ens|er|mals|heit)\\w*", 1, ""],
  ["(?:best|besser|sicherst)\\w*", 0, ""],
  // A superlative that no family knows: what it measures has to be found by its stem.
  ["\\p{L}{3,}(?:ig|sam|bar|lich|isch)ste[nrsm]?", 0, ""],
];

const french: readonly Family[] = [
  ["(?:moins|plus) (?:chere?s?|couteu(?:x|ses?)|onereu(?:x|ses?))|meilleur marche", -1, "coût cost"],
  [
    "plus (?:courte?s?|bas(?:se)?s?|petite?s?|faibles?)|moins(?= de | d )|moins (?:longue?s?|elevee?s?)|(?<=le )moins(?=\\s*$|[,;.])|moindre",
    -1,
    "",
  ],
  ["plus (?:legere?s?)", -1, "poids weight"],
  ["plus (?:silencieu(?:x|ses?))", -1, "bruit noise"],
  ["plus (?:proches?|pres)", -1, "distance"],
  ["plus (?:rapides?|vite)", 0, "temps time"],
  ["plus (?:solides?|resistante?s?)", 1, "résistance strength"],
  ["(?<=(?:le|la|les) )plus (?!de |d )\\p{L}+", 0, ""],
  ["plus (?:longue?s?|hautes?|grande?s?|elevee?s?)|plus(?= de | d )|(?<=le )plus(?=\\s*$|[,;.])", 1, ""],
  ["meilleure?s?|mieux", 0, ""],
];

const spanish: readonly Family[] = [
  ["mas (?:barat[oa]s?|economic[oa]s?)|menos (?:car[oa]s?|costos[oa]s?)", -1, "coste cost"],
  ["mas (?:cort[oa]s?|baj[oa]s?|pequen[oa]s?)|menor(?:es)?|menos", -1, ""],
  ["mas (?:liger[oa]s?)", -1, "peso weight"],
  ["mas (?:silencios[oa]s?)", -1, "ruido noise"],
  ["mas (?:cercan[oa]s?)", -1, "distancia distance"],
  ["mas (?:rapid[oa]s?)", 0, "tiempo time"],
  ["mas (?:resistentes?|fuertes?)", 1, "resistencia strength"],
  ["(?<=(?:el|la|los|las) )mas (?:largo|alto|grande|larga|alta)s?|mas|mayor(?:es)?", 1, ""],
  ["(?<=\\b(?:el|la|los|las) )mas \\p{L}+", 0, ""],
  ["mejor(?:es)?", 0, ""],
];

const compiled = (list: readonly Family[]): readonly (readonly [RegExp, 1 | -1 | 0, string])[] =>
  list.map(([pattern, direction, concept]) => [
    new RegExp(`(?<![\\p{L}\\p{N}])(?:${pattern})(?![\\p{L}\\p{N}])`, "gu"),
    direction,
    concept,
  ]);

const families: { readonly [language in Language]: readonly (readonly [RegExp, 1 | -1 | 0, string])[] } = {
  en: compiled(english),
  de: compiled(german),
  fr: compiled(french),
  es: compiled(spanish),
};

/** Bounds, denials and counts in front of what only looks like a comparative, and comparisons with an amount behind it. */
const before = /\b(?:at|no|not|nicht|au|al|pas|kein\w*|never|nie|any|once)\s+(?:the\s+)?$/u;
const after = /^\s+(?:than|als|que (?=\d)|de (?=\d)|or less|or more|oder (?:mehr|weniger))/u;

/** Lower case without accents, one code unit for each of the text: offsets stay (`ß` is one `s`). */
export const evenFold = (text: string): string => {
  const lower = text.toLowerCase();
  if (!BEYOND_ASCII.test(lower)) return lower;
  return [...lower].map((char) => (char === "ß" ? "s" : char > "~" ? char.normalize("NFD").slice(0, char.length) : char)).join("");
};

const BEYOND_ASCII = /[^ -~\s]/u;

/**
 * The first comparative or superlative of a text that asks for something: of two that start together the longer. Bounds ("at
 * most 5", "no more than", "longer than a day") and denied ones ("not the cheapest") are none; undefined when there is none.
 */
export const gradedIn = (text: string, language: Language): Graded | undefined => {
  const folded = evenFold(text);
  let best: Graded | undefined;
  for (const [pattern, direction, concept] of families[language]) {
    for (const match of folded.matchAll(pattern)) {
      const [start, end] = [match.index, match.index + match[0].length];
      if (before.test(folded.slice(0, start)) || after.test(folded.slice(end))) continue;
      if (best === undefined || start < best.start || (start === best.start && end > best.end)) best = { start, end, direction, concept };
      break;
    }
  }
  return best;
};
