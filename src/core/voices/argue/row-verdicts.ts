import { fold } from "../../kernel/text.ts";
import { periodAdverbs, periodOf } from "../index/units.ts";
import type { Evidence, LimitState, Quantity } from "../types.ts";
import { isAdditive, periodsIn } from "./aggregate.ts";
import { keeps, type Percentile, type Scope } from "./check.ts";
import { type Level, type Measured, summarise } from "./data-facts.ts";
import type { Metric, Sample } from "./metric.ts";
import { formatNumber, meanDigits } from "./numbers.ts";
import { overlap } from "./words.ts";

/** How the rows of a quantity reach a limit: as they are, added up to its period, or one amount times its periods. */
type Reach = { readonly how: "rows" } | { readonly how: "sum" } | { readonly how: "times"; readonly factor: number };

const asIs: Reach = { how: "rows" };

/** Undefined when dimension or `per` disagree, or when the rows are not as many periods as the limit's holds. */
export const reachOf = (asked: Quantity, metric: Metric): Reach | undefined => {
  const quantity = ofRows(asked, metric);
  if (quantity.dim === metric.dim)
    return samePer(quantity.per, metric.per) ||
      (metric.per.length === 0 && (perInName(quantity.per, metric.label) || isOnePiece(quantity, metric)))
      ? asIs
      : periodReach(quantity, metric);
  if (!countish(quantity.dim) || !countish(metric.dim)) return undefined;
  if (quantity.dim !== "number" && metric.dim !== "number" && overlap([quantity.dim.slice(6)], [metric.dim.slice(6)]) !== 1)
    return undefined;
  if (quantity.per.length > 0 && metric.per.length === 0 && !perInName(quantity.per, metric.label)) return periodReach(quantity, metric);
  return asIs;
};

/** "120 visits per Sunday" where each row is a Sunday: what a row is one of says nothing more of its figure. */
const ofRows = (quantity: Quantity, { rowOf = [], per }: Metric): Quantity =>
  quantity.per.some((each) => rowOf.includes(each)) && !per.some((each) => rowOf.includes(each))
    ? { ...quantity, per: quantity.per.filter((each) => !rowOf.includes(each)) }
    : quantity;

/** "At most 1,500 EUR a year" on a price a month, or on twelve rows of a month each. */
const periodReach = (quantity: Quantity, metric: Metric): Reach | undefined => {
  const whole = quantity.per[0];
  const own =
    metric.per.length === 1
      ? metric.per[0]
      : metric.per.length === 0 && (isAdditive(metric) || isCounted(quantity, metric))
        ? metric.period
        : undefined;
  if (whole === undefined || own === undefined || quantity.per.length !== 1) return undefined;
  if (own === whole) return asIs;
  const factor = periodsIn(own, whole);
  if (factor === undefined || factor < 1) return undefined;
  const counts = [...new Set(metric.samples.map((each) => each.option))].map(
    (option) => metric.samples.filter((each) => each.option === option).length,
  );
  if (metric.period === own && factor > 1 && counts.every((count) => count === factor)) return { how: "sum" };
  return counts.every((count) => count === 1) ? { how: "times", factor } : undefined;
};

/** A bare number or a number of things. */
export const countish = (dim: string): boolean => dim === "number" || dim.startsWith("count:");

/** A noun that the limit counts, in whole numbers under its name: patients a day, of rows that are days. */
const isCounted = (quantity: Quantity, metric: Metric): boolean =>
  quantity.dim.startsWith("count:") &&
  overlap([quantity.dim.slice(6)], metric.terms) === 1 &&
  metric.samples.every((each) => Number.isInteger(each.value));

/** A figure this many times the bound is of all pieces together rather than of one. */
const MANY_PIECES = 20;

/** A price of one piece is the price in a list. */
const isOnePiece = (quantity: Quantity, metric: Metric): boolean =>
  quantity.per.length > 0 &&
  quantity.per.every((each) => EACH.test(each)) &&
  metric.samples.every(({ value }) => value <= quantity.value * MANY_PIECES);

const EACH = /^(?:each|piece|unit|item|device|stuck)$/;

/** `per 1,000 uploads` in the name `failed_per_1000`. */
const perInName = (per: readonly string[], label: string): boolean => {
  const stems = fold(label).match(/[\p{L}\p{N}]+/gu) ?? [];
  const periods = stems.flatMap((word) => [periodOf(word), periodAdverbs.get(word)]);
  const plain = fold(label).replace(/(?<=\d)[.,](?=\d{3})/g, "");
  return per.every((each) => periods.includes(each) || each.split(" ").some((word) => word.length >= 3 && plain.includes(word)));
};

/** Whether two amounts are per the same. */
export const samePer = (left: readonly string[], right: readonly string[]): boolean =>
  left.length === right.length && left.every((each, index) => each === right[index]);

type Verdict = {
  readonly state: LimitState;
  readonly key: string;
  readonly rows: readonly Sample[];
  readonly held?: { readonly value: number; readonly scale: number };
  readonly shown?: (evidence: Evidence) => string;
};

