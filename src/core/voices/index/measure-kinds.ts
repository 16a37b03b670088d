import { fold, words } from "../../kernel/text.ts";
import type { Lexicon } from "../lang/lexicon.ts";
import type { Column, Criterion, Table } from "../types.ts";
import { nameDirection } from "./direction.ts";
import { sameTerm, stem } from "./terms.ts";
import { unitOf } from "./units.ts";

/** What people compare things by, whatever they call it: the words that ask for it, and the names and dimensions of the columns that hold it. */
type Kind = {
  /** How a sentence asks for it; matched against single folded words. */
  readonly asked: RegExp;
  /** How a column of it is called; matched against single folded words of its name. */
  readonly named: RegExp;
  /** The dimension that says it by itself, where a column is called by nothing else. */
  readonly dim?: RegExp;
  /** Columns that share the dimension and are something else. */
  readonly other?: RegExp;
  /** Adjectives of praise: "the most reliable" asks for fewer faults. */
  readonly praised?: RegExp;
  /** Which way is better, where neither the sentence nor the column's name says it. */
  readonly better: 1 | -1;
  /** A column of it may count the good ("uptime") or the bad ("failures"): its name says which. */
  readonly both?: true;
  /** Any time at all: it yields to what says more, and holds only for a rule that says no more than how fast. */
  readonly timed?: true;
};

