import { fold } from "../../kernel/text.ts";
import { termSet } from "../index/terms.ts";
import { periodAdverbs, periodOf } from "../index/units.ts";
import type { Evidence, Limit, LimitState, Quantity } from "../types.ts";
import { type Check, conditionIn, keeps, type Scope, scopeOf } from "./check.ts";
import { isAdditive, periodsIn } from "./aggregate.ts";
import { type Level, type Measured, shownLevel, subjectOfMetric, summarise, unitShown, withUnit } from "./data-facts.ts";
import type { Metric, Sample } from "./metrics.ts";
import { formatNumber, meanDigits } from "./numbers.ts";
import { answersTo, percentileIn } from "./relate.ts";
import { overlap, topical } from "./words.ts";

/** Dimensions where a single shared one is telling: two different quantities of it are rare in one briefing. */
const RARE = /^(?:person-time|sound|temperature|mass|power|energy)$/;

/**
 * Tests a numeric limit on the measured quantity that answers to it. It must have the same dimension and `per`, and share a
 * topical word with the limit (or be the only quantity of a rare dimension); a tie between two quantities tests nothing.
 */
export const checkByMetric = (limit: Limit, evidence: Evidence, items: readonly Measured[]): readonly Check[] => {
  const quantity = limit.quantity as Quantity;
  const generic = genericItems(limit, items);
  if (generic.length > 1) return evidence.options.flatMap((option) => worstOf(limit, option.id, generic, evidence));
  const chosen = choose(limit, quantity, evidence, items);
  if (chosen === undefined) return [];
  return chosen.levels.map((level) => testLevel(limit, level, chosen, evidence));
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
  const fitting = items.filter((item) => compatible(quantity, item.metric) && percentileFits(wanted, item.metric, items));
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
  const tied = second !== undefined && second.score === best.score && second.item.levels.length === best.item.levels.length;
  return tied && !sameLevels(best.item, second.item) ? undefined : best.item;
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

const countish = (dim: string): boolean => dim === "number" || dim.startsWith("count:");

/** How the rows of a quantity reach a limit: as they are, added up to its period, or one amount times its periods. */
type Reach = { readonly how: "rows" } | { readonly how: "sum" } | { readonly how: "times"; readonly factor: number };

const asIs: Reach = { how: "rows" };

/** Undefined when dimension or `per` disagree, or when the rows are not as many periods as the limit's holds. */
const reachOf = (quantity: Quantity, metric: Metric): Reach | undefined => {
  if (quantity.dim === metric.dim)
    return samePer(quantity.per, metric.per) ||
      (metric.per.length === 0 && (perInName(quantity.per, metric.label) || quantity.per.every((each) => EACH.test(each))))
      ? asIs
      : periodReach(quantity, metric);
  if (!countish(quantity.dim) || !countish(metric.dim)) return undefined;
  if (quantity.dim !== "number" && metric.dim !== "number" && overlap([quantity.dim.slice(6)], [metric.dim.slice(6)]) !== 1)
    return undefined;
  if (quantity.per.length > 0 && metric.per.length === 0 && !perInName(quantity.per, metric.label)) return periodReach(quantity, metric);
  return asIs;
};

/** "At most 1,500 EUR a year" on a price a month, or on twelve rows of a month each. */
const periodReach = (quantity: Quantity, metric: Metric): Reach | undefined => {
  const whole = quantity.per[0];
  const own = metric.per.length === 1 ? metric.per[0] : metric.per.length === 0 && isAdditive(metric) ? metric.period : undefined;
  if (whole === undefined || own === undefined || quantity.per.length !== 1) return undefined;
  if (own === whole) return asIs;
  const factor = periodsIn(own, whole);
  if (factor === undefined) return undefined;
  const counts = [...new Set(metric.samples.map((each) => each.option))].map(
    (option) => metric.samples.filter((each) => each.option === option).length,
  );
  if (metric.period === own && factor > 1 && counts.every((count) => count === factor)) return { how: "sum" };
  return counts.every((count) => count === 1) ? { how: "times", factor } : undefined;
};

const compatible = (quantity: Quantity, metric: Metric): boolean => reachOf(quantity, metric) !== undefined;

/** A price of one piece is the price in a list. */
const EACH = /^(?:each|piece|unit|item|device|stuck)$/;

/** `per 1,000 uploads` in the name `failed_per_1000`. */
const perInName = (per: readonly string[], label: string): boolean => {
  const stems = fold(label).match(/[\p{L}\p{N}]+/gu) ?? [];
  const periods = stems.flatMap((word) => [periodOf(word), periodAdverbs.get(word)]);
  return per.every((each) => periods.includes(each) || each.split(" ").some((word) => word.length >= 3 && fold(label).includes(word)));
};

const samePer = (left: readonly string[], right: readonly string[]): boolean =>
  left.length === right.length && left.every((each, index) => each === right[index]);

/** The noun a limit counts (`4 weekend pages`) stands in the metric's name (`Pages on Saturday and Sunday`). */
const countedNoun = (quantity: Quantity, metric: Metric): boolean =>
  quantity.dim.startsWith("count:") && overlap([quantity.dim.slice(6)], metric.terms) === 1;

const percentileFits = (wanted: string | undefined, metric: Metric, items: readonly Measured[]): boolean => {
  const own = percentileIn(metric.label);
  if (wanted === undefined)
    return (
      own === undefined || own !== "50" || !items.some((each) => each.metric !== metric && percentileIn(each.metric.label) !== undefined)
    );
  return own === wanted || (own === undefined && wanted === "50");
};

/** The only quantity of a rare dimension, for the only limit of it. */
const isAlone = (limit: Limit, item: Measured, fitting: readonly Measured[], evidence: Evidence): boolean => {
  const dim = item.metric.dim;
  const money = dim.startsWith("money:") && (item.metric.per.length > 0 || item.metric.origin === "column");
  const bare = topical(item.metric.terms).length === 0 && item.metric.origin === "column";
  if (!(RARE.test(dim) || money || bare) || fitting.length !== 1) return false;
  return evidence.limits.filter((each) => each.quantity?.dim === dim && samePer(each.quantity.per, limit.quantity?.per ?? [])).length === 1;
};

const testLevel = (limit: Limit, level: Level, item: Measured, evidence: Evidence): Check => {
  const quantity = bounded(limit.quantity as Quantity, item);
  const scope = scopeOf(limit.text);
  const verdict = judgeLevel(level, quantity, scope, item);
  const value = verdict.shown === undefined ? shownLevel(level, item, evidence) : withUnit(verdict.shown(evidence), item.metric);
  if (verdict.state === "untested")
    return { limit: limit.id, option: level.option, state: "untested", note: { key: "no-total", values: [] }, places: [], value: "", firm: false };
  const base = {
    ...(verdict.held === undefined ? {} : { held: { ...verdict.held, unit: unitShown(item.metric) } }),
    limit: limit.id,
    option: level.option,
    value,
    firm: item.metric.origin !== "stated" || level.rows.every((each) => each.flag === undefined),
  };
  const places = (verdict.rows.length > 0 ? verdict.rows : level.rows).map((each) => each.place);
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

type Verdict = {
  readonly state: LimitState;
  readonly key: string;
  readonly rows: readonly Sample[];
  readonly held?: { readonly value: number; readonly scale: number };
  readonly shown?: (evidence: Evidence) => string;
};

const judgeLevel = (level: Level, quantity: Quantity, scope: Scope, item: Measured): Verdict => {
  const cmp = quantity.cmp ?? "<=";
  const rows = [...level.rows, ...level.dropped];
  const reach = reachOf(quantity, item.metric) ?? asIs;
  if (item.summary === "share") return aggregated(rows, "share", cmp, quantity.value);
  if (reach.how === "times") return multiplied(rows, reach.factor, cmp, quantity.value);
  if (reach.how === "sum") return aggregated(rows, "sum", cmp, quantity.value);
  if (rows.length === 1) return rowsVerdict(rows, failing(rows, cmp, quantity.value), scope, cmp);
  if (scope === "mean" || scope === "median") return aggregated(rows, scope, cmp, quantity.value);
  const whole = isAdditive(item.metric) && quantity.per.length === 0;
  const parts = item.metric.period !== undefined || item.metric.parts === true;
  if (scope === "sum" && whole) return parts ? aggregated(rows, "sum", cmp, quantity.value) : eitherWay(rows, cmp, quantity.value);
  if (whole && parts && scope === "default") return eitherWay(rows, cmp, quantity.value);
  return rowsVerdict(rows, failing(rows, cmp, quantity.value), scope, cmp);
};

const failing = (rows: readonly Sample[], cmp: string, bound: number): readonly Sample[] => rows.filter((each) => !keeps(each.value, cmp, bound));

const aggregated = (rows: readonly Sample[], summary: "share" | "mean" | "median" | "sum", cmp: string, bound: number): Verdict => {
  const how = summary === "share" ? "mean" : summary;
  const of = (pick: (row: Sample) => number): number => summarise(rows.map(pick), how);
  const shown = of((each) => each.shown);
  const value = summary === "share" ? shown : of((each) => each.value);
  const whole = summary === "sum" && rows.every((each) => Number.isInteger(each.shown));
  return {
    state: keeps(value, cmp, bound) ? "kept" : "broken",
    key: summary,
    rows: [],
    held: { value, scale: scaleOf(value, shown) },
    shown: (evidence) => formatNumber(shown, evidence.language, summary === "share" ? 1 : whole ? 0 : meanDigits(shown)),
  };
};

/** Whether the limit means each row or their sum is not said: decided only where both come out the same. */
const eitherWay = (rows: readonly Sample[], cmp: string, bound: number): Verdict => {
  const sum = aggregated(rows, "sum", cmp, bound);
  const broken = failing(rows, cmp, bound);
  const each = rowsVerdict(rows, broken, "each", cmp);
  if (sum.state === "kept" && broken.length === 0) return cmp.startsWith("<") ? sum : each;
  if (sum.state === "broken" && broken.length === rows.length) return each;
  return { state: "untested", key: "no-total", rows: [] };
};

/** One amount a month is twelve times that in a year. */
const multiplied = (rows: readonly Sample[], factor: number, cmp: string, bound: number): Verdict => {
  const row = rows[0] as Sample;
  const value = row.value * factor;
  const many = factor > 1;
  return {
    state: keeps(value, cmp, bound) ? "kept" : "broken",
    key: "product",
    rows,
    held: { value, scale: scaleOf(row.value, row.shown) },
    shown: ({ language }) =>
      `${row.raw} ${many ? "×" : "/"} ${formatNumber(many ? factor : 1 / factor, language, 0)} = ${formatNumber(row.shown * factor, language, 2)}`,
  };
};

const scaleOf = (value: number, shown: number): number => (shown === 0 ? 1 : value / shown);

/** The row furthest on the wrong side stands for all. */
const rowsVerdict = (rows: readonly Sample[], broken: readonly Sample[], scope: Scope, cmp: string): Verdict => {
  const worst = (list: readonly Sample[]): Sample =>
    list.reduce((left, right) => ((cmp.startsWith("<") ? right.value > left.value : right.value < left.value) ? right : left));
  const of = (row: Sample) => ({ held: { value: row.value, scale: scaleOf(row.value, row.shown) }, shown: (): string => row.raw });
  const key = rows.length === 1 ? "value" : "all-rows";
  if (broken.length === 0) return { state: "kept", key, rows: [worst(rows)], ...of(worst(rows)) };
  if (rows.length === 1) return { state: "broken", key, rows: broken, ...of(worst(broken)) };
  const real = broken.filter((each) => each.flag === undefined);
  if (real.length > 0 && (scope === "each" || broken.length === rows.length || broken.length > rows.length / 2))
    return { state: "broken", key: "some-rows", rows: broken, ...of(worst(broken)) };
  return { state: "in doubt", key: "some-rows", rows: broken, ...of(worst(broken)) };
};

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
    places: (broken.length > 0 ? broken : rows).map((each) => each.place),
  };
};
