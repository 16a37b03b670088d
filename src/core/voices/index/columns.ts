import { byCodeUnit } from "../../kernel/json.ts";
import { fold } from "../../kernel/text.ts";
import type { Cell, Column, Language } from "../types.ts";
import { type CellNumber, cellNumber, flagOf, isMissing } from "./cells.ts";
import { quantitiesIn } from "./quantities.ts";
import { stem, termSet } from "./terms.ts";
import { periodOf, unitOf } from "./units.ts";

/** Rows that decide the type of a column. */
const SAMPLE = 400;

/** A measure that a name carries: `p99_ms`, `Cost (EUR/month)`, `Battery h`. */
type Named = { readonly dim: string; readonly unit: string; readonly per: readonly string[]; readonly factor: number };

/**
 * Understands a column from its name and cells. A column is `number` when four of five filled cells are, or when more than half name a unit; numbers without a unit
 * of their own take the unit of the name and are converted to base units. `missing` counts empty and `n/a` cells.
 */
export const columnOf = (
  name: string,
  raws: readonly string[],
  language: Language,
  commaDecimal: boolean,
): { readonly column: Column; readonly cells: readonly Cell[] } => {
  const filled = raws.slice(0, SAMPLE).filter((raw) => !isMissing(raw));
  const terms = nameTerms(name, language);
  const missing = raws.reduce((sum, raw) => sum + (isMissing(raw) ? 1 : 0), 0);
  const base = { name, terms, missing };
  if (filled.length > 0 && filled.every((raw) => flagOf(raw) !== undefined))
    return { column: { ...base, type: "flag", unit: "", dim: "flag", per: [] }, cells: raws.map((raw) => withNumber(raw, flagOf(raw))) };
  const carried = namedMeasure(name, language);
  // "3-5" is a range only where the name says of what: of bare numbers it may be a score.
  const reading = (raw: string): CellNumber | undefined => {
    const cell = cellNumber(raw, language, commaDecimal);
    return cell?.ends !== undefined && cell.quantity === undefined && carried === undefined ? undefined : cell;
  };
  const read = filled.map(reading);
  const numbers = read.filter((cell) => cell !== undefined);
  const united = numbers.filter((cell) => cell.quantity !== undefined).length;
  if (numbers.length === 0 || (numbers.length * 5 < filled.length * 4 && united * 2 <= filled.length))
    return { column: { ...base, type: "text", unit: "", dim: "text", per: [] }, cells: raws.map((raw) => ({ raw })) };
  const own = ownMeasure(numbers);
  const named = own ?? carried;
  const measure = named && { ...named, per: named.per.length > 0 ? named.per : namedPer(name, language) };
  const cells = raws.map((raw) => {
    const cell = isMissing(raw) ? undefined : reading(raw);
    return withEnds(withNumber(raw, convert(cell, measure)), cell, measure);
  });
  return { column: { ...base, type: "number", unit: measure?.unit ?? "", dim: measure?.dim ?? "number", per: measure?.per ?? [] }, cells };
};

const withNumber = (raw: string, number: number | undefined): Cell =>
  number === undefined || !Number.isFinite(number) ? { raw } : { raw, number };

/** A range keeps both of its ends in the unit of the column. */
const withEnds = (cell: Cell, read: CellNumber | undefined, measure: Named | undefined): Cell => {
  if (cell.number === undefined || read?.ends === undefined) return cell;
  const factor = read.quantity === undefined ? (measure?.factor ?? 1) : 1;
  return { ...cell, ends: [read.ends[0] * factor, read.ends[1] * factor] };
};

/** The measure most cells name themselves. */
const ownMeasure = (numbers: readonly CellNumber[]): Named | undefined => {
  const named = numbers.flatMap((cell) => (cell.quantity ? [cell.quantity] : []));
  const first = named[0];
  if (
    !first ||
    named.length * 2 < numbers.length ||
    named.some((quantity) => quantity.dim !== first.dim || quantity.per.join() !== first.per.join())
  )
    return undefined;
  return { dim: first.dim, unit: first.unit, per: first.per, factor: unitOf(first.unit)?.factor ?? 1 };
};

/** A number in the base unit of the column, or undefined when the cell speaks of another dimension. */
const convert = (cell: CellNumber | undefined, measure: Named | undefined): number | undefined => {
  if (!cell) return undefined;
  if (cell.quantity) return measure && cell.quantity.dim === measure.dim ? cell.value : undefined;
  return Number((cell.value * (measure?.factor ?? 1)).toPrecision(12));
};