/** Holds the rows of one option against a bound: each of them, their mean, or their sum, as limit and quantity ask for. */
export const judgeLevel = (level: Level, quantity: Quantity, scope: Scope, item: Measured): Verdict => {
  const cmp = quantity.cmp ?? "<=";
  const rows = [...level.rows, ...level.dropped];
  const reach = reachOf(quantity, item.metric) ?? asIs;
  if (item.summary === "share") return aggregated(rows, "share", cmp, quantity.value);
  if (reach.how === "times") return multiplied(rows, reach.factor, cmp, quantity.value);
  if (reach.how === "sum") return aggregated(rows, "sum", cmp, quantity.value);
  if (rows.length === 1) return rowsVerdict(rows, quantity.value, scope, cmp);
  if (isPercentile(scope) || scope === "mean" || scope === "median") return withoutFlagged(level, scope, cmp, quantity.value);
  const whole = isAdditive(item.metric) && quantity.per.length === 0;
  const parts = item.metric.period !== undefined || item.metric.parts === true;
  if (scope === "sum" && whole) return parts ? aggregated(rows, "sum", cmp, quantity.value) : eitherWay(rows, cmp, quantity.value);
  if (whole && parts && scope === "default") return eitherWay(rows, cmp, quantity.value);
  return rowsVerdict(rows, quantity.value, scope, cmp);
};

/** A mean without the rows that were set aside; in doubt where it is another with those of which nothing says that they do not count. */
const withoutFlagged = ({ rows, dropped }: Level, scope: "mean" | "median" | Percentile, cmp: string, bound: number): Verdict => {
  const clean = aggregated(rows, scope, cmp, bound);
  const doubtful = dropped.filter(({ flag }) => flag !== undefined && !UNCOUNTED.test(fold(flag)));
  return doubtful.length === 0 || aggregated([...rows, ...doubtful], scope, cmp, bound).state === clean.state
    ? clean
    : { ...clean, state: "in doubt" };
};

const UNCOUNTED =
  /\b(?:(?:does|do|did) not count|not counted|excluded|discarded|void|invalid|zahl(?:t|en) nicht|nicht gewertet|ausgenommen|ungultig|ne compte pas|no cuenta)\b/;

const failing = (rows: readonly Sample[], cmp: string, bound: number): readonly Sample[] =>
  rows.filter((each) => !keeps(worseEnd(each, cmp), cmp, bound));

/** Of a range the end that keeps less. */
const worseEnd = ({ ends, value }: Sample, cmp: string): number => (ends === undefined ? value : cmp.startsWith("<") ? ends[1] : ends[0]);

/** A range whose ends lie on both sides of the bound. */
const straddles = ({ ends }: Sample, cmp: string, bound: number): boolean =>
  ends !== undefined && keeps(ends[0], cmp, bound) !== keeps(ends[1], cmp, bound);

const isPercentile = (scope: string): scope is Percentile => /^p\d\d$/.test(scope);

/** The nearest-rank percentile: the smallest value that at least `share` per cent of the rows do not exceed. */
const percentile = (values: readonly number[], share: number): number =>
  [...values].sort((left, right) => left - right)[Math.max(0, Math.ceil((share / 100) * values.length) - 1)] as number;

const aggregated = (
  rows: readonly Sample[],
  summary: "share" | "mean" | "median" | "sum" | Percentile,
  cmp: string,
  bound: number,
): Verdict => {
  const of = (pick: (row: Sample) => number): number =>
    isPercentile(summary)
      ? percentile(rows.map(pick), Number(summary.slice(1)))
      : summarise(rows.map(pick), summary === "share" ? "mean" : summary);
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
  const each = rowsVerdict(rows, bound, "each", cmp);
  if (sum.state === "kept" && broken.length === 0) return cmp.startsWith("<") ? sum : each;
  if (sum.state === "broken" && broken.length === rows.length) return each;
  return { state: "untested", key: "no-total", rows: [] };
};

/** One amount a month is twelve times that in a year. */
const multiplied = (rows: readonly Sample[], factor: number, cmp: string, bound: number): Verdict => {
  const row = rows[0] as Sample;
  const value = row.value * factor;
  return {
    state: keeps(value, cmp, bound) ? "kept" : "broken",
    key: "product",
    rows,
    held: { value, scale: scaleOf(row.value, row.shown) },
    shown: ({ language }) => `${row.raw} × ${formatNumber(factor, language, 0)} = ${formatNumber(row.shown * factor, language, 2)}`,
  };
};

const scaleOf = (value: number, shown: number): number => (shown === 0 ? 1 : value / shown);

/** The row furthest on the wrong side stands for all. */
const rowsVerdict = (rows: readonly Sample[], bound: number, scope: Scope, cmp: string): Verdict => {
  const broken = failing(rows, cmp, bound);
  const worst = (list: readonly Sample[]): Sample =>
    list.reduce((left, right) => ((cmp.startsWith("<") ? right.value > left.value : right.value < left.value) ? right : left));
  const of = (row: Sample) => ({ held: { value: row.value, scale: scaleOf(row.value, row.shown) }, shown: (): string => row.raw });
  const key = rows.length === 1 ? "value" : "all-rows";
  if (broken.length === 0) return { state: "kept", key, rows: [worst(rows)], ...of(worst(rows)) };
  const real = broken.filter((each) => each.flag === undefined && !straddles(each, cmp, bound));
  if (rows.length === 1)
    return { state: broken.some((each) => straddles(each, cmp, bound)) ? "in doubt" : "broken", key, rows: broken, ...of(worst(broken)) };
  if (real.length > 0 && (scope === "each" || broken.length === rows.length || broken.length > rows.length / 2))
    return { state: "broken", key: "some-rows", rows: broken, ...of(worst(broken)) };
  return { state: "in doubt", key: "some-rows", rows: broken, ...of(worst(broken)) };
};
