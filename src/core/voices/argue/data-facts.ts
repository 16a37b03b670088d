import { fold } from "../../kernel/text.ts";
import { code, quoteOf } from "../frames/cite.ts";
import { isNeeded } from "../index/supply.ts";
import { termSet } from "../index/terms.ts";
import type { Criterion, Evidence, Language, Place } from "../types.ts";
import { asksForTotal, isAdditive, type Summary } from "./aggregate.ts";
import { type NameFit, nameFit } from "./criterion-fit.ts";
import { directionOf } from "./direction.ts";
import { type Fact, type Figure, type Note, placesOfRows, type Stance } from "./fact.ts";
import type { Metric, Sample } from "./metric.ts";
import { isPatchy, missingRows } from "./missing-rows.ts";
import { formatNumber, mean, meanDigits, median } from "./numbers.ts";
import { answersTo, criterionOfMetric } from "./relate.ts";

/** What a metric says of one option: its level after setting flagged rows aside. */
export type Level = {
  readonly option: number;
  readonly value: number;
  readonly shown: number;
  readonly rows: readonly Sample[];
  readonly dropped: readonly Sample[];
  /** Rows of the option whose cell is empty. */
  readonly missing: readonly Place[];
};

/** A metric with its criterion, direction and levels: what the matrix and the checks read. */
export type Measured = {
  readonly metric: Metric;
  readonly criterion: number;
  readonly direction: 1 | -1 | 0;
  readonly assumed: boolean;
  /** How its name goes with that of its criterion. */
  readonly fit: NameFit;
  readonly summary: Summary;
  readonly levels: readonly Level[];
};

/** Levels of a metric by option, in option order. Rows flagged as not measured are left out where two others remain. */
export const measured = (metric: Metric, evidence: Evidence): Measured => {
  const criterion =
    metric.serves ?? namedCriterion(metric, evidence) ?? ownCriterion(metric, evidence) ?? criterionOfMetric(metric, evidence);
  const known = evidence.criteria[criterion];
  const fit =
    metric.serves !== undefined || namedCriterion(metric, evidence) !== undefined
      ? "exact"
      : known === undefined || metric.origin === "stated"
        ? "loose"
        : nameFit(metric, known, evidence.language);
  const direction = directionOf(metric, known, limitDirection(metric, evidence), fit, evidence);
  const most = Math.max(...evidence.options.map((option) => metric.samples.filter((each) => each.option === option.id).length));
  const summary: Summary = metric.share ? "share" : most <= 1 ? "only" : summaryOf(metric, known);
  const levels = evidence.options.flatMap((option) => levelOf(metric, option.id, summary, evidence));
  return { metric, criterion, direction: direction.sign, assumed: direction.assumed, fit, summary, levels };
};

/** A median or a total when the criterion asks for one and the rows may be added; else the mean. */
const summaryOf = (metric: Metric, criterion: Criterion | undefined): Summary => {
  if (criterion !== undefined && /\b(?:median|typical|typisch\w*)\b/i.test(criterion.name) && !/p50|median/i.test(metric.label))
    return "median";
  const parts = metric.period !== undefined || metric.parts === true;
  return parts && criterion !== undefined && asksForTotal(criterion.name) && isAdditive(metric) ? "sum" : "mean";
};

/** The direction that a limit on the same quantity implies: at most means less is better. 0 when no single limit answers to it. */
const limitDirection = (metric: Metric, evidence: Evidence): 1 | -1 | 0 => {
  const signs = evidence.limits
    .filter(
      (limit) =>
        limit.quantity?.cmp !== undefined &&
        limit.upper === undefined &&
        (limit.supply !== true || isNeeded(metric.label)) &&
        sameKind(limit.quantity.dim, metric.dim) &&
        answersTo(metric, termSet(limit.text, evidence.language)) >= 1,
    )
    .map((limit) => (limit.quantity?.cmp?.startsWith("<") ? -1 : limit.quantity?.cmp?.startsWith(">") ? 1 : 0));
  return new Set(signs).size === 1 ? (signs[0] ?? 0) : 0;
};

const sameKind = (left: string, right: string): boolean =>
  left === right || [left, right].every((dim) => dim === "number" || dim.startsWith("count:"));

/** A column or setting that a criterion names is that criterion's, whatever its name resembles; of several criteria, the heaviest's. */
const namedCriterion = ({ origin, label }: Metric, { criteria }: Evidence): number | undefined =>
  origin === "stated"
    ? undefined
    : [...criteria].sort((left, right) => right.weight - left.weight).find(({ columns }) => columns?.includes(fold(label.trim())) === true)
        ?.id;

