import { fold } from "../../kernel/text.ts";
import { lexiconOf } from "../lang/lexicons.ts";
import type { Evidence, Limit, Place } from "../types.ts";
import { type Check, keeps } from "./check.ts";
import { speaks, subjectOf, telling } from "./clauses.ts";
import { isHedged } from "./polarity.ts";
import { isInterested } from "./stated.ts";

/** One period in so many: `one week in five`. */
type Turn = { readonly unit: string; readonly every: number; readonly raw: string };

const NUMBER = String.raw`(\d{1,3}|[a-z]+)`;
const ONE_IN = new RegExp(String.raw`\b(?:one|a|1) (night|day|week|weekend|month) in ${NUMBER}\b`, "gi");
const ROTATION = new RegExp(
  String.raw`\b(?:one|a|1) (night|day|week|weekend|month)\b.{0,80}\b${NUMBER} (?:people|persons|engineers|colleagues|employees|members) in turn\b`,
  "i",
);
/** One at a time: two who share a turn are on it twice as often. */
const ALONE = /\b(?:one|1) (?:person|engineer|colleague|employee|member)\b/;
/** Whose turn it is: the share is of people's duty, not of something else that happens every so often. */
const DUTY =
  /\b(?:on[- ]call|duty|pager|rota|shifts?|in turn|nobody|no one|everybody|everyone|anybody|anyone|(?:one|each|every|no|per) (?:person|engineer|colleague|employee|member))\b/;
/** The period is named for what is not done in it, or for part of it only. */
const INVERSE = /\b(?:off|free|rest|without|not|no|never|except|unless|only|at least|holiday|leave|skip\w*)\b/;

/**
 * Tests a limit of the form "at most one week in five" on the one such share that an option's own text states, in words or as a
 * rotation of one person at a time ("eight people in turn"). It must be the only limit of its unit, and options must state it in parallel.
 */
export const checkByShare = (limit: Limit, evidence: Evidence): readonly Check[] => {
  const bound = shareLimit(limit);
  if (
    bound === undefined ||
    !DUTY.test(fold(limit.text)) ||
    evidence.limits.filter((each) => shareLimit(each)?.unit === bound.unit).length > 1
  )
    return [];
  const cmp = limit.quantity?.cmp ?? "";
  const subjects = subjectOf(evidence);
  const found = telling(evidence).flatMap((sentence) => {
    const owner = subjects.get(sentence.id) ?? (sentence.options.length === 1 ? sentence.options[0] : undefined);
    if (owner === undefined || sentence.options.some((each) => each !== owner) || !speaks(sentence) || isHedged(sentence.text)) return [];
    if (!DUTY.test(fold(sentence.text)) || isInterested(sentence.text)) return [];
    return turnsIn(sentence.text)
      .filter((turn) => turn.unit === bound.unit)
      .map((turn) => ({ option: owner, turn, place: sentence.place }));
  });
  if (new Set(found.map((each) => each.option)).size < 2) return [];
  return evidence.options.flatMap((option) => {
    const own = found.filter((each) => each.option === option.id);
    const [first] = own;
    if (first === undefined || new Set(own.map((each) => each.turn.every)).size !== 1) return [];
    return [checkOf(limit, option.id, first.turn, first.place, keeps(1 / first.turn.every, cmp, 1 / bound.every))];
  });
};

const checkOf = (limit: Limit, option: number, turn: Turn, place: Place, kept: boolean): Check => ({
  limit: limit.id,
  option,
  state: kept ? "kept" : "broken",
  note: { key: "stated", values: [turn.raw] },
  places: [place],
  value: turn.raw,
  firm: true,
});

/** The share that a limit bounds; undefined for any other limit. */
export const shareLimit = (limit: Limit): Turn | undefined => {
  const found = [...limit.text.matchAll(ONE_IN)].flatMap((match) => turnOf(match) ?? []);
  return limit.quantity?.cmp !== undefined && limit.quantity.dim === "time" && found.length === 1 ? found[0] : undefined;
};

const turnsIn = (text: string): readonly Turn[] => {
  const plain = fold(text);
  if (INVERSE.test(plain)) return [];
  const stated = [...text.matchAll(ONE_IN)].flatMap((match) => turnOf(match) ?? []);
  if (stated.length > 0) return stated;
  const rotation = ALONE.test(plain) ? ROTATION.exec(text) : null;
  return rotation === null ? [] : [turnOf(rotation)].filter((each) => each !== undefined);
};

const turnOf = (match: RegExpMatchArray): Turn | undefined => {
  const word = (match[2] ?? "").toLowerCase();
  const every = /^\d+$/.test(word) ? Number(word) : lexiconOf("en").numberWords.get(word);
  return every === undefined || every < 1 ? undefined : { unit: (match[1] ?? "").toLowerCase(), every, raw: match[0] };
};