/** What a name says its numbers are per: "Zuschuss pro Jahr", "Preis je Essen", "Price a month". */
const namedPer = (name: string, language: Language): readonly string[] => {
  const match = /(?:\s(per|pro|je|par|por|a|im|al|each)\s|\s?\/\s?)(\p{L}{2,20})$/u.exec(
    fold(name)
      .replaceAll("_", " ")
      .replace(/\s*[([].*$/u, ""),
  );
  const slashes = [...fold(name).matchAll(/\s?\/\s?(\p{L}{1,20})/gu)].map((one) => one[1] as string);
  if (slashes.length > 1) return slashes.map((word) => periodOf(word) ?? stem(word, language)).sort(byCodeUnit);
  if (!match) return [];
  const period = periodOf(match[2] as string);
  return period ? [period] : /^(?:a|im|al)$/u.test(match[1] ?? "") ? [] : [stem(match[2] as string, language)];
};

/** Stems of a column name; identifiers and PascalCase are split. */
export const nameTerms = (name: string, language: Language): string[] => termSet(name.replace(/(\p{Ll}{2})(\p{Lu})/gu, "$1 $2"), language);

const spelled =
  /^(?:seconds?|minutes?|hours?|days?|weeks?|months?|years?|percent|sekunden|minuten|stunden|tage|wochen|monate|jahre|prozent|minutes|heures|jours|semaines|mois|horas|dias|semanas|meses)$/u;
const joiner = /^(?:in|per|pro|je|par|por|of|to|a|an|the|for|after|before|within|last|next|first|each|every|zu|nach|vor|von|im|an|\d+)$/u;

/** The unit that a column name carries: in brackets, after the last comma, as its last words, or as a first spelled-out unit. */
const namedMeasure = (name: string, language: Language): Named | undefined => {
  if (/(?:force|load|pull|kraft|last|strength|tension|thrust)_n$/iu.test(name)) return { dim: "force", unit: "n", per: [], factor: 1 };
  if (/_c$/u.test(name)) return { dim: "temperature", unit: "°c", per: [], factor: 1 };
  const flat = name
    .replaceAll("_", " ")
    // "fileSize", but no unit: "dB", "kWh".
    .replace(/(\p{Ll}{2})(\p{Lu})/gu, "$1 $2")
    .trim();
  for (const match of flat.matchAll(/[([]([^()[\]]{1,30})[)\]]/gu)) {
    const found = measured((match[1] as string).replace(/^in /u, ""), language);
    if (found) return found;
  }
  const comma = flat.lastIndexOf(",");
  const afterComma =
    comma < 0
      ? undefined
      : measured(
          flat
            .slice(comma + 1)
            .trim()
            .replace(/^in /u, ""),
          language,
        );
  return afterComma ?? fromTail(flat, language) ?? fromHead(flat);
};

const measured = (text: string, language: Language): Named | undefined => {
  if (text === "" || /\d/u.test(text.replace(/m[23]/gu, ""))) return undefined;
  // A lone singular period ("costs_usd_month", "Price a month") says what an amount is per, not in what unit it is.
  if (
    /^(?:second|minute|hour|day|week|month|quarter|year|sekunde|stunde|tag|woche|monat|jahr|heure|jour|semaine|hora|dia|semana)$/u.test(
      fold(text),
    )
  )
    return undefined;
  const [head, tail, ...rest] = text.split(" ");
  if (head !== undefined && tail !== undefined && rest.length === 0 && isPrice(head, tail))
    return measured(`${head} per ${tail}`, language);
  const probe = `1 ${text}`;
  const [quantity, ...more] = quantitiesIn(probe, language);
  if (!quantity || more.length > 0 || quantity.end !== probe.length || quantity.dim.startsWith("count:") || quantity.dim === "number")
    return undefined;
  return { dim: quantity.dim, unit: quantity.unit, per: quantity.per, factor: quantity.value };
};

/** `price_ct_kwh`, `costs_usd_month`: a currency and a unit are one per the other. */
const isPrice = (head: string, tail: string): boolean => {
  const unit = unitOf(tail);
  return unitOf(head)?.dim.startsWith("money:") === true && unit !== undefined && !unit.dim.startsWith("money:");
};

/** What was done to a quantity says nothing of its unit: `latency_ms_p95`, `cost_eur_total`. */
const statistic = /^(?:p\d\d|avg|average|mean|median|max|total|sum|net|gross|peak|mittel|schnitt|summe|netto|brutto|moyenne|media)$/u;

const fromTail = (flat: string, language: Language): Named | undefined => {
  const whole = flat.split(/\s+/u);
  const cut = whole.findLastIndex((word) => !statistic.test(fold(word))) + 1;
  const list = cut < 2 ? whole : whole.slice(0, cut);
  for (let from = Math.max(0, list.length - 4); from < list.length; from++) {
    if (joiner.test(fold(list[from] as string)) || (from > 0 && joiner.test(fold(list[from - 1] as string)))) continue;
    const found = measured(list.slice(from).join(" "), language);
    if (found) return found;
  }
  const last =
    list.length > 2 && /^(?:per|pro|par|por|je)$/u.test(fold(list[list.length - 2] as string)) ? list[list.length - 1] : undefined;
  const period = last ? periodOf(fold(last)) : undefined;
  return period ? { dim: "number", unit: "", per: [period], factor: 1 } : undefined;
};

const fromHead = (flat: string): Named | undefined => {
  const first = fold(/^\p{L}+/u.exec(flat)?.[0] ?? "");
  const unit = spelled.test(first) ? unitOf(first) : undefined;
  return unit ? { dim: unit.dim, unit: unit.unit, per: [], factor: unit.factor } : undefined;
};
