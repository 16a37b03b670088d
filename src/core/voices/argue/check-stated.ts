import { fold } from "../../kernel/text.ts";
import { unitOf } from "../index/units.ts";
import type { Evidence, Limit, Quantity } from "../types.ts";
import { type Check, type Held, keeps, scopeOf } from "./check.ts";
import { speaks } from "./clauses.ts";
import { type Measured, shownLevel, subjectOfMetric } from "./data-facts.ts";
import { formatNumber } from "./numbers.ts";
import { type Amount, amountsOf } from "./stated.ts";
import { isPerPiece } from "./per-piece.ts";
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
  (isPerPiece(right) && left.length === 0) ||
  (left.length === right.length && left.every((each, index) => each === right[index]));

/** "It never went above 500 MB" claims a bound; it states no amount. */
const isBound = (amount: Amount): boolean =>
  /\b(?:never|not|no|nie|nicht|kein\w*)\b.{0,40}\b(?:above|over|more|below|under|less|uber|unter|mehr|weniger)\b/.test(fold(amount.clause));

const isRestated = (amount: Amount, limit: Limit): boolean =>
  amount.sentence.place.file === limit.place.file &&
  amount.sentence.place.line === limit.place.line &&
  amount.sentence.role === "constraints";

const answers = (amount: Amount, limit: Limit, own: readonly Amount[], evidence: Evidence): boolean => {
  const specific = topical(limit.terms);
  if (overlap(amount.terms, specific) >= 1) return true;
  if (
    !amount.quantity.dim.startsWith("money:") ||
    scopeOf(limit.text) === "sum" ||
    (!isPerPiece(limit.quantity?.per ?? []) && /\b(?:each|je|spend|apiece)\b/.test(fold(`${amount.clause} ${limit.text}`)))
  )
    return false;
  const alone = own.filter((each) => samePer(each.quantity.per, amount.quantity.per)).length === 1;
  const onlyLimit = evidence.limits.filter((each) => each.quantity?.dim === amount.quantity.dim && samePer(each.quantity.per, limit.quantity?.per ?? []))
      .length <= 1;
  const parallel =
    new Set(
      amountsOf(evidence)
        .filter((each) => each.quantity.dim === amount.quantity.dim && samePer(each.quantity.per, amount.quantity.per))
        .map((each) => each.option),
    ).size >= 2;
  return alone && onlyLimit && parallel;
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
  const extra = amount.quantity.per.filter((each) => !quantity.per.includes(each));
  const missing = quantity.per.filter((each) => !amount.quantity.per.includes(each));
  const noun = extra[0];
  if (noun === undefined || extra.length !== 1 || missing.length > 0 || amount.quantity.to !== undefined) return [];
  const count = countOf(noun, evidence);
  return count === undefined
    ? []
    : [product(limit, amount.option, amount.quantity.value, amount.quantity.raw, amount.sentence.place, count, evidence)];
};

type Count = { readonly value: number; readonly raw: string; readonly place: Check["places"][number] };

/** The one count of a noun that the text states outside its limits; undefined when there is none or several differ. */
export const countOf = (noun: string, evidence: Evidence): Count | undefined => {
  const found = evidence.sentences
    .filter((sentence) => sentence.aside === undefined && !sentence.hypothesis)
    .flatMap((sentence) =>
      sentence.quantities
        .filter(
          (each) =>
            each.cmp === undefined && each.dim.startsWith("count:") && overlap([each.dim.slice(6)], [noun]) === 1 && each.per.length === 0,
        )
        .map((each) => ({ value: each.value, raw: each.raw, place: sentence.place })),
    );
  return new Set(found.map((each) => each.value)).size === 1 ? found[0] : undefined;
};

const product = (
  limit: Limit,
  option: number,
  value: number,
  raw: string,
  place: Check["places"][number],
  count: Count,
  evidence: Evidence,
): Check => {
  const quantity = limit.quantity as Quantity;
  const total = value * count.value;
  const shown = (each: number): string => formatNumber(each, evidence.language, 2);
  return {
    limit: limit.id,
    option,
    state: keeps(total, quantity.cmp ?? "<=", quantity.value) ? "kept" : "broken",
    firm: true,
    held: { value: total, scale: 1, unit: quantity.dim.startsWith("money:") ? quantity.dim.slice(6) : quantity.unit },
    note: { key: "product", values: [raw, shown(count.value), shown(total)] },
    places: [place, count.place],
    value: `${shown(value)} × ${shown(count.value)} = ${shown(total)}${quantity.dim.startsWith("money:") ? ` ${quantity.dim.slice(6)}` : ""}`,
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
  return [
    {
      ...product(limit, option, level.value, shownLevel(level, priced[0] as Measured, evidence), row.place, counts[0], evidence),
      note: { key: "product", values: [subjectOfMetric((priced[0] as Measured).metric, evidence.language), `${distinct[0]}`, ""] },
    },
  ];
};

/** A question may state how many are meant; a guess elsewhere may not. */
const speaksOfCount = (sentence: Evidence["sentences"][number]): boolean =>
  sentence.aside === undefined && (sentence.role !== "context" || speaks(sentence));