const KINDS: readonly Kind[] = [
  {
    asked:
      /^(?:cheap\w*|inexpensive|expensive|costs?|costly|pric\w*|money|spend|pay|bids?|quotes?|offers?|tenders?|angebot|gebot|devis|oferta|fees?|kosten|kostet|preis\w*|gunstig\w*|billig\w*|geld|ausgeben|bezahlen|zahlen|coute?|couts?|chere?|prix|argent|cuesta|costes?|barat\w*|precio|dinero)$/,
    named:
      /^(?:costs?|price[sd]?|fees?|hire|rent|rental|bids?|quotes?|charges?|premiums?|outlay|expense|eur|euro|euros|usd|gbp|chf|dollars?|pounds|total|kosten|gesamtkosten|jahreskosten|\w*preis|preise|\w*gebuhr|miete|entgelt|couts?|prix|loyer|tarif|costes?|precio|importe)$/,
    dim: /^money:/,
    other:
      /^(?:revenue|takings|income|turnover|profit|donation|umsatz|einnahmen?|erlos|ertrag|gewinn|grant|grants|subsidy|zuschuss|savings?|ersparnis|deposit|kaution|fine|penalty|excess|discount|rabatt|recettes?|ingresos|voucher|value|wert)$/,
    better: -1,
  },
  {
    asked:
      /^(?:quiet\w*|silent|loud\w*|nois\w*|sound|hush\w*|leise\w*|laut\w*|larm\w*|gerausch\w*|schall\w*|silencieu\w*|bruit|bruyant\w*|silencios\w*|ruido|ruidos\w*)$/,
    named: /^(?:nois\w*|sound|loudness|db|dba|decibels?|schall\w*|laut\w*|larm\w*|gerausch\w*|bruit|ruido)$/,
    dim: /^sound$/,
    praised: /^(?:quiet\w*|silent|leise\w*|silencieu\w*|silencios\w*)$/,
    better: -1,
  },
  {
    asked:
      /^(?:lightest|lighter|lightweight|weigh\w*|heav\w*|leichtest\w*|leichter\w*|gewicht|schwer\w*|wiegt|legere?s?|poids|lourde?s?|liger\w*|peso|pesa)$/,
    named: /^(?:weight|mass|weighs|gewicht|masse|poids|peso|kg|g|lb|lbs)$/,
    dim: /^mass$/,
    other: /^(?:load|payload|capacity|carries|lift\w*|traglast|zuladung|nutzlast|co2\w*|yield|ertrag|waste|harvest|output|charge)$/,
    better: -1,
  },
  {
    asked:
      /^(?:power|electric\w*|energy|kwh|watts?|strom\w*|energie\w*|verbrauch\w*|consum\w*|sparsam\w*|frugal|thrifty|economical|consomm\w*|electricite|consumo|electricidad|energia)$/,
    named:
      /^(?:kwh|mwh|wh|watts?|power|energy|consumption|consumes|electricity|strom\w*|energie\w*|verbrauch\w*|\w*verbrauch|consommation|energie|consumo|energia)$/,
    dim: /^(?:energy|power)$/,
    other: /^(?:battery|capacity|akku|kapazitat|yield|output|ertrag|generated|produced|solar|peak|bateria|batterie|rating)$/,
    praised: /^(?:sparsam|frugal|thrifty|economical)$/,
    better: -1,
  },
  {
    asked: /^(?:deliver\w*|here|arriv\w*|ship\w*|lieger\w*|liefer\w*|\w*lieferzeit|lieferung|livr\w*|entreg\w*|soonest|sooner)$/,
    named: /^(?:deliver\w*|lead|ship\w*|arriv\w*|liefer\w*|\w*lieferzeit|livraison|delai|entrega|plazo|wait)$/,
    other: /^(?:fee|cost|costs|price|kosten|preis|eur|per|week|frais|coste)$/,
    better: -1,
  },
  {
    asked:
      /^(?:fastest|faster|quickest|quicker|swift\w*|speed\w*|slowest|soon\w*|shortest|durat\w*|long|schnell\w*|tempo|dauer\w*|zeit|rapid\w*|vite|vitesse|duree|tiempo|velocidad|time|latency|minutes|hours)$/,
    named:
      /^(?:time|times|durat\w*|minutes?|mins?|seconds?|secs?|ms|latenc\w*|takes|delay|dauer\w*|\w*dauer|\w*zeit|minuten|sekunden|stunden|tage|days|duree|delai|temps|tiempo|plazo|minutos)$/,
    dim: /^time$/,
    other:
      /^(?:battery|charge|runtime|run|running|life|lifetime|lifespan|warrant\w*|guarantee|notice|uptime|retention|shelf|contract|term|age|open\w*|akku\w*|laufzeit|lebensdauer|garantie|frist|vertrag\w*|autonomi\w*|experience)$/,
    praised: /^(?:fast\w*|quick\w*|swift\w*|speedi\w*|schnell\w*|rapid\w*|vite)$/,
    timed: true,
    better: -1,
  },
  {
    asked:
      /^(?:batter\w*|runtime|runs|lasts?|range|endur\w*|akku\w*|laufzeit|reichweite|halt|lauft|autonom\w*|dure|dura|charge|lifetime|lifespan|lebensdauer|durable|haltbar\w*)$/,
    named: /^(?:batter\w*|runtime|range|endurance|akku\w*|laufzeit|reichweite|autonom\w*|lifetime|lifespan|lebensdauer|lasts|charge|life)$/,
    other: /^(?:cost|costs|price|kg|weight|charging|kwh|wh|cycles|kosten|preis|gewicht)$/,
    praised: /^(?:durable|haltbar\w*)$/,
    better: 1,
  },
  {
    asked:
      /^(?:reliab\w*|dependab\w*|faults?|failures?|fails?|breakdowns?|breaks|errors?|crash\w*|outages?|incidents?|defects?|zuverlass\w*|storung\w*|ausfall\w*|fehler\w*|pannen?|fiab\w*|defaillances?|averias?|fallos?|fiable)$/,
    named:
      /^(?:reliab\w*|faults?|failures?|failed|breakdowns?|errors?|crash\w*|outages?|incidents?|defects?|uptime|availability|zuverlass\w*|storung\w*|ausfall\w*|fehler\w*|\w*fehler|\w*storungen|pannen?|fiabilite|defaillances?|averias?|fallos?|verfugbarkeit)$/,
    praised: /^(?:reliabl\w*|dependabl\w*|zuverlassig\w*|fiables?)$/,
    both: true,
    better: -1,
  },
  {
    asked:
      /^(?:seats?|people|persons?|passengers?|capacity|roomi\w*|spacious|guests?|children|places|platz\w*|\w*platze|\w*platzen|personen|leute|gaste|kapazitat|plazas?|personas?|personnes?|capacite|capacidad)$/,
    named:
      /^(?:seats?|people|persons?|passengers?|capacity|guests?|children|places|platz\w*|\w*platze|personen|gaste|kapazitat|plazas?|personas?|personnes?|capacite|capacidad)$/,
    other: /^(?:cost|costs|price|per|pro|je|par|por|kosten|preis|battery|akku|storage|water|tank)$/,
    praised: /^(?:roomy|spacious|gerau?mig\w*)$/,
    better: 1,
  },
  {
    asked: /^(?:fastest|faster|quickest|quicker|speed\w*|schnell\w*|tempo|geschwindigkeit|rapid\w*|vite|vitesse|velocidad)$/,
    named: /^(?:speed|throughput|pace|rps|qps|tempo|geschwindigkeit|durchsatz|vitesse|debit|velocidad)$/,
    dim: /^(?:speed|rate)$/,
    praised: /^(?:fast\w*|quick\w*|schnell\w*|rapid\w*|vite)$/,
    timed: true,
    better: 1,
  },
  {
    asked:
      /^(?:nearest|nearer|closest|closer|distance|far|walk\w*|nachst\w*|entfern\w*|weg|fahrweg|proches?|pres|cercan\w*|cerca|distancia)$/,
    named: /^(?:distance|walk\w*|km|miles?|away|entfern\w*|weg|fahrweg|fussweg|distancia|trajet)$/,
    dim: /^length$/,
    other: /^(?:width|height|depth|length|breite|hohe|tiefe|range|reichweite|largeur|ancho|alto)$/,
    better: -1,
  },
  {
    asked:
      /^(?:earns?|brings|revenue|takings|income|profit\w*|raises|lucrative|umsatz\w*|einnahmen?|gewinn|erlos\w*|ertrag|rapporte|recettes?|ingresos?|beneficio|bringt|einbringt)$/,
    named:
      /^(?:revenue|takings|income|turnover|profit|earnings|proceeds|donations?|umsatz|\w*einnahmen?|erlose?|ertrag|gewinn|recettes?|ingresos|beneficio|raised)$/,
    better: 1,
  },
  {
    asked: /^(?:co2\w*|emissions?|carbon|climate|klima\w*|emissionen|climat|clima|emisiones)$/,
    named: /^(?:co2\w*|emissions?|carbon|emissionen|emisiones|ghg|thg)$/,
    better: -1,
  },
  {
    asked: /^(?:satisf\w*|happiest|popular\w*|votes?|liked|zufried\w*|beliebt\w*|stimmen|satisfaction|voix|votos|satisfaccion)$/,
    named: /^(?:satisf\w*|happy|popular\w*|votes?|likes?|approval|zufried\w*|beliebt\w*|stimmen|voix|votos)$/,
    praised: /^(?:popular|liked|happy|beliebt\w*)$/,
    better: 1,
  },
];

