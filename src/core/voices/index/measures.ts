import { fold } from "../../kernel/text.ts";
import type { Lexicon } from "../lang/lexicon.ts";
import type { Amount } from "./amount.ts";
import { stem } from "./terms.ts";
import { isBulk, multiplierOf, periodAdverbs, periodOf, type Unit, unitOf } from "./units.ts";

/** What stands around an amount: its unit (undefined when bare), its factor, what it is per, and where it all ends. */
export type Measure = {
  readonly start: number;
  readonly end: number;
  readonly factor: number;
  readonly dim?: string;
  readonly unit?: string;
  readonly per: readonly string[];
};

const symbolBefore = /(US\$|[€$£¥₹]|\b(?:EUR|USD|GBP|CHF|JPY|SEK|NOK|DKK|PLN|CZK|AUD|CAD|INR|Fr\.))[ \u00a0]?[-−]?$/u;
const unitWord = /[ \u00a0]?-?([€$£¥₹%‰]|°C|[\p{L}µμ€$][\p{L}€$²³]*(?:[-/](?=\p{L})[\p{L}²³]+)?\d?)/uy;
const calendar = new Set(
  "working business calendar full whole consecutive school clear straight volle ganze extra additional further more".split(" "),
);
/** A unit we do not know (`µg/m³`, `°F`): its own dimension, so that it is never compared with a bare number. */
const foreignUnit = /^[ \u00a0]?([µμ°]\p{L}{1,4}(?:\/[\p{L}\d³²]{1,4})?|\p{L}{1,4}\/(?:m[³²23]|kg|l|km|km²)|\p{L}{1,3}[³²])(?!\p{L})/u;
const times = new Set("times time x mal fois veces vez".split(" "));
const verbs = new Set(
  "costs takes needs says gets goes makes does was has is its this as plus minus means leaves stands yes ones times thirds quarters fifths halves".split(
    " ",
  ),
);
const plurals = new Set("people staff children men women fte ftes feet heads personnel pupils pax".split(" "));
const places = new Set("out of".split(" "));

/** Reads the measure of an amount: currency before, multiplier, unit or counted noun after, and `per`. */
export const measureOf = (text: string, amount: Amount, lexicon: Lexicon): Measure => {
  if (amount.share) return { start: amount.start, end: amount.end, factor: 1, dim: "percent", unit: "percent", per: [] };
  const money = amount.word ? undefined : symbolBefore.exec(text.slice(Math.max(0, amount.start - 5), amount.start));
  const scaled = multiplied(text, amount.end);
  const before = money ? unitOf((money[1] as string).replace("US$", "$")) : undefined;
  const start = money ? amount.start - money[0].length : amount.start;
  if (before) return withPer(text, { start, end: scaled.end, factor: scaled.factor, dim: before.dim, unit: before.unit, per: [] }, lexicon);
  const frequency = frequencyAt(text, scaled.end, lexicon);
  if (frequency)
    return { start, factor: scaled.factor * frequency.factor, dim: "frequency", unit: "per week", per: [], end: frequency.end };
  const unit = unitAt(text, scaled.end, lexicon);
  if (unit && !(amount.word && amount.value === 1 && unit.unit.dim !== "time"))
    return withPer(
      text,
      {
        start,
        end: unit.end,
        factor: scaled.factor * unit.unit.factor,
        dim: unit.unit.dim,
        unit: unit.unit.unit,
        per: unit.unit.per ?? [],
      },
      lexicon,
    );
  const foreign = foreignUnit.exec(text.slice(scaled.end, scaled.end + 16));
  if (foreign && !amount.word)
    return {
      start,
      end: scaled.end + foreign[0].length,
      factor: scaled.factor,
      dim: `unit:${fold(foreign[1] as string)}`,
      unit: fold(foreign[1] as string),
      per: [],
    };
  const noun = nounAt(text, scaled.end, lexicon);
  // "Mischmodell 6 Schalter": a capital before a number is no name where a counted noun follows.
  const counted = lexicon.language === "de" && noun !== undefined;
  if (amount.named && !counted) return { start, end: scaled.end, factor: scaled.factor, per: [] };
  if (!noun || (amount.word && amount.value <= 1)) return { start, end: scaled.end, factor: scaled.factor, per: [] };
  return withPer(text, { start, end: noun.end, factor: scaled.factor, dim: `count:${noun.stem}`, unit: noun.stem, per: [] }, lexicon);
};

