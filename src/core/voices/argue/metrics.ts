import { fold } from "../../kernel/text.ts";
import { dimDirection, nameDirection } from "../index/direction.ts";
import { termSet } from "../index/terms.ts";
import { multiplierOf, unitOf } from "../index/units.ts";
import { lexiconOf } from "../lang/lexicons.ts";
import type { Column, Evidence, Language, Place, Table } from "../types.ts";
import { isAdditive, isAggregateRow, rowSeries } from "./aggregate.ts";
import { cellParts } from "./cell-parts.ts";
import { measureOf } from "./measure.ts";
import { optionLabelled } from "./naming.ts";
import { readings } from "./numbers.ts";

/** One value of one option. `shown` is the number in the metric's unit, `raw` the cell as written. */
export type Sample = {
  readonly option: number;
  readonly value: number;
  readonly shown: number;
  readonly raw: string;
  readonly place: Place;
  /** Where else a figure of the formula in `raw` stands. */
  readonly also?: readonly Place[];
  /** Both ends of a range, of which `value` is the middle: a limit is kept only where the worse one keeps it. */
  readonly ends?: readonly [number, number];
  /** A remark in the same row that says the value was not measured like the others. */
  readonly flag?: string;
  /** The words of the row, folded, for conditions (`2x`, `winter`). */
  readonly row: string;
};

/**
 * A quantity known for options in comparable form: a column of a table whose rows belong to options, a key of a
 * configuration, or amounts stated in sentences.
 */
export type Metric = {
  readonly id: string;
  readonly label: string;
  readonly code: boolean;
  readonly origin: "column" | "config" | "stated";
  readonly terms: readonly string[];
  /** Terms of sentences that explain the name. */
  readonly gloss: readonly string[];
  readonly dim: string;
  readonly unit: string;
  readonly per: readonly string[];
  readonly samples: readonly Sample[];
  /** The period of a row (`month`) when the rows follow one another in time, the same for every option. */
  readonly period?: string;
  /** The rows of an option are parts of a whole ("hardware", "training", several of one day) rather than repeated measurements. */
  readonly parts?: true;
  /** The criterion that it was worked out for. */
  readonly serves?: number;
  /** Rows are yes or no, as 100 and 0: their mean is the share of yes in per cent. */
  readonly share?: boolean;
};

