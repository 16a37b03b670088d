import { fold } from "../../kernel/text.ts";
import type { Lexicon } from "../lang/lexicon.ts";
import type { Amount } from "./amount.ts";
import { type NumberToken, readNumber } from "./numbers.ts";
import { multiplierOf, unitOf } from "./units.ts";
import { wordAmounts } from "./word-amounts.ts";
import { foldWord } from "./word-forms.ts";

const isoDate = /\d{4}-\d{2}(?:-\d{2})?(?:T[\d:.]*Z?)?(?!\d)/uy;
const slashed = /\d{1,4}(?:\/\d{1,4})+(?!\d)/uy;
const dotted = /\d{1,2}\.\d{1,2}\.\d{2,4}(?!\d)/uy;
/** "am 3.5.", which in English is the end of a sentence. */
const dayAndMonth = /(?:0?[1-9]|[12]\d|3[01])\.(?:0?[1-9]|1[0-2])\.(?!\d)/uy;
const digitOrLetter = /[\p{L}\p{N}_#§@]/u;
const hedges = new Set(
  "only about around roughly nearly almost exactly some another currently today approximately circa just from between under over at etwa rund knapp nur ca genau fast uber unter environ seulement casi unos solo aproximadamente max min up to".split(
    " ",
  ),
);

/** The amounts of a sentence in order. Dates, times, years, versions, ids, addresses and ordinals are left out. */
export const amountsIn = (text: string, lexicon: Lexicon): Amount[] =>
  [...digitAmounts(text, lexicon), ...wordAmounts(text, lexicon)].sort((left, right) => left.start - right.start);

const digitAmounts = (text: string, lexicon: Lexicon): Amount[] => {
  const found: Amount[] = [];
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code < 48 || code > 57) continue;
    const skip = codeEnd(text, at, lexicon);
    if (skip > at) {
      at = skip - 1;
      continue;
    }
    const token = readNumber(text, at, lexicon.language !== "en");
    at = token.end - 1;
    const composed = composedAmount(text, token);
    if (composed !== undefined) {
      found.push(composed);
      continue;
    }
    if (token.style === "code" || !standsAlone(text, token.start, token.end) || isDated(text, token.start, token.end, lexicon)) continue;
    const sign = negative(text, token.start);
    const amount: Amount = {
      value: sign ? -token.value : token.value,
      start: sign ? token.start - 1 : token.start,
      end: token.end,
      style: token.style,
      word: false,
      named: false,
    };
    if (isYear(text, amount) || isIdentified(text, amount, lexicon)) continue;
    found.push({ ...amount, named: isNamed(text, amount.start, lexicon) });
  }
  return found;
};

const VULGAR: ReadonlyMap<string, number> = new Map([
  ["½", 0.5],
  ["¼", 0.25],
  ["¾", 0.75],
]);

/** "1½" and "2:30 h": numbers of two parts. */
const composedAmount = (text: string, token: NumberToken): Amount | undefined => {
  const vulgar = token.style === "plain" && !digitOrLetter.test(text[token.end + 1] ?? " ") ? VULGAR.get(text[token.end] ?? "") : undefined;
  const value = vulgar === undefined ? sexagesimal(text, token) : token.value + vulgar;
  const end = vulgar === undefined ? token.end : token.end + 1;
  return value === undefined ? undefined : { value, start: token.start, end, style: "decimal", word: false, named: false };
};

/** "2:30 h" and "1:45 min" are durations written by sixties: the value in the unit that follows. A time of day has no such unit. */
const sexagesimal = (text: string, token: NumberToken): number | undefined => {
  if (token.style !== "code") return undefined;
  const [, whole, part] = /^(\d{1,3}):([0-5]\d)$/u.exec(text.slice(token.start, token.end)) ?? [];
  const unit = /^[ \u00a0]?(\p{L}{1,8})\b/u.exec(text.slice(token.end, token.end + 10))?.[1] ?? "";
  if (whole === undefined || part === undefined || !/^(?:h|min)$/u.test(unitOf(unit)?.unit ?? "")) return undefined;
  return Number((Number(whole) + Number(part) / 60).toPrecision(12));
};

