import { words } from "../../kernel/text.ts";
import type { Lexicon } from "../lang/lexicon.ts";
import { lexiconOf } from "../lang/lexicons.ts";
import { stem } from "./terms.ts";
import { periodAdverbs, unitOf } from "./units.ts";

/** +1 higher is better, -1 lower is better, 0 unknown. */
export type Direction = 1 | -1 | 0;

const stated: readonly (readonly [RegExp, Direction])[] = [
  [
    /\b(?:lower|less|fewer|smaller|shorter|cheaper|faster|quicker|sooner|lighter|quieter) (?:is|are) better|the (?:lower|less|fewer|smaller|shorter|cheaper|faster) the better|\b(?:minimi[sz]e|as (?:little|few|low|short|cheap|fast|small|quiet|light) as possible)\b|\bje (?:weniger|niedriger|kurzer|kleiner|gunstiger|schneller|geringer|leiser|leichter)[, ]+desto (?:besser|lieber)|(?:niedriger|weniger|kleiner|kurzer) ist besser|moglichst (?:wenig|niedrig|kurz|gering|gunstig|klein|leise|leicht)|le moins possible|lo menos posible|(?:moins|plus bas|plus court) (?:c est|vaut) mieux|(?:menos|mas bajo|mas corto) es mejor|cuanto menos,? mejor/u,
    -1,
  ],
  [
    /\b(?:higher|more|larger|longer|bigger|greater) (?:is|are) better|the (?:higher|more|larger|longer|bigger) the better|\b(?:maximi[sz]e|as (?:much|many|high|long|large|big) as possible)\b|\bje (?:mehr|hoher|langer|grosser)[, ]+desto (?:besser|lieber)|(?:hoher|mehr|langer|grosser) ist besser|moglichst (?:viel|hoch|lang|gross)|le plus possible|lo mas posible|(?:plus|plus haut|plus long) (?:c est|vaut) mieux|(?:mas|mas alto|mas largo) es mejor|cuanto mas,? mejor/u,
    1,
  ],
];

type Stems = { readonly lower: ReadonlySet<string>; readonly higher: ReadonlySet<string> };
const cache = new Map<string, Stems>();

const stemsOf = (lexicon: Lexicon): Stems => {
  const known = cache.get(lexicon.language);
  if (known) return known;
  const collect = (pick: (one: Lexicon) => readonly string[]): Set<string> =>
    new Set([
      ...pick(lexicon).flatMap((phrase) => (phrase.includes(" ") ? [phrase] : [phrase, stem(phrase, lexicon.language)])),
      ...pick(lexiconOf("en")).flatMap((phrase) => (phrase.includes(" ") ? [phrase] : [phrase, stem(phrase, "en")])),
    ]);
  const built = { lower: collect((one) => one.lowerIsBetter), higher: collect((one) => one.higherIsBetter) };
  cache.set(lexicon.language, built);
  return built;
};

const few =
  /^(?:few|fewer|little|low|lower|short|shorter|small|smaller|cheap|minimal|less|wenig|wenige|weniger|niedrige?[rs]?|geringe?[rs]?|kurze?[rs]?|peu|moins|faible|poca?s?|menos|bajo|baja)$/u;
const many =
  /^(?:many|much|high|higher|long|longer|large|larger|more|plenty|viele?|hohe?[rs]?|mehr|lange?[rs]?|grosse?[rs]?|beaucoup|haute?|mucha?s?|muchos|alto|alta)$/u;

/** What the first word of a criterion asks for: "Few false alarms", "High yield", "Kurze Wege"; 0 when it asks for nothing. */
export const leadingDirection = (name: string): Direction => {
  const [first = "", ...rest] = words(name);
  return rest.length === 0 ? 0 : few.test(first) ? -1 : many.test(first) ? 1 : 0;
};

/** What a text states outright ("lower is better"), or 0. */
export const statedDirection = (text: string): Direction => {
  const folded = words(text).join(" ");
  return stated.find(([shape]) => shape.test(folded))?.[1] ?? 0;
};

/** Two words that may be good or bad: the running time of a lamp or of a job. */
const either = new Set("run time|running time|operating time|operating hours|opening hours".split("|"));
/** A good thing that is lost, and a bad one that is spared. */
const losing =
  /^(?:lost|missed|wasted|failed|failing|cancelled|canceled|declined|rejected|refused|churned|broken|false|unpaid|entgangen\w*|verloren\w*|abgelehnt\w*|storniert\w*|perdu\w*|perdid\w*)$/u;
const sparing =
  /^(?:reduction|reductions|avoided|avoidance|prevented|prevention|decrease|reduktion|senkung|vermeidung|vermieden\w*|reduccion)$/u;
