import { fold } from "../../kernel/text.ts";
import { unitOf } from "../index/units.ts";
import type { Criterion, Evidence, Language, Place, Quantity, Sentence } from "../types.ts";
import type { Metric, Sample } from "./metric.ts";
import { formatNumber } from "./numbers.ts";
import { amountsOf } from "./stated.ts";
import { conceptsOf, overlap, topical } from "./words.ts";

/** A span of time over which costs are added up, in years, and the criterion that they are added up for. */
type Horizon = { readonly years: number; readonly criterion: number; readonly sentence: Sentence };

/** One figure of a formula: `value` in the currency, `shown` as it is written in the formula. */
type Part = { readonly value: number; readonly shown: string; readonly places: readonly Place[]; readonly hedge?: string };

/** Money once, or so much a period: of money, or of what has a price. */
type Known = {
  readonly option: number;
  readonly quantity: Quantity;
  readonly place: Place;
  readonly text: string;
  readonly hedged: boolean;
};

const YEAR_SECONDS = 365.25 * 86_400;
const IN_YEAR: ReadonlyMap<string, number> = new Map([
  ["year", 1],
  ["quarter", 4],
  ["month", 12],
  ["week", 52],
  ["day", 365],
]);

const OVER =
  /\b(?:over|across|for|in|within|auf|uber|fur|sur|pendant|en|durante|a lo largo de)\s(?:the\s|a\s|all\s|die\s|der\s|ganze\s|los\s|les\s|unos\s|etwa\s|about\s)*$/u;
const PURCHASE =
  /\b(?:purchase|buying|buy|acquisition|upfront|price|cost of the \w+|kauf\w*|anschaff\w*|achat|prix|compra|precio|adquisicion)\b/u;
const PLUS = /\b(?:plus|and|including|with|und|samt|inklusive|einschliesslich|zuzuglich|sowie|mit|et|y|mas|incluyendo|avec)\b|\+/u;
const TOTAL =
  /\b(?:total cost|totals?|cost of ownership|costs? (?:the |us )?least|cheap\w*|least expensive|gesamtkosten|am wenigsten|gunstig\w*|billig\w*|moins cher\w*|cout total|revient le moins|mas barat\w*|coste total|cueste menos|cuesta menos)\b/u;
/** Rented, not bought: there is nothing to pay once. */
const RENTED = /\b(?:leas\w*|rent\w*|hire\w*|miet\w*|abo\w*|subscri\w*|locat\w*|louer|alquil\w*|suscrip\w*)\b/u;
const COST = conceptsOf(["cost"])[0] as number;

/**
 * What each option costs over the years that the briefing counts by ("over five years, purchase plus electricity"): what is paid once plus, for each
 * year, what is paid a month or a year, or what is used a day or a year times the one stated price of it. One amount of each kind an
 * option, in one currency; two options or more; where an option has several or one part is missing, it has no figure, and where an amount
 * paid once stands beside it for another, neither. The formula is shown with its result.
 */
export const lifetimeCosts = (metrics: readonly Metric[], evidence: Evidence): readonly Metric[] => {
  const horizon = horizonOf(evidence);
  if (horizon === undefined) return [];
  const known = [...amountsKnown(evidence), ...columnsKnown(metrics)];
  const samples = evidence.options.flatMap(({ id }) =>
    sampleOf(
      known.filter((each) => each.option === id),
      id,
      horizon,
      evidence,
    ),
  );
  const dim = known.find(({ quantity }) => quantity.dim.startsWith("money:"))?.quantity.dim;
  if (samples.length < 2 || dim === undefined) return [];
  return [
    {
      id: `life:c${horizon.criterion}`,
      label: LABEL[evidence.language](formatNumber(horizon.years, evidence.language, 1)),
      code: false,
      origin: "stated",
      terms: evidence.criteria[horizon.criterion]?.terms ?? [],
      gloss: [],
      dim,
      unit: "",
      per: [],
      samples,
      serves: horizon.criterion,
    },
  ];
};

const LABEL: { readonly [language in Language]: (years: string) => string } = {
  en: (years) => `cost over ${years} years, purchase plus what is paid each year`,
  de: (years) => `Kosten über ${years} Jahre, Anschaffung plus laufende Kosten`,
  fr: (years) => `coût sur ${years} ans, achat plus frais courants`,
  es: (years) => `coste en ${years} años, compra más gastos corrientes`,
};

