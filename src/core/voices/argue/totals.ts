import { fold } from "../../kernel/text.ts";
import { periodOf } from "../index/units.ts";
import type { Evidence } from "../types.ts";
import type { Metric, Sample } from "./metric.ts";
import { productTo } from "./products.ts";
import { type Amount, amountsOf, COST_WORD } from "./stated.ts";

/**
 * Prices that sentences state per different things, brought to what a limit on money is per, so that they compare: 29 EUR per seat and month and 5,400
 * EUR a year. One amount for each option, two or more options, and at least one that had to be brought there; else none.
 */
export const statedTotals = (evidence: Evidence): readonly Metric[] => {
  const targets = new Map(
    evidence.limits.flatMap(({ quantity }) =>
      quantity?.dim.startsWith("money:") === true && quantity.per.some((each) => periodOf(each) !== undefined)
        ? [[`${quantity.dim}|${quantity.per.join("+")}`, quantity] as const]
        : [],
    ),
  );
  return [...targets].flatMap(([key, { dim, per }]) => {
    const amounts = amountsOf(evidence).filter((amount) => amount.quantity.dim === dim && amount.quantity.to === undefined);
    const reached = amounts.flatMap((amount) => reach(amount, per, evidence));
    const options = new Set(reached.map(({ sample }) => sample.option));
    const pers = new Set(reached.map((each) => each.from));
    if (options.size < 2 || options.size !== reached.length || pers.size < 2) return [];
    const terms = [...new Set(reached.flatMap((each) => each.terms))];
    const samples = reached.map((each) => each.sample);
    return [
      { id: `p:${key}`, label: COST_WORD[evidence.language], code: false, origin: "stated", terms, gloss: [], dim, unit: "", per, samples },
    ];
  });
};

type Reached = { readonly sample: Sample; readonly from: string; readonly terms: readonly string[] };

const reach = (amount: Amount, per: readonly string[], evidence: Evidence): readonly Reached[] => {
  const { quantity, option, sentence, clause, also = [], terms, hedged } = amount;
  const base = { option, place: sentence.place, row: fold(clause), ...(hedged ? { flag: clause } : {}) };
  const from = quantity.per.join("+");
  if (from === per.join("+"))
    return [{ sample: { ...base, value: quantity.value, shown: quantity.value, raw: quantity.raw, also }, from, terms }];
  const sum = productTo({ ...quantity, shown: quantity.value }, per, evidence);
  return sum === undefined
    ? []
    : [{ sample: { ...base, value: sum.value, shown: sum.value, raw: sum.raw, also: [...also, ...sum.also] }, from, terms }];
};
