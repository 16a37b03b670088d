import { fold } from "../../kernel/text.ts";
import type { Evidence, Place } from "../types.ts";
import { comparable } from "./comparable.ts";
import { type Amount, amountsOf } from "./stated.ts";
import { overlap } from "./words.ts";

/** Figures of one kind that the text gives for one option and that differ, as written, with where each stands. */
export type Contradiction = { readonly option: number; readonly figures: readonly string[]; readonly places: readonly Place[] };

/** Most contradictions told. */
const MOST = 4;
const COSTS = /\b(?:costs?|price|kostet|kosten|preis|coute|prix|cuesta|precio)\b/u;

/**
 * Two or more different amounts of one option under one noun ("18 families", "14 families") or word, where other options have one each: which holds is not
 * said, so that none was taken. What a later notice replaces is no contradiction. In text order, at most four.
 */
export const contradictions = (evidence: Evidence): readonly Contradiction[] => {
  const groups = new Map<string, Amount[]>();
  for (const amount of amountsOf(evidence)) {
    const { dim, per, to } = amount.quantity;
    if (to !== undefined) continue;
    const key = `${amount.option}|${dim}|${per.join("+")}`;
    groups.set(key, [...(groups.get(key) ?? []), amount]);
  }
  return [...groups.values()].flatMap((list) => contradictionOf(list, evidence) ?? []).slice(0, MOST);
};

const contradictionOf = (list: readonly Amount[], evidence: Evidence): Contradiction | undefined => {
  const [first] = list;
  if (first === undefined) return undefined;
  const { dim, per } = first.quantity;
  const akin = list.filter((amount, i) => i === 0 || isAkin(first, amount));
  const distinct = akin.filter((amount, i) => akin.findIndex((other) => other.quantity.value === amount.quantity.value) === i);
  const compared = comparable(evidence).metrics.find((metric) => metric.dim === dim && metric.per.join() === per.join());
  if (distinct.length < 2 || compared === undefined || compared.samples.some(({ option }) => option === first.option)) return undefined;
  return {
    option: first.option,
    figures: distinct.map(({ quantity }) => quantity.raw),
    places: distinct.map(({ sentence }) => sentence.place),
  };
};

const isAkin = (left: Amount, right: Amount): boolean =>
  left.quantity.dim.startsWith("count:") ||
  overlap(left.terms, right.terms) > 0 ||
  (COSTS.test(fold(left.clause)) && COSTS.test(fold(right.clause)));
