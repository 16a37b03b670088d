import { fold } from "../../kernel/text.ts";
import { unitOf } from "../index/units.ts";
import type { Evidence, Limit, Quantity } from "../types.ts";
import { type Check, type Held, keeps, scopeOf } from "./check.ts";
import { speaks } from "./clauses.ts";
import { type Measured, subjectOfMetric } from "./data-facts.ts";
import type { Note } from "./fact.ts";
import { formatNumber } from "./numbers.ts";
import { isPerPiece } from "./per-piece.ts";
import { type Product, productTo } from "./products.ts";
import { type Amount, amountsOf } from "./stated.ts";
import { kinship, overlap, topical } from "./words.ts";

/**
 * Tests a numeric limit on amounts stated of single options: same dimension and `per`, a topical word shared in the same
 * clause. An amount `per` something the limit is not per is multiplied by the one stated count of it; a total is a unit
 * price times the one count in the question. Two different amounts that answer to the limit test nothing.
 */
export const checkByStated = (limit: Limit, evidence: Evidence, items: readonly Measured[]): readonly Check[] => {
  if (limit.quantity?.cmp === undefined) return [];
  const quantity = limit.quantity as Quantity;
  const direct = amountsOf(evidence).filter(
    (amount) => amount.quantity.dim === quantity.dim && !isRestated(amount, limit) && !isBound(amount),
  );
  return evidence.options.flatMap((option) => {
    const own = direct.filter((amount) => amount.option === option.id);
    const products = own.flatMap((amount) => productOf(amount, limit, evidence));
    if (products.length === 1) return products;
    const answering = own.filter((amount) => samePer(amount.quantity.per, quantity.per) && answers(amount, limit, own, evidence));
    const values = [...new Set(answering.map((amount) => amount.quantity.value))];
    const amount = answering[0];
    if (values.length === 1 && amount !== undefined) return [statedCheck(limit, amount)];
    return totalOf(limit, option.id, evidence, items);
  });
};

const samePer = (left: readonly string[], right: readonly string[]): boolean =>
  (isPerPiece(right) && left.length === 0) || (left.length === right.length && left.every((each, index) => each === right[index]));

/** "It never went above 500 MB" claims a bound; it states no amount. */
const isBound = (amount: Amount): boolean =>
  /\b(?:never|not|no|nie|nicht|kein\w*)\b.{0,40}\b(?:above|over|more|below|under|less|uber|unter|mehr|weniger)\b/.test(fold(amount.clause));

const isRestated = (amount: Amount, limit: Limit): boolean =>
  amount.sentence.place.file === limit.place.file &&
  amount.sentence.place.line === limit.place.line &&
  amount.sentence.role === "constraints";

/** Dimensions of which two quantities in one briefing are rarely meant by a limit that names none. */
const COMMON = /^(?:time|percent|number|frequency|count:.*)$/;

/** Words that name no more than the dimension does: "no heavier than 350 g". */
const MEASURE = /^(?:heav|weigh|light|wid|tall|height|high|deep|depth|long|length|loud|gewicht|schwer|breit|hoch|hoh|tief|lang|laut)/;

const answers = (amount: Amount, limit: Limit, own: readonly Amount[], evidence: Evidence): boolean => {
  const specific = topical(limit.terms);
  const { dim, per } = amount.quantity;
  if (overlap(amount.terms, specific) >= 1 || isOneCount(amount, limit, own, evidence)) return true;
  // "At least 15,000 × g" names nothing but its unit.
  const bare = specific.every((term) => MEASURE.test(term)) && !COMMON.test(dim);
  if (!(dim.startsWith("money:") || bare) || scopeOf(limit.text) === "sum") return false;
  const wanted = limit.quantity?.per ?? [];
  if (!isPerPiece(wanted) && /\b(?:each|je|spend|apiece)\b/.test(fold(`${amount.clause} ${limit.text}`)) && per.length === 0) return false;
  const alone = own.filter((each) => samePer(each.quantity.per, per)).length === 1;
  const onlyLimit = evidence.limits.filter((each) => each.quantity?.dim === dim && samePer(each.quantity.per, wanted)).length <= 1;
  const reaching = amountsOf(evidence).filter(
    (each) =>
      each.quantity.dim === dim &&
      (samePer(each.quantity.per, per) || productTo({ ...each.quantity, shown: each.quantity.value }, wanted, evidence) !== undefined),
  );
  return alone && onlyLimit && new Set(reaching.map((each) => each.option)).size >= 2;
};

/** "3 volunteers per shift" answers to "at most 4 volunteers per shift": the one count of the noun that each option states in the same form. */
const isOneCount = ({ quantity }: Amount, limit: Limit, own: readonly Amount[], evidence: Evidence): boolean => {
  const { dim, per } = quantity;
  if (!dim.startsWith("count:") || scopeOf(limit.text) === "sum") return false;
  const alike = (each: { readonly dim: string; readonly per: readonly string[] } | undefined): boolean =>
    each !== undefined && each.dim === dim && samePer(each.per, per);
  const stating = amountsOf(evidence).filter((each) => alike(each.quantity));
  return (
    own.filter((each) => alike(each.quantity)).length === 1 &&
    evidence.limits.filter((each) => alike(each.quantity)).length === 1 &&
    evidence.options.every(({ id }) => stating.filter((each) => each.option === id).length === 1)
  );
};

