import { fold } from "../../kernel/text.ts";
import { isNeeded } from "../index/supply.ts";
import type { Evidence, Limit, LimitState, Quantity } from "../types.ts";
import { type Check, conditionIn, type Percentile, scopeOf } from "./check.ts";
import { type Level, type Measured, shownLevel, subjectOfMetric, unitShown, withUnit } from "./data-facts.ts";
import { placesOfRows } from "./fact.ts";
import { compatible, meantBy } from "./meant.ts";
import type { Sample } from "./metric.ts";
import { productTo } from "./products.ts";
import { percentileIn } from "./relate.ts";
import { onRowsMeant } from "./row-subset.ts";
import { judgeLevel, samePer } from "./row-verdicts.ts";
import { overlap, topical } from "./words.ts";

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
    meantBy(limit, quantity, evidence, items) ??
    meantBy(
      limit,
      quantity,
      evidence,
      items.flatMap((item) => multipliedBy(item, quantity, evidence)),
    );
  const meant = chosen === undefined ? undefined : onRowsMeant(chosen, limit, evidence);
  if (meant === undefined) return [];
  return meant.levels.map((level) => testLevel(limit, level, meant, evidence));
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