/** Words of a rule by time that narrow nothing. */
const light =
  /^(?:one|it|us|takes?|least|most|less|more|best|lowest|lower|shortest|shorter|am|possible|moglichst|alone|allein|only|nur|overall|simply|use|ready|there|done|job|work|finish\w*|fertig|da|all|total)$/u;
/** What a figure is per, or how often it comes: a rule that says it asks for a column that says it, too. */
const periodic =
  /^(?:per|year|yearly|annual|annually|month|monthly|week|weekly|day|daily|hour|page|head|person|unit|piece|kilo|mile|km|jahr|jahrlich\w*|monat|monatlich\w*|woche|tag|stunde|stuck|kopf|seite|running|operating|upfront|purchase|laufend\w*|betrieb\w*|anschaffung\w*|an|mois|ano|mes)$/u;

type Found = { readonly kind: Kind; readonly column: Column };

/**
 * Criteria that say by a common word what they go by ("the quietest", "whoever delivers fastest", "it comes down to price"), bound to the one column that
 * holds it, whatever that is called (`dB(A)`, "Lead time", "Hire"). A criterion that names a column is left as it is, and so is one
 * that two columns answer to, or that narrows what it asks for to what no column says.
 */
export const withKinds = (criteria: readonly Criterion[], tables: readonly Table[], lexicon: Lexicon): Criterion[] => {
  const bound = tables.filter((table) => table.rowOption.some((owner) => owner >= 0));
  const columns = bound.flatMap((table) => table.columns.filter((column, at) => column.type === "number" && at !== table.keyColumn));
  return criteria.map((one) => {
    if (one.inferred || one.rank === undefined || one.columns !== undefined) return one;
    const found = columnFor(one, columns, lexicon);
    return found === undefined ? one : { ...one, columns: [fold(found.column.name.trim())], ...directed(one, found, lexicon) };
  });
};