/** The letters and digits right before an offset, over at most one space and one dot; empty when there are none. At most 24 characters. */
const wordBefore = (text: string, at: number): string => {
  let end = at;
  if (text[end - 1] === " ") end--;
  if (text[end - 1] === ".") end--;
  let start = end;
  while (start > 0 && end - start < 24 && isWordCharacter(text, start - 1)) start--;
  return text.slice(start, end);
};

const isWordCharacter = (text: string, at: number): boolean => {
  const code = text.charCodeAt(at);
  if (code < 128) return (code >= 97 && code <= 122) || (code >= 65 && code <= 90) || (code >= 48 && code <= 57);
  return /[\p{L}\p{N}]/u.test(text[at] as string);
};

/** The end of a date or slashed code at `at`, or `at` when there is none. */
const codeEnd = (text: string, at: number, { language }: Lexicon): number => {
  const priced = /[€$£¥]\s?$/u.test(text.slice(Math.max(0, at - 2), at));
  for (const shape of [isoDate, slashed, dotted, ...(language === "en" || priced ? [] : [dayAndMonth])]) {
    shape.lastIndex = at;
    if (shape.test(text)) return shape.lastIndex;
  }
  return at;
};

/** Not glued to letters, ids or paths: `p99`, `INC-2041`, `#12`, `4xx`, `3rd` do not stand alone; `20ms`, `5k` do. */
const standsAlone = (text: string, start: number, end: number): boolean => {
  const before = text[start - 1] ?? " ";
  if (/[_#§@]/u.test(before) || (digitOrLetter.test(before) && !/[€$£¥]/u.test(before) && !isMoneyBefore(text, start))) return false;
  if (/[-./:]/u.test(before) && digitOrLetter.test(text[start - 2] ?? " ") && !/^\p{L}+$/u.test(before) && !isRangeMark(text, start))
    return false;
  const after = /^[\p{L}\p{N}µ_]{1,20}/u.exec(text.slice(end, end + 20))?.[0] ?? "";
  if (after === "") return !/^[-/][\p{N}\p{Lu}]/u.test(text.slice(end, end + 2)) || isRangeMark(text, end + 1);
  return unitOf(after) !== undefined || multiplierOf(after) !== undefined;
};

const isMoneyBefore = (text: string, start: number): boolean =>
  unitOf(/\p{L}{1,4}$/u.exec(text.slice(Math.max(0, start - 4), start))?.[0] ?? "")?.dim.startsWith("money:") === true;

/** A hyphen or slash between two plain numbers (`3-5 weeks`). */
const isRangeMark = (text: string, after: number): boolean =>
  /\d[-–]$/u.test(text.slice(after - 2, after)) &&
  /^\d{1,6}(?![-\d])/u.test(text.slice(after)) &&
  !/[-.\p{L}]\d{1,6}[-–]$/u.test(text.slice(Math.max(0, after - 8), after));

const negative = (text: string, start: number): boolean => /^[-−]$/u.test(text[start - 1] ?? "") && /^[\s(]?$/u.test(text[start - 2] ?? "");

const isYear = (text: string, amount: Amount): boolean => {
  if (amount.style !== "plain" || amount.value < 1900 || amount.value > 2099 || amount.end - amount.start !== 4) return false;
  if (/[€$£¥]\s?$/u.test(text.slice(Math.max(0, amount.start - 2), amount.start)) || isMoneyBefore(text, amount.start - 1)) return false;
  const next = /^[ \u00a0-]?([\p{L}€$£%µ]{1,20})/u.exec(text.slice(amount.end, amount.end + 22))?.[1] ?? "";
  return !((unitOf(next) && !/^(?:an|a|d|m|t|s|mes|mo)$/u.test(next)) || (amount.value % 100 === 0 && /^\p{Ll}{3,}s$/u.test(next)));
};

/** Next to a month name, a clock word or `Q3`: part of a date. */
const isDated = (text: string, start: number, end: number, lexicon: Lexicon): boolean => {
  const after = /^(?:st|nd|rd|th|er|\.)?(?: of| de)? ?(\p{L}{2,12})\.?/u.exec(text.slice(end, end + 24))?.[1] ?? "";
  const before = wordBefore(text, start);
  if (isMonth(after, lexicon) || isMonth(before, lexicon)) return true;
  if (
    /^ ?(?:o'clock|uhr\b|[ap]\.?m\b(?! \p{Lu}))/iu.test(text.slice(end, end + 9)) &&
    (lexicon.language !== "de" || /^ ?uhr/iu.test(text.slice(end, end + 5)))
  )
    return true;
  if (lexicon.language === "de" && isOrdinal(text, start, end, lexicon)) return true;
  return /^h\d{2}\b/u.test(text.slice(end, end + 4)) || isClock(text, start, end, lexicon);
};

/** German "die 2. Variante", "im 3. Quartal": digits with a dot between an article or preposition and a noun. */
const isOrdinal = (text: string, start: number, end: number, lexicon: Lexicon): boolean => {
  const before = fold(/(\p{L}{1,12}) $/u.exec(text.slice(Math.max(0, start - 13), start))?.[1] ?? "");
  return /^\. \p{Lu}/u.test(text.slice(end, end + 3)) && (lexicon.articles.has(before) || lexicon.prepositions.has(before));
};

/** "between 7.30 and 8.15", "von 7.30 bis 8.15 Uhr": two times of day with a dot, joined. */
const isClock = (text: string, start: number, end: number, lexicon: Lexicon): boolean => {
  if (!/^(?:[01]?\d|2[0-4])\.[0-5]\d$/u.test(text.slice(start, end)) || lexicon.language === "fr" || lexicon.language === "es")
    return false;
  const joined = "(?:and|to|until|till|und|bis|-|–)";
  return (
    new RegExp(`^ ?${joined} ?(?:[01]?\\d|2[0-4])\\.[0-5]\\d(?!\\d)`, "u").test(text.slice(end, end + 14)) ||
    new RegExp(`(?<![\\d.])(?:[01]?\\d|2[0-4])\\.[0-5]\\d ?${joined} ?$`, "u").test(text.slice(Math.max(0, start - 14), start))
  );
};

const isMonth = (name: string, lexicon: Lexicon): boolean =>
  /^\p{Lu}/u.test(name) || lexicon.language === "fr" || lexicon.language === "es" ? lexicon.months.has(fold(name)) : false;

/** After `version`, `page`, `step` …, with no unit of its own: a name. */
const isIdentified = (text: string, amount: Amount, lexicon: Lexicon): boolean => {
  const before = foldWord(wordBefore(text, amount.start));
  if (before === "" || !(lexicon.idNouns.has(before) || (before.endsWith("s") && lexicon.idNouns.has(before.slice(0, -1))))) return false;
  if (text.slice(0, amount.start).trimEnd().endsWith("no")) return false;
  const next = /^[ \u00a0]?([\p{L}€$£%µ]{1,20})/u.exec(text.slice(amount.end, amount.end + 21))?.[1] ?? "";
  return unitOf(next) === undefined || lexicon.stopWords.has(fold(next));
};

const isNamed = (text: string, start: number, lexicon: Lexicon): boolean => {
  const before = text[start - 1] === " " ? wordBefore(text, start) : "";
  if (!/^\p{Lu}/u.test(before) || text[start - 2] === ".") return false;
  const name = foldWord(before);
  return !hedges.has(name) && !lexicon.stopWords.has(name) && unitOf(before)?.dim.startsWith("money:") !== true;
};
