import type { Lexicon } from "../lang/lexicon.ts";
import type { Amount } from "./amount.ts";
import { unitOf } from "./units.ts";
import { foldWord, wordsOf } from "./word-forms.ts";

const word = /\p{L}+/gu;

/** Numbers written as words: `nine`, `twenty-five`, `two and a half`, `half an` (hour), and shares of a whole ("two thirds of"). */
export const wordAmounts = (text: string, lexicon: Lexicon): Amount[] => {
  if (!wordsOf(text).folded.some((one) => isNumeral(one, lexicon))) return [];
  const found: Amount[] = sharesIn(text);
  const list = [...text.matchAll(word)].filter(
    (match) => !found.some((share) => match.index < share.end && match.index + match[0].length > share.start),
  );
  let used = -1;
  for (const [i, match] of list.entries()) {
    const value = i <= used ? undefined : (lexicon.numberWords.get(foldWord(match[0])) ?? halfOf(text, match));
    if (value === undefined) continue;
    const digit = unitsAfter(text, list, i, value, lexicon);
    if (digit > 0) used = i + 1;
    const last = list[digit > 0 ? i + 1 : i] as RegExpExecArray;
    const end = last.index + last[0].length;
    const extra =
      (value === 0.5 && foldWord(match[0]) === "half" ? /^ an?/u : / and a half(?= \p{L})/uy).exec(text.slice(end, end + 16))?.[0] ?? "";
    found.push({
      value: value + digit + (extra === " and a half" ? 0.5 : 0),
      start: match.index,
      end: end + extra.length,
      style: "plain",
      word: true,
      named: false,
    });
  }
  return found;
};

const isNumeral = (folded: string, lexicon: Lexicon): boolean =>
  lexicon.numberWords.has(folded) ||
  halves.has(folded) ||
  denominators.has(folded) ||
  (folded.endsWith("s") && denominators.has(folded.slice(0, -1)));

/** The five of `twenty-five`, or 0. */
const unitsAfter = (text: string, list: readonly RegExpExecArray[], at: number, value: number, lexicon: Lexicon): number => {
  const next = list[at + 1];
  if (!next || value < 20 || value >= 100 || !joins(text, list[at] as RegExpExecArray, next)) return 0;
  const digit = lexicon.numberWords.get(foldWord(next[0])) ?? 0;
  return digit < 10 && Number.isInteger(digit) ? digit : 0;
};

const denominators = new Map([
  ["half", 2],
  ["third", 3],
  ["quarter", 4],
  ["fifth", 5],
  ["tenth", 10],
  ["drittel", 3],
  ["viertel", 4],
  ["funftel", 5],
  ["zehntel", 10],
]);
const fraction =
  /\b(?:(a|an|one|two|three|four|ein|zwei|drei|vier) )?(half|third|quarter|fifth|tenth|drittel|viertel|fünftel|zehntel)s? (?:of|der|des|aller)\b/giu;

/** Fractions of a whole as percent: "two thirds of those asked". "half an hour" and "three quarters" alone are none. */
const sharesIn = (text: string): Amount[] =>
  [...text.matchAll(fraction)].map((match) => {
    const times = { two: 2, zwei: 2, three: 3, drei: 3, four: 4, vier: 4 }[(match[1] ?? "a").toLowerCase()] ?? 1;
    const parts = denominators.get(foldWord(match[2] as string)) as number;
    const end = match.index + match[0].lastIndexOf(" ");
    return {
      value: Number(((100 * times) / parts).toPrecision(6)),
      start: match.index,
      end,
      style: "plain" as const,
      word: true,
      named: false,
      share: true,
    };
  });

/** "half an hour", "eine halbe Stunde", "une demi-heure", "media hora": before a unit of time. */
const halfOf = (text: string, match: RegExpExecArray): number | undefined => {
  const rest = text.slice(match.index + match[0].length, match.index + match[0].length + 20);
  const said = foldWord(match[0]);
  if (said === "half") return /^ an? \p{L}/u.test(rest) ? 0.5 : undefined;
  const next = /^[ -](\p{L}+)/u.exec(rest)?.[1] ?? "";
  return halves.has(said) && unitOf(next)?.dim === "time" ? 0.5 : undefined;
};

const halves = new Set(["halbe", "halben", "halbes", "demi", "media"]);

const joins = (text: string, left: RegExpExecArray, right: RegExpExecArray): boolean =>
  /^[ -]$/u.test(text.slice(left.index + left[0].length, right.index));
