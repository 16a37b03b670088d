import { fold, words } from "../../kernel/text.ts";
import type { Lexicon } from "../lang/lexicon.ts";
import { lexiconOf } from "../lang/lexicons.ts";
import { squeeze } from "./markup.ts";
import { isInfinitive, namesAct } from "./option-shape.ts";
import { isParticiple } from "./participles.ts";

/** Longest list of alternatives read from one sentence. */
const MAX_ALTERNATIVES = 12;

/**
 * Splits "A, B or C" at the last joining word (`or`, or for `between` and lists `and` as well) and, when what stands before it
 * is a list of short parts, at its commas. Brackets are never split. One part when there is nothing to split.
 */
export const splitAlternatives = (text: string, lexicon: Lexicon, joiner: "or" | "and"): string[] => {
  const masked = mask(text);
  const joiners =
    joiner === "or"
      ? [...lexicon.or, ...lexiconOf("en").or]
      : [...lexicon.or, ...lexicon.and, ...lexiconOf("en").and, ...lexiconOf("en").or];
  const at = joints(masked, new Set(joiners));
  if (at.length === 0) return text === "" ? [] : [squeeze(text)];
  const cuts = [...at, ...commas(masked, at[0] as readonly [number, number], joiner)].sort((left, right) => left[0] - right[0]);
  const parts: string[] = [];
  let from = 0;
  for (const [start, end] of cuts.slice(0, MAX_ALTERNATIVES - 1)) {
    parts.push(text.slice(from, start));
    from = end;
  }
  parts.push(text.slice(from));
  return parts.map((part) => squeeze(part).replace(/^[,;]\s*|[,;.]+$/gu, "")).filter((part) => words(part).length > 0);
};

/** The text with everything in brackets and quotes replaced by `_`, so that offsets stay. */
const mask = (text: string): string =>
  text.replace(/\([^()]{0,300}\)|"[^"]{0,200}"|“[^”]{0,200}”|„[^“]{0,200}“/gu, (inner) => "_".repeat(inner.length));

const joints = (masked: string, joiners: ReadonlySet<string>): (readonly [number, number])[] => {
  const found: (readonly [number, number])[] = [];
  const signs: boolean[] = [];
  for (const match of masked.matchAll(/(?<=\s)[\p{L}&]{1,6}(?=\s)/gu)) {
    if (!joiners.has(fold(match[0]))) continue;
    let start = match.index;
    let end = match.index + match[0].length;
    while (start > 0 && /[\s,]/u.test(masked[start - 1] as string)) start--;
    while (end < masked.length && /\s/u.test(masked[end] as string)) end++;
    found.push([start, end]);
    signs.push(match[0] === "&");
  }
  // "Lemon & Thyme and Casa Blu": a sign inside a name joins nothing where a word does.
  return signs.some((sign) => !sign) ? found.filter((_, i) => !signs[i]) : found;
};

/** Commas before the first joint when they part a list: every part short, and no clause opens with a small word. */
const commas = (masked: string, first: readonly [number, number], joiner: "or" | "and"): (readonly [number, number])[] => {
  const found: (readonly [number, number])[] = [];
  for (const match of masked.slice(0, first[0]).matchAll(/[,;]\s+/gu)) found.push([match.index, match.index + match[0].length]);
  let from = 0;
  for (const [start, end] of [...found, first]) {
    const part = masked.slice(from, start).trim();
    if (
      part.split(/\s+/u).length > (joiner === "or" ? 9 : 8) ||
      /^(?:which|who|that|because|and|but|so|where|when|weil|aber|qui|que|pero)\b/iu.test(part) ||
      // "das Haus, das wir mieten" goes on; "das Dach flicken, das Haus verkaufen" is a list.
      (from > 0 && /^(?:die|der|das)\s(?!(?:\p{Ll}+\s)?\p{Lu})/u.test(part))
    )
      return [];
    from = end;
  }
  return found;
};

const negligible = new Set("should would could we i they you it to us the a an be is are our not or and ja nein noch".split(" "));

