import type { Evidence, Language, Place, Sentence } from "../types.ts";
import { type Mention, mentionsIn, namedIn } from "./naming.ts";

/** A part of a sentence with one subject. `options` are those it names; `inherited` when it takes the subject before it. */
export type Clause = {
  readonly text: string;
  readonly start: number;
  readonly end: number;
  readonly options: readonly number[];
  readonly inherited: boolean;
};

const BREAK =
  /;\s|,\s(?!\d{3}\b)|:\s|\s[–—-]\s|(?<!\b\d{1,2})\.\s|\s(?=(?:but|while|whereas|although|though|however|yet|aber|wahrend|während|sondern|jedoch|obwohl|mais|pero)\s)/gu;
const JOIN = /\s(?:and|und|et|y)\s/gu;
/** A clause that opens with one of these goes on about the same subject. */
const CONTINUES =
  /^(?:and\s|but\s|und\s|aber\s)?(?:it|its|he|she|they|their|his|her|him|them|which|that|who|is|are|was|were|has|had|have|can|could|needs?|needed|costs?|takes?|took|would|will|asks?|wants?|runs?|ran|es|sie|er|ist|sind|war|hat|kostet|braucht|kann|muss|wird|die|der|das|plus|then|very|very solid|slow|fast|fine)\b/iu;

/**
 * The clauses of a sentence, in order: cut at `; , : –` and before *but, while, whereas, aber, während*; at *and* when both
 * sides name different options. A clause without an option that continues the one before it takes its single option.
 */
export const clausesOf = (sentence: Sentence, evidence: Evidence): readonly Clause[] => {
  const known = cut.get(sentence);
  if (known) return known;
  const built = clausesIn(sentence, evidence);
  cut.set(sentence, built);
  return built;
};

const cut = new WeakMap<Sentence, readonly Clause[]>();

const clausesIn = (sentence: Sentence, evidence: Evidence): readonly Clause[] => {
  const mentions = mentionsOf(sentence, evidence);
  const cuts = cutsOf(sentence.text, mentions, evidence.language);
  const clauses: Clause[] = [];
  for (let at = 0; at + 1 < cuts.length; at++) {
    const [start, end] = [cuts[at] as number, cuts[at + 1] as number];
    const text = sentence.text.slice(start, end);
    if (text.trim() === "") continue;
    const own = [...new Set(mentions.filter((each) => each.start >= start && each.start < end).map((each) => each.option))];
    const before = clauses[clauses.length - 1]?.options ?? [];
    const headed = before.length === 1 && isHead(clauses, mentions);
    const goesOn = (): boolean => CONTINUES.test(text.replace(/^[\s,;:–—-]+/u, "")) || opensWithFinite(text, evidence.language);
    const inherits = own.length === 0 && before.length === 1 && (headed || goesOn());
    clauses.push({ text, start, end, options: inherits ? before : own, inherited: inherits });
  }
  return clauses;
};

/** "Quarry Lane: the landlord says …": the first clause is nothing but the option and its colon, so what follows is about it. */
const isHead = (clauses: readonly Clause[], mentions: readonly Mention[]): boolean => {
  const first = clauses[0];
  const mention = mentions[0];
  if (first === undefined || mention === undefined || !/:\s*$/.test(first.text)) return false;
  const rest = first.text.slice(0, mention.start - first.start) + first.text.slice(mention.end - first.start);
  return !/[\p{L}\p{N}]{4,}/u.test(rest);
};

const FINITE: { readonly [language in Language]: RegExp } = {
  en: /^(?:\p{Ll}{3,}(?:s|ed)|has|had|is|was|took|ran|won|lost|grew|fell|rose|came|went|made|got|kept|held|sold|built|cost|needs?)\s/u,
  de: /^(?:\p{Ll}{3,}(?:t|te)|hat|ist|war|bot|hielt|fiel|stieg|kam)\s/u,
  fr: /^(?:\p{Ll}{2,}(?:e|t|ait)|a|est|fait|prend|offre)\s/u,
  es: /^(?:\p{Ll}{2,}(?:a|e|ó)|es|ha|da)\s/u,
};
const SMALL =
  /^(?:this|its|as|less|plus|always|perhaps|besides|towards|thus|across|mit|seit|nicht|jetzt|fast|selbst|une|le|les|de|et|entre|comme|que|la|una|sobre|ya)\s/u;
