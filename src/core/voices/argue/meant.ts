import { fold } from "../../kernel/text.ts";
import { termSet } from "../index/terms.ts";
import { periodOf } from "../index/units.ts";
import type { Evidence, Limit, Quantity } from "../types.ts";
import { clashesInTime } from "./criterion-fit.ts";
import type { Measured } from "./data-facts.ts";
import type { Metric } from "./metric.ts";
import { answersTo, percentileIn } from "./relate.ts";
import { reachOf, samePer } from "./row-verdicts.ts";
import { isIncome, overlap, topical } from "./words.ts";

/** Dimensions where a single shared one is telling: two different quantities of it are rare in one briefing. */
const RARE = /^(?:person-time|sound|temperature|mass|power|energy|force|pressure|speed|flow|concentration)$/;

/** Fewest rows of an option from which a percentile is taken. */
const PERCENTILE_ROWS = 20;

/**
 * The one quantity that a limit with a number is about: of its dimension and `per`, named by a word of the limit or the only one of a rare
 * dimension. Undefined where none is, or where two are as good and differ.
 */
export const meantBy = (limit: Limit, quantity: Quantity, evidence: Evidence, items: readonly Measured[]): Measured | undefined => {
  const wanted = percentileIn(limit.text);
  const terms = termSet(limit.text, evidence.language);
  const fitting = items.filter(
    (item) =>
      (compatible(quantity, item.metric) || namedPerOther(quantity, item, items, terms)) &&
      !clashesInTime(limit.text, item.metric, evidence.language) &&
      percentileFits(wanted, item.metric, items),
  );
  const ranked = fitting
    .map((item) => ({
      item,
      score: answersTo(item.metric, terms) + (wanted !== undefined && percentileIn(item.metric.label) === wanted ? 1 : 0),
    }))
    .filter(
      ({ item, score }) =>
        score >= 0.5 || countedNoun(quantity, item.metric) || isAlone(limit, item, fitting, evidence) || sharesUnitPhrase(limit, item),
    )
    .sort((left, right) => right.score - left.score || right.item.levels.length - left.item.levels.length);
  const [best, second] = ranked;
  if (best === undefined) return undefined;
  // A figure of the kind that goes by the limit's own name is what it means, though it be per something else.
  if (items.some((item) => isNamedBetter(item, best, fitting, quantity, terms))) return undefined;
  const tied = second !== undefined && second.score === best.score && second.item.levels.length === best.item.levels.length;
  return tied && !sameLevels(best.item, second.item) ? undefined : best.item;
};

const isNamedBetter = (
  item: Measured,
  best: { readonly item: Measured; readonly score: number },
  fitting: readonly Measured[],
  quantity: Quantity,
  terms: readonly string[],
): boolean => {
  if (item.metric.origin !== "column" || fitting.includes(item) || item.metric.dim !== quantity.dim) return false;
  const own = topical(item.metric.terms);
  return overlap(own, terms) > 0 && overlap(own, terms) > overlap(topical(best.item.metric.terms), terms);
};

const sameLevels = (left: Measured, right: Measured): boolean =>
  left.levels.every((level, index) => right.levels[index]?.value === level.value);

/** "within ten working days" and a cell "4 working days": the same two-word unit in both. */
const sharesUnitPhrase = (limit: Limit, item: Measured): boolean => {
  const text = fold(limit.text);
  return item.metric.samples.some((sample) => {
    const phrase = /\d\s([a-z]+\s[a-z]+)/.exec(fold(sample.raw))?.[1];
    return phrase !== undefined && text.includes(phrase);
  });
};

/** A figure ten times this far from the bound is no figure of the same thing. */
const MOST_APART = 20;

/**
 * "An excess of at most 500" on a column "Excess per claim": named by the limit and the only one of its kind that is, where the limit says
 * nothing of what it is per. Never a figure per period, nor one that is far from the bound.
 */
const namedPerOther = (quantity: Quantity, item: Measured, items: readonly Measured[], terms: readonly string[]): boolean => {
  const { metric } = item;
  if (quantity.per.length > 0 || metric.per.length === 0 || metric.dim !== quantity.dim || metric.origin !== "column") return false;
  if (metric.per.some((each) => periodOf(each) !== undefined) || item.levels.length === 0) return false;
  const own = topical(metric.terms).filter((term) => !metric.per.includes(term));
  if (overlap(own, terms) === 0) return false;
  const rival = items.some((each) => each !== item && each.metric.dim === metric.dim && overlap(topical(each.metric.terms), terms) > 0);
  return !rival && item.levels.every(({ value }) => value <= quantity.value * MOST_APART && value * MOST_APART >= quantity.value);
};

/** Whether a quantity of this dimension and `per` can be held against the limit. */
export const compatible = (quantity: Quantity, metric: Metric): boolean => reachOf(quantity, metric) !== undefined;

/** The noun a limit counts (`4 weekend pages`) stands in the metric's name (`Pages on Saturday and Sunday`). */
const countedNoun = (quantity: Quantity, metric: Metric): boolean =>
  quantity.dim.startsWith("count:") && overlap([quantity.dim.slice(6)], metric.terms) === 1;

const percentileFits = (wanted: string | undefined, metric: Metric, items: readonly Measured[]): boolean => {
  const own = percentileIn(metric.label);
  if (wanted === undefined)
    return (
      own === undefined || own !== "50" || !items.some((each) => each.metric !== metric && percentileIn(each.metric.label) !== undefined)
    );
  if (own !== undefined) return own === wanted;
  const counts = new Map<number, number>();
  for (const sample of metric.samples) counts.set(sample.option, (counts.get(sample.option) ?? 0) + 1);
  return wanted === "50" || [...counts.values()].every((count) => count >= PERCENTILE_ROWS);
};

/** The only quantity of a rare dimension, for the only limit of it. */
const isAlone = (limit: Limit, item: Measured, fitting: readonly Measured[], evidence: Evidence): boolean => {
  const dim = item.metric.dim;
  const money = dim.startsWith("money:") && (item.metric.per.length > 0 || item.metric.origin === "column");
  const bare = topical(item.metric.terms).length === 0 && item.metric.origin === "column";
  if (!(RARE.test(dim) || money || bare) || fitting.length !== 1) return false;
  if (money && isIncome(item.metric.label) !== isIncome(limit.text)) return false;
  const own = evidence.limits.filter((each) => each.quantity?.dim === dim && samePer(each.quantity.per, limit.quantity?.per ?? []));
  // "between 45 and 60 minutes" is two bounds of one limit.
  return new Set(own.map((each) => `${each.place.file}:${each.place.line}`)).size === 1;
};
