import type { Lexicon } from "../lang/lexicon.ts";
import { lexiconOf } from "../lang/lexicons.ts";
import type { Language, Quantity } from "../types.ts";
import type { Amount } from "./amount.ts";
import { amountsIn } from "./amounts.ts";
import { comparatorOf } from "./comparators.ts";
import { namesExpense } from "./direction.ts";
import { type Measure, measureOf } from "./measures.ts";
import { perCommon, periodAdverbs, periodOf, unitOf } from "./units.ts";
import { foldWord } from "./word-forms.ts";

type Draft = { readonly amount: Amount; readonly measure: Measure };

/** Most quantities read from one sentence. */
const MAX_QUANTITIES = 60;

/**
 * The quantities of a sentence in order. Dates, years, versions and ids are none; a number word counts only with a unit or noun;
 * a bare number in a list or range takes the unit of its neighbour ("3 to 5 weeks", "RabbitMQ 9,000/s and Kafka 52,000").
 */
export const quantitiesIn = (text: string, language: Language): readonly Quantity[] => {
  const list = kept[language];
  const known = list.get(text);
  if (known !== undefined) return known;
  if (list.size >= MAX_KEPT) list.clear();
  const built = read(text, lexiconOf(language));
  list.set(text, built);
  return built;
};

/** Sentences remembered a language: limits, demands and the index read each of them; a full table starts anew. */
const MAX_KEPT = 20_000;
const kept: { readonly [language in Language]: Map<string, readonly Quantity[]> } = {
  en: new Map(),
  de: new Map(),
  fr: new Map(),
  es: new Map(),
};

const nothing: readonly Quantity[] = [];

const read = (text: string, lexicon: Lexicon): readonly Quantity[] => {
  const amounts = amountsIn(text, lexicon);
  if (amounts.length === 0) return nothing;
  const drafts = amounts.slice(0, MAX_QUANTITIES).map((amount): Draft => ({ amount, measure: measureOf(text, amount, lexicon) }));
  const meant = sharePer(text, inherit(text, compound(text, outermost(drafts)))).filter(
    ({ amount, measure }) => measure.dim !== undefined || !(amount.word || amount.named),
  );
  return ranges(
    text,
    meant.map((draft, i) => finish(text, draft, meant[i - 1], meant[i + 1], lexicon)),
  );
};

const spans = /^\s?(?:[-–—]|to|bis|à|a)\s?$/u;
const changes = /\b(?:from|de|desde|du)\s+$/u;

/** "12 to 15 days" and "40 g ± 5 g" are one quantity with two ends, unless words bound it or say that the one became the other. */
const ranges = (text: string, list: readonly Quantity[]): Quantity[] => {
  const found: Quantity[] = [];
  for (const next of list) {
    const low = found[found.length - 1];
    const joined = low === undefined ? undefined : rangeOf(text, low, next);
    if (joined === undefined) found.push(next);
    else found[found.length - 1] = joined;
  }
  return found;
};

const rangeOf = (text: string, low: Quantity, next: Quantity): Quantity | undefined => {
  if (low.dim !== next.dim || low.dim === "number" || low.cmp !== undefined || next.cmp !== undefined || low.to !== undefined)
    return undefined;
  const between = text.slice(low.end, next.start);
  const whole = { ...low, per: next.per, unit: next.unit, end: next.end, raw: text.slice(low.start, next.end) };
  if (/^\s?(?:±|\+\/-)\s?$/u.test(between)) return { ...whole, value: low.value - next.value, to: low.value + next.value };
  const isRange = spans.test(between) && low.value < next.value && !changes.test(text.slice(Math.max(0, low.start - 8), low.start));
  return isRange ? { ...whole, to: next.value } : undefined;
};

/** Drops amounts that a measure before them has taken up (`per 100 km`, `two hundred`). */
const outermost = (drafts: readonly Draft[]): Draft[] => {
  const kept: Draft[] = [];
  for (const draft of drafts) {
    const last = kept[kept.length - 1];
    if (!last || draft.amount.start >= last.measure.end) kept.push(draft);
  }
  return kept;
};

/** "6 min 40 s" and "3 h 10 min" are one duration: falling units with nothing but a space or `and` between. */
const compound = (text: string, drafts: readonly Draft[]): Draft[] => {
  const kept: Draft[] = [];
  for (const draft of drafts) {
    const last = kept[kept.length - 1];
    if (last && minutes(text, last, draft)) {
      kept[kept.length - 1] = {
        amount: { ...last.amount, value: last.amount.value + draft.amount.value / 60 },
        measure: { ...last.measure, end: draft.measure.end },
      };
    } else if (last && continues(text, last, draft)) {
      const value = last.amount.value + (draft.amount.value * draft.measure.factor) / last.measure.factor;
      kept[kept.length - 1] = {
        amount: { ...last.amount, value },
        measure: { ...last.measure, end: draft.measure.end, per: draft.measure.per },
      };
    } else kept.push(draft);
  }
  return kept.map((draft) => withHalf(text, draft));
};

