import { fold } from "../../kernel/text.ts";
import type { Column, Evidence, Place, Table } from "../types.ts";
import type { Metric, Sample } from "./metric.ts";
import { formatNumber } from "./numbers.ts";
import { topical } from "./words.ts";

const TAX = /\b(?:vat|tax(?:es)?|mehrwertsteuer|mwst|umsatzsteuer|ust|tva|iva)\b/;
const NET =
  /\b(?:net|netto|excl(?:uding)?|exclusive|without (?:vat|tax)|plus (?:\d+ ?% ?)?(?:vat|tax)|before tax|zzgl|ohne (?:mwst|mehrwertsteuer|ust)|ht|hors taxes?|sin iva|mas iva)\b/;
const GROSS =
  /\b(?:gross|brutto|incl(?:uding|usive)?|with (?:vat|tax)|inkl|einschliesslich|mit (?:mwst|mehrwertsteuer|ust)|ttc|toutes taxes|con iva|iva incluido)\b/;
const TAX_TERMS = /^(?:vat|tax|mehrwertsteuer|mwst|umsatzsteuer|ust|tva|iva|incl|includ|inbegriff)/;

type Side = "net" | "gross";

/** "Including delivery" says nothing of the tax. */
const OTHERWISE =
  /\b(?:incl(?:uding|usive)?|inkl(?:usive)?|einschliesslich|excl(?:uding|usive)?|exclusive|zzgl)\b(?!.{0,24}\b(?:vat|tax(?:es)?|mehrwertsteuer|mwst|umsatzsteuer|ust|tva|iva)\b)/g;

/** What a text says of the tax in its amount; undefined when nothing, or both. */
export const taxSideOf = (text: string): Side | undefined => {
  const plain = fold(text).replace(OTHERWISE, " ");
  const [net, gross] = [NET.test(plain), GROSS.test(plain)];
  return net === gross ? undefined : net ? "net" : "gross";
};

/** How tax is reckoned in a briefing: its one rate in per cent, with its place, and the side that limits and comparisons are on. */
type Reckoning = { readonly rate: number; readonly place: Place; readonly wanted: Side };

const reckonings = new WeakMap<Evidence, Reckoning | false>();
const COMPARED = /\b(?:compar\w*|counts?|verglichen|vergleich\w*|zahlt|gilt|compte|comparons|compara\w*|cuenta)\b/;

const reckoningOf = (evidence: Evidence): Reckoning | undefined => {
  const known = reckonings.get(evidence);
  if (known !== undefined) return known === false ? undefined : known;
  const rates = evidence.sources.flatMap(({ file, lines }) =>
    lines.flatMap((line, at) => {
      if (!/\d\s?%/.test(line) || !TAX.test(fold(line))) return [];
      return ratesIn(line).map((rate) => ({ rate, place: { file, line: at + 1, endLine: at + 1 } }));
    }),
  );
  const said = [
    ...evidence.limits.map((limit) => limit.text),
    ...evidence.sentences.filter((each) => each.aside === undefined && COMPARED.test(fold(each.text))).map((each) => each.text),
  ];
  const sides = new Set(said.flatMap((text) => taxSideOf(text) ?? []));
  const [first] = rates;
  const [wanted] = sides;
  const one = first !== undefined && rates.every(({ rate }) => rate === first.rate);
  const built = one && wanted !== undefined && sides.size === 1 ? { ...first, wanted } : undefined;
  reckonings.set(evidence, built ?? false);
  return built;
};

/** Per cents within three words of a name of the tax. */
const ratesIn = (line: string): readonly number[] =>
  [...fold(line).matchAll(/(\d{1,2}(?:[.,]\d)?)\s?%/g)].flatMap((match) => {
    const near = fold(line).slice(Math.max(0, match.index - 28), match.index + match[0].length + 28);
    return TAX.test(near) ? [Number((match[1] as string).replace(",", "."))] : [];
  });

/** An amount with its tax added or taken out, and the sum as it is told: "£7,800 + 20 % = 9,360 GBP", "6.426 € / 1,19 = 5.400 EUR". */
export const taxed = (
  amount: { readonly value: number; readonly raw: string; readonly dim: string },
  side: Side | undefined,
  evidence: Evidence,
): { readonly value: number; readonly raw: string; readonly place: Place } | undefined => {
  const reckoning = reckoningOf(evidence);
  if (reckoning === undefined || side === undefined || side === reckoning.wanted) return undefined;
  const { rate, place, wanted } = reckoning;
  const factor = 1 + rate / 100;
  const value = Number((wanted === "gross" ? amount.value * factor : amount.value / factor).toPrecision(12));
  const [language, percent] = [evidence.language, formatNumber(rate, evidence.language, 1)];
  const by = wanted === "gross" ? `+ ${percent} %` : `/ ${formatNumber(factor, language, 3)}`;
  const currency = amount.dim.startsWith("money:") ? ` ${amount.dim.slice(6)}` : "";
  return { value, raw: `${amount.raw} ${by} = ${formatNumber(value, language, 2)}${currency}`, place };
};