const complement =
  /^(?:of|von|der|des|without|ohne|to|per|pro|je|par|por|du|del|from|for|in|on|at|by|until|during|within|after|before|between|since|aus|bei|bis|nach|vor|im|am|en|dans|pour|para|desde)$/u;

/**
 * The direction that a name implies, by the last of its words that implies one: `bill_variation_pct` is lower-better, "battery
 * life" higher-better. 0 when no word does or the name may mean both. "loss of quality": the word before `of` decides; "lost
 * sales" and "error reduction" turn the sign.
 */
export const nameDirection = (name: string, lexicon: Lexicon): Direction => {
  const { lower, higher } = stemsOf(lexicon);
  const list = nameWords(name);
  const idiom = (at: number): boolean => signOf(`${list[at]} ${list[at + 1]}`, lower, higher) !== 0;
  const of = list.findIndex((word, at) => complement.test(word) && !idiom(at));
  const read = of > 0 ? [...list.slice(of), ...list.slice(0, of)] : list;
  for (let at = read.length - 1; at >= 0; at--) {
    const word = read[at] as string;
    const pair = at > 0 ? `${read[at - 1]} ${word}` : "";
    if (either.has(pair)) return 0;
    const sign = signOf(pair, lower, higher) || signOf(word, lower, higher) || rootSign(word, lower, higher, lexicon);
    if (sign !== 0) return turned(sign, list);
  }
  return 0;
};

const nameWords = (name: string): string[] => words(name.replaceAll("_", " ").replace(/(\p{Ll}{2})(\p{Lu})/gu, "$1 $2"));

const signOf = (text: string, lower: ReadonlySet<string>, higher: ReadonlySet<string>): Direction =>
  lower.has(text) ? -1 : higher.has(text) ? 1 : 0;

const rootSign = (word: string, lower: ReadonlySet<string>, higher: ReadonlySet<string>, lexicon: Lexicon): Direction =>
  signOf(stem(word, lexicon.language), lower, higher) || (lexicon.language === "de" ? compoundSign(word, lower, higher) : 0);

/** German compounds: `Betriebskosten` ends with `kosten`, `Tageseinnahmen` with `einnahmen`. */
const compoundSign = (word: string, lower: ReadonlySet<string>, higher: ReadonlySet<string>): Direction => {
  for (let from = 2; from <= word.length - 4; from++) {
    const sign = signOf(word.slice(from), lower, higher) || signOf(stem(word.slice(from), "de"), lower, higher);
    if (sign !== 0 && word.length - from >= 5) return sign;
  }
  return 0;
};

const turned = (sign: 1 | -1, list: readonly string[]): Direction => {
  if (sign > 0 && list.some((word) => losing.test(word))) return -1;
  return sign < 0 && list.some((word) => sparing.test(word)) ? 1 : sign;
};

/** What one pays for, when an amount of money is named by nothing else. */
const expense =
  /^(?:running|one|off|upfront|capital|opex|capex|operating|service|contract|insurance|licen[cs]es?|maintenance|training|hosting|energy|electricity|fuel|parking|transport|shipping|installation|setup|cleaning|repairs?|subscription|tax|taxes|deposit|moving|material|support|premium|software|hardware|wartung|versicherung|lizenz\w*|schulung|strom|energie|reinigung|reparatur\w*|miete|\w*miete|entretien|assurance|loyer|licence|mantenimiento|seguro|alquiler|licencia)$/u;
/** Whether words name something that is paid for of its own ("service contract"). */
export const namesExpense = (text: string): boolean => words(text).some((word) => expense.test(word) || fees.test(word));

const fees = /^(?:fee|fees|delivery|rent|gebuhr|gebuhren|lieferung|frais|livraison|tarifa|entrega)$/u;
const small =
  /^(?:in|per|pro|je|par|por|of|to|a|an|the|for|und|and|each|every|total|sum|amount|average|mean|median|max|min|gesamt|summe|mittel|p\d\d|\d+)$/u;

/**
 * The direction of an amount whose name has no word of a direction: less is better for money that names an expense and for
 * money, time or person time whose name is nothing but its unit (`ms`, "EUR per month"); more for things done per second or
 * minute. 0 for any other: a noun nobody knows may be a grant or a fine.
 */
export const dimDirection = (dim: string, name = "", per: readonly string[] = []): Direction => {
  const list = nameWords(name);
  const spend = dim.startsWith("money:");
  if (spend && list.some((word) => expense.test(word))) return -1;
  if ((dim === "number" || dim.startsWith("count:")) && per.some((each) => each === "second" || each === "minute")) return 1;
  // An amount of time without any name may be anything: years of experience, hours of light.
  const bare =
    (list.length > 0 || spend) && list.every((word) => unitOf(word) !== undefined || periodAdverbs.has(word) || small.test(word));
  return bare && (spend || dim === "time" || dim === "person-time") ? -1 : 0;
};