/** "an hour and a half", "deux heures et demie": half of the unit more. */
const withHalf = (text: string, draft: Draft): Draft => {
  const half = /^ (?:and a half|et demie?|y media|und eine halbe)(?!\p{L})(?! \p{L}+s\b)/u.exec(
    text.slice(draft.measure.end, draft.measure.end + 20),
  );
  return half === null || draft.measure.dim !== "time" || draft.measure.per.length > 0
    ? draft
    : {
        amount: { ...draft.amount, value: draft.amount.value + 0.5 },
        measure: { ...draft.measure, end: draft.measure.end + half[0].length },
      };
};

/** "2 h 30": two digits right behind hours are minutes. */
const minutes = (text: string, last: Draft, next: Draft): boolean =>
  last.measure.unit === "h" &&
  last.measure.per.length === 0 &&
  next.measure.dim === undefined &&
  next.amount.style === "plain" &&
  next.amount.value < 60 &&
  next.amount.end - next.amount.start === 2 &&
  text.slice(last.measure.end, next.measure.start) === " " &&
  clauseEnd.test(text.slice(next.measure.end, next.measure.end + 12));

const continues = (text: string, last: Draft, next: Draft): boolean =>
  last.measure.dim === "time" &&
  next.measure.dim === "time" &&
  last.measure.per.length === 0 &&
  next.amount.value * next.measure.factor < last.measure.factor &&
  /^(?: | and | und |, )$/u.test(text.slice(last.measure.end, next.measure.start));

/** "A 40 USD, B 140 USD, C 0 USD a month": what the last of a list is per, all of it is per. */
const sharePer = (text: string, drafts: readonly Draft[]): Draft[] => {
  const result = [...drafts];
  for (let i = result.length - 2; i >= 0; i--) {
    const own = result[i] as Draft;
    const next = result[i + 1] as Draft;
    const between = text.slice(own.measure.end, next.measure.start);
    const open = own.measure.dim !== undefined && own.measure.dim === next.measure.dim && own.measure.per.length === 0;
    // "2,400 EUR, service contract 35 EUR per month" are two things to pay for.
    const other = (own.measure.dim?.startsWith("money:") === true && namesExpense(between)) || goesOn.test(between);
    if (open && !other && next.measure.per.length > 0 && between.length <= 40 && (connector.test(between) || listed.test(between)))
      result[i] = { ...own, measure: { ...own.measure, per: next.measure.per } };
  }
  return result;
};

const connector =
  /^\s*(?:[-–—,/±]|\+\/-|to|bis|à|a|and|und|et|y|or|oder|ou|o|of|out of|von|sur|de|against|versus|vs\.?|gegen|through)\s*(?:the |den |der |les |las |los )?(?:last |letzten |same |about |only )?$/iu;
