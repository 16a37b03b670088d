import { fold, words } from "../../kernel/text.ts";
import { unitOf } from "../index/units.ts";
import type { Table } from "../types.ts";

/** How several rows of an option become one figure. */
export type Summary = "only" | "mean" | "median" | "sum" | "share";

/** A quantity as far as adding its rows goes. */
export type Addable = {
  readonly label: string;
  readonly dim: string;
  readonly per: readonly string[];
  readonly samples: readonly { readonly value: number }[];
};

const RATE =
  /\b(?:rate|rates|ratio|per|pro|je|share|quota|quote|level|score|scores|rating|grade|note|index|price|prices|tariff|tarif|preis|preise|prix|precio|avg|average|mean|median|schnitt|mittel|durchschnitt|p\d\d|max|min|peak|percent|pct|anteil|usage|utilisation|utilization|load|auslastung|occupancy|headroom|stock|balance|bestand|temperature|temperatur|latency|latenz|speed|density|capacity|average|total|gesamt|running sum|cumulative)\b/;
const SPENT =
  /\b(?:downtime|outage|outages|overtime|worked|spent|hours|stunden|heures|horas|effort|aufwand|lost|idle|ausfallzeit|uberstunden)\b/;
/** A bare number counts things when its name ends in a plural or says so. */
const COUNTED =
  /(?:[^s]s|ungen|heiten|besucher|kunden|gaste|fehler|ausfalle|beschwerden|people|visitors)$|\b(?:number|count|anzahl|nombre|numero)\b/;
const AMOUNTS = /^(?:money:.*|count:.*|person-time|energy|volume|mass|bytes|length)$/;
const PERIODS = new Set(["second", "minute", "hour", "day", "week", "month", "quarter", "year"]);

/**
 * Whether the rows of a quantity may be added: whole counts, amounts of money, work, energy and the like, and time spent.
 * Rates, prices, levels, ratios, percents, scores, temperatures and how long one event takes may not, nor what is a total already.
 */
export const isAdditive = (metric: Addable): boolean => {
  const list = words(metric.label.replaceAll("_", " ").replace(/\([^)]*\)/g, " "));
  const name = (list.length > 1 && unitOf(list[list.length - 1] as string) !== undefined ? list.slice(0, -1) : list).join(" ");
  const named = RATE.test(name.replace(/\b(?:per|pro|je) (?:day|week|month|quarter|year|tag|woche|monat|quartal|jahr)\b/g, " "));
  if (named || metric.per.some((each) => !PERIODS.has(each))) return false;
  if (metric.dim === "time") return SPENT.test(name);
  if (metric.dim === "number") return COUNTED.test(name) && metric.samples.every((each) => Number.isInteger(each.value) && each.value >= 0);
  return AMOUNTS.test(metric.dim);
};

const WHOLE =
  /\b(?:totals?|overall|altogether|in sum|combined|cumulative|insgesamt|gesamt\w*|in summe|au total|en total|over (?:the |all )?(?:\w+ )?(?:years|quarters|months|weeks))\b/;

/** A stretch of time that is named as one: its amount is the sum over it. */
const STRETCH =
  /\b(?:for|over|in|during|across|throughout) the (?:whole |entire |full |heating |growing |\w+ )?(?:season|winter|summer|period|trial|year|school year|project)\b|\b(?:fur|uber|in) (?:die|den|das|der|dem) (?:ganze[nr]? |gesamte[nr]? )?(?:saison|winter|sommer|heizperiode|zeitraum|laufzeit)\b|\b(?:sur|pour|pendant) (?:la saison|l'hiver|l'ete|la periode)\b|\b(?:en|durante|para) (?:la temporada|el invierno|el verano|el periodo)\b/;
const TYPICAL =
  /\b(?:average|averages|mean|median|typical|on average|im mittel|durchschnitt\w*|mittelwert|en moyenne|de media|en promedio)\b/;

/** Whether words ask for a whole rather than a typical part. */
export const asksForTotal = (text: string): boolean => {
  const plain = fold(text);
  return WHOLE.test(plain) || (STRETCH.test(plain) && !TYPICAL.test(plain));
};

/** Rows per year. */
const IN_YEAR: ReadonlyMap<string, number> = new Map([
  ["year", 1],
  ["quarter", 4],
  ["month", 12],
]);

