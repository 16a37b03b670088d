import { fold, words } from "../../kernel/text.ts";
import { lexiconOf } from "../lang/lexicons.ts";
import type { Evidence, Option } from "../types.ts";

/** A mention of an option in a text; offsets in UTF-16 code units. */
export type Mention = { readonly option: number; readonly start: number; readonly end: number };

type Token = { readonly word: string; readonly start: number; readonly end: number; readonly capital: boolean };

const tokensOf = (text: string): readonly Token[] =>
  [...text.matchAll(/[\p{L}\p{N}]+/gu)].map((match) => ({
    word: fold(match[0]),
    start: match.index,
    end: match.index + match[0].length,
    capital: /^\p{Lu}/u.test(match[0]),
  }));

const LEADING = new Set([
  "the",
  "a",
  "an",
  "to",
  "der",
  "die",
  "das",
  "den",
  "dem",
  "ein",
  "eine",
  "le",
  "la",
  "les",
  "un",
  "une",
  "el",
  "los",
  "las",
]);

const stripped = (name: string): readonly string[] => {
  const list = words(name.replace(/\([^)]*\)/g, " "));
  return list.length > 1 && LEADING.has(list[0] as string) ? list.slice(1) : list;
};

type Pattern = { readonly option: number; readonly words: readonly string[]; readonly proper: boolean };

/** Name, label, aliases, the name without its opening verb, and (for proper names) single words that only this option has. */
const patternsOf = (evidence: Evidence): readonly Pattern[] => {
  const { options } = evidence;
  const every = options.map((option) => new Set(words(option.name)));
  const unique = (word: string): boolean => every.filter((set) => set.has(word)).length === 1;
  const topic = topicWords(evidence);
  return options.flatMap((option) => {
    const full = stripped(option.name);
    const proper = [...option.name.matchAll(/\p{Lu}[\p{L}\p{N}]{2,}/gu)].map((match) => fold(match[0])).filter(unique);
    const isProper = full.length <= 3 && proper.length > 0 && proper.length === full.length;
    const phrases = [
      full,
      stripped(option.short),
      ...(option.aliases ?? []).map((alias) => words(alias)),
      objectOf(option, evidence, unique, topic),
    ];
    return [
      ...phrases.filter((list) => list.length > 0).map((list) => ({ option: option.id, words: list, proper: false })),
      ...(isProper ? proper : innerNames(option, evidence).filter((word) => unique(word) && !topic.has(word))).map((word) => ({
        option: option.id,
        words: [word],
        proper: true,
      })),
    ];
  });
};

/**
 * Capitalised words inside a name that the sources never write small: "take the offer from Brenner", "local de la rue Verte". In
 * German, where every noun is, only what stands behind "von", "bei" or "Firma".
 */
const innerNames = (option: Option, evidence: Evidence): readonly string[] => {
  const german = /\s(?:von|bei|zu|Firma)\s(\p{Lu}[\p{L}\p{N}]{2,})/gu;
  const found =
    evidence.language === "de"
      ? [...option.name.matchAll(german)].map((match) => match[1] as string)
      : [...option.name.matchAll(/(?<=[\p{L}\p{N},]\s)\p{Lu}[\p{L}\p{N}]{2,}/gu)].map((match) => match[0]);
  return found.filter((word) => !writtenSmall(word.toLowerCase(), evidence)).map(fold);
};

const smallWords = new WeakMap<Evidence, ReadonlySet<string>>();

const writtenSmall = (word: string, evidence: Evidence): boolean => {
  const known =
    smallWords.get(evidence) ??
    new Set(evidence.sentences.flatMap((sentence) => sentence.text.match(/(?<![\p{L}\p{N}])\p{Ll}[\p{L}\p{N}]{2,}/gu) ?? []));
  smallWords.set(evidence, known);
  return known.has(word);
};

