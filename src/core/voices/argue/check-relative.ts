import { fold } from "../../kernel/text.ts";
import type { Evidence, Limit, Quantity } from "../types.ts";
import { type Check, keeps } from "./check.ts";
import { type Measured, shownLevel, unitShown } from "./data-facts.ts";
import { placesOfRows } from "./fact.ts";
import type { Metric } from "./metric.ts";
import { formatNumber } from "./numbers.ts";
import { overlap, topical } from "./words.ts";

const UP = "ris\\w*|rose|increas\\w*|grow\\w*|rais\\w*|climb\\w*|higher|more|slower|longer|larger|dearer|steig\\w*|hoher|mehr|langer";
const DOWN =
  "fall\\w*|fell|drop\\w*|decreas\\w*|reduc\\w*|sav(?:e|es|ed|ing|ings)|cut|cuts|lower|less|fewer|faster|cheaper|shorter|smaller|sink\\w*|senk\\w*|spar(?:t|en)|\\w*erspar\\w*|einspar\\w*|niedriger|weniger|billiger|gunstiger|schneller|kurzer|economis\\w*|ahorr\\w*";
const CHANGE = new RegExp(`\\b(?:${UP}|${DOWN})\\b`);
const BY = new RegExp(
  `\\b(?:${UP}|${DOWN})\\b.{0,40}\\b(?:by|um|de)(?: (?:no|not|more|at|least|most|than|up|to|less|mehr|als|mindestens|hochstens|maximal|plus))*\\s*$`,
);
const THAN = new RegExp(`^\\s*(?:${UP}|${DOWN})\\b.{0,20}\\b(?:than|als|que)\\b`);
const SAVED = /\b(?:sav(?:e|es|ed|ing|ings)|spar(?:t|en)|\w*erspar\w*|einspar\w*|economis\w*|ahorr\w*)\b/;

/**
 * Whether a limit bounds a change ("rises by no more than 5 ms", "at least 40 % lower than today", "saves at least 10 %"): a level, or
 * a figure on something else, then tests nothing.
 */
export const boundsChange = (limit: Limit): boolean => {
  const { quantity } = limit;
  if (quantity === undefined) return false;
  const [before, after] = [fold(limit.text.slice(0, quantity.start)), fold(limit.text.slice(quantity.end))];
  return BY.test(before) || THAN.test(after) || (quantity.dim === "percent" && SAVED.test(fold(limit.text)));
};

/** Whether a text speaks of a change at all. */
export const speaksOfChange = (text: string): boolean => CHANGE.test(fold(text.replaceAll("_", " ")));

/**
 * Tests such a limit on the change of a yes-no question: its mean of the one quantity that the limit names, against the mean without
 * it. Does not apply to leaving things as they are. Nothing when no or several quantities are named, or units differ.
 */
export const checkByContrast = (limit: Limit, evidence: Evidence, items: readonly Measured[]): readonly Check[] => {
  const [change, keep] = evidence.options;
  const { quantity } = limit;
  if (evidence.options.length !== 2 || change?.kind !== "change" || keep?.kind !== "keep" || quantity?.cmp === undefined) return [];
  const named = items.filter(
    ({ metric, levels }) => metric.origin === "column" && levels.length === 2 && overlap(ownTerms(metric), limit.terms) > 0,
  );
  const item = named[0];
  const delta = item === undefined || named.length > 1 ? undefined : deltaOf(item, change.id, keep.id, quantity);
  if (item === undefined || delta === undefined) return [];
  const sign = new RegExp(`\\b(?:${DOWN})\\b`).test(fold(limit.text)) ? -1 : 1;
  const [own, other] = [change.id, keep.id].map((id) => item.levels.find((level) => level.option === id));
  if (own === undefined || other === undefined) return [];
  const [gap, unit] = quantity.dim === "percent" ? [delta, "%"] : [own.shown - other.shown, unitShown(item.metric)];
  const shown = `${shownLevel(other, item, evidence)} → ${shownLevel(own, item, evidence)} = ${gap < 0 ? "−" : "+"}${formatNumber(Math.abs(gap), evidence.language, 1)} ${unit}`;
  const base = { limit: limit.id, value: shown.trim(), firm: true, note: { key: "product", values: [shown.trim()] } };
  return [
    {
      ...base,
      option: change.id,
      state: keeps(sign * delta, quantity.cmp, quantity.value) ? "kept" : "broken",
      places: placesOfRows([...other.rows, ...own.rows]),
    },
    { ...base, option: keep.id, state: "not applicable", value: "", firm: false, places: [] },
  ];
};

/** The words of a name; of a name that is nothing but a unit ("bytes"), the unit. */
const ownTerms = ({ terms }: Metric): readonly string[] => (topical(terms).length > 0 ? topical(terms) : terms);

/** The change of the means, in per cent or in the base unit of the limit; undefined when the two do not measure one thing. */
const deltaOf = (item: Measured, change: number, keep: number, quantity: Quantity): number | undefined => {
  const [own, other] = [change, keep].map((id) => item.levels.find((level) => level.option === id)?.value);
  if (own === undefined || other === undefined) return undefined;
  if (quantity.dim === item.metric.dim) return quantity.dim === "percent" ? undefined : own - other;
  return quantity.dim === "percent" && other !== 0 ? (own / other - 1) * 100 : undefined;
};