/** After the verb comes what a verb takes: a number, an article or a small word, not another verb ("prices rise"). */
const TAKES =
  /^\S+\s(?:(?:down|up|back|out|off|zurück|herunter)\s)?(?:(?:about|only|just|up to|rund|etwa|nur|bis zu|environ|unos)\s)?(?:[\d€$£]|(?:the|a|an|no|one|two|three|four|five|six|seven|eight|nine|ten|twelve|in|at|on|for|from|to|with|by|over|roughly|around|according|not|us|our|der|die|das|den|dem|ein|eine|einen|zwei|drei|vier|fünf|sechs|kein|keine|keinen|auf|im|zu|nach|laut|bei|für|um|mit|von|über|un|une|deux|trois|quatre|cinq|six|dos|tres|cuatro|cinco|seis)\b)/iu;

/** Whether a clause opens, after its joining word, with a finite verb and what it takes: then it has no subject of its own. */
const opensWithFinite = (text: string, language: Language): boolean => {
  const plain = text.replace(/^[\s,;:–—-]+/u, "").replace(/^(?:and|but|und|aber|et|mais|y|pero)\s+/u, "");
  return FINITE[language].test(plain) && !SMALL.test(plain) && TAKES.test(plain);
};

const cutsOf = (text: string, mentions: readonly Mention[], language: Language): readonly number[] => {
  const cuts = new Set<number>([0, text.length]);
  const inside = (at: number): boolean => mentions.some((each) => at > each.start && at < each.end) || openQuote(text, at);
  for (const match of text.matchAll(BREAK)) if (!inside(match.index)) cuts.add(match.index + (/^[;,:.]/.test(match[0]) ? 1 : 0));
  for (const match of text.matchAll(JOIN)) {
    const left = mentions.filter((each) => each.end <= match.index).at(-1);
    const right = mentions.find((each) => each.start >= match.index);
    // "reliable and rude; Mara …": what stands behind another break is not joined by this word.
    const joins = left && right && left.option !== right.option && !/[;:]/.test(text.slice(match.index, right.start));
    if (joins && /[\d\p{Ll}]/u.test(text.slice(left.end, match.index))) cuts.add(match.index);
    // "costs 1,400 EUR and seats 220": each verb has its own number.
    else if (inside(match.index)) continue;
    else if (/\d/.test(text.slice(0, match.index)) && /^\s\p{L}+\s\p{Ll}+\s[^,;]{0,24}\d/u.test(text.slice(match.index))) {
      if (opensWithFinite(text.slice(match.index), language)) cuts.add(match.index);
    }
  }
  return [...cuts].sort((left, right) => left - right);
};