const read = (text: string, at: number): { readonly word: string; readonly start: number; readonly end: number } | undefined => {
  unitWord.lastIndex = at;
  const match = unitWord.exec(text);
  return match
    ? { word: match[1] as string, start: at + match[0].length - (match[1] as string).length, end: at + match[0].length }
    : undefined;
};

const multiplied = (text: string, at: number): { readonly factor: number; readonly end: number } => {
  const next = read(text, at);
  const factor = next ? multiplierOf(next.word) : undefined;
  if (!next || factor === undefined) return { factor: 1, end: at };
  return {
    factor,
    end:
      /^(?:tsd|mio|mrd)$/iu.test(next.word) &&
      text[next.end] === "." &&
      text[next.end + 1] === " " &&
      /[\p{L}€$]/u.test(text[next.end + 2] ?? "")
        ? next.end + 1
        : next.end,
  };
};

const twoWords: readonly (readonly [RegExp, string])[] = [
  [/^[ \u00a0]?(?:per ?cent|pour ?cent|por ciento|percentage points?|prozentpunkte?n?|points de pourcentage)(?!\p{L})/iu, "%"],
  [/^[ \u00a0]?(?:square met(?:re|er)s?|quadratmeter|metres? carres?|mètres? carrés?|metros cuadrados)(?!\p{L})/iu, "m2"],
  [/^[ \u00a0]?(?:cubic met(?:re|er)s?|kubikmeter)(?!\p{L})/iu, "m3"],
  [/^[ \u00a0]?US dollars?(?!\p{L})/iu, "usd"],
  [/^[ \u00a0]?[×x][ \u00a0]?g(?![\p{L}\d])/u, "×g"],
  [/^[ \u00a0]?(?:square f(?:ee|oo)t|sq\.? ?ft)(?!\p{L})/iu, "sqft"],
  [/^[ \u00a0](?:person|engineer|developer|staff|man)[ -](?:hours?)(?!\p{L})/iu, "person-hour"],
  [/^[ \u00a0](?:person|engineer|developer|staff|man)[ -](?:days?)(?!\p{L})/iu, "person-day"],
  [/^[ \u00a0](?:person|engineer|developer|staff|man)[ -](?:weeks?)(?!\p{L})/iu, "person-week"],
  [/^[ \u00a0](?:person|engineer|developer|staff|man)[ -](?:months?)(?!\p{L})/iu, "person-month"],
];

/** How any of them begins: most amounts are followed by none. */
const opensTwoWords =
  /^[ \u00a0]?(?:per ?c|percentage|pour|por|prozentp|points|square|quadrat|m[eè]tr|cubic|kubik|US|[×x]|sq|person|engineer|developer|staff|man)/iu;

/** The unit that starts at `at`, after at most one adjective (`working days`). */
const unitAt = (text: string, at: number, lexicon: Lexicon): { readonly unit: Unit; readonly end: number } | undefined => {
  const ahead = text.slice(at, at + 30);
  for (const [shape, name] of opensTwoWords.test(ahead) ? twoWords : []) {
    const match = shape.exec(ahead);
    if (match) return { unit: unitOf(name) as Unit, end: at + match[0].length };
  }
  const first = read(text, at);
  if (!first) return undefined;
  const whole = unitOf(first.word);
  if (whole && isFree(text, first.end, first.word, lexicon)) return { unit: whole, end: first.end };
  const head = /^[^-/]+/u.exec(first.word)?.[0] ?? "";
  const short = head === first.word ? undefined : unitOf(head);
  if (short && (first.word[head.length] === "/" || short.dim === "time")) return { unit: short, end: first.start + head.length };
  if (!calendar.has(fold(first.word))) return undefined;
  const second = read(text, first.end);
  const unit = second ? unitOf(second.word) : undefined;
  return second && unit && isFree(text, second.end, second.word, lexicon) ? { unit, end: second.end } : undefined;
};

