import { fold } from "../../kernel/text.ts";
import { isNeeded } from "../index/supply.ts";
import { termSet } from "../index/terms.ts";
import { periodOf } from "../index/units.ts";
import type { Evidence, Limit, LimitState, Quantity } from "../types.ts";
import { type Check, conditionIn, type Percentile, scopeOf } from "./check.ts";
import { clashesInTime } from "./criterion-fit.ts";
import { type Level, type Measured, shownLevel, subjectOfMetric, unitShown, withUnit } from "./data-facts.ts";
import { placesOfRows } from "./fact.ts";
import type { Metric, Sample } from "./metrics.ts";
import { productTo } from "./products.ts";
import { answersTo, percentileIn } from "./relate.ts";
import { countish, judgeLevel, reachOf, samePer } from "./row-verdicts.ts";
import { isIncome, overlap, topical } from "./words.ts";

/** Dimensions where a single shared one is telling: two different quantities of it are rare in one briefing. */
const RARE = /^(?:person-time|sound|temperature|mass|power|energy|force|pressure)$/;

/**
 * Tests a numeric limit on the measured quantity that answers to it. It must have the same dimension and `per`, and share a
 * topical word with the limit (or be the only quantity of a rare dimension); a tie between two quantities tests nothing.
 */
export const checkByMetric = (limit: Limit, evidence: Evidence, items: readonly Measured[]): readonly Check[] => {
  const quantity = limit.quantity as Quantity;
  if (limit.supply === true) return checkBySupply(limit, quantity, evidence, items);
  const generic = genericItems(limit, items);
  if (generic.length > 1) return evidence.options.flatMap((option) => worstOf(limit, option.id, generic, evidence));
  const chosen =
    choose(limit, quantity, evidence, items) ??
    choose(
      limit,
      quantity,
      evidence,
      items.flatMap((item) => multipliedBy(item, quantity, evidence)),
    );
  if (chosen === undefined) return [];
  return chosen.levels.map((level) => testLevel(limit, level, chosen, evidence));
};

/** What is there bounds the one quantity of its kind that is named as needed; where there is none, or several, it tests nothing. */
const checkBySupply = (limit: Limit, quantity: Quantity, evidence: Evidence, items: readonly Measured[]): readonly Check[] => {
  const [only, ...more] = items.filter(({ metric }) => isNeeded(metric.label) && compatible(quantity, metric));
  return only === undefined || more.length > 0 ? [] : only.levels.map((level) => testLevel(limit, level, only, evidence));
};

/** A price list per seat and month as one per year, by the stated number of seats; only where an option has one figure. */
const multipliedBy = (item: Measured, quantity: Quantity, evidence: Evidence): readonly Measured[] => {
  const { metric, levels } = item;
  if (metric.dim !== quantity.dim || !metric.dim.startsWith("money:") || item.summary !== "only" || samePer(metric.per, quantity.per))
    return [];
  const samples = metric.samples.map((each) => {
    const sum = productTo({ ...each, per: metric.per, dim: metric.dim }, quantity.per, evidence);
    return sum === undefined
      ? undefined
      : {
          ...each,
          value: sum.value,
          shown: (each.shown * sum.value) / each.value,
          raw: sum.raw,
          also: [...(each.also ?? []), ...sum.also],
        };
  });
  if (samples.length === 0 || samples.some((each) => each === undefined || !Number.isFinite(each.shown))) return [];
  const made = samples.flatMap((each) => each ?? []);
  return [
    {
      ...item,
      metric: { ...metric, per: quantity.per, samples: made },
      levels: levels.flatMap((level) =>
        made
          .filter((each) => each.option === level.option)
          .map((each) => ({ ...level, value: each.value, shown: each.shown, rows: [each] })),
      ),
    },
  ];
};

/** "No dimension may average below 3.0": the limit speaks of every rating column. */
const genericItems = (limit: Limit, items: readonly Measured[]): readonly Measured[] => {
  if (
    limit.quantity === undefined ||
    !/\b(?:dimension|category|criterion|rating|score|kategorie|bewertung)\b/.test(fold(limit.text)) ||
    limit.quantity.value > 10
  )
    return [];
  return items.filter(
    (item) =>
      item.metric.origin === "column" &&
      item.metric.dim === "number" &&
      item.metric.samples.every((each) => each.value >= 0 && each.value <= 10),
  );
};

const worstOf = (limit: Limit, option: number, items: readonly Measured[], evidence: Evidence): readonly Check[] => {
  const checks = items.flatMap((item) =>
    item.levels.filter((level) => level.option === option).map((level) => testLevel(limit, level, item, evidence)),
  );
  const worst = checks.find((check) => check.state === "broken") ?? checks.find((check) => check.state === "in doubt");
  if (worst !== undefined) return [worst];
  return checks.length === items.length && checks[0]
    ? [
        {
          ...checks[0],
          places: checks.flatMap((check) => check.places),
          note: { key: "all-columns", values: [`${items.length}`] },
          value: "",
        },
      ]
    : [];
};

