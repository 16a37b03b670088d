import { fold } from "../../kernel/text.ts";
import { termSet, termsOf } from "../index/terms.ts";
import { unitOf } from "../index/units.ts";
import type { Evidence, Limit, Place, Quantity } from "../types.ts";
import { isAdditive } from "./aggregate.ts";
import type { Metric, Sample } from "./metric.ts";
import { formatNumber, meanDigits } from "./numbers.ts";
import { conceptsOf, isIncome, kinship, overlap, topical } from "./words.ts";

/** What a limit or criterion asks for: so much of one thing in, or per, so many of another. */
type Demand = {
  readonly id: string;
  readonly text: string;
  /** The words that name what is counted, and what it is counted per. */
  readonly above: readonly string[];
  readonly below: readonly string[];
  readonly dim: string;
  readonly per: readonly string[];
  /** 100 for per cent, the number of "per 1,000 uploads". */
  readonly scale: number;
  readonly criterion?: number;
};

/** Most rows whose places are given one by one. */
const MANY_ROWS = 40;
const RELATIVE =
  /\s(?:in (?:proportion|relation) to|relative to|compared (?:to|with)|as a (?:share|proportion|percentage|fraction) of|out of (?:all|every)|im Verhältnis zu[rm]?|gemessen an(?: der| den| dem)?|en proporción (?:a|con)(?: lo| los| las| la)?|respecto (?:a|de)(?: lo| los| las| la)?|en proportion (?:de|du|des)|par rapport (?:à|au|aux)(?: la)?|rapporté(?:e?s?)? (?:à|au|aux))\s(?:what (?:was|is|we)\s|the\s|all\s|those\s)?/iu;
const PER = new RegExp(`${RELATIVE.source}|\\s(?:per|pro|je|par|por)\\s|\\s?\\/\\s?`, "iu");

/** Whether a name asks for one thing in proportion to another, which no column of either alone answers. */
export const asksForShare = (name: string): boolean => RELATIVE.test(name);

/**
 * Quotients of two columns of one table that a limit or criterion asks for and no column holds: "refunds are at most 3 % of signups" from
 * `refunds` and `signups`, "revenue per visitor", "at most 4.50 EUR per parcel". Each option's figure is the sum of its rows over the sum of its
 * rows; rows that say they do not count are left out. Only counts, amounts and time spent are divided, and only by counts or hours.
 */
export const quotientMetrics = (metrics: readonly Metric[], evidence: Evidence): readonly Metric[] =>
  unique(
    demandsOf(evidence).flatMap((demand) => {
      const found = pairsFor(demand, metrics);
      const [pair] = found;
      if (pair === undefined || found.length > 1) return [];
      const samples = evidence.options.flatMap(({ id }) => quotientOf(pair, id, demand, evidence));
      return samples.length === 0 ? [] : [metricOf(pair, demand, samples)];
    }),
  );

/** A quotient that a criterion and a limit ask for is one. */
const unique = (metrics: readonly Metric[]): readonly Metric[] =>
  metrics.filter((metric, i) => {
    const same = metrics.findIndex(
      (other) => other.label === metric.label && other.dim === metric.dim && other.per.join() === metric.per.join(),
    );
    return same === i;
  });

const demandsOf = (evidence: Evidence): readonly Demand[] => [
  ...evidence.criteria.flatMap(({ id, name, inferred, columns }) =>
    inferred || columns?.length === 1 ? [] : demandOfName(id, name, evidence),
  ),
  ...evidence.limits.flatMap((limit) => demandOfLimit(limit, evidence)),
];