/**
 * A price with all of its figures on the side of the tax that limits and comparisons ask for, where the text names one rate. Figures of which
 * nothing says on what side they are leave a price that had to be converted. Any other metric comes back as it is.
 */
export const onOneTax = (metric: Metric, evidence: Evidence): Metric => {
  if (!metric.dim.startsWith("money:") || metric.samples.some((each) => each.raw.includes(" = "))) return metric;
  const sides = metric.samples.map((each) => sideOf(each, metric, evidence));
  const samples = metric.samples.map((each, i) => ({ each, side: sides[i], sum: taxed({ ...each, dim: metric.dim }, sides[i], evidence) }));
  if (samples.every(({ sum }) => sum === undefined)) return metric;
  return {
    ...metric,
    samples: samples.flatMap(({ each, side, sum }) => {
      if (sum === undefined) return side === undefined ? [] : [each];
      const { value, raw, place } = sum;
      return [{ ...each, value, raw, shown: each.value === 0 ? each.shown : (each.shown * value) / each.value, row: "", also: [place] }];
    }),
  };
};

const sideOf = (sample: Sample, metric: Metric, evidence: Evidence): Side | undefined =>
  taxSideOf(metric.origin === "stated" ? `${sample.row} ${sample.raw}` : sample.raw) ??
  taxSideOf(metric.label.replaceAll("_", " ")) ??
  (metric.origin === "column" ? sideInColumn(sample, metric, evidence) : undefined);

const NO_TAX = /^(?:no|nein|non|nicht|not|without|excl\w*|exclusive|ohne|net|netto|zzgl|plus|false|hors|sin)\b/;
const WITH_TAX = /^(?:yes|ja|oui|si|incl\w*|inkl\w*|enthalten|included|contained|with|mit|gross|brutto|true|ttc|con|compris\w*)\b/;

/** What a column on the tax of this price says in the row of the sample. */
const sideInColumn = (sample: Sample, metric: Metric, evidence: Evidence): Side | undefined => {
  const table = tableOf(metric, evidence);
  const at = table?.columns.findIndex((column) => isTaxColumn(table, column, metric)) ?? -1;
  const row = table?.rows.find((_, r) => table.rowOption[r] === sample.option);
  const cell = fold(row?.cells[at]?.raw ?? "").trim();
  return NO_TAX.test(cell) ? "net" : WITH_TAX.test(cell) ? "gross" : undefined;
};

/**
 * Where a price of some options holds the tax and that of others does not: a column of the same table says so with different values,
 * or the amounts themselves say net and gross. Such figures are not comparable as they stand. Undefined for all other quantities.
 */
export const mixedTax = (metric: Metric, evidence: Evidence): Place | undefined => {
  if (!metric.dim.startsWith("money:")) return undefined;
  // What was brought onto one side, with the sum that shows it, is no longer mixed.
  if (metric.samples.some((each) => each.also !== undefined && each.raw.includes(" = "))) return undefined;
  const said = metric.samples.map(({ row, raw, place }) => ({ text: fold(metric.origin === "stated" ? `${row} ${raw}` : raw), place }));
  const gross = said.find(({ text }) => GROSS.test(text) && !NET.test(text));
  if (gross !== undefined && said.some(({ text }) => NET.test(text) && !GROSS.test(text))) return gross.place;
  if (metric.origin !== "column" || NET.test(fold(metric.label)) || GROSS.test(fold(metric.label))) return undefined;
  return columnSays(metric, evidence);
};

const tableOf = (metric: Metric, evidence: Evidence): Table | undefined => evidence.tables[Number(/^t(\d+)c/.exec(metric.id)?.[1] ?? -1)];

const columnSays = (metric: Metric, evidence: Evidence): Place | undefined => {
  const table = tableOf(metric, evidence);
  return table?.columns.map((column, at) => differing(table, column, at, metric)).find((place) => place !== undefined);
};

const isTaxColumn = (table: Table, column: Column, metric: Metric): boolean => {
  if (column.type === "number" || !TAX.test(fold(column.name.replaceAll("_", " ")))) return false;
  // "Mehrwertsteuer in der Miete" speaks of the rent only.
  const own = topical(column.terms).filter((term) => !TAX_TERMS.test(term));
  const about = table.columns.some((other) => other !== column && overlaps(other.terms, own)) ? own : [];
  return about.length === 0 || overlaps(metric.terms, about);
};

/** Where a column on the tax of this quantity gives options different values. */
const differing = (table: Table, column: Column, at: number, metric: Metric): Place | undefined => {
  if (!isTaxColumn(table, column, metric)) return undefined;
  const cells = table.rows.flatMap((row, r) => ((table.rowOption[r] ?? -1) < 0 ? [] : [{ row, cell: row.cells[at] }]));
  const values = new Set(cells.map(({ cell }) => fold(cell?.raw ?? "").trim()).filter((value) => value !== ""));
  const line = cells[0]?.cell?.line ?? cells[0]?.row.line;
  return values.size < 2 || line === undefined ? undefined : { file: table.file, line, endLine: line };
};

const overlaps = (left: readonly string[], right: readonly string[]): boolean => left.some((term) => right.includes(term));