/** Whether a part is no option: "do it", "not", "what to do", pronouns only. */
export const refused = (part: string, lexicon: Lexicon): boolean => {
  const text = words(part).join(" ");
  if (text === "" || lexicon.question.refuse.includes(text) || lexiconOf("en").question.refuse.includes(text)) return true;
  if (/^(?:what|how|was|wie|que|comment|como)\b/u.test(text)) return true;
  if (/^(?:(?:do|make|try|change)\s)?(?:something|anything|etwas|quelque chose|algo)\b(?!.*\b\p{L}{6,})/u.test(text)) return true;
  return words(part).every((word) => negligible.has(word)) || (text.length < 2 && !/^[\p{Lu}\p{N}]$/u.test(part));
};

/**
 * Gives each part its own name when words belong to all: "host in Frankfurt or Dublin", "use Kafka or RabbitMQ for the queue",
 * "buy a laser or an inkjet", "buy or rent the van", "das Lager mieten oder kaufen". Whole verb phrases stay as they are.
 */
export const shareParts = (parts: readonly string[], lexicon: Lexicon): string[] => {
  const list = parts.map((part) => squeeze(part));
  const verbs = list.map((part) => opensWithVerb(part, lexicon));
  if (list.length < 2) return list;
  if (lexicon.language === "de") return shareGerman(list, lexicon);
  const placed = sharedPreposition(list, lexicon);
  if (placed !== undefined) return placed;
  if (verbs.every((verb) => verb)) return shareObject(list);
  if (
    !verbs[0] ||
    verbs.slice(1).some((verb) => verb) ||
    list.slice(1).some((part) => lexicon.negations.has(fold(part.split(" ")[0] as string)))
  )
    return verbs[0] ? list : trimShared(list, lexicon);
  const first = (list[0] as string).split(" ");
  const cut = sharedHead(first, (list[1] as string).split(" "), lexicon);
  return trimShared([first.slice(cut).join(" "), ...list.slice(1)], lexicon);
};

/** "code the interviews with the long scheme or with the short scheme": what stands before the repeated preposition belongs to all. */
const sharedPreposition = (list: readonly string[], lexicon: Lexicon): string[] | undefined => {
  const [first = "", ...rest] = list;
  const small = fold(rest[0]?.split(" ")[0] ?? "");
  if (!lexicon.prepositions.has(small) || rest.some((part) => fold(part.split(" ")[0] as string) !== small)) return undefined;
  const own = first.split(" ");
  const at = own.findLastIndex((word) => fold(word) === small);
  return at > 0 ? [own.slice(at).join(" "), ...rest] : undefined;
};

const opensWithVerb = (part: string, lexicon: Lexicon): boolean =>
  lexicon.language === "de" ? opensSmall(part, lexicon) : /^\p{Ll}/u.test(part) && namesAct(part, lexicon);

const opensSmall = (part: string, lexicon: Lexicon): boolean => {
  const word = part.split(" ")[0] as string;
  return /^\p{Ll}/u.test(word) && (lexicon.verbs.has(fold(word)) || lexiconOf("en").verbs.has(fold(word)));
};

/** "buy or rent the van": lone verbs take the object of the last one. */
const shareObject = (list: readonly string[]): string[] => {
  const last = (list[list.length - 1] as string).split(" ");
  const lone = list.slice(0, -1).every((part) => part.split(" ").length === 1);
  return lone && last.length > 1 ? list.map((part, i) => (i < list.length - 1 ? [part, ...last.slice(1)].join(" ") : part)) : [...list];
};

/** "das Lager mieten oder kaufen": lone infinitives take the object of the first part. */
const shareGerman = (list: readonly string[], lexicon: Lexicon): string[] => {
  const first = (list[0] as string).split(" ");
  const lone = list.slice(1).every((part) => part.split(" ").length === 1 && isInfinitive(part));
  // "im Altbau bleiben oder umziehen": a place belongs to its own verb, an object to both.
  if (lone && first.length > 1 && isInfinitive(first[first.length - 1] as string))
    return lexicon.prepositions.has(fold(first[0] as string))
      ? [...list]
      : list.map((part, i) => (i === 0 ? part : [...objectOf(first), part].join(" ")));
  const ends = list.map((part) => isInfinitive(lowered(part.split(" ").pop() as string, part)));
  // "zwischen A, B und C entscheiden": the verb after the last name belongs to the sentence.
  if (ends[ends.length - 1] && ends.slice(0, -1).every((end) => !end)) {
    const last = (list[list.length - 1] as string).split(" ").slice(0, -1);
    if (last.length === 0) return [...list];
    const cut = sharedGerman(first, last, lexicon);
    return trimShared([first.slice(cut).join(" "), ...list.slice(1, -1), last.join(" ")], lexicon);
  }
  return ends.some((end) => end) ? [...list] : trimShared(list, lexicon);
};