const statedCheck = (limit: Limit, amount: Amount): Check => {
  const quantity = limit.quantity as Quantity;
  const own = amount.quantity.cmp;
  const { value, to = value } = amount.quantity;
  const cmp = quantity.cmp ?? "<=";
  const kept = keeps(value, cmp, quantity.value) && keeps(to, cmp, quantity.value);
  // A range with its ends on both sides of the bound says neither.
  const astride = !kept && keeps(value, cmp, quantity.value) !== keeps(to, cmp, quantity.value);
  const opposite = own !== undefined && own !== "=" && own.startsWith((quantity.cmp ?? "<=").startsWith("<") ? ">" : "<");
  const soft = amount.hedged || (opposite && kept);
  const state = stateOf(kept, soft, opposite, astride || (own !== undefined && !opposite));
  return {
    limit: limit.id,
    option: amount.option,
    state,
    note: { key: "stated", values: [amount.clause] },
    places: [amount.sentence.place, ...(amount.also ?? [])],
    value: amount.quantity.raw,
    firm: !(soft || astride),
    held: heldOf(amount.quantity),
  };
};

/** A claim of one side of a bound, or one that is hedged, proves neither. */
const stateOf = (kept: boolean, soft: boolean, opposite: boolean, unsure: boolean): Check["state"] => {
  if (kept) return soft ? (opposite ? "untested" : "appears kept") : "kept";
  return soft || unsure ? "in doubt" : "broken";
};

const heldOf = (quantity: Quantity): Held => {
  const scale = unitOf(quantity.unit)?.factor ?? 1;
  return { value: quantity.value, scale, unit: quantity.dim.startsWith("money:") ? quantity.dim.slice(6) : quantity.unit };
};

/** 19 EUR per agent and month × 14 agents = 266 EUR per month. */
const productOf = (amount: Amount, limit: Limit, evidence: Evidence): readonly Check[] => {
  const quantity = limit.quantity as Quantity;
  const { value, per, dim, raw, to } = amount.quantity;
  const sum = to === undefined ? productTo({ value, shown: value, per, dim }, quantity.per, evidence) : undefined;
  return sum === undefined
    ? []
    : [
        productCheck(limit, amount.option, sum, [amount.sentence.place, ...(amount.also ?? [])], {
          key: "product",
          values: [raw, sum.raw],
        }),
      ];
};

const productCheck = (limit: Limit, option: number, sum: Product, places: Check["places"], note: Note): Check => {
  const quantity = limit.quantity as Quantity;
  return {
    limit: limit.id,
    option,
    state: keeps(sum.value, quantity.cmp ?? "<=", quantity.value) ? "kept" : "broken",
    firm: true,
    held: { value: sum.value, scale: 1, unit: quantity.dim.startsWith("money:") ? quantity.dim.slice(6) : quantity.unit },
    note,
    places: [...places, ...sum.also],
    value: sum.raw,
  };
};

/** "Total at most 250,000 EUR": a unit price in a table times the one count of the question. */
const totalOf = (limit: Limit, option: number, evidence: Evidence, items: readonly Measured[]): readonly Check[] => {
  const quantity = limit.quantity as Quantity;
  if (scopeOf(limit.text) !== "sum" || !quantity.dim.startsWith("money:")) return [];
  const priced = items.filter(
    (item) =>
      item.metric.dim === quantity.dim &&
      item.metric.per.length === 0 &&
      item.summary === "only" &&
      kinship(item.metric.terms, ["price", "cost"]) > 0,
  );
  const level = priced.length === 1 ? priced[0]?.levels.find((each) => each.option === option) : undefined;
  const counts = evidence.sentences
    .filter(
      (sentence) => (sentence.role === "objective" || sentence.role === "title" || sentence.role === "context") && speaksOfCount(sentence),
    )
    .flatMap((sentence) =>
      sentence.quantities
        .filter((each) => each.dim.startsWith("count:") && each.value >= 2 && each.per.length === 0)
        .map((each) => ({ value: each.value, raw: each.raw, place: sentence.place })),
    );
  const distinct = [...new Set(counts.map((each) => each.value))];
  const row = level?.rows[0];
  if (level === undefined || row === undefined || distinct.length !== 1 || counts[0] === undefined) return [];
  const [count] = counts;
  const shown = (value: number): string => formatNumber(value, evidence.language, 2);
  const total = level.value * count.value;
  const sum = {
    value: total,
    raw: `${shown(level.value)} × ${shown(count.value)} = ${shown(total)} ${quantity.dim.slice(6)}`,
    also: [count.place],
  };
  const note = { key: "product", values: [subjectOfMetric((priced[0] as Measured).metric, evidence.language), `${count.value}`, ""] };
  return [productCheck(limit, option, sum, [row.place], note)];
};

/** A question may state how many are meant; a guess elsewhere may not. */
const speaksOfCount = (sentence: Evidence["sentences"][number]): boolean =>
  sentence.aside === undefined && (sentence.role !== "context" || speaks(sentence));