/** The criterion that asks for costs added up over years, which no price alone answers; undefined where none does. */
export const addsUp = (evidence: Evidence): number | undefined => horizonOf(evidence)?.criterion;

const horizons = new WeakMap<Evidence, Horizon | false>();

const horizonOf = (evidence: Evidence): Horizon | undefined => {
  const known = horizons.get(evidence);
  if (known !== undefined) return known === false ? undefined : known;
  const found = findHorizon(evidence);
  horizons.set(evidence, found ?? false);
  return found;
};

/** The one span that a sentence of the briefing adds up costs over; undefined where none or two differ, or no cost criterion is named. */
const findHorizon = (evidence: Evidence): Horizon | undefined => {
  const found = evidence.sentences.flatMap((sentence): readonly Horizon[] => {
    const folded = fold(sentence.text);
    if (
      sentence.aside !== undefined ||
      sentence.options.length > 0 ||
      !(TOTAL.test(folded) || (PURCHASE.test(folded) && PLUS.test(folded)))
    )
      return [];
    const criterion = evidence.criteria.find((each) => isCostOf(each, sentence));
    const span = sentence.quantities.find(
      ({ dim, value, to, start }) =>
        dim === "time" && to === undefined && value >= YEAR_SECONDS * 0.99 && OVER.test(fold(sentence.text.slice(0, start))),
    );
    return span === undefined || criterion === undefined ? [] : [{ years: yearsOf(span.value), criterion: criterion.id, sentence }];
  });
  return new Set(found.map(({ years }) => years)).size === 1 ? found[0] : undefined;
};

const yearsOf = (seconds: number): number => Math.round((seconds / YEAR_SECONDS) * 12) / 12;

/** A named criterion by cost that stands in the sentence, or the only one there is. */
const isCostOf = ({ inferred, terms, name, place }: Criterion, { place: own, text }: Sentence): boolean =>
  !inferred &&
  (conceptsOf(terms).includes(COST) || /cost|cheap|kost|gunstig|billig|cher|barat|cuest/u.test(fold(name))) &&
  place.file === own.file &&
  (text.includes(name) || Math.abs(place.line - own.line) <= 2);

const amountsKnown = (evidence: Evidence): readonly Known[] =>
  amountsOf(evidence)
    .filter(({ quantity }) => quantity.to === undefined && quantity.cmp === undefined)
    .map(({ option, quantity, sentence, clause, hedged }) => ({ option, quantity, place: sentence.place, text: clause, hedged }));

/** Columns with one figure an option. */
const columnsKnown = (metrics: readonly Metric[]): readonly Known[] =>
  metrics
    .filter(({ origin, samples }) => origin !== "stated" && new Set(samples.map(({ option }) => option)).size === samples.length)
    .flatMap(({ dim, unit, per, label, samples }) =>
      samples.map(({ option, value, raw, place, flag }) => ({
        option,
        quantity: { value, dim, unit, per: periodic(label, per), start: 0, end: 0, raw },
        place,
        text: label,
        hedged: flag !== undefined,
      })),
    );

const ADVERBS: readonly (readonly [RegExp, string])[] = [
  [/\b(?:a|per|pro|je|im|par|al|por) ?(?:year|jahr|an|ano)\b|\b(?:yearly|annual|jahrlich\w*|annuel\w*|anual\w*)\b/u, "year"],
  [/\b(?:a|per|pro|je|im|par|al|por) ?(?:month|monat|mois|mes)\b|\b(?:monthly|monatlich\w*|mensuel\w*|mensual\w*)\b/u, "month"],
];
const periodic = (label: string, per: readonly string[]): readonly string[] => {
  if (per.length > 0) return per;
  const found = ADVERBS.find(([pattern]) => pattern.test(fold(label.replaceAll("_", " "))));
  return found === undefined ? [] : [found[1]];
};