const openQuote = (text: string, at: number): boolean => {
  const before = text.slice(0, at);
  return (before.match(/"/g) ?? []).length % 2 === 1 || (before.match(/[“„«]/g) ?? []).length > (before.match(/[”“»]/g) ?? []).length;
};

/** The index has looked already: a sentence that names no option is not searched again. */
const mentionsOf = (sentence: Sentence, evidence: Evidence): readonly Mention[] =>
  sentence.options.length === 0 ? [] : mentionsIn(sentence.text, evidence);

/**
 * Whether a sentence may be evidence at all: not set aside, no guess, no limit, no question. Under the question's own heading only what the list of
 * options says of one of them.
 */
export const speaks = ({ aside, hypothesis, role, owner }: Sentence): boolean =>
  aside === undefined &&
  !hypothesis &&
  (role === "objective" ? owner !== undefined : !["title", "constraints", "questions", "files"].includes(role));

/** A clause about exactly one option, with its place. */
export type About = {
  readonly option: number;
  readonly text: string;
  readonly place: Place;
  /** What stands before the colon of a list and names no option ("Ready: A 1 May, B 3 June"); else "". */
  readonly lead: string;
};
const abouts = new WeakMap<Evidence, readonly About[]>();

/** All clauses that are about exactly one option and may be evidence, in text order. */
export const clausesAbout = (evidence: Evidence): readonly About[] => {
  const known = abouts.get(evidence);
  if (known) return known;
  const built = telling(evidence).flatMap((sentence) => {
    const subject = subjectOf(evidence).get(sentence.id);
    const clauses = clausesOf(sentence, evidence);
    const head = /^([^:]{3,140}):\s/.exec(sentence.text)?.[1] ?? "";
    const lead = head !== "" && clauses[0]?.options.length === 0 ? head : "";
    return clauses.flatMap((clause) => {
      const option = clause.options.length === 0 ? subject : clause.options.length === 1 ? clause.options[0] : undefined;
      return option === undefined ? [] : [{ option, text: clause.text.trim(), place: sentence.place, lead }];
    });
  });
  abouts.set(evidence, built);
  return built;
};

/** Sentences that may be evidence and name an option or stand under one. */
export const telling = (evidence: Evidence): readonly Sentence[] => {
  const subjects = subjectOf(evidence);
  return evidence.sentences.filter(
    (sentence) => speaks(sentence) && (mentionsOf(sentence, evidence).length > 0 || subjects.has(sentence.id)),
  );
};

const owners = new WeakMap<Evidence, ReadonlyMap<number, number>>();

/**
 * The option that each sentence is about although it may not name it: it stands under a heading that names one option, in a
 * list item that opens with one, or in a paragraph that opens with one. By sentence id; sentences that compare are absent.
 */
export const subjectOf = (evidence: Evidence): ReadonlyMap<number, number> => {
  const known = owners.get(evidence);
  if (known) return known;
  const built = new Map<number, number>();
  let open: Subject | undefined;
  const lines = new Map(evidence.sources.map((source) => [source.file, source.lines]));
  for (const sentence of evidence.sentences) {
    if (open === undefined && sentence.owner === undefined && sentence.path.length < 2 && mentionsOf(sentence, evidence).length === 0)
      continue;
    const starts = startsBlock(sentence, lines);
    if (starts || !continues(sentence, open)) open = undefined;
    const named = [...new Set(mentionsOf(sentence, evidence).map((each) => each.option))];
    const owner = sentence.owner ?? headingOption(sentence, evidence) ?? (named.length === 0 ? open?.option : undefined);
    if (owner !== undefined) built.set(sentence.id, owner);
    open = nextSubject(sentence, named, starts, open, evidence);
  }
  owners.set(evidence, built);
  return built;
};

/** The option a paragraph or list item is about, and how far it has been read. */
type Subject = { readonly file: string; readonly line: number; readonly option: number };

const continues = (sentence: Sentence, open: Subject | undefined): boolean =>
  open !== undefined && open.file === sentence.place.file && sentence.place.line - open.line <= 1;

const nextSubject = (
  sentence: Sentence,
  named: readonly number[],
  starts: boolean,
  open: Subject | undefined,
  evidence: Evidence,
): Subject | undefined => {
  const only = named.length === 1 ? named[0] : undefined;
  const at = { file: sentence.place.file, line: sentence.place.endLine };
  if (only !== undefined && (starts || open !== undefined) && leadsWith(sentence, evidence)) return { ...at, option: only };
  if (named.length > 0 && only !== open?.option) return undefined;
  return open === undefined ? undefined : { ...open, line: at.line };
};

const headingOption = (sentence: Sentence, evidence: Evidence): number | undefined => {
  const last = sentence.path[sentence.path.length - 1];
  if (last === undefined || sentence.path.length < 2) return undefined;
  const named = headings(last, evidence);
  return named.length === 1 ? named[0] : undefined;
};

const headingCache = new WeakMap<Evidence, Map<string, readonly number[]>>();

const headings = (heading: string, evidence: Evidence): readonly number[] => {
  const known = headingCache.get(evidence) ?? new Map<string, readonly number[]>();
  headingCache.set(evidence, known);
  const found = known.get(heading) ?? namedIn(heading, evidence);
  known.set(heading, found);
  return found;
};

const leadsWith = (sentence: Sentence, evidence: Evidence): boolean => (mentionsOf(sentence, evidence)[0]?.start ?? 99) <= 5;

const startsBlock = (sentence: Sentence, files: ReadonlyMap<string, readonly string[]>): boolean => {
  const lines = files.get(sentence.place.file);
  const line = lines?.[sentence.place.line - 1] ?? "";
  const before = lines?.[sentence.place.line - 2] ?? "";
  const plain = line.replace(/^\s*(?:[-*+]|\d+[.)])?\s*/, "").replace(/[*_`]/g, "");
  const opens = plain.startsWith(sentence.text.replace(/[*_`]/g, "").slice(0, 12));
  return opens && (before.trim() === "" || /^\s*(?:[-*+]|\d+[.)])\s/.test(line) || /^#/.test(before));
};