/** Whether a word of a text asks for one of the kinds: "how loud it is", "consumption". */
export const asksForKind = (text: string): boolean => words(text).some((word) => KINDS.some(({ asked }) => asked.test(word)));

/**
 * Whether an amount that is stated in sentences is what a rule of choice goes by: its dimension says it, or the words it goes by (`called`) do, and none
 * of them says that it is something else.
 */
export const statesKind = (rule: Criterion, called: string, dim: string): boolean => {
  if (rule.rank === undefined) return false;
  const list = [...words(rule.name), ...rule.terms];
  const own = words(called);
  const kinds = KINDS.filter(({ asked }) => list.some((word) => asked.test(word)));
  const told = kinds.filter(({ timed }) => timed !== true);
  return (told.length > 0 ? told : kinds).some(
    ({ named, dim: measured, other }) =>
      !own.some((word) => other?.test(word) === true) && (own.some((word) => named.test(word)) || measured?.test(dim) === true),
  );
};

const wordsIn = (name: string): string[] => words(name.replaceAll("_", " ").replace(/(\p{Ll}{2})(\p{Lu})/gu, "$1 $2"));

const holds = (kind: Kind, column: Column): boolean => {
  const own = wordsIn(column.name);
  if (kind.other !== undefined && own.some((word) => kind.other?.test(word))) return false;
  return own.some((word) => kind.named.test(word)) || kind.dim?.test(column.dim) === true;
};

const columnFor = (criterion: Criterion, columns: readonly Column[], lexicon: Lexicon): Found | undefined => {
  const own = words(criterion.name.replaceAll("_", " "));
  const list = [...own, ...criterion.terms];
  const asked = KINDS.filter((kind) => list.some((word) => kind.asked.test(word)));
  const found = asked.flatMap((kind) => columns.filter((column) => holds(kind, column)).map((column) => ({ kind, column })));
  // "The fastest delivery": what is delivered tells more than how fast.
  const told = found.filter(({ kind }) => kind.timed !== true);
  const kept = told.length > 0 ? told : found;
  const first = kept.find((one) => isCalled(one, wordsIn(one.column.name)));
  if (first === undefined || kept.some(({ column }) => fold(column.name) !== fold(first.column.name))) return undefined;
  const named = wordsIn(first.column.name);
  const rest = own.filter((word) => !first.kind.asked.test(word) && !lexicon.stopWords.has(word));
  const strange = rest.filter(
    (word) => !light.test(word) && !named.some((other) => sameTerm(stem(word, lexicon.language), stem(other, lexicon.language))),
  );
  if (strange.some((word) => periodic.test(word)) || (first.kind.timed === true && strange.length > 0)) return undefined;
  const elsewhere = columns.filter(({ name }) => fold(name) !== fold(first.column.name)).flatMap(({ name }) => wordsIn(name));
  return strange.some((word) => elsewhere.some((other) => sameTerm(stem(word, lexicon.language), stem(other, lexicon.language))))
    ? undefined
    : first;
};

/** A column that is called something else ("Third party (EUR)") is none of the kind for its unit alone; noise is nothing but noise. */
const isCalled = ({ kind, column }: Found, named: readonly string[]): boolean => {
  const names = named.filter((word) => unitOf(word) === undefined && !/^(?:per|pro|je|par|por|a|in|of|\d+)$/u.test(word));
  return names.length === 0 || column.dim === "sound" || names.some((word) => kind.named.test(word) || kind.asked.test(word));
};

/** "The most reliable" of a column of failures asks for the fewest; a noun alone goes the way of what it measures. */
const directed = (
  one: Criterion,
  { kind, column }: Found,
  lexicon: Lexicon,
): { readonly direction?: 1 | -1; readonly assumedDirection?: boolean } => {
  const better = kind.both === true ? nameDirection(column.name, lexicon) || kind.better : kind.better;
  const praised = words(one.name).some((word) => kind.praised?.test(word) === true);
  if (praised) return { direction: better, assumedDirection: false };
  return one.direction === 0 || one.assumedDirection ? { direction: better } : {};
};
