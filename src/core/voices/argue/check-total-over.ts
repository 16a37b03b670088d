import { fold, words } from "../../kernel/text.ts";
import { sameTerm, stem } from "../index/terms.ts";
import { lexiconOf } from "../lang/lexicons.ts";
import type { Evidence, Limit, Place } from "../types.ts";
import { asksForTotal } from "./aggregate.ts";
import { type Check, keeps } from "./check.ts";
import type { Measured } from "./data-facts.ts";
import { formatNumber } from "./numbers.ts";
import { countOf } from "./products.ts";

/** Most of a thing that a text may count. */
const MAX_COUNT = 10_000;
const BOTH: ReadonlyMap<string, number> = new Map([
  ["both", 2],
  ["beide", 2],
  ["beiden", 2],
  ["deux", 2],
  ["ambos", 2],
  ["ambas", 2],
]);

/**
 * "No more than 1,400 in total for both evenings" where a price is per evening: the price times how many of them the limit says, or times the one count
 * of them that the text states. No check where the limit asks for no total, or where the price of no or of several quantities is per such a thing.
 */
export const checkByTotalOver = (limit: Limit, evidence: Evidence, items: readonly Measured[]): readonly Check[] => {
  const { quantity } = limit;
  if (quantity?.cmp === undefined || !quantity.dim.startsWith("money:") || quantity.per.length > 0) return [];
  const fitting = items.flatMap((item) => {
    const { metric, summary } = item;
    const [noun, ...more] = metric.per;
    if (metric.dim !== quantity.dim || noun === undefined || more.length > 0 || summary !== "only") return [];
    const count = countIn(limit, noun, evidence) ?? (asksForTotal(limit.text) ? countOf(noun, evidence) : undefined);
    return count === undefined ? [] : [{ item, count }];
  });
  const [only, ...more] = fitting;
  if (only === undefined || more.length > 0) return [];
  const { language } = evidence;
  const unit = quantity.dim.slice("money:".length);
  return only.item.levels.flatMap(({ option, value: price, rows: [row] }): readonly Check[] => {
    if (row === undefined) return [];
    const value = price * only.count.value;
    const one = row.raw.includes(" = ") ? `(${row.raw.split(" = ")[0]})` : formatNumber(price, language, 2);
    const shown = `${one} × ${formatNumber(only.count.value, language, 0)} = ${formatNumber(value, language, 2)} ${unit}`;
    return [
      {
        limit: limit.id,
        option,
        state: keeps(value, quantity.cmp ?? "<=", quantity.value) ? "kept" : "broken",
        note: { key: "product", values: [shown] },
        places: [row.place, ...(row.also ?? []), only.count.place],
        value: shown,
        firm: row.flag === undefined,
        held: { value, scale: 1, unit },
      },
    ];
  });
};

/** "For both evenings", "for all three days": how many of the noun the limit names. */
const countIn = (limit: Limit, noun: string, { language }: Evidence): { readonly value: number; readonly place: Place } | undefined => {
  const list = words(fold(limit.text));
  const numbers = lexiconOf(language).numberWords;
  const counts = list.flatMap((word, at) => {
    const value = BOTH.get(word) ?? numbers.get(word) ?? (/^\d{1,5}$/u.test(word) ? Number(word) : 0);
    const next = list.slice(at + 1, at + 3).some((each) => sameTerm(stem(each, language), noun));
    const whole =
      asksForTotal(limit.text) ||
      /\b(?:for|over|fur|uber|pour|sur|para|por)(?: (?:the|all|our|die|alle|les|los|las))*$/u.test(list.slice(0, at).join(" "));
    return value >= 2 && value <= MAX_COUNT && next && whole ? [value] : [];
  });
  return new Set(counts).size === 1 ? { value: counts[0] as number, place: limit.place } : undefined;
};