const choose = (limit: Limit, quantity: Quantity, evidence: Evidence, items: readonly Measured[]): Measured | undefined => {
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

const compatible = (quantity: Quantity, metric: Metric): boolean => reachOf(quantity, metric) !== undefined;

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

/** Fewest rows of an option from which a percentile is taken. */
const PERCENTILE_ROWS = 20;

/** "The 95th percentile of build duration" over a column of single durations: taken from its rows when there are enough. */
const percentileScope = (limit: Limit, item: Measured): Percentile | undefined => {
  const wanted = percentileIn(limit.text);
  return wanted === undefined || wanted === "50" || percentileIn(item.metric.label) !== undefined ? undefined : `p${wanted}`;
};

const testLevel = (limit: Limit, level: Level, item: Measured, evidence: Evidence): Check => {
  const quantity = bounded(limit.quantity as Quantity, item);
  const scope = percentileScope(limit, item) ?? scopeOf(limit.text);
  const verdict = judgeLevel(level, quantity, scope, item);
  const value = verdict.shown === undefined ? shownLevel(level, item, evidence) : withUnit(verdict.shown(evidence), item.metric);
  if (verdict.state === "untested")
    return {
      limit: limit.id,
      option: level.option,
      state: "untested",
      note: { key: "no-total", values: [] },
      places: [],
      value: "",
      firm: false,
    };
  const base = {
    ...(verdict.held === undefined ? {} : { held: { ...verdict.held, unit: unitShown(item.metric) } }),
    limit: limit.id,
    option: level.option,
    value,
    firm: item.metric.origin !== "stated" || level.rows.every((each) => each.flag === undefined),
  };
  const places = placesOfRows(verdict.rows.length > 0 ? verdict.rows : level.rows);
  const condition = conditionIn(limit.text);
  if (condition !== undefined && verdict.state !== "broken" && !coversCondition(condition, level.rows, item)) {
    return {
      ...base,
      state: "untested",
      note: { key: "condition", values: [subjectOfMetric(item.metric, evidence.language), condition] },
      places,
      firm: false,
    };
  }
  const soft = level.rows.some((each) => each.flag !== undefined);
  const state: LimitState =
    soft && verdict.state === "kept" ? "appears kept" : soft && verdict.state === "broken" ? "in doubt" : verdict.state;
  return {
    ...base,
    state,
    note: {
      key: verdict.key,
      values: [
        subjectOfMetric(item.metric, evidence.language),
        `${verdict.rows.length}`,
        `${level.rows.length + level.dropped.length}`,
        verdict.rows.length < 2 ? "" : (quantity.cmp ?? "<=").startsWith("<") ? "up" : "down",
      ],
    },
    places,
  };
};

/** A limit that names a value without a comparator takes the side that the quantity's own direction says. */
const bounded = (quantity: Quantity, item: Measured): Quantity =>
  quantity.cmp !== undefined ? quantity : { ...quantity, cmp: item.direction > 0 ? ">=" : "<=" };

const coversCondition = (condition: string, rows: readonly Sample[], item: Measured): boolean => {
  const stems = topical(fold(condition).match(/\p{L}{4,}/gu) ?? []);
  return (
    stems.length > 0 &&
    (overlap(stems, item.metric.terms) === stems.length || rows.some((row) => stems.every((stem) => row.row.includes(stem))))
  );
};

/** "An accepted job must never be lost": a limit without a number whose words name a counted quantity; zero keeps it. */
export const zeroByMetric = (limit: Limit, evidence: Evidence, items: readonly Measured[]): readonly Check[] => {
  if (!/\b(?:never|no|not|cannot|zero|nie|kein\w*|nicht)\b/.test(fold(limit.text))) return [];
  const found = items.filter(
    (item) =>
      countish(item.metric.dim) &&
      topical(item.metric.terms).length >= 2 &&
      overlap(topical(item.metric.terms), limit.terms) === topical(item.metric.terms).length,
  );
  const item = found.length === 1 ? found[0] : undefined;
  return item === undefined ? [] : item.levels.map((level) => zeroCheck(limit, level, item, evidence));
};

const zeroCheck = (limit: Limit, level: Level, item: Measured, evidence: Evidence): Check => {
  const rows = [...level.rows, ...level.dropped];
  const broken = rows.filter((each) => each.value > 0);
  const shown =
    broken.length > 0
      ? broken
          .map((each) => each.raw)
          .slice(0, 3)
          .join(", ")
      : shownLevel(level, item, evidence);
  return {
    limit: limit.id,
    option: level.option,
    value: shown,
    firm: true,
    state: broken.length > 0 ? "broken" : "kept",
    note: {
      key: broken.length > 0 ? "some-rows" : "all-rows",
      values: [subjectOfMetric(item.metric, evidence.language), `${broken.length}`, `${rows.length}`],
    },
    places: placesOfRows(broken.length > 0 ? broken : rows),
  };
};
