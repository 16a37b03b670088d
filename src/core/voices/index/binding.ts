import { words } from "../../kernel/text.ts";
import type { Language, Option } from "../types.ts";
import { keyStems } from "./option-names.ts";
import { sameTerm, stem } from "./terms.ts";

/** Most distinct values of a column that are compared with options. */
const MAX_DISTINCT = 400;

/**
 * Binds values to options: greedy best-first one-to-one on (exact name 3 | share of the option's keys 1..2), words in brackets left
 * out. Two values never take one option, two options never one value; a tie between options binds nothing. Option id by value, and the sum of scores.
 */
export const bindValues = (
  values: readonly string[],
  options: readonly Option[],
  language: Language,
): { readonly bound: ReadonlyMap<string, number>; readonly score: number } => {
  const distinct = [...new Set(values)].slice(0, MAX_DISTINCT);
  const pairs = distinct
    .flatMap((value, v) => options.map((option) => ({ value, v, option: option.id, score: valueScore(value, option, language) })))
    .filter((pair) => pair.score > 0);
  pairs.sort((left, right) => right.score - left.score || left.v - right.v || left.option - right.option);
  const bound = new Map<string, number>();
  const taken = new Set<number>();
  let score = 0;
  for (const pair of pairs) {
    if (bound.has(pair.value) || taken.has(pair.option)) continue;
    const rival = pairs.some(
      (other) =>
        other !== pair &&
        other.score === pair.score &&
        ((other.value === pair.value && !taken.has(other.option)) || (other.option === pair.option && !bound.has(other.value))) &&
        pair.score < 3,
    );
    if (rival) continue;
    bound.set(pair.value, pair.option);
    taken.add(pair.option);
    score += pair.score;
  }
  return { bound, score };
};

const valueScore = (value: string, option: Option, language: Language): number => {
  if (value === "" || value.length > 120) return 0;
  const text = plainWords(value);
  if (text === "") return 0;
  const names = [option.name, option.short, ...(option.aliases ?? [])].map(plainWords);
  if (names.includes(text)) return 3;
  const own = words(text).map((word) => stem(word, language));
  const hits = option.keys.filter((key) => own.some((word) => (/\d/u.test(key) ? word === key : sameTerm(word, key)))).length;
  if (hits === 0) return 0;
  // All of the value must be about the option, or all of the option in the value: one shared word of many is no match.
  const content = keyStems(value, language);
  const covered = content.filter(
    (word) => option.keys.some((key) => sameTerm(key, word)) || keyStems(option.name, language).some((key) => sameTerm(key, word)),
  ).length;
  const share = Math.max(hits / option.keys.length, covered / Math.max(1, content.length));
  return share < 0.5 ? 0 : 1 + Math.min(hits / option.keys.length, covered / Math.max(1, content.length));
};

const plainWords = (name: string): string =>
  words(name.replace(/\s*[([][^()[\]]{0,200}[)\]]/gu, ""))
    .join(" ")
    .replace(/^(?:the|a|an|der|die|das|le|la|les|el|los|las) (?=.)/u, "");
