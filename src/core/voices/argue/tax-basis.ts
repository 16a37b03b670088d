import { fold } from "../../kernel/text.ts";
import type { Column, Evidence, Place, Table } from "../types.ts";
import type { Metric } from "./metrics.ts";
import { topical } from "./words.ts";

const TAX = /\b(?:vat|tax(?:es)?|mehrwertsteuer|mwst|umsatzsteuer|ust|tva|iva)\b/;
const NET =
  /\b(?:net|netto|excl(?:uding)?|exclusive|without (?:vat|tax)|plus (?:vat|tax)|before tax|zzgl|ohne (?:mwst|mehrwertsteuer|ust)|ht|hors taxes?|sin iva|mas iva)\b/;
const GROSS =
  /\b(?:gross|brutto|incl(?:uding|usive)?|with (?:vat|tax)|inkl|einschliesslich|mit (?:mwst|mehrwertsteuer|ust)|ttc|toutes taxes|con iva|iva incluido)\b/;
const TAX_TERMS = /^(?:vat|tax|mehrwertsteuer|mwst|umsatzsteuer|ust|tva|iva|incl|includ|inbegriff)/;

/**
 * Where a price of some options holds the tax and that of others does not: a column of the same table says so with different values,
 * or the amounts themselves say net and gross. Such figures are not comparable as they stand. Undefined for all other quantities.
 */
export const mixedTax = (metric: Metric, evidence: Evidence): Place | undefined => {
  if (!metric.dim.startsWith("money:")) return undefined;
  const said = metric.samples.map(({ row, raw, place }) => ({ text: fold(metric.origin === "stated" ? `${row} ${raw}` : raw), place }));
  const gross = said.find(({ text }) => GROSS.test(text) && !NET.test(text));
  if (gross !== undefined && said.some(({ text }) => NET.test(text) && !GROSS.test(text))) return gross.place;
  if (metric.origin !== "column" || NET.test(fold(metric.label)) || GROSS.test(fold(metric.label))) return undefined;
  return columnSays(metric, evidence);
};

const columnSays = (metric: Metric, evidence: Evidence): Place | undefined => {
  const table = evidence.tables[Number(/^t(\d+)c/.exec(metric.id)?.[1] ?? -1)];
  return table?.columns.map((column, at) => differing(table, column, at, metric)).find((place) => place !== undefined);
};

/** Where a column on the tax of this quantity gives options different values. */
const differing = (table: Table, column: Column, at: number, metric: Metric): Place | undefined => {
  if (column.type === "number" || !TAX.test(fold(column.name.replaceAll("_", " ")))) return undefined;
  // "Mehrwertsteuer in der Miete" speaks of the rent only.
  const own = topical(column.terms).filter((term) => !TAX_TERMS.test(term));
  const about = table.columns.some((other) => other !== column && overlaps(other.terms, own)) ? own : [];
  if (about.length > 0 && !overlaps(metric.terms, about)) return undefined;
  const cells = table.rows.flatMap((row, r) => ((table.rowOption[r] ?? -1) < 0 ? [] : [{ row, cell: row.cells[at] }]));
  const values = new Set(cells.map(({ cell }) => fold(cell?.raw ?? "").trim()).filter((value) => value !== ""));
  const line = cells[0]?.cell?.line ?? cells[0]?.row.line;
  return values.size < 2 || line === undefined ? undefined : { file: table.file, line, endLine: line };
};

const overlaps = (left: readonly string[], right: readonly string[]): boolean => left.some((term) => right.includes(term));