/** Amounts stated in a criterion's own lines bear on that criterion. */
const ownCriterion = (metric: Metric, evidence: Evidence): number | undefined =>
  evidence.criteria.find(
    (criterion) =>
      metric.origin === "stated" &&
      // A rule of choice is a sentence among others of its line.
      criterion.phrase !== true &&
      metric.samples.every(
        (each) =>
          each.place.file === criterion.place.file && each.place.line >= criterion.place.line && each.place.line <= criterion.place.endLine,
      ),
  )?.id;

const levelOf = (metric: Metric, option: number, summary: Summary, evidence: Evidence): readonly Level[] => {
  const all = metric.samples.filter((each) => each.option === option);
  const clean = all.filter((each) => each.flag === undefined);
  const rows = clean.length >= 2 ? clean : all;
  if (rows.length === 0) return [];
  const dropped = clean.length >= 2 ? all.filter((each) => each.flag !== undefined) : [];
  return [
    {
      option,
      value: summarise(
        rows.map((each) => each.value),
        summary,
      ),
      shown: summarise(
        rows.map((each) => each.shown),
        summary,
      ),
      rows,
      dropped,
      missing: missingRows(metric, option, evidence),
    },
  ];
};

/** The figure of several values. */
export const summarise = (values: readonly number[], summary: Summary): number =>
  summary === "sum"
    ? values.reduce((total, value) => total + value, 0)
    : summary === "median"
      ? median(values)
      : summary === "mean" || summary === "share"
        ? mean(values)
        : (values[0] as number);

/**
 * Stances from numbers: `direction · tanh(ln(x / geomean) / 0.5)`, so a factor of two is much and two per cent nothing; with
 * zeros or negatives `direction · tanh((x − mean) / max|x| / 0.5)` (guides/offline-voices.md §4). Ratings on a scale of at most ten
 * use the second form, since their zero is arbitrary.
 */
export const stancesOf = (levels: readonly Level[], direction: 1 | -1 | 0, rating: boolean): readonly Stance[] => {
  if (direction === 0 || levels.length < 2) return [];
  const values = levels.map((each) => each.value);
  const centre = mean(values);
  const most = Math.max(...values.map(Math.abs));
  if (most === 0) return levels.map((each) => ({ option: each.option, value: 0 }));
  const ratio = values.every((value) => value > 0) && !rating;
  const geomean = ratio ? Math.exp(mean(values.map((value) => Math.log(value)))) : 0;
  return levels.map((each) => {
    const raw = ratio ? Math.log(each.value / geomean) / 0.5 : (each.value - centre) / most / (rating ? 0.2 : 0.5);
    return { option: each.option, value: round(direction * Math.tanh(raw)) };
  });
};

/** Quantised, so that the last bits of `tanh` on another platform change nothing. */
export const round = (value: number): number => Math.round(value * 1e6) / 1e6;

const isRating = (metric: Metric): boolean =>
  metric.dim === "number" &&
  metric.samples.every((each) => each.value >= 0 && each.value <= 10 && Math.abs(each.value * 2 - Math.round(each.value * 2)) < 1e-9) &&
  metric.samples.length >= 6;

/** The fact of one measured quantity; undefined when fewer than two options have it. */
export const dataFact = (item: Measured, evidence: Evidence): Fact | undefined => {
  const { metric, levels } = item;
  if (levels.length < 2) return undefined;
  const suspicious = metric.origin === "stated" && factor(levels) > 20;
  const rows = levels.flatMap((each) => each.rows);
  const least = Math.min(...levels.map((each) => each.rows.length));
  const stated = metric.origin === "stated";
  const hedged = rows.some((each) => each.flag !== undefined);
  const quality = (stated ? 0.8 : 1) * (hedged ? 0.6 : 1);
  const whole = levels.filter((level) => !isPatchy(level, item.summary));
  const stances = suspicious ? [] : stancesOf(whole, item.direction, isRating(metric));
  return {
    id: `data/${metric.id}`,
    kind: stated ? "stated" : "data",
    criterion: item.criterion,
    stances,
    strength: stated ? (hedged ? 1.5 : 2) : least >= 3 || item.summary === "only" ? 3 : 2.5,
    quality,
    places: placesOfRows(rows),
    subject: subjectOfMetric(metric, evidence.language),
    figures: levels.map((each) => figureOf(each, item, evidence)),
    ...noteOf(item, stances, evidence),
    computed: !stated,
    dim: metric.dim,
  };
};