/** How many of the first period make the second (`month`, `year`: 12); undefined when that is no fixed number. */
export const periodsIn = (part: string, whole: string): number | undefined => {
  const [small, large] = [IN_YEAR.get(part), IN_YEAR.get(whole)];
  return small === undefined || large === undefined ? undefined : small / large;
};

const KEYS: readonly (readonly [string, RegExp])[] = [
  [
    "day",
    /^(?:\d{4}-\d{2}-\d{2}|\d{1,2}\.\d{1,2}\.\d{4}|\d{1,2}\/\d{1,2}\/\d{4}|day \d+|tag \d+|(?:mon|tue|wed|thu|fri|sat|sun)(?:day|sday|nesday|rsday|urday)?)$/,
  ],
  ["week", /^(?:kw ?\d+|week ?\d+|woche ?\d+|\d{4}-w\d{2}|semaine \d+|semana \d+)$/],
  ["quarter", /^(?:\d{4}[- ]?q\d|q\d\D?\d{0,4}|quarter \d|quartal \d|\d\. quartal)$/],
  [
    "month",
    /^(?:\d{4}-\d{2}|month \d+|monat \d+|(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec|mrz|mai|okt|dez|fev|avr|juin|juil|aou|ene|abr|ago|dic)\w{0,7}\.? ?(?:\d{4}|'?\d\d)?)$/,
  ],
  ["year", /^(?:19|20)\d{2}(?:[/-]\d\d)?$/],
];
const HEADS: ReadonlyMap<string, string> = new Map([
  ["day", "day"],
  ["tag", "day"],
  ["week", "week"],
  ["woche", "week"],
  ["kw", "week"],
  ["month", "month"],
  ["monat", "month"],
  ["mois", "month"],
  ["mes", "month"],
  ["quarter", "quarter"],
  ["quartal", "quarter"],
  ["year", "year"],
  ["jahr", "year"],
]);

/** Rows that follow one another in time: the period that each stands in, and whether an option has one row for each (`whole`) or several. */
export type Series = { readonly period: string; readonly whole: boolean };

/** The periods of the rows when these follow one another, the same ones for every option; else undefined. */
export const rowSeries = (table: Table): Series | undefined => {
  if (table.rows.length < 3) return undefined;
  const rows = table.rows.filter((row) => !isAggregateRow(table, row));
  for (const [at, column] of table.columns.entries()) {
    if (at === table.keyColumn) continue;
    const cells = rows.map((row) => fold(row.cells[at]?.raw ?? "").trim());
    const found = KEYS.find(([, shape]) => cells.every((cell) => shape.test(cell)))?.[0];
    if (found !== undefined) return found === "day" && !isShared(table, at) ? undefined : { period: found, whole: isWhole(table, at) };
    const head = HEADS.get(fold(column.name).trim());
    if (head !== undefined && cells.every((cell) => /^\d{1,3}$/.test(cell))) return { period: head, whole: isWhole(table, at) };
  }
  return undefined;
};

/** Two rows of an option for one day are no days: one a box, or one a site. */
const isWhole = (table: Table, at: number): boolean => {
  const owned = table.rows.flatMap((row, r) => {
    const option = table.rowOption[r] ?? -1;
    return option < 0 || isAggregateRow(table, row) ? [] : [`${option}/${fold(row.cells[at]?.raw ?? "").trim()}`];
  });
  return new Set(owned).size === owned.length;
};

/** Fewest days that make a series of its own. */
const SERIES = 5;

/** The few days on which tests were made differ from option to option; those of a series are the same, or many. */
const isShared = (table: Table, at: number): boolean => {
  const days = new Map<number, string[]>();
  for (const [r, row] of table.rows.entries()) {
    const option = table.rowOption[r] ?? -1;
    if (option >= 0) days.set(option, [...(days.get(option) ?? []), row.cells[at]?.raw ?? ""]);
  }
  const sets = [...days.values()].map((list) => [...new Set(list)].sort());
  return sets.every((list) => list.length >= SERIES) || new Set(sets.map((list) => list.join(" "))).size < 2;
};

const AGGREGATE = /^(?:total|totals|sum|average|mean|median|gesamt|summe|mittelwert|schnitt|durchschnitt|total general|moyenne|media)$/;

/** A row that sums up others ("Total", "Average"): no measurement of its own. */
export const isAggregateRow = (table: Table, row: Table["rows"][number]): boolean =>
  row.cells.some((cell, at) => at !== table.keyColumn && cell.number === undefined && AGGREGATE.test(fold(cell.raw).trim()));