/** A unit word must end where it seems to, and must not be a small word of the language (`an`, `us`). */
const isFree = (text: string, end: number, word: string, lexicon: Lexicon): boolean => {
  if (/^['’]\p{L}/u.test(text.slice(end, end + 2)) && /^\p{L}$/u.test(word)) return false;
  return word.length === 1 || !lexicon.stopWords.has(fold(word));
};

/** `times a day`, `mal pro Woche`, `fois par mois`: how often per week. */
const frequencyAt = (text: string, at: number, lexicon: Lexicon): { readonly factor: number; readonly end: number } | undefined => {
  const first = read(text, at);
  if (!first || !times.has(fold(first.word))) return undefined;
  const match = /^ (?:an? |per |each |every |pro |je |par |por |al |à la |a la |im |in der |am )?([\p{L}.]{2,14})/u.exec(
    text.slice(first.end, first.end + 28),
  );
  const period = match ? (periodOf(match[1] as string) ?? periodAdverbs.get(fold(match[1] as string))) : undefined;
  const unit = period
    ? (unitOf(period) ?? (period === "second" ? unitOf("s") : period === "quarter" ? unitOf("quarters") : undefined))
    : undefined;
  if (!match || !unit || lexicon.stopWords.has(fold(match[1] as string))) return undefined;
  return { factor: 604_800 / unit.factor, end: first.end + match[0].length };
};

/** The noun that an amount counts: English the first plural among three words, German the first capital, else the next word. */
const nounAt = (text: string, at: number, lexicon: Lexicon): { readonly stem: string; readonly end: number } | undefined => {
  let from = at;
  for (let i = 0; i < 3; i++) {
    const match = /^(?:[ \u00a0]|-(?=\p{L}))([\p{L}][\p{L}'’-]{0,30})/u.exec(text.slice(from, from + 34));
    if (!match) return undefined;
    const word = (match[1] as string).replace(/['’].*$/u, "");
    const folded = fold(word);
    if (lexicon.stopWords.has(folded) || places.has(folded) || verbs.has(folded)) return undefined;
    from += match[0].length;
    if (isNoun(word, folded, i, lexicon)) return { stem: nounStem(folded, lexicon), end: from };
    if (lexicon.language === "fr" || lexicon.language === "es") return undefined;
  }
  return undefined;
};

/** The stem of a counted noun; of a hyphenated one its last part. */
const nounStem = (folded: string, lexicon: Lexicon): string => stem(folded.replace(/^.*-/u, ""), lexicon.language);

const isNoun = (word: string, folded: string, position: number, lexicon: Lexicon): boolean => {
  if (lexicon.language === "de") return /^\p{Lu}/u.test(word);
  if (lexicon.language !== "en") return position === 0 && folded.length > 2;
  return plurals.has(folded) || (folded.length > 3 && folded.endsWith("s") && !/(?:ss|us|is|ous|less)$/u.test(folded));
};

const perOpening =
  /^(?: ?\/ ?| (?:per|pro|je|par|por|each|every|for each|for every|pro einzelnem|al|à la|a la) | (?:a|an|the|im|in der|am|le|la|el) (?=\p{L}))/u;
const perNouns = new Set("head piece person seat user night nacht nuit noche".split(" "));

/** Extends a measure by all that it is per: `/user/month`, `per agent and month`, `monthly`, `p.a.`, `each`. */
const withPer = (text: string, measure: Measure, lexicon: Lexicon): Measure => {
  const per = [...measure.per];
  let end = measure.end;
  for (let i = 0; i < 3; i++) {
    const next = perAt(text, end, per.length > 0, lexicon, measure.dim?.startsWith("money:") === true);
    if (!next) break;
    per.push(next.name);
    end = next.end;
  }
  const names = [...new Set(per)].sort((left, right) => (left < right ? -1 : left > right ? 1 : 0));
  return { ...measure, end, per: names };
};

const perAt = (
  text: string,
  at: number,
  more: boolean,
  lexicon: Lexicon,
  money: boolean,
): { readonly name: string; readonly end: number } | undefined => {
  const rest = text.slice(at, at + 60);
  const adverb = /^,? (p\. ?a\.?|\p{L}+)/u.exec(rest);
  const period = adverb ? periodAdverbs.get(fold(adverb[1] as string).replace(" ", "")) : undefined;
  if (adverb && period) return { name: period, end: at + adverb[0].length };
  if (/^ (?:each|apiece|jeweils|chacun|chacune|cada uno)(?!\p{L})(?! \p{L}{3,})/u.test(rest))
    return { name: "each", end: at + (/^ \p{L}+/u.exec(rest)?.[0].length ?? 0) };
  // "12 EUR base fee per month": up to two words between an amount of money and what it is per.
  const gap =
    money && !more
      ? /^(?: (?:of|de|an))?(?: (?!and |or |for |und |oder )\p{L}{3,20}){1,2}(?= (?:per|a|pro|je|im|par|por|al|each|every) \p{L})/u.exec(
          rest,
        )
      : null;
  const across = gap ? perAt(text, at + gap[0].length, true, lexicon, money) : undefined;
  if (across) return across;
  const joined = more ? /^ (?:and|und|et|y) (?:per |pro |par |por |je )?/u.exec(rest) : null;
  const open = joined ?? perOpening.exec(rest);
  if (!open) return undefined;
  const named = perName(rest.slice(open[0].length), lexicon);
  if (!named) return undefined;
  // "5 EUR a month" and "and month" only before a period or a known carrier: "5 EUR and staff" is two things.
  const loose = joined
    ? !/ (?:per|pro|par|por|je) $/u.test(joined[0])
    : / (?:a|an|the|im|in der|am|le|la|el|al|à la|a la) $/u.test(open[0]);
  // "Per child and lesson", where nothing follows that "and" could join.
  const closed = joined !== null && /^(?:\s*(?:[.,;:)!?](?!\d)|$))/u.test(rest.slice(open[0].length + named.length));
  const carrier = open[0] !== " the " && (perNouns.has(named.name) || closed || (money && / an? $/u.test(open[0])));
  if (loose && !named.period && !carrier) return undefined;
  return { name: named.name, end: at + open[0].length + named.length };
};

/** "per 100 new accounts" is per `100 account`; "per 1,000" alone is per `1000`. */
const perMany = (
  text: string,
  number: string,
  lexicon: Lexicon,
): { readonly name: string; readonly length: number; readonly period: boolean } | undefined => {
  const digits = number.replace(/[.,](?=\d{3})/gu, "");
  const unit = unitAt(text, number.length, lexicon);
  if (unit) return { name: `${digits} ${unit.unit.unit}`, length: unit.end, period: false };
  const noun = nounAt(text, number.length, lexicon);
  return noun
    ? { name: `${digits} ${noun.stem}`, length: noun.end, period: false }
    : { name: digits, length: number.length, period: false };
};

const perName = (
  text: string,
  lexicon: Lexicon,
): { readonly name: string; readonly length: number; readonly period: boolean } | undefined => {
  const match = /^(?:(\d(?:[\d.,]{0,8}\d)?)(?![\d.,]*\d))?(?:(?:^|(?<=\d) )(\p{L}{1,24})(?: (\p{L}{2,12}))?)?/u.exec(text);
  if (!match || match[0] === "") return undefined;
  const first = match[2] ?? "";
  const lead = match[0].length - (match[3] ? match[3].length + 1 : 0);
  if (match[1]) return perMany(text, match[1], lexicon);
  // "For every weekly drop" is per week.
  const period = periodOf(first) ?? periodOf(fold(first)) ?? (first.length > 4 ? periodAdverbs.get(fold(first)) : undefined);
  if (period) return { name: period, length: lead, period: true };
  const second = match[3] ? periodOf(match[3]) : undefined;
  if (second && !lexicon.stopWords.has(fold(match[3] as string))) return { name: second, length: match[0].length, period: true };
  if (lexicon.stopWords.has(fold(first))) return undefined;
  const unit = unitOf(first);
  const name = unit !== undefined && isBulk(unit) ? unit.unit : stem(fold(first), lexicon.language);
  return { name, length: lead, period: false };
};