/** The object before the verb, up to its noun ("das Auto reparieren lassen", "den Kiosk weiter selbst betreiben"). */
const objectOf = (first: readonly string[]): readonly string[] => {
  const noun = first.findLastIndex((word) => /^\p{Lu}/u.test(word));
  return first.slice(0, noun < 0 ? -1 : noun + 1);
};

/** A verb that opens the sentence is written large: "Kaufen oder mieten?" */
const lowered = (word: string, part: string): string => (word === part ? word.toLowerCase() : word);

/**
 * How many words of the first German part belong to all, seen from the last: where the last opens with a preposition or an article
 * ("das Fest am See oder im Vereinsheim feiern") the first does too; a lone adverb pairs with one of its ending; else 0.
 */
export const sharedGerman = (first: readonly string[], last: readonly string[], lexicon: Lexicon): number => {
  const small = (word: string): boolean => lexicon.prepositions.has(fold(word));
  if (small(last[0] as string))
    return Math.max(
      0,
      first.findLastIndex((word) => small(word)),
    );
  if (lexicon.articles.has(fold(last[0] as string)))
    return Math.max(
      0,
      first.findLastIndex((word) => lexicon.articles.has(fold(word))),
    );
  const ending = (word: string): string => fold(word).slice(-4);
  if (last.length === 1 && /^\p{Ll}/u.test(last[0] as string) && first.length > 1)
    return ending(first[first.length - 1] as string) === ending(last[0] as string) ? first.length - 1 : 0;
  return 0;
};

/** How many words of the first part belong to all, seen from how the second part opens. */
const sharedHead = (list: readonly string[], next: readonly string[], lexicon: Lexicon): number => {
  const opening = fold(next[0] as string);
  const last = (test: (word: string) => boolean): number => list.findLastIndex((word, i) => i > 0 && test(word));
  if (/^\d/u.test(opening))
    return Math.max(
      1,
      last((word) => /^\d/u.test(word)),
    );
  if (lexicon.prepositions.has(opening)) {
    const same = last((word) => fold(word) === opening);
    return Math.max(0, same > 0 ? same : last((word) => lexicon.prepositions.has(fold(word))));
  }
  if (lexicon.articles.has(opening))
    return Math.max(
      1,
      list.findIndex((word, i) => i > 0 && lexicon.articles.has(fold(word))),
    );
  const capital = /^\p{Lu}/u.test(next[0] as string) ? last((word) => /^\p{Lu}/u.test(word)) : -1;
  let start = capital;
  while (start > 1 && /^\p{Lu}/u.test(list[start - 1] as string)) start--;
  return start > 0 ? start : list.length > 1 ? 1 : 0;
};

/** Prepositions that say what all names are for. */
const purpose = /^(?:for|fur|pour|para)$/u;

/** Drops a tail that belongs to all names ("C for the queue"): one of purpose when no other name has one, any other when none has a preposition. */
export const trimShared = (parts: readonly string[], lexicon: Lexicon): string[] => {
  const tail = (part: string, opens: (word: string) => boolean): number =>
    part
      .replace(/\([^()]*\)/gu, (inner) => "_".repeat(inner.length))
      .split(" ")
      .findIndex((word, i) => i > 0 && opens(fold(word)));
  const any = (word: string): boolean => lexicon.prepositions.has(word) || lexiconOf("en").prepositions.has(word);
  const last = parts[parts.length - 1] ?? "";
  for (const opens of [(word: string): boolean => purpose.test(word), any]) {
    const cut = tail(last, opens);
    // "repaired or replaced by a recording": what stands behind a lone participle is its own.
    if (cut === 1 && isParticiple(last.split(" ")[0] as string)) return [...parts];
    if (cut > 0 && parts.slice(0, -1).every((part) => tail(part, opens) < 0))
      return [...parts.slice(0, -1), last.split(" ").slice(0, cut).join(" ")];
  }
  return [...parts];
};
