import { fold } from "../../kernel/text.ts";
import { stem } from "../index/terms.ts";
import { periodOf } from "../index/units.ts";
import type { Evidence, Table } from "../types.ts";
import type { Metric, Sample } from "./metric.ts";
import { formatNumber } from "./numbers.ts";
import { countOf } from "./products.ts";
import { overlap, topical } from "./words.ts";

const PER = /^(?:per|pro|je|par|por|\/|each|a|an|one)\s?(\p{L}+)$/u;
const WHOLE =
  /^(?:flat|total|lump sum|all in|fixed|whole|group|in total|pauschal|gesamt|insgesamt|forfait|total|en total|global|fijo)$|^(?:flat|total|fixed)\s(?:fee|price|sum|rate)$/u;
/** A basis that says only how the noun of the column is counted. */
const BASIS = /^(?:basis|bas|per|unit|bezug|einheit|charged|charg|type|art|mode)/u;

/** The table and column of a metric read from one; undefined for settings and stated amounts. */
const columnOf = (metric: Metric, evidence: Evidence): { readonly table: Table; readonly at: number } | undefined => {
  const [, index, at] = /^t(\d+)c(\d+)$/.exec(metric.id) ?? [];
  const table = evidence.tables[Number(index ?? -1)];
  return table === undefined || at === undefined ? undefined : { table, at: Number(at) };
};

/**
 * A price whose table says in another column what it is per ("per pupil" for some, "per class" for others): all of it per the one noun that the
 * text counts ("We are 27 pupils"), what is for all together divided by that count. Undefined where that cannot be said, since such
 * figures are not comparable. A metric without such a column comes back as it is.
 */
export const onOneBasis = (metric: Metric, evidence: Evidence): Metric | undefined => {
  const found = columnOf(metric, evidence);
  const basis = found === undefined ? undefined : basisColumn(found.table, found.at);
  if (found === undefined || basis === undefined || !metric.dim.startsWith("money:")) return metric;
  const said = metric.samples.map((sample) => basisOf(sample, found.table, basis, evidence));
  const nouns = [...new Set(said)];
  const [only] = nouns;
  if (nouns.length === 1 && only !== undefined) return only === "" ? metric : { ...metric, per: [periodOf(only) ?? only] };
  const counted = nouns.flatMap((noun) => {
    const count = noun === "" || periodOf(noun) !== undefined ? undefined : countOf(noun, evidence);
    return count !== undefined && count.value > 1 ? [{ noun, count }] : [];
  });
  const [one] = counted;
  if (one === undefined || counted.length > 1 || nouns.some((noun) => noun !== "" && periodOf(noun) !== undefined)) return undefined;
  const samples = metric.samples.map((sample, i) => (said[i] === one.noun ? sample : divided(sample, one.count, evidence)));
  return { ...metric, per: [one.noun], samples };
};

const divided = (sample: Sample, count: NonNullable<ReturnType<typeof countOf>>, { language }: Evidence): Sample => {
  const [value, shown] = [sample.value / count.value, sample.shown / count.value];
  const raw = `${sample.raw} / ${formatNumber(count.value, language, 0)} = ${formatNumber(shown, language, 2)}`;
  return { ...sample, value, shown, raw, also: [count.place] };
};

/** The text column all of whose cells are a basis and that is named after this one, or after none and right of it. */
const basisColumn = (table: Table, at: number): number | undefined => {
  const named = topical(table.columns[at]?.terms ?? []);
  const fitting = table.columns.flatMap((column, i) => {
    if (i === at || i === table.keyColumn || column.type !== "text") return [];
    const cells = table.rows.flatMap((row, r) => ((table.rowOption[r] ?? -1) < 0 ? [] : [fold(row.cells[i]?.raw ?? "").trim()]));
    if (cells.length === 0 || !cells.every((cell) => PER.test(cell) || WHOLE.test(cell))) return [];
    const own = column.terms.filter((term) => !BASIS.test(term));
    return overlap(own, named) > 0 || (own.length === 0 && i === at + 1) ? [i] : [];
  });
  return fitting.length === 1 ? fitting[0] : undefined;
};

/** The stem of what the row's figure is per; "" when it is for all together. */
const basisOf = (sample: Sample, table: Table, at: number, evidence: Evidence): string => {
  const row = table.rows.find((each, r) => table.rowOption[r] === sample.option && isRowOf(each, sample));
  const cell = fold(row?.cells[at]?.raw ?? "").trim();
  const noun = PER.exec(cell)?.[1];
  return noun === undefined ? "" : stem(noun, evidence.language);
};

const isRowOf = (row: Table["rows"][number], { place }: Sample): boolean =>
  row.line === place.line || row.cells.some((cell) => cell.line === place.line);