const listed =
  /(?:,|;| and| und| et| y| but| against)\s+(?:the |only |for |at |in |by |to |about )?(?:[\p{L}\p{N}][\p{L}\p{N}.+#'’-]{0,30}\s+){1,3}(?:at |for |with |is |has |costs |takes |needs |only |about )?$/u;
/** "costs 21,900 EUR and comes to 235 EUR a month": the same thing goes on, with another amount. */
const goesOn =
  /^\s*(?:and|und|et|y)\s(?:costs|takes|needs|uses|draws|burns|eats|comes|runs|liegt|kostet|braucht|zieht|verbraucht|nimmt|kommt|frisst|coûte|consomme|demande|cuesta|consume|gasta)\s/iu;
/** "costs 1,400 EUR and seats 220": a verb of its own between two numbers, so that they are of different things. */
const predicate =
  /^(?:,|;)?\s*(?:(?:and|und|et|y|but)\s+)?(?:\p{Ll}{3,}(?:s|ed|t)|(?:can|could|will|kann|wird|peut|puede)\s\p{Ll}{3,})\s+$/u;
const clauseEnd = /^\s*(?:$|[.,;:)!?](?!\d)|(?:and|or|but|while|und|oder|et|y|per|pro)\s)/u;

const inherit = (text: string, drafts: readonly Draft[]): Draft[] => {
  const result = [...drafts];
  for (let i = result.length - 2; i >= 0; i--) {
    const own = result[i] as Draft;
    const next = result[i + 1] as Draft;
    const between = text.slice(own.measure.end, next.measure.start);
    if (
      own.measure.dim === undefined &&
      next.measure.dim !== undefined &&
      !own.amount.named &&
      !(own.amount.word && own.amount.value <= 1) &&
      connector.test(between)
    )
      result[i] = take(own, next);
  }
  for (let i = 1; i < result.length; i++) {
    const own = result[i] as Draft;
    const last = result[i - 1] as Draft;
    if (own.measure.dim !== undefined || last.measure.dim === undefined || own.amount.word) continue;
    const between = text.slice(last.measure.end, own.measure.start);
    const near = between.length <= 60 && (connector.test(between) || (listed.test(between) && !predicate.test(between)));
    if (near && clauseEnd.test(text.slice(own.measure.end, own.measure.end + 12))) result[i] = take(own, last);
  }
  return result;
};

/** The unit of a neighbour with its multiplier for units, without it for counts ("2 or 3 million" stays exact only for the last). */
const take = (own: Draft, from: Draft): Draft => ({
  amount: own.amount,
  measure: {
    ...own.measure,
    factor: own.measure.factor === 1 ? from.measure.factor : own.measure.factor,
    per: from.measure.per,
    ...(from.measure.dim === undefined ? {} : { dim: from.measure.dim, unit: from.measure.unit ?? "" }),
  },
});

const finish = (text: string, draft: Draft, previous: Draft | undefined, next: Draft | undefined, lexicon: Lexicon): Quantity => {
  const { amount, measure } = draft;
  const { start, end } = measure;
  const dim = measure.dim ?? "number";
  const cmp = comparatorOf(text, start, end, previous?.measure.end ?? 0, next?.measure.start ?? text.length, dim === "time", lexicon);
  const own =
    measure.per.length > 0 || dim === "time" || dim === "percent"
      ? measure.per
      : (labelPeriod(text, start) ?? periodBefore(text.slice(Math.max(previous?.measure.end ?? 0, start - 40), start)));
  const common = own.map(perCommon);
  const factor = common.reduce((product, each) => product * each.factor, measure.factor);
  const value = factor === 1 ? amount.value : round(amount.value * factor);
  const per = common.map((each) => each.per);
  const quantity = { value, dim, unit: measure.unit ?? "", per, ...(cmp === undefined ? {} : { cmp }), start, end };
  return { ...inOneUnit(quantity), raw: text.slice(start, end) };
};

const clocks: ReadonlyMap<string, string> = new Map([
  ["second", "s"],
  ["minute", "min"],
  ["hour", "h"],
]);

/** "3,000 litres an hour" and "2.1 m per minute" are in a unit of their own, as "3 m³/h" and "35 mm/s" are. */
const inOneUnit = <Kind extends Pick<Quantity, "value" | "dim" | "unit" | "per">>(quantity: Kind): Kind => {
  const clock = quantity.per.length === 1 ? clocks.get(quantity.per[0] as string) : undefined;
  const [own, whole] = clock === undefined ? [] : [unitOf(quantity.unit), unitOf(`${quantity.unit}/${clock}`)];
  if (own === undefined || whole === undefined || own.dim !== quantity.dim) return quantity;
  return {
    ...quantity,
    value: round((quantity.value / own.factor) * whole.factor),
    dim: whole.dim,
    unit: whole.unit,
    per: whole.per ?? [],
  };
};

/** "Cost per month: Kafka 640 EUR, RabbitMQ 210 EUR": the period of a label holds for all amounts after it. */
const labelPeriod = (text: string, start: number): readonly string[] | undefined => {
  const label = /^([^:.;]{3,60}): /u.exec(text.slice(0, 64))?.[1];
  if (label === undefined || start < label.length) return undefined;
  const named = /\b(?:per|a|each|pro|je|par|al|im) (\p{L}{3,12})$/u.exec(label)?.[1];
  const period = (named === undefined ? undefined : periodOf(foldWord(named))) ?? periodAdverbs.get(foldWord(label.split(" ")[0] ?? ""));
  return period === undefined ? undefined : [period];
};

/** `monthly fee of 200 EUR`: the period of an adjective at most three words before, with no comma between. */
const periodBefore = (text: string): readonly string[] => {
  const clause = text.slice(Math.max(text.lastIndexOf(","), text.lastIndexOf(";"), text.lastIndexOf(".")) + 1);
  for (const word of (clause.match(/\p{L}+/gu) ?? []).slice(-4)) {
    const period = word.length < 4 ? undefined : periodAdverbs.get(foldWord(word));
    if (period) return [period];
  }
  return [];
};

/** Twelve significant digits: products of decimal factors stay equal to the number a person would write. */
const round = (value: number): number => Number(value.toPrecision(12));
