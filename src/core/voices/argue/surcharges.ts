import { fold } from "../../kernel/text.ts";
import { periodAdverbs, periodOf, unitOf } from "../index/units.ts";
import type { Evidence, Place, Quantity, Sentence } from "../types.ts";
import { isAdded } from "./added.ts";
import { subjectOf } from "./clauses.ts";
import { inCurrency } from "./currency.ts";
import type { Metric, Sample } from "./metric.ts";
import { formatNumber } from "./numbers.ts";
import { isIncome } from "./words.ts";

/** What one option costs beside its price. */
type Surcharge = { readonly option: number; readonly quantity: Quantity; readonly sentence: Sentence };

const found = new WeakMap<Evidence, readonly Surcharge[]>();

const surchargesOf = (evidence: Evidence): readonly Surcharge[] => {
  const known = found.get(evidence);
  if (known) return known;
  const built = evidence.sentences.flatMap((sentence, at) => {
    if (sentence.aside !== undefined || sentence.hypothesis || ["title", "constraints", "questions", "files"].includes(sentence.role))
      return [];
    const added = sentence.quantities.filter((each) => isAdded(sentence.text, each));
    const [only] = added;
    const option = only === undefined || added.length > 1 ? undefined : bearerOf(sentence, evidence.sentences[at - 1], only, evidence);
    return only === undefined || option === undefined ? [] : [{ option, quantity: inCurrency(only, evidence), sentence }];
  });
  found.set(evidence, built);
  return built;
};

/** The option that a sentence is about: the one it names; the one whose price it repeats; the one that the sentence before it names. */
const bearerOf = (sentence: Sentence, before: Sentence | undefined, added: Quantity, evidence: Evidence): number | undefined => {
  if (sentence.options.length > 0) return sentence.options.length === 1 ? sentence.options[0] : undefined;
  const repeated = sentence.quantities.filter((each) => each !== added && each.dim === added.dim);
  const priced = new Set(repeated.flatMap((each) => ownersOf(each, evidence)));
  if (priced.size === 1) return [...priced][0];
  const near = before !== undefined && before.place.file === sentence.place.file && sentence.place.line - before.place.endLine <= 1;
  return priced.size > 1
    ? undefined
    : (subjectOf(evidence).get(sentence.id) ?? (near && before.options.length === 1 ? before.options[0] : undefined));
};

const ownersOf = ({ value, dim }: Quantity, { tables }: Evidence): readonly number[] =>
  tables.flatMap((table) =>
    table.rows.flatMap((row, r) => {
      const owner = table.rowOption[r] ?? -1;
      return owner >= 0 && row.cells.some((cell, at) => table.columns[at]?.dim === dim && cell.number === value) ? [owner] : [];
    }),
  );

/**
 * The prices with what single options cost beside them ("that is another £140 per evening", "adds £12 for every weekly drop"), by a formula: where both are
 * per the same, or the price is per weight or volume and the text says how much of it is taken in the surcharge's period. Only where one price alone fits.
 */
export const withSurcharges = (metrics: readonly Metric[], evidence: Evidence): readonly Metric[] =>
  surchargesOf(evidence).reduce<readonly Metric[]>((all, surcharge) => {
    const fitting = all.flatMap((metric) => {
      const sample = priceOf(metric, surcharge);
      const sum = sample === undefined ? undefined : sumOf(metric, sample, surcharge, evidence);
      return sample === undefined || sum === undefined ? [] : [{ metric, sample, sum }];
    });
    const [only, ...more] = fitting;
    if (only === undefined || more.length > 0) return all;
    return all.map((metric) =>
      metric === only.metric ? { ...metric, samples: metric.samples.map((each) => (each === only.sample ? only.sum : each)) } : metric,
    );
  }, metrics);

/** The one figure of the option under a price that stands elsewhere. */
const priceOf = (metric: Metric, { option, quantity, sentence }: Surcharge): Sample | undefined => {
  const own = metric.samples.filter((each) => each.option === option);
  const one = new Set(metric.samples.map((each) => each.option)).size === metric.samples.length;
  const [sample] = own;
  if (sample === undefined || !one || metric.dim !== quantity.dim || metric.samples.length < 2 || isIncome(metric.label)) return undefined;
  return sample.place.file === sentence.place.file && sample.place.line === sentence.place.line ? undefined : sample;
};

const sumOf = (metric: Metric, sample: Sample, { quantity, sentence }: Surcharge, evidence: Evidence): Sample | undefined => {
  const { language } = evidence;
  const show = (value: number): string => formatNumber(value, language, 2);
  const same = metric.per.join() === quantity.per.join();
  const taken = same ? undefined : takenPer(metric.per, quantity.per, evidence);
  if (!same && taken === undefined) return undefined;
  const value = Number((sample.value + quantity.value / (taken?.amount ?? 1)).toPrecision(12));
  const scale = metric.per.length === 1 ? sample.value : sample.shown;
  const raw = `${show(scale)} + ${show(quantity.value)}${taken === undefined ? "" : ` / ${show(taken.amount)}`} = ${formatNumber(value, language, 4)}`;
  const also = [...(sample.also ?? []), sentence.place, ...(taken === undefined ? [] : [taken.place])];
  return { ...sample, value, shown: value, raw, also };
};

/** How much of what is priced by weight, volume or energy is taken in a period: "320 kg of flour a week". */
const takenPer = (
  [unit, ...units]: readonly string[],
  [period, ...periods]: readonly string[],
  evidence: Evidence,
): { readonly amount: number; readonly place: Place } | undefined => {
  const [priced, time] = [unit === undefined ? undefined : unitOf(unit), period === undefined ? undefined : periodOf(period)];
  if (priced === undefined || time === undefined || units.length + periods.length > 0) return undefined;
  const stated = evidence.sentences.flatMap(({ aside, hypothesis, text, quantities, place }) =>
    aside !== undefined || hypothesis
      ? []
      : quantities
          .filter(
            ({ dim, cmp, to, per, end }) =>
              dim === priced.dim &&
              cmp === undefined &&
              to === undefined &&
              (per.join() === time || (per.length === 0 && saysPeriod(text.slice(end, end + 40), time))),
          )
          .map(({ value }) => ({ amount: value / priced.factor, place })),
  );
  return new Set(stated.map(({ amount }) => amount)).size === 1 ? stated[0] : undefined;
};

const saysPeriod = (text: string, period: string): boolean => {
  const words = /^[^.,;:]{0,28}?\s(?:a|an|per|each|every|pro|je|in der|im|par|por|a la|al)\s(\p{L}+)/u.exec(fold(text))?.[1];
  const adverb = /^\s(?:\p{L}+\s){0,3}?(\p{L}+ly)\b/u.exec(fold(text))?.[1];
  return (words !== undefined && periodOf(words) === period) || (adverb !== undefined && periodAdverbs.get(adverb) === period);
};
