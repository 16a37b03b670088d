import { fold } from "../../kernel/text.ts";
import type { Comparator, Lexicon } from "../lang/lexicon.ts";
import { lexiconOf } from "../lang/lexicons.ts";
import { type PhraseIndex, phraseAt, phraseIndex } from "../lang/match.ts";

/** Characters before and after a quantity in which a comparator binds to it. */
const REACH = 28;

type Table = { readonly index: PhraseIndex; readonly meaning: ReadonlyMap<string, Comparator> };
const tables = { comparatorsBefore: new Map<Lexicon, Table>(), comparatorsAfter: new Map<Lexicon, Table>() };

const tableOf = (lexicon: Lexicon, side: "comparatorsBefore" | "comparatorsAfter"): Table => {
  const known = tables[side].get(lexicon);
  if (known) return known;
  const pairs = [...(lexicon.language === "en" ? [] : lexiconOf("en")[side]), ...lexicon[side]];
  const built = { index: phraseIndex(pairs.map(([phrase]) => phrase)), meaning: new Map(pairs) };
  tables[side].set(lexicon, built);
  return built;
};

const strictTurned: { readonly [cmp in Comparator]: Comparator } = { "<": ">=", ">": "<=", "<=": "<=", ">=": ">=", "=": "=" };
const articles = new Set("the a an these those our their all every each der die das den dem des allen unseren les des los las".split(" "));
const clauseWords = new Set("and but und aber et mais y pero".split(" "));

/**
 * The comparator of the quantity at [start, end): a sign right before it, else the nearest phrase in the 28 characters before
 * (a negation up to three words earlier turns `<` and `>`), else a phrase right after. Never across `;`, `:` or another quantity.
 * `time` marks durations, for which `over three weeks` is no comparison.
 */
export const comparatorOf = (
  text: string,
  start: number,
  end: number,
  previousEnd: number,
  nextStart: number,
  time: boolean,
  lexicon: Lexicon,
): Comparator | undefined => {
  const sign = /(≤|≥|<=|>=|<|>)\s?$/u.exec(text.slice(Math.max(0, start - 3), start))?.[1];
  if (sign) return sign === "≤" ? "<=" : sign === "≥" ? ">=" : (sign as Comparator);
  return before(text, Math.max(previousEnd, start - REACH - 32), start, time, lexicon) ?? after(text, end, nextStart, lexicon);
};

const tokens = (text: string): string[] => fold(text).match(/[\p{L}\p{N}]+|,/gu) ?? [];

const before = (text: string, from: number, start: number, time: boolean, lexicon: Lexicon): Comparator | undefined => {
  const window = lastClause(text.slice(from, start));
  const list = tokens(window);
  const near = tokens(window.slice(-REACH)).length;
  const { index, meaning } = tableOf(lexicon, "comparatorsBefore");
  let best: { at: number; end: number; phrase: string } | undefined;
  for (let at = Math.max(0, list.length - near - 1); at < list.length; at++) {
    const phrase = phraseAt(list, at, index);
    if (phrase && (!best || at + phrase.length > best.end)) best = { at, end: at + phrase.length, phrase: phrase.join(" ") };
  }
  if (!best || list.length - best.end > 3) return undefined;
  const cmp = meaning.get(best.phrase) as Comparator;
  // "over the fourteen accounts" and "under the new law" compare nothing.
  if (
    /^(?:over|under|above|below|uber|unter|sous|sobre)$/u.test(best.phrase) &&
    list.length > best.end &&
    articles.has(list[best.end] as string)
  )
    return undefined;
  if (time && /^(?:over|uber)$/u.test(best.phrase) && !turned(list, best.at, lexicon)) return undefined;
  return turned(list, best.at, lexicon) ? strictTurned[cmp] : cmp;
};

const lastClause = (text: string): string => {
  let cut = 0;
  for (let at = 0; at < text.length; at++) {
    const mark = text[at] as string;
    if (/[;:!?()]/u.test(mark) || (mark === "." && /^\s?$/u.test(text[at + 1] ?? ""))) cut = at + 1;
  }
  return text.slice(cut);
};

const turned = (list: readonly string[], at: number, lexicon: Lexicon): boolean => {
  for (let back = at - 1; back >= Math.max(0, at - 4); back--) {
    const word = list[back] as string;
    if (word === "," || clauseWords.has(word)) return false;
    if (lexicon.negations.has(word) || lexiconOf("en").negations.has(word)) return true;
  }
  return false;
};

const after = (text: string, end: number, nextStart: number, lexicon: Lexicon): Comparator | undefined => {
  const window = text.slice(end, Math.min(nextStart, end + REACH));
  // Before another quantity, a comma hands the words on to that quantity: "19 EUR, at most 700 EUR".
  const cut = window.search(nextStart < end + REACH + 12 ? /[;:.!?,(]/u : /[;:.!?]/u);
  const list = tokens(cut < 0 ? window : window.slice(0, cut)).filter((word) => word !== ",");
  const { index, meaning } = tableOf(lexicon, "comparatorsAfter");
  for (let at = 0; at < Math.min(3, list.length); at++) {
    const phrase = phraseAt(list, at, index);
    // "30,000 EUR and at least 8,000 EUR": words that end right before the next quantity belong to it.
    if (phrase && nextStart < text.length && nextStart <= end + REACH && cut < 0 && at + phrase.length === list.length) return undefined;
    if (phrase) return meaning.get(phrase.join(" "));
  }
  return undefined;
};