const demandOfLimit = (limit: Limit, { language }: Evidence): readonly Demand[] => {
  const { quantity, text, id } = limit;
  if (quantity?.cmp === undefined || limit.upper !== undefined) return [];
  const at = text.indexOf(quantity.raw);
  if (at < 0) return [];
  const rest = text.slice(at + quantity.raw.length);
  if (quantity.dim === "percent") {
    // "3 % of signups", "95 % des colis": what stands behind the per cent is the whole.
    const of = /^\s(?:of|von|der|des|aller|de|du|d'|del)\s(?:the |all |our |den |dem |los |las |les )?/iu.exec(rest);
    if (of === null) return [];
    const whole = rest.slice(of[0].length);
    const noun = termsOf(whole.split(/\s+/u).slice(0, 3).join(" "), language).slice(0, 2);
    const counted = termSet(`${text.slice(0, at)} ${whole}`, language);
    return [{ id: `l${id}`, text, above: counted, below: noun, dim: "percent", per: [], scale: 100 }];
  }
  const [per] = quantity.per;
  const [, many = "1", noun] = /^(?:(\d+) )?(.+)$/u.exec(per ?? "") ?? [];
  if (noun === undefined || quantity.per.length !== 1 || noun === "each" || unitOf(noun) !== undefined) return [];
  const above = [...termSet(text, language), ...(quantity.dim.startsWith("count:") ? [quantity.dim.slice(6)] : [])];
  return [{ id: `l${id}`, text, above, below: [noun], dim: quantity.dim, per: quantity.per, scale: Number(many) }];
};

const demandOfName = (criterion: number, name: string, { language }: Evidence): readonly Demand[] => {
  const match = PER.exec(name);
  if (match === null) return [];
  const [, many = "1", below = ""] = /^(?:(\d[\d,.]*) )?(.+)$/u.exec(name.slice(match.index + match[0].length)) ?? [];
  const scale = Number(many.replace(/[.,]/gu, ""));
  const nouns = termsOf(below.split(/\s+/u).slice(0, 3).join(" "), language);
  const above = termSet(name.slice(0, match.index), language);
  return above.length === 0 || nouns.length === 0
    ? []
    : [{ id: `c${criterion}`, text: name, above, below: nouns, dim: "", per: [], scale, criterion }];
};

type Pair = { readonly above: Metric; readonly below: Metric };

const tableOf = (metric: Metric): string | undefined => /^t\d+(?=c\d+$)/.exec(metric.id)?.[0];

/** Pairs of columns that the demand names, the fullest named first only; none where a column holds the quotient already. */
const pairsFor = (demand: Demand, metrics: readonly Metric[]): readonly Pair[] => {
  const columns = metrics.filter((metric) => tableOf(metric) !== undefined);
  if (columns.some((metric) => isQuotientOf(metric, demand))) return [];
  const pairs = columns.flatMap((below) =>
    isCounted(below) && namesAll(below, demand.below)
      ? columns
          .filter((above) => above !== below && tableOf(above) === tableOf(below) && fitsAbove(above, demand))
          .map((above) => ({ above, below, first: placeIn(below, demand.below), score: kinship(topical(above.terms), demand.above) }))
      : [],
  );
  // "3 % of deliveries are lost": the whole is what stands first behind the per cent.
  const first = Math.min(...pairs.map((pair) => pair.first));
  const near = pairs.filter((pair) => pair.first === first);
  const most = Math.max(...near.map((pair) => pair.score));
  return near.filter((pair) => pair.score === most);
};

const placeIn = (metric: Metric, wanted: readonly string[]): number => {
  const at = wanted.findIndex((term) => overlap([term], metric.terms) > 0);
  return at < 0 ? wanted.length : at;
};

/** A column of rates or shares by the demand's own words. */
const isQuotientOf = (metric: Metric, demand: Demand): boolean => {
  const own = topical(metric.terms);
  const rate =
    metric.per.length > 0 ||
    metric.dim === "percent" ||
    /(?:^|_|\b)(?:rate|share|ratio|per|pro|je|quote|anteil|pct)(?:_|\b|$)/i.test(metric.label);
  return (
    rate &&
    overlap(own, demand.above) > 0 &&
    (metric.dim === "percent" || overlap(own, demand.below) > 0 || overlap(metric.per, demand.below) > 0)
  );
};

const isWhole = (metric: Metric): boolean => metric.samples.every(({ value }) => Number.isInteger(value) && value >= 0);

/** "plot 1 to 5" of every site, one number a row: it counts nothing. */
const isNumbering = ({ samples }: Metric): boolean =>
  samples.length > 2 &&
  [...new Set(samples.map(({ option }) => option))].every((option) => {
    const own = samples.filter((each) => each.option === option).map(({ value }) => value);
    return own.length > 1 && own.every((value, i) => value === i + 1);
  });

/** What may stand below: whole counts, and hours. */
const isCounted = (metric: Metric): boolean =>
  !isNumbering(metric) &&
  metric.per.length === 0 &&
  (metric.dim === "time" || ((metric.dim === "number" || metric.dim.startsWith("count:")) && isWhole(metric)));

/** The column's own words are all among the demand's; units do not count but for hours that are asked for. */
const namesAll = (metric: Metric, wanted: readonly string[]): boolean => {
  const own = topical(metric.terms);
  return own.length > 0 ? overlap(own, wanted) === own.length : metric.dim === "time" && overlap(metric.terms, wanted) > 0;
};

const COST = new Set(conceptsOf(["cost"]));

const fitsAbove = (metric: Metric, demand: Demand): boolean => {
  const own = topical(metric.terms);
  const money = metric.dim.startsWith("money:");
  if (metric.per.length > 0) return false;
  if (demand.dim.startsWith("money:")) return metric.dim === demand.dim && isAdditive(metric) && isMeant(metric, demand);
  if (own.length === 0 || kinship(own, demand.above) === 0) return money && demand.dim === "" && isAdditive(metric) && asksCost(demand);
  if (demand.dim !== "" && demand.dim !== "percent" && metric.dim.startsWith("money:")) return false;
  if (demand.dim === "percent" && overlap(own, demand.above) < own.length) return false;
  return metric.dim === "number" || metric.dim.startsWith("count:") ? isWhole(metric) : isAdditive(metric);
};

/** An amount of money that the demand names, by word or idea; where it names none ("at most 4.50 EUR per parcel"), any that is no income. */
const isMeant = (metric: Metric, demand: Demand): boolean => {
  const named = topical(demand.above).filter((term) => overlap([term], demand.below) === 0);
  return named.length === 0 ? !isIncome(metric.label) : kinship(topical(metric.terms), named) > 0;
};

const asksCost = (demand: Demand): boolean =>
  conceptsOf(demand.above).some((concept) => COST.has(concept)) || /\b(?:cheap|billig|gunstig|moins cher|barat)/.test(fold(demand.text));

const rowsOf = (metric: Metric, option: number): readonly Sample[] => metric.samples.filter((each) => each.option === option);

const quotientOf = ({ above, below }: Pair, option: number, demand: Demand, evidence: Evidence): readonly Sample[] => {
  const flagged = new Set(
    [...rowsOf(above, option), ...rowsOf(below, option)].flatMap(({ flag, place }) => (flag === undefined ? [] : [place.line])),
  );
  const [tops, bottoms] = [above, below].map((metric) => rowsOf(metric, option).filter((each) => !flagged.has(each.place.line)));
  if (tops === undefined || bottoms === undefined || tops.length === 0 || tops.length !== bottoms.length) return [];
  const sum = (rows: readonly Sample[], pick: (row: Sample) => number): number =>
    Number(rows.reduce((total, row) => total + pick(row), 0).toPrecision(12));
  const [top, bottom] = [sum(tops, (row) => row.shown), sum(bottoms, (row) => row.shown)];
  if (bottom <= 0 || (demand.dim === "percent" && top > bottom)) return [];
  const shown = (top / bottom) * demand.scale;
  const value = demand.dim === "percent" ? shown : (sum(tops, (row) => row.value) / bottom) * demand.scale;
  const show = (figure: number, digits: number): string => formatNumber(figure, evidence.language, digits);
  const unit = demand.dim === "percent" ? " %" : above.dim.startsWith("money:") ? ` ${above.dim.slice(6)}` : "";
  const times = demand.scale === 1 || demand.dim === "percent" ? "" : ` × ${show(demand.scale, 0)}`;
  const raw = `${show(top, 2)} / ${show(bottom, 2)}${times} = ${show(shown, Math.max(1, meanDigits(shown)))}${unit}`;
  const places = placesOf(tops);
  return [{ option, value, shown, raw, place: places[0] as Place, also: places.slice(1), row: "" }];
};

/** Each row, or of many the lines from the first to the last. */
const placesOf = (rows: readonly Sample[]): readonly Place[] => {
  const first = rows[0]?.place as Place;
  const last = rows[rows.length - 1]?.place ?? first;
  return rows.length > MANY_ROWS ? [{ ...first, endLine: Math.max(first.endLine, last.endLine) }] : rows.map((row) => row.place);
};

const metricOf = ({ above, below }: Pair, demand: Demand, samples: readonly Sample[]): Metric => {
  const money = above.dim.startsWith("money:");
  const [dim, per]: readonly [Quantity["dim"], readonly string[]] =
    demand.dim === "" ? [money || above.dim === "time" ? above.dim : "number", demand.below.slice(0, 1)] : [demand.dim, demand.per];
  return {
    id: `q:${demand.id}:${above.id}/${below.id}`,
    label: `${above.label} / ${below.label}`,
    code: true,
    origin: "column",
    terms: [...new Set([...above.terms, ...below.terms])],
    gloss: [],
    dim,
    unit: dim === "percent" ? "percent" : "",
    per,
    samples,
    ...(demand.criterion === undefined ? {} : { serves: demand.criterion }),
  };
};