const factor = (levels: readonly Level[]): number => {
  const values = levels.map((each) => Math.abs(each.value)).filter((value) => value > 0);
  return values.length < 2 ? 1 : Math.max(...values) / Math.min(...values);
};

/** How a metric is called in a sentence: its name in code marks, or the label of the briefing's table in quotation marks. */
export const subjectOfMetric = (metric: Metric, language: Language): string => {
  if (metric.code) return code(metric.label);
  return metric.origin === "stated" ? metric.label : quoteOf(metric.label, language);
};

/** The value of a level as shown: the cell as written when it is one row, else the figure with the unit. */
export const shownLevel = (level: Level, item: Measured, evidence: Evidence): string => {
  const single = level.rows.length === 1 ? level.rows[0] : undefined;
  if (single !== undefined && (item.summary === "only" || item.metric.origin === "stated")) return withUnit(single.raw, item.metric);
  const whole = level.rows.every((each) => Number.isInteger(each.shown)) && item.summary === "sum";
  return withUnit(formatNumber(level.shown, evidence.language, whole ? 0 : meanDigits(level.shown)), item.metric);
};

const UNITS: ReadonlyMap<string, string> = new Map([
  ["eur", "EUR"],
  ["usd", "USD"],
  ["gbp", "GBP"],
  ["chf", "CHF"],
  ["percent", "%"],
  ["kb", "kB"],
  ["mb", "MB"],
  ["gb", "GB"],
  ["tb", "TB"],
  ["db", "dB"],
  ["n", "N"],
  ["w", "W"],
  ["kw", "kW"],
  ["m2", "m²"],
  ["m3", "m³"],
  ["kwh", "kWh"],
  ["°c", "°C"],
]);
const PLURAL = /^(?:day|week|month|year|quarter|person-hour|person-day|person-week|person-month)$/;

/** A bare number with the metric's unit; text that has letters already is left as it is. */
export const withUnit = (text: string, metric: Metric): string => {
  if (metric.unit === "" || metric.origin === "stated" || /[\p{L}%€$£°]/u.test(text)) return text;
  const unit = UNITS.get(metric.unit) ?? metric.unit;
  return `${text} ${unit}${PLURAL.test(unit) && text !== "1" ? "s" : ""}`;
};

/** The unit of a metric as shown behind a number; "" when it has none. */
export const unitShown = (metric: Metric): string => {
  if (metric.unit !== "")
    return withUnit("0", { ...metric, origin: "column" })
      .slice(1)
      .trim();
  return metric.dim.startsWith("money:") ? metric.dim.slice(6) : "";
};

const figureOf = (level: Level, item: Measured, evidence: Evidence): Figure => ({
  option: level.option,
  label: evidence.options[level.option]?.short ?? "",
  value: shownLevel(level, item, evidence),
});

/** How the figures came about: rows (in the order in which the figures are told when they differ), lines left out and why, the period of a row. */
const noteOf = (item: Measured, stances: readonly Stance[], evidence: Evidence): { readonly note?: Note } => {
  const dropped = item.levels.flatMap((each) => each.dropped);
  if (item.summary === "only") return {};
  const without = dropped.map((each) => `${each.place.line}`).join(", ");
  const values = [rowsOf(item, stances, evidence.language), without, dropped[0]?.flag ?? "", periodOf(item)];
  return { note: { key: `${item.summary}${dropped.length > 0 ? "-without" : ""}`, values } };
};

/** The period that a mean of additive rows is per. */
const periodOf = (item: Measured): string =>
  item.summary === "mean" && item.metric.per.length === 0 && item.metric.period !== undefined && isAdditive(item.metric)
    ? item.metric.period
    : "";

const rowsOf = (item: Measured, stances: readonly Stance[], language: Language): string => {
  const stance = (option: number): number => stances.find((each) => each.option === option)?.value ?? 0;
  const counts = [...new Set(item.levels.map((each) => each.rows.length))];
  if (counts.length === 1) return `${counts[0]}`;
  return [...item.levels]
    .sort((left, right) => stance(right.option) - stance(left.option) || left.option - right.option)
    .map((each) => formatNumber(each.rows.length, language, 0))
    .join("/");
};

/** The note that says how one level was summed up, or undefined when it is one cell: `mean` of `4` rows. */
export const aggregateOf = (level: Level, item: Measured): Note | undefined =>
  item.summary === "only" || level.rows.length < 2
    ? undefined
    : {
        key: item.summary,
        values: [`${level.rows.length}`, level.dropped.map((each) => `${each.place.line}`).join(", "), "", periodOf(item)],
      };