const sampleOf = (own: readonly Known[], option: number, { years, sentence }: Horizon, evidence: Evidence): readonly Sample[] => {
  const once = distinct(own.filter(({ quantity }) => quantity.dim.startsWith("money:") && quantity.per.length === 0));
  const running = distinct(own.filter(({ quantity }) => isRunning(quantity, evidence)));
  const rented = RENTED.test(fold(`${evidence.options[option]?.name ?? ""} ${running.map(({ text }) => text).join(" ")}`));
  const [buy] = once;
  const [run] = running;
  if (run === undefined || running.length > 1 || once.length > 1 || (buy === undefined && !rented)) return [];
  const yearly = yearlyOf(run, years, evidence);
  if (yearly === undefined) return [];
  const value = Number(((buy?.quantity.value ?? 0) + yearly.value).toPrecision(12));
  const show = (figure: number): string => formatNumber(figure, evidence.language, 2);
  const raw = `${buy === undefined ? "" : `${show(buy.quantity.value)} + `}${yearly.shown} = ${show(value)} ${currencyOf(run, buy, evidence)}`;
  const places = [...(buy === undefined ? [] : [buy.place]), ...yearly.places, sentence.place];
  const hedge = [buy, run].find((each) => each?.hedged === true)?.text;
  return [
    {
      option,
      value,
      shown: value,
      raw,
      place: places[0] as Place,
      also: places.slice(1).filter(({ line, file }) => line !== places[0]?.line || file !== places[0].file),
      row: "",
      ...(hedge === undefined ? {} : { flag: hedge }),
    },
  ];
};

const distinct = (list: readonly Known[]): readonly Known[] =>
  list.filter(
    (each, i) =>
      list.findIndex(
        ({ quantity }) =>
          quantity.value === each.quantity.value && quantity.dim === each.quantity.dim && quantity.per.join() === each.quantity.per.join(),
      ) === i,
  );

const currencyOf = (run: Known, buy: Known | undefined, evidence: Evidence): string => {
  const dim =
    [buy, run].find((each) => each?.quantity.dim.startsWith("money:") === true)?.quantity.dim ?? priceOf(run.quantity, evidence)?.dim ?? "";
  return dim.slice(6);
};

/** Money a period, or an amount a period of something with a price. */
const isRunning = (quantity: Quantity, evidence: Evidence): boolean =>
  quantity.per.length === 1 &&
  IN_YEAR.has(quantity.per[0] as string) &&
  (quantity.dim.startsWith("money:") || priceOf(quantity, evidence) !== undefined);

type Price = { readonly value: number; readonly factor: number; readonly dim: string; readonly place: Place };

/** The one price of a unit of a dimension ("0.32 EUR per kWh") that the text states of no option. */
const priceOf = ({ dim }: Quantity, evidence: Evidence): Price | undefined => {
  const found = evidence.sentences.flatMap((sentence) =>
    sentence.aside !== undefined || sentence.options.length > 0 || sentence.owner !== undefined
      ? []
      : sentence.quantities.flatMap((quantity): readonly Price[] => {
          const [per] = quantity.per;
          const unit = per === undefined ? undefined : unitOf(per);
          const counted = per !== undefined && dim.startsWith("count:") && overlap(topical([dim.slice(6)]), [per]) > 0;
          const fits = quantity.dim.startsWith("money:") && quantity.per.length === 1 && quantity.cmp === undefined;
          return fits && (unit?.dim === dim || counted)
            ? [{ value: quantity.value, factor: unit?.factor ?? 1, dim: quantity.dim, place: sentence.place }]
            : [];
        }),
  );
  return new Set(found.map(({ value }) => value)).size === 1 ? found[0] : undefined;
};

/** What is paid over all years: "5 × 12 × 310", "5 × 365 × 4.1 × 0.32". */
const yearlyOf = (run: Known, years: number, evidence: Evidence): Part | undefined => {
  const { quantity, place } = run;
  const times = IN_YEAR.get(quantity.per[0] as string);
  const price = quantity.dim.startsWith("money:") ? undefined : priceOf(quantity, evidence);
  if (times === undefined) return undefined;
  const amount = price === undefined ? quantity.value : quantity.value / price.factor;
  const factors = [years, ...(times === 1 ? [] : [times]), amount, ...(price === undefined ? [] : [price.value])];
  return {
    value: factors.reduce((product, each) => product * each, 1),
    shown: factors.map((each) => formatNumber(each, evidence.language, 3)).join(" × "),
    places: [place, ...(price === undefined ? [] : [price.place])],
  };
};
