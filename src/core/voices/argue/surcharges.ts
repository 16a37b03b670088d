import { fold } from "../../kernel/text.ts";
import { nameDirection } from "../index/direction.ts";
import { periodAdverbs, periodOf, unitOf } from "../index/units.ts";
import { lexiconOf } from "../lang/lexicons.ts";
import type { Evidence, Place } from "../types.ts";
import type { Metric, Sample } from "./metric.ts";
import { formatNumber } from "./numbers.ts";
import { type Amount, amountsOf } from "./stated.ts";

/** Money that an option asks for on top of its price. */
type Surcharge = { readonly option: number; readonly amount: Pick<Amount, "quantity" | "sentence">; readonly per: readonly string[] };

/** Right before the amount, and right behind it. */
const BEFORE =
  /\b(?:adds?|another|an? (?:extra|additional|further)|extra|additional|on top|surcharge of|zuzuglich|zusatzlich|dazu kommen(?: noch)?|hinzu kommen(?: noch)?|kommen noch|aufschlag von|zuschlag von|en sus,?|supplement de|s'ajoutent|suplemento de|hay que sumar)\s(?:[^\s.;]{1,12}\s){0,2}$/u;
const BEHIND =
  /^\s(?:[^\s.;]{1,14}\s){0,4}?(?:extra|on top|in addition|surcharge|obendrauf|dazu|hinzu|zusatzlich|en plus|en sus|de supplement|aparte|adicionales)\b/u;

const cache = new WeakMap<Evidence, readonly Surcharge[]>();

/** Surcharges that sentences state of one option: "Fensome adds £12 for every weekly drop", "that is another £140 per evening". */
const surchargesOf = (evidence: Evidence): readonly Surcharge[] => {
  const known = cache.get(evidence);
  if (known) return known;
  const built = amountsOf(evidence)
    .filter(({ quantity, sentence }) => quantity.dim.startsWith("money:") && isOnTop(sentence.text, quantity.start, quantity.end))
    .map((amount) => ({ option: amount.option, amount, per: periods(amount.quantity.per) }));
  cache.set(evidence, built);
  return built;
};

const periods = (per: readonly string[]): readonly string[] => per.map((each) => periodAdverbs.get(each) ?? each);

/** "The £590 does not include the piano: that is another £140": the price that the sentence repeats says whose it is. */
const byPrice = (metric: Metric, evidence: Evidence): readonly Surcharge[] =>
  evidence.sentences.flatMap((sentence) => {
    if (sentence.aside !== undefined || sentence.hypothesis || amountsOf(evidence).some((amount) => amount.sentence.id === sentence.id))
      return [];
    const money = sentence.quantities.filter(({ dim, cmp }) => dim === metric.dim && cmp === undefined);
    const extra = money.filter(({ start, end }) => isOnTop(sentence.text, start, end));
    const owners = metric.samples.filter(({ value }) => money.some((each) => !extra.includes(each) && each.value === value));
    const [one] = owners;
    return extra.length === 1 && owners.length === 1 && one !== undefined
      ? extra.map((quantity) => ({ option: one.option, amount: { quantity, sentence }, per: periods(quantity.per) }))
      : [];
  });

const isOnTop = (text: string, start: number, end: number): boolean =>
  BEFORE.test(fold(text.slice(Math.max(0, start - 60), start))) || BEHIND.test(fold(text.slice(end, end + 60)));

/**
 * A price with what the text says an option asks on top: added where it is per the same, or brought to it by what is used a week or month
 * ("320 kg a week"). An option whose surcharge cannot be brought there has no comparable price and no figure. Only what is a price or cost by its
 * name, or the only money there is, takes a surcharge; anything else comes back as it is.
 */
export const withSurcharges = (metric: Metric, all: readonly Metric[], evidence: Evidence): Metric => {
  if (!metric.dim.startsWith("money:")) return metric;
  const own = [...surchargesOf(evidence).filter(({ amount }) => amount.quantity.dim === metric.dim), ...byPrice(metric, evidence)];
  if (own.length === 0 || !takesSurcharge(metric, all, evidence)) return metric;
  const samples = metric.samples.flatMap((sample): readonly Sample[] => {
    const mine = own.filter(({ option }) => option === sample.option);
    if (mine.length === 0) return [sample];
    const [only] = mine;
    if (mine.length > 1 || only === undefined || isSame(sample, only)) return [];
    const added = reach(only, metric, evidence);
    return added === undefined ? [] : [plus(sample, only, added, evidence)];
  });
  return { ...metric, samples };
};

const PRICE = /\b(?:price|cost|fee|rent|hire|quote\w*|offer|preis|kosten|miete|angebot|gebuhr|prix|tarif|loyer|precio|coste|alquiler)/u;

const takesSurcharge = ({ label, dim, origin, samples }: Metric, all: readonly Metric[], { language }: Evidence): boolean => {
  if (samples.length === 0) return false;
  const only = all.filter((other) => other.dim === dim).length === 1;
  return only || PRICE.test(fold(label.replaceAll("_", " "))) || (origin === "stated" && nameDirection(label, lexiconOf(language)) < 0);
};

/** The figure is the surcharge itself, so that the price is not known. */
const isSame = (sample: Sample, { amount }: Surcharge): boolean =>
  sample.value === amount.quantity.value &&
  sample.place.line === amount.sentence.place.line &&
  sample.place.file === amount.sentence.place.file;

type Added = { readonly value: number; readonly shown: string; readonly places: readonly Place[] };

const reach = ({ amount, per }: Surcharge, metric: Metric, evidence: Evidence): Added | undefined => {
  const { value } = amount.quantity;
  const show = (figure: number): string => formatNumber(figure, evidence.language, 2);
  if (per.join() === metric.per.join()) return { value, shown: show(value), places: [] };
  const [unit] = metric.per;
  const [period] = per;
  const used =
    unit === undefined || period === undefined || metric.per.length > 1 || per.length > 1 ? undefined : usedIn(period, unit, evidence);
  return used === undefined
    ? undefined
    : { value: value / used.value, shown: `${show(value)} / ${show(used.value)}`, places: [used.place] };
};

/** How much of a unit is used in a period, where one sentence says so of no option. */
const usedIn = (period: string, unit: string, evidence: Evidence): { readonly value: number; readonly place: Place } | undefined => {
  const known = unitOf(unit);
  const found = evidence.sentences.flatMap((sentence) =>
    sentence.aside !== undefined ||
    sentence.options.length > 0 ||
    sentence.owner !== undefined ||
    evidence.limits.some(({ text }) => text === sentence.text)
      ? []
      : sentence.quantities
          .filter(
            ({ dim, cmp, to }) =>
              cmp === undefined && to === undefined && (known === undefined ? dim === `count:${unit}` : dim === known.dim),
          )
          .filter(({ per, end }) => per.includes(period) || isPer(sentence.text.slice(end, end + 50), period))
          .map(({ value }) => ({ value: value / (known?.factor ?? 1), place: sentence.place })),
  );
  return new Set(found.map(({ value }) => value)).size === 1 ? found[0] : undefined;
};

/** "… of strong white a week". */
const isPer = (behind: string, period: string): boolean =>
  [...fold(behind).matchAll(/\b(?:a|an|per|each|every|pro|je|in der|im|par|por|al|a la)\s(\p{L}{3,10})\b/gu)].some(
    (match) => periodOf(match[1] as string) === period,
  );

const plus = (sample: Sample, { amount }: Surcharge, added: Added, { language }: Evidence): Sample => {
  const scale = sample.value === 0 ? 1 : sample.shown / sample.value;
  const value = Number((sample.value + added.value).toPrecision(12));
  return {
    ...sample,
    value,
    shown: Number((value * scale).toPrecision(12)),
    raw: `${formatNumber(sample.value, language, 3)} + ${added.shown} = ${formatNumber(value, language, 3)} ${amount.quantity.dim.slice(6)}`,
    also: [...(sample.also ?? []), amount.sentence.place, ...added.places],
  };
};
