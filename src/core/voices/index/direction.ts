import { words } from "../../kernel/text.ts";
import type { Lexicon } from "../lang/lexicon.ts";
import { lexiconOf } from "../lang/lexicons.ts";
import { stem } from "./terms.ts";

/** +1 higher is better, -1 lower is better, 0 unknown. */
export type Direction = 1 | -1 | 0;

const stated: readonly (readonly [RegExp, Direction])[] = [
  [
    /\b(?:lower|less|fewer|smaller|shorter|cheaper|faster|quicker|sooner) (?:is|are) better|the (?:lower|less|fewer|smaller|shorter|cheaper|faster) the better|\b(?:minimi[sz]e|as (?:little|few|low|short|cheap|fast|small) as possible)\b|je (?:weniger|niedriger|kurzer|kleiner|gunstiger|schneller|geringer),? desto besser|(?:niedriger|weniger|kleiner|kurzer) ist besser|moglichst (?:wenig|niedrig|kurz|gering|gunstig|klein)|le moins possible|lo menos posible/u,
    -1,
  ],
  [
    /\b(?:higher|more|larger|longer|bigger|greater) (?:is|are) better|the (?:higher|more|larger|longer|bigger) the better|\b(?:maximi[sz]e|as (?:much|many|high|long|large) as possible)\b|je (?:mehr|hoher|langer|grosser),? desto besser|(?:hoher|mehr|langer|grosser) ist besser|moglichst (?:viel|hoch|lang|gross)|le plus possible|lo mas posible/u,
    1,
  ],
];

type Stems = { readonly lower: ReadonlySet<string>; readonly higher: ReadonlySet<string> };
const cache = new Map<string, Stems>();

const stemsOf = (lexicon: Lexicon): Stems => {
  const known = cache.get(lexicon.language);
  if (known) return known;
  const collect = (pick: (one: Lexicon) => readonly string[]): Set<string> =>
    new Set(
      [...pick(lexicon), ...pick(lexiconOf("en"))].flatMap((phrase) =>
        phrase.split(" ").length === 1 ? [phrase, stem(phrase, lexicon.language)] : [],
      ),
    );
  const built = { lower: collect((one) => one.lowerIsBetter), higher: collect((one) => one.higherIsBetter) };
  cache.set(lexicon.language, built);
  return built;
};

/** What a text states outright ("lower is better"), or 0. */
export const statedDirection = (text: string): Direction => {
  const folded = words(text).join(" ");
  return stated.find(([shape]) => shape.test(folded))?.[1] ?? 0;
};

/**
 * The direction that a name implies, by the last of its words that implies one: `bill_variation_pct` is lower-better, "battery
 * life" higher-better. 0 when no word does. "loss of quality": the word before `of` decides.
 */
export const nameDirection = (name: string, lexicon: Lexicon): Direction => {
  const { lower, higher } = stemsOf(lexicon);
  const list = words(name.replaceAll("_", " ").replace(/(\p{Ll})(\p{Lu})/gu, "$1 $2"));
  const of = list.findIndex((word) => /^(?:of|von|de|der|des|without|ohne|to|per|pro)$/u.test(word));
  const read = of > 0 ? [...list.slice(of), ...list.slice(0, of)] : list;
  for (const word of [...read].reverse()) {
    const root = stem(word, lexicon.language);
    if (lower.has(word) || lower.has(root) || endsWith(word, lower, lexicon)) return -1;
    if (higher.has(word) || higher.has(root) || endsWith(word, higher, lexicon)) return 1;
  }
  return 0;
};

/** German compounds: `Betriebskosten` ends with `kosten`. */
const endsWith = (word: string, stems: ReadonlySet<string>, lexicon: Lexicon): boolean => {
  if (lexicon.language !== "de") return false;
  for (let from = 2; from <= word.length - 5; from++) if (stems.has(word.slice(from))) return true;
  return false;
};

/** The direction of a dimension alone: time, money and person time are lower-better; anything else is unknown. */
export const dimDirection = (dim: string): Direction => (dim === "time" || dim === "person-time" || dim.startsWith("money:") ? -1 : 0);
