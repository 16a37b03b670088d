import { fold } from "../../kernel/text.ts";
import { dimDirection, nameDirection } from "../index/direction.ts";
import { stem, termSet } from "../index/terms.ts";
import { periodOf } from "../index/units.ts";
import { lexiconOf } from "../lang/lexicons.ts";
import type { Column, Evidence, Language, Table } from "../types.ts";
import { isAdditive, isAggregateRow, rowSeries } from "./aggregate.ts";
import { cellParts } from "./cell-parts.ts";
import { configMetrics } from "./config-metrics.ts";
import { currencyOf } from "./currency.ts";
import type { Metric, Sample } from "./metric.ts";
import { inOneScale, sampleOf } from "./samples.ts";

/** Names of a column that holds people's choices. */
export const BALLOT: RegExp = /\b(?:choice|vote|preferred|prefers|favou?rite|wahl|stimme|wunsch)\b/;
const IDS = /^(?:id|no|nr|run|row|num|number|index|nummer|lauf|messung|#|test|trial)$/i;

/** All metrics of the evidence, tables first in source order, then configurations. Stated amounts are added by `statedMetrics`. */
export const tableMetrics = (evidence: Evidence): readonly Metric[] => [
  ...evidence.tables.flatMap((table, index) => ofTable(evidence, table, index)),
  ...configMetrics(evidence),
];

const ofTable = (evidence: Evidence, table: Table, index: number): readonly Metric[] => {
  if (isBallot(table)) return [];
  return table.rowOption.some((owner) => owner >= 0) ? withTotal(columnMetrics(evidence, table, index), evidence.language) : [];
};

/** Rows are people and their choices: counted by `voteFacts`, never averaged. */
const isBallot = (table: Table): boolean => table.keyColumn !== undefined && BALLOT.test(fold(table.columns[table.keyColumn]?.name ?? ""));

const columnMetrics = (evidence: Evidence, table: Table, index: number): readonly Metric[] =>
  table.columns.flatMap((column, at) => {
    if (at === table.keyColumn || IDS.test(column.name.trim())) return [];
    const several = partMetrics(evidence, table, index, column, at);
    if (several.length > 0) return several;
    if (column.type === "flag") return shareMetric(evidence, table, index, column, at);
    if (column.type !== "number" || isSerial(table, at)) return [];
    const samples = inOneScale(samplesIn(evidence, table, at), column);
    return samples.length === 0 ? [] : [columnMetric(evidence, table, index, column, at, samples)];
  });

/** A column whose cells hold one amount each of several kinds gives one metric a kind that at least two options have; else none. */
const partMetrics = (evidence: Evidence, table: Table, index: number, column: Column, at: number): readonly Metric[] =>
  cellParts(table, at, evidence.language).map(({ key, label, parts }) => {
    const samples = parts.map(({ row, quantity }) =>
      sampleOf(evidence, table, row, at, table.rowOption[row] as number, quantity.value, quantity.raw),
    );
    const base = columnMetric(evidence, table, index, column, at, samples);
    const { dim, unit, per } = (parts[0] as (typeof parts)[number]).quantity;
    const terms = label === "" ? column.terms : termSet(label, evidence.language);
    return {
      ...base,
      id: `${base.id}:${key}`,
      label: label === "" ? column.name : label,
      code: label === "" && base.code,
      terms,
      dim,
      unit,
      per,
    };
  });

/** In a time series, several columns of one currency that each name a cost are parts of one cost: they become their sum, row by row. */
const withTotal = (metrics: readonly Metric[], language: Language): readonly Metric[] => {
  const parts = metrics.filter(
    (metric) =>
      metric.period !== undefined &&
      metric.dim.startsWith("money:") &&
      metric.dim === metrics.find((each) => each.dim.startsWith("money:"))?.dim &&
      isAdditive(metric) &&
      (nameDirection(metric.label, lexiconOf(language)) || dimDirection(metric.dim, metric.label)) < 0,
  );
  const first = parts[0];
  if (first === undefined || parts.length < 2) return metrics;
  const samples = first.samples.flatMap((sample, index) => {
    const row = parts.map((part) => part.samples[index]);
    if (!row.every((each) => each !== undefined && each.place.line === sample.place.line && each.option === sample.option)) return [];
    const sum = (pick: (each: Sample) => number): number => row.reduce((total, each) => total + (each === undefined ? 0 : pick(each)), 0);
    return [
      {
        ...sample,
        value: sum((each) => each.value),
        shown: sum((each) => each.shown),
        raw: row.map((each) => each?.raw ?? "").join(" + "),
      },
    ];
  });
  if (samples.length !== first.samples.length) return metrics;
  const total = {
    ...first,
    id: `${first.id}+`,
    label: parts.map((part) => part.label).join(" + "),
    terms: [...new Set(parts.flatMap((part) => part.terms))],
    samples,
  };
  return [...metrics.filter((metric) => !parts.includes(metric)), total];
};

const samplesIn = (evidence: Evidence, table: Table, at: number): readonly Sample[] =>
  table.rows.flatMap((row, rowIndex) => {
    const option = table.rowOption[rowIndex] ?? -1;
    const cell = row.cells[at];
    return option < 0 || cell?.number === undefined || (table.rows.length > 2 && isAggregateRow(table, row))
      ? []
      : [sampleOf(evidence, table, rowIndex, at, option, cell.number, cell.raw)];
  });

/** Fewest answers of an option that make a share. */
const LEAST_ANSWERS = 8;
const YES = /^(?:yes|y|true|ja|oui|si|1)$/;

/** The share of yes in a yes/no column, for answers of people rather than properties of options. */
const shareMetric = (evidence: Evidence, table: Table, index: number, column: Column, at: number): readonly Metric[] => {
  const samples = table.rows.flatMap((row, rowIndex) => {
    const option = table.rowOption[rowIndex] ?? -1;
    const raw = row.cells[at]?.raw.trim() ?? "";
    if (option < 0 || raw === "") return [];
    const value = YES.test(fold(raw)) ? 100 : 0;
    return [{ ...sampleOf(evidence, table, rowIndex, at, option, value, raw), shown: value }];
  });
  const counts = evidence.options.map((option) => samples.filter((each) => each.option === option.id).length);
  if (counts.filter((count) => count >= LEAST_ANSWERS).length < 2 || !isMelted(table, at)) return [];
  return [{ ...columnMetric(evidence, table, index, column, at, samples), dim: "percent", unit: "percent", per: [], share: true }];
};

/** A column beside the option column of a melted table: one row a person and option. */
const isMelted = (table: Table, at: number): boolean => table.keyColumn !== undefined && at > table.keyColumn;

const columnMetric = (evidence: Evidence, table: Table, index: number, column: Column, at: number, samples: readonly Sample[]): Metric => ({
  id: `t${index}c${at}`,
  label: column.name,
  code: !table.file.toLowerCase().endsWith(".md") || /_/.test(column.name),
  origin: "column",
  terms: column.terms,
  gloss: glossOf(evidence, column.name),
  dim: currencyOf(evidence, column) ?? column.dim,
  unit: column.unit,
  per: column.per.length > 0 ? column.per : perSaid(evidence, column.name),
  samples,
  ...periodMember(table),
  ...rowMember(table),
});

/** "`encode_ms` is per batch": what a sentence says that a column is per. */
const perSaid = ({ sentences, language }: Evidence, name: string): readonly string[] => {
  if (!/_/.test(name)) return [];
  const said = sentences.flatMap(({ text, aside }) => {
    const at = aside === undefined ? text.indexOf(name) : -1;
    const noun = at < 0 ? undefined : SAID_PER.exec(text.slice(at + name.length))?.[1];
    return noun === undefined ? [] : [periodOf(noun) ?? stem(noun.toLowerCase(), language)];
  });
  return new Set(said).size === 1 ? said.slice(0, 1) : [];
};

const SAID_PER =
  /^[`"'*]*,? (?:(?:is|are|was|ist|sind|est|es)(?: (?:given|measured|counted|stated|gemessen|angegeben))? )?(?:per|pro|je|par|por) (\p{L}{3,20})\b/u;

/** Fewest rows that are told apart by a column. */
const LEAST_ROWS = 3;

const rowMember = (table: Table): { readonly rowOf?: readonly string[] } => {
  const stems = table.columns.flatMap(({ type, terms }, at) => {
    if (at === table.keyColumn || type !== "text" || terms.length !== 1) return [];
    const values = table.rows.map((row, r) => `${table.rowOption[r]}/${fold(row.cells[at]?.raw ?? "").trim()}`);
    return values.length >= LEAST_ROWS && values.every((value) => !value.endsWith("/")) && new Set(values).size === values.length
      ? terms
      : [];
  });
  return stems.length === 0 ? {} : { rowOf: stems };
};

/** Serial numbers: whole, distinct and rising by one from row to row. */
const isSerial = (table: Table, at: number): boolean => {
  const values = table.rows.map((row) => row.cells[at]?.number);
  return (
    values.length > 3 && values.every((value, index) => index === 0 || (value !== undefined && value === (values[index - 1] as number) + 1))
  );
};

const periodMember = (table: Table): { readonly period?: string; readonly parts?: true } => {
  const series = rowSeries(table);
  if (series?.whole === true) return { period: series.period };
  return series !== undefined || areParts(table) ? { parts: true } : {};
};

/** A text column beside the option's whose values differ among the rows of an option, and none of which is a number of a run. */
const areParts = (table: Table): boolean =>
  table.columns.some((column, at) => {
    if (
      at === table.keyColumn ||
      column.type !== "text" ||
      !/^(?:item|position|part|posten|kind|type|category|what|art|kategorie|poste|concepto)$/.test(fold(column.name).trim())
    )
      return false;
    const keys = table.rows.map((row, index) => `${table.rowOption[index]}/${fold(row.cells[at]?.raw ?? "")}`);
    return new Set(keys).size === keys.length;
  });

/** Terms of sentences that explain an identifier by naming it as it is written. */
const glossOf = (evidence: Evidence, name: string): readonly string[] => {
  if (!/_/.test(name)) return [];
  const needle = name.toLowerCase();
  const found = evidence.sentences.filter((each) => each.aside === undefined && each.text.toLowerCase().includes(needle));
  return [...new Set(found.flatMap((each) => each.terms))];
};