const FLAG =
  /\b(?:stub(?:bed)?|mock(?:ed)?|estimate[ds]?|estimated|modell?ed|simulated|not measured|unmeasured|extrapolated|projected|guess(?:ed)?|partial|aborted|void|invalid|discarded|ungultig|incomplete|placeholder|synthetic|warm cache|cached|dealer'?s? figure|data sheet|geschatzt|simuliert|nicht gemessen|hochgerechnet|modell|(?:does|do|did) not count|not counted|excluded|zahlt nicht|zahlen nicht|nicht gewertet|ausgenommen|ne compte pas|no cuenta)\b/;
/** Names of a column that holds people's choices. */
export const BALLOT: RegExp = /\b(?:choice|vote|preferred|prefers|favou?rite|wahl|stimme|wunsch)\b/;
/** Longer cells describe the option; they do not remark on a measurement. */
const REMARK_WORDS = 5;
const IDS = /^(?:id|no|nr|run|row|num|number|index|nummer|lauf|messung|#|test|trial)$/i;

/** All metrics of the evidence, tables first in source order, then configurations. Stated amounts are added by `statedMetrics`. */
export const tableMetrics = (evidence: Evidence): readonly Metric[] => [
  ...evidence.tables.flatMap((table, index) => ofTable(evidence, table, index)),
  ...ofKeyValues(evidence),
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

/** Rows in several units ("158 min", "2.7 h") are summed up in the column's own. */
const inOneScale = (samples: readonly Sample[], column: Column): readonly Sample[] => {
  const scales = new Set(samples.flatMap(({ value, shown }) => (shown === 0 ? [] : [(value / shown).toPrecision(6)])));
  const factor = unitOf(column.unit)?.factor ?? 1;
  return scales.size < 2 ? samples : samples.map((each) => ({ ...each, shown: each.value / factor }));
};

/** A column whose cells hold one amount each of several kinds gives one metric a kind that at least two options have; else none. */
const partMetrics = (evidence: Evidence, table: Table, index: number, column: Column, at: number): readonly Metric[] =>
  cellParts(table, at, evidence.language).map(({ key, label, parts }) => {
    const samples = parts.map(({ row, quantity }) =>
      sample(evidence, table, row, at, table.rowOption[row] as number, quantity.value, quantity.raw),
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
      : [sample(evidence, table, rowIndex, at, option, cell.number, cell.raw)];
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
    return [{ ...sample(evidence, table, rowIndex, at, option, value, raw), shown: value }];
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
  per: column.per,
  samples,
  ...periodMember(table),
});

const MONEY =
  /\b(?:price|prices|cost|costs|fee|fees|rent|revenue|takings|income|profit|budget|salary|\w*(?:preis|preise|kosten|gebuhr|gebuhren|miete)|umsatz|einnahmen|prix|cout|precio|coste|ingresos)\b/;
const GRADED = /\b(?:score|rating|level|index|rank|grade|points|note|punkte|class|category)\b/;

/** A bare column of money ("price": 12) counts in the one currency that the briefing speaks of; undefined when it speaks of none or several. */
const currencyOf = (evidence: Evidence, column: Column): string | undefined => {
  const name = fold(column.name.replaceAll("_", " ").replace(/(\p{Ll}{2})(\p{Lu})/gu, "$1 $2"));
  if (column.dim !== "number" || !MONEY.test(name) || GRADED.test(name)) return undefined;
  return onlyCurrency(evidence);
};

const currencies = new WeakMap<Evidence, string | false>();

/** A cent as the hundredth part of the one currency that the briefing speaks of; any other quantity as it is. */
export const inCurrency = <Kind extends { readonly dim: string; readonly value: number }>(quantity: Kind, evidence: Evidence): Kind => {
  const only = quantity.dim === "money:cent" ? onlyCurrency(evidence) : undefined;
  return only === undefined ? quantity : { ...quantity, dim: only, value: quantity.value / 100 };
};

/** The one currency of the briefing's amounts and of the columns that name theirs. */
const onlyCurrency = (evidence: Evidence): string | undefined => {
  const known = currencies.get(evidence);
  if (known !== undefined) return known === false ? undefined : known;
  const found = new Set([
    ...evidence.sentences.flatMap((sentence) => (sentence.aside === undefined ? sentence.quantities.map((each) => each.dim) : [])),
    ...evidence.limits.flatMap((limit) => limit.quantity?.dim ?? []),
    ...evidence.tables.flatMap((table) => table.columns.map((each) => each.dim)),
  ]);
  const money = [...found].filter((dim) => dim.startsWith("money:") && dim !== "money:cent");
  const only = money.length === 1 ? money[0] : undefined;
  currencies.set(evidence, only ?? false);
  return only;
};

const sample = (evidence: Evidence, table: Table, rowIndex: number, at: number, option: number, value: number, raw: string): Sample => {
  const row = table.rows[rowIndex] as Table["rows"][number];
  const text = fold(row.cells.map((cell) => cell.raw).join(" "));
  const flagged = row.cells.find(
    (cell) => cell.number === undefined && cell.raw.trim().split(/\s+/).length <= REMARK_WORDS && FLAG.test(fold(cell.raw)),
  );
  const line = row.cells[at]?.line ?? row.line;
  const place = { file: table.file, line, endLine: line };
  const shown = shownNumber(raw, value, evidence);
  const { ends } = row.cells[at] ?? {};
  return {
    option,
    value,
    shown: ends === undefined ? shown : (shown * (ends[0] + ends[1])) / (2 * ends[0]),
    raw: raw.trim(),
    place,
    row: text,
    ...(ends === undefined ? {} : { ends }),
    ...(flagged === undefined ? {} : { flag: flagged.raw.trim() }),
  };
};

/** The number as it stands in the cell. */
const shownNumber = (raw: string, value: number, evidence: Evidence): number => {
  const numeral = /-?\d[\d.,'\u00a0\u202f]*/.exec(raw.replace(/−/g, "-"))?.[0]?.replace(/[.,]$/, "");
  if (numeral === undefined) return value;
  const after = raw.slice(raw.indexOf(numeral) + numeral.length);
  const times = multiplierOf(/^[ \u00a0]?(\p{L}{1,12})/u.exec(after)?.[1] ?? "") ?? 1;
  if (times !== 1) return shownNumber(numeral, value / times, evidence) * times;
  const candidates = readings(numeral);
  if (candidates.length === 1) return candidates[0] as number;
  const english = Number(numeral.replace(/,/g, ""));
  const other = Number(numeral.replace(/\./g, "").replace(",", "."));
  if (candidates.includes(value)) return value;
  const preferred = evidence.language === "en" ? english : other;
  return Number.isFinite(preferred) ? preferred : value;
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

const ofKeyValues = (evidence: Evidence): readonly Metric[] => {
  const groups = new Map<string, { samples: Sample[]; label: string; dim: string; unit: string; per: readonly string[] }>();
  for (const pair of evidence.keyValues) {
    const parts = pair.key.split(".");
    const owner = parts.map((part) => optionLabelled(part, evidence)).find((each) => each !== undefined);
    if (owner === undefined) continue;
    const rest = parts.filter((part) => optionLabelled(part, evidence) === undefined).join(".");
    const measure = measureOf(pair.value, rest.replace(/[_.]/g, " "), evidence.language);
    if (rest === "" || measure === undefined || !/^["']?-?[\d.,]+/.test(pair.value.trim())) continue;
    const per = measure.per.length > 0 ? measure.per : periodSuffix(rest);
    const group = groups.get(rest) ?? { samples: [], label: rest, dim: measure.dim, unit: measure.unit, per };
    const place = { file: pair.file, line: pair.line, endLine: pair.line };
    group.samples.push({
      option: owner,
      value: measure.value,
      shown: measure.value / measure.scale,
      raw: pair.value.trim(),
      place,
      row: fold(pair.key),
    });
    groups.set(rest, group);
  }
  return [...groups.values()].map((group) => ({
    id: `k:${group.label}`,
    code: true,
    origin: "config" as const,
    gloss: [],
    terms: termSet(group.label.replace(/[_.]/g, " "), evidence.language),
    ...group,
  }));
};

const periodSuffix = (key: string): readonly string[] => {
  const match = /(?:^|[_.])(?:per_)?(month|year|week|day|hour)$/.exec(key);
  return match?.[1] === undefined ? [] : [match[1]];
};

/** Terms of sentences that explain an identifier by naming it as it is written. */
const glossOf = (evidence: Evidence, name: string): readonly string[] => {
  if (!/_/.test(name)) return [];
  const needle = name.toLowerCase();
  const found = evidence.sentences.filter((each) => each.aside === undefined && each.text.toLowerCase().includes(needle));
  return [...new Set(found.flatMap((each) => each.terms))];
};
