import { fold } from "../../kernel/text.ts";
import { sameTerm, termsOf } from "../index/terms.ts";
import type { Language } from "../types.ts";

/** Stems that say "the same thing" when a criterion and a column use different words. Each row is one concept. */
const CONCEPTS: readonly (readonly string[])[] = [
  "cost money geld pric fee eur usd gbp chf euro dollar spend expens cheap budget kost preis gebuhr teuer gunstig licens bill rent miet anschaff allowanc salary sell sold verkauf vend",
  "latenc p99 p95 p50 ms respons fast slow speed quick schnell langsam antwortzeit",
  "time start delay arriv wait late punctual overrun puenktlich wartezeit durat dauer short kurz zeit",
  "width wide wider widest breit",
  "strength strong stark forc kraft pull load tension newton",
  "throughput rps qps headroom durchsatz",
  "memory rss ram heap speicher",
  "error fail fault incident outag downtim uptim reliab availab stabil crash fehl ausfall zuverlassig storung lost",
  "effort work person-week person-day migrat build implement aufwand einfuhrung umstell arbeit",
  "satisf happ prefer survey vote approv accept ok zufried umfrag akzeptanz stimm",
  "safet safe injur accident sicherheit unfall",
  "deliver lieferzeit liefer",
  "batter charg akku ladung autonom",
  "accura precis recall qualit genau defect",
  "cpu processor load auslast",
  "noise sound loud larm schall schallpegel laut",
  "temperatur warm heat raumtemperatur heiz",
  "return returned refund sent-back ruckgab rucksend retour rembours devolucion devuelt devolv",
  "travel journey trip commut ride anreis anfahrt fahrzeit reisezeit fahrt hinfahrt trajet voyag viaj trayecto",
  "upkeep maintenanc maintain pfleg wartung unterhalt instandhalt entretien mantenimient",
  "broken break kaputt kaputtgeh defekt defect damag beschadigt breakag cass pann averia",
].map((row) => row.split(" "));

/** Units carry no topic: sharing "km" or "eur" proves nothing. */
const UNIT_STEMS = new Set([
  "ms",
  "s",
  "sec",
  "second",
  "min",
  "minut",
  "h",
  "hour",
  "day",
  "week",
  "month",
  "year",
  "eur",
  "usd",
  "gbp",
  "chf",
  "euro",
  "dollar",
  "percent",
  "pct",
  "km",
  "m",
  "cm",
  "mm",
  "kg",
  "g",
  "t",
  "ton",
  "kb",
  "mb",
  "gb",
  "tb",
  "byte",
  "stund",
  "tag",
  "woch",
  "monat",
  "jahr",
  "least",
  "most",
  "mindest",
  "hochst",
  "maximum",
  "minimum",
  "max",
  "limit",
  "under",
  "below",
  "above",
  "over",
  "within",
  "must",
  "no",
  "more",
  "less",
  "than",
  "stay",
  "cannot",
  "may",
  "need",
  "value",
  "per",
  "each",
  "every",
  "point",
  "prozent",
  "muss",
  "darf",
  "hora",
]);

/** Stems of a text without units, comparison words and numbers. */
export const contentTerms = (text: string, language: Language): readonly string[] => topical(termsOf(text, language));

/** The stems that carry a topic: no units, no comparison words, no bare numbers. */
export const topical = (stems: readonly string[]): readonly string[] =>
  stems.filter((stem) => !UNIT_STEMS.has(stem) && !/^[\d.,]+$/.test(stem));

/** How many of the stems on the left have a partner on the right. */
export const overlap = (left: readonly string[], right: readonly string[]): number => {
  let shared = 0;
  for (const stem of new Set(left)) if (right.some((other) => sameTerm(stem, other))) shared++;
  return shared;
};

/** Indexes of the concepts that the stems touch, in table order. */
export const conceptsOf = (stems: readonly string[]): readonly number[] =>
  CONCEPTS.flatMap((row, index) =>
    stems.some((stem) => row.some((word) => stem === word || (word.length >= 4 && stem.startsWith(word)))) ? [index] : [],
  );

/** Shared stems count 1 each, shared concepts ½ each. */
export const kinship = (left: readonly string[], right: readonly string[]): number => {
  const mine = conceptsOf(left);
  const theirs = conceptsOf(right);
  return overlap(topical(left), topical(right)) + mine.filter((concept) => theirs.includes(concept)).length / 2;
};

const INCOME = /revenue|takings|income|turnover|profit|donation|umsatz|einnahm|erlos|ertrag|spende|gewinn|recette|benefice|ventas|ingreso/;

/** Whether an amount of money is one that comes in, by its name: no cost, though it is money. */
export const isIncome = (name: string): boolean => INCOME.test(fold(name));