/** Words of the title, the criteria and the limits: naming one of them names the topic, not an option. */
const topicWords = (evidence: Evidence): ReadonlySet<string> =>
  new Set(
    [evidence.title, ...evidence.criteria.map((each) => each.name), ...evidence.limits.map((each) => each.text)].flatMap((text) =>
      words(text),
    ),
  );

/**
 * What an option that opens with a verb acts on ("keep the old one" → "old one", "open on Sundays" → "sundays"). A single word counts only when no other
 * option and no topic has it; several words must stand together.
 */
const objectOf = (option: Option, evidence: Evidence, unique: (word: string) => boolean, topic: ReadonlySet<string>): readonly string[] => {
  const { language } = evidence;
  const list = stripped(option.short);
  const acts = (word: string): boolean =>
    lexiconOf("en").verbs.has(word) || lexiconOf(language).verbs.has(word) || lexiconOf(language).keep.includes(word);
  const empty = (word: string): boolean => lexiconOf("en").stopWords.has(word) || lexiconOf(language).stopWords.has(word);
  if (!list.some(acts) || list.length < 2) return [];
  const content = list.filter((word) => !acts(word) && !empty(word) && unique(word) && (word.length >= 4 || leadsOn(list, word)));
  const own = content.length === 1 ? content : content.filter((word) => !topic.has(word));
  if (own.length === 0) return [];
  const from = list.indexOf(own[0] as string);
  const rest = list.slice(from).filter((word, index, all) => !(index === all.length - 1 && acts(word)));
  if (own.length === 1 && rest.length === 1 && (own[0] as string).length >= 4) return own;
  return rest.length >= 2 && rest.length <= 4 ? rest : [];
};

/** A short word counts when another word follows it ("old one"). */
const leadsOn = (list: readonly string[], word: string): boolean => list.indexOf(word) < list.length - 1;

const patterns = new WeakMap<Evidence, readonly Pattern[]>();

const known = (evidence: Evidence): readonly Pattern[] => {
  const cached = patterns.get(evidence);
  if (cached) return cached;
  const built = [...patternsOf(evidence)].sort((left, right) => right.words.length - left.words.length);
  patterns.set(evidence, built);
  return built;
};

const plural = (word: string, wanted: string): boolean =>
  word === wanted ||
  (wanted.length >= 4 && (word === `${wanted}s` || word === `${wanted}n` || (wanted.endsWith("s") && word === wanted.slice(0, -1))));

/** Where options are named in a text: whole names and labels, longest first, and single words of proper names. No overlaps; in text order. */
export const mentionsIn = (text: string, evidence: Evidence): readonly Mention[] => {
  const tokens = tokensOf(text);
  const taken = new Array<boolean>(tokens.length).fill(false);
  const found: Mention[] = [];
  for (const pattern of known(evidence)) {
    const size = pattern.words.length;
    for (let at = 0; at + size <= tokens.length; at++) {
      const slice = tokens.slice(at, at + size);
      const fits = slice.every((token, offset) => !taken[at + offset] && plural(token.word, pattern.words[offset] as string));
      if (!fits || (pattern.proper && !slice[0]?.capital)) continue;
      for (let offset = 0; offset < size; offset++) taken[at + offset] = true;
      found.push({ option: pattern.option, start: (slice[0] as Token).start, end: (slice[size - 1] as Token).end });
    }
  }
  return found.sort((left, right) => left.start - right.start);
};

/** Distinct options named in a text, by first mention. */
export const namedIn = (text: string, evidence: Evidence): readonly number[] => [
  ...new Set(mentionsIn(text, evidence).map((each) => each.option)),
];

/** The option whose name a table header or a key spells, or undefined when none or several do. */
export const optionLabelled = (label: string, evidence: Evidence): number | undefined => {
  const plain = words(label).join(" ");
  const exact = evidence.options.filter((option) => words(option.name).join(" ") === plain || words(option.short).join(" ") === plain);
  if (exact.length === 1) return exact[0]?.id;
  const named = namedIn(label.replaceAll("_", " "), evidence);
  return named.length === 1 && words(label).length <= 6 ? named[0] : undefined;
};
