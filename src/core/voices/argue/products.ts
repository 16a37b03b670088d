import { periodOf } from "../index/units.ts";
import type { Evidence, Place, Quantity } from "../types.ts";
import { periodsIn } from "./aggregate.ts";
import { formatNumber } from "./numbers.ts";
import { overlap } from "./words.ts";

/** A stated number of things. */
export type Count = { readonly value: number; readonly raw: string; readonly place: Place };

/** An amount brought to what a limit is per: `raw` shows the product ("29 × 14 × 12 = 4,872 EUR"), `also` where its counts stand. */
export type Product = { readonly value: number; readonly raw: string; readonly also: readonly Place[] };

/** Most things an amount may be multiplied by. */
const MAX_FACTORS = 3;

/** The one count of a noun that the text states outside its limits; undefined when there is none or several differ. */
export const countOf = (noun: string, evidence: Evidence): Count | undefined => {
  const found = evidence.sentences
    // The question takes for granted how many it is about.
    .filter((each) => each.aside === undefined && (!each.hypothesis || each.text.includes(evidence.question) || each.role === "title"))
    .flatMap((sentence) =>
      sentence.quantities
        .filter((each) => isCount(each) && overlap([each.dim.slice(6)], [noun]) === 1)
        .map((each) => ({ value: each.value, raw: each.raw, place: sentence.place })),
    );
  return new Set(found.map((each) => each.value)).size === 1 ? found[0] : undefined;
};

const isCount = (quantity: Quantity): boolean =>
  quantity.cmp === undefined && quantity.dim.startsWith("count:") && quantity.per.length === 0 && quantity.to === undefined;

/**
 * An amount per seat and month as one per year: times the one stated count of each thing that the target is not per, and times the periods
 * that make the target's. Undefined when a count is missing, when the target is per something the amount is not, or when nothing is to be done.
 */
export const productTo = (
  amount: { readonly value: number; readonly shown: number; readonly per: readonly string[]; readonly dim: string },
  target: readonly string[],
  evidence: Evidence,
): Product | undefined => {
  const extra = amount.per.filter((each) => !target.includes(each));
  const missing = target.filter((each) => !amount.per.includes(each));
  if (extra.length === 0 || extra.length > MAX_FACTORS || missing.length > 1) return undefined;
  const period = extra.find((each) => periodOf(each) !== undefined);
  const periods = missing[0] === undefined || period === undefined ? undefined : periodsIn(period, missing[0]);
  if ((missing.length > 0 || period !== undefined) && (periods === undefined || periods < 1)) return undefined;
  const counts = extra.filter((each) => each !== period).map((noun) => countOf(noun, evidence));
  if (counts.some((count) => count === undefined)) return undefined;
  const factors = [...counts.map((count) => (count as Count).value), ...(periods === undefined ? [] : [periods])];
  const times = factors.reduce((product, each) => product * each, 1);
  const shown = (value: number): string => formatNumber(value, evidence.language, 2);
  const currency = amount.dim.startsWith("money:") ? ` ${amount.dim.slice(6)}` : "";
  return {
    value: Number((amount.value * times).toPrecision(12)),
    raw: `${[amount.shown, ...factors].map(shown).join(" × ")} = ${shown(amount.shown * times)}${currency}`,
    also: counts.map((count) => (count as Count).place),
  };
};
