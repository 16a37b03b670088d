import { fold } from "../../kernel/text.ts";
import type { Lexicon } from "../lang/lexicon.ts";
import { indexOf, type PhraseIndex, phraseAt } from "../lang/match.ts";
import { refused, shareParts, splitAlternatives, trimShared } from "./alternatives.ts";
import { offersIn } from "./offers.ts";
import { areOptions, namesAct, withoutPlacing } from "./option-shape.ts";

/** A choice read from a sentence: at least two alternatives, or exactly one for a yes/no question. */
export type Choice = {
  readonly alternatives: readonly string[];
  readonly form: "between" | "whether" | "should" | "pick" | "could" | "versus" | "nouns" | "finalists" | "yes-no";
  /** A second question in the same sentence, cut off. */
  readonly second?: string;
};

/** A word of a text, folded, with its offsets there. */
export type Word = { readonly folded: string; readonly start: number; readonly end: number };
type Field = keyof Lexicon["question"];

/** The phrases of one way to open a question, in a language and English. */
export const questionField = (lexicon: Lexicon, name: Field): PhraseIndex =>
  indexOf(`question.${name}`, lexicon.language, (one) => one.question[name]);

/** A choice named by a list: "A versus B", "Finalists: A, B and C", "Quotes from A and B", "A, B or C?" Undefined when the text is none of them. */
export const listedChoice = (text: string, list: readonly Word[], lexicon: Lexicon, strict: boolean): Choice | undefined => {
  const plain = list.map((word) => word.folded);
  return (
    (strict && list.length > 14 ? undefined : versus(text, lexicon)) ??
    finalists(text, list, plain, lexicon, strict) ??
    offers(text, lexicon) ??
    nouns(text, list, lexicon, strict)
  );
};

/** Ends the alternatives at the sentence end, a dash, a relative clause or a reason. */
export const cutTail = (text: string): string => {
  const end = text.search(
    /[?!]|\.(?:\s|$)|;|\s[–—]\s|,\s(?:so that|because|given|since|when|before|as soon|which|damit|weil|bevor|wenn|sodass|pour que|para que)\b/u,
  );
  return (end < 0 ? text : text.slice(0, end)).trim();
};

/** Whether the parts name acts, going by the first (in German by each). */
export const startsWithVerb = (parts: readonly string[], lexicon: Lexicon): boolean =>
  lexicon.language === "de" ? parts.every((part) => namesAct(part, lexicon)) : namesAct(parts[0] as string, lexicon);

const versus = (text: string, lexicon: Lexicon): Choice | undefined => {
  const match = /^(?:.{0,60}:\s)?(.{1,80}?)\s(?:vs\.?|versus)\s(.{1,120})$/iu.exec(text);
  if (!match) return undefined;
  const parts = [match[1] as string, ...(match[2] as string).split(/\s(?:vs\.?|versus)\s/iu)].map((part) =>
    cutTail(part).replace(/^.*:\s/u, ""),
  );
  const kept = parts.filter((part) => part !== "" && !refused(part, lexicon));
  return kept.length >= 2 && kept.every((part) => part.split(" ").length <= 8)
    ? { alternatives: trimShared(kept, lexicon), form: "versus" }
    : undefined;
};

/** "Finalists: A, B and C", "On the table are A and B". */
const finalists = (
  text: string,
  list: readonly Word[],
  plain: readonly string[],
  lexicon: Lexicon,
  strict: boolean,
): Choice | undefined => {
  const index = questionField(lexicon, "finalists");
  for (let at = 0; at < Math.min(plain.length, 8); at++) {
    const phrase = phraseAt(plain, at, index);
    if (!phrase) continue;
    const end = (list[at + phrase.length - 1] as Word).end;
    const open =
      /^\s?(?::|are:?|is:?|were:?|sind:?|ist:?|sont:?|son:?|lautet:?)\s/u.exec(text.slice(end)) ??
      (/(?:are|is|sind|bleiben|of|from|von|shortlisted|im rennen sind|stehen|down to|left with|kommen|restent|quedan|reste)$/u.test(
        phrase.join(" "),
      )
        ? /^:?\s/u.exec(text.slice(end))
        : null);
    if (!open) continue;
    const kept = listed(cutTail(text.slice(end + open[0].length)), lexicon, strict);
    if (kept) return { alternatives: kept, form: "finalists" };
  }
  return undefined;
};

/** "We have quotes from A, B and C": names on offer. */
const offers = (text: string, lexicon: Lexicon): Choice | undefined => {
  const found = offersIn(text, lexicon);
  return found === undefined ? undefined : { alternatives: found, form: "finalists" };
};

/** The parts of "A, B and C" when all are short names, or of "extend the lease …, or move …" when they are verb phrases. */
const listed = (tail: string, lexicon: Lexicon, strict: boolean): readonly string[] | undefined => {
  const parts = splitAlternatives(tail, lexicon, /\s(?:or|oder|ou)\s/u.test(tail) ? "or" : "and");
  const kept = parts.map((part) => part.replace(/^(?:down to|to)\s+(?=\S)/u, "")).filter((part) => !refused(part, lexicon));
  if (kept.length < 2 || !areOptions(kept, lexicon, strict)) return undefined;
  const longest = startsWithVerb(kept, lexicon) ? 16 : strict ? 6 : 8;
  const named = startsWithVerb(kept, lexicon) ? kept : trimShared(kept, lexicon);
  return named.every((part) => part.split(" ").length <= longest) ? named : undefined;
};

/** "Which street: A, B or C?", "Hi all, which couch do we buy, A or B?", "Which of A, B and C fits?": what stands behind the word for one of several. */
export const whichChoice = (whole: string, words: readonly Word[], lexicon: Lexicon): Choice | undefined => {
  const folded = words.map((word) => word.folded);
  const opens = (at: number): boolean =>
    phraseAt(folded, at, questionField(lexicon, "which")) !== undefined && (at === 0 || clauseEnd.test(whole.slice(0, words[at]?.start)));
  const at = folded.slice(0, 16).findIndex((_, i) => opens(i));
  if (at < 0 || !/\?["”»)]*\s*$/u.test(whole)) return undefined;
  const text = whole.slice(words[at]?.start).replace(/["”»)\s]+$/u, "");
  const tails = [...text.matchAll(/[,:–—-]\s/gu)]
    .slice(0, 12)
    .map((mark) => text.slice(mark.index + mark[0].length, -1))
    .filter((tail) => /\s(?:or|oder|ou|o|u)\s/u.test(tail))
    .map((tail) => namesIn(tail, "or", lexicon));
  const of = /^\S+ of (.{3,160}?)(?: (?:is|should|do|does|will|fits|goes|gets|comes|wins|has|becomes)\b|\?)/u.exec(text)?.[1];
  const found = tails.find((each) => each !== undefined) ?? (of === undefined ? undefined : namesIn(of, "and", lexicon));
  return found === undefined ? undefined : { alternatives: found, form: "nouns" };
};

const clauseEnd = /[,:;–—-]\s*(?:(?:in|at|on|for|an|auf|für|mit|bei|zu|à|en|dans|pour|con|para)\s)?$/iu;

/** "A, B or C for the queue?", "So the question is which of the three we buy: A, B or C.", "the guided tour or the sample project?" */
const nouns = (text: string, list: readonly Word[], lexicon: Lexicon, strict: boolean): Choice | undefined => {
  const colon = text.lastIndexOf(": ");
  const told =
    colon > 0 &&
    /\b(?:question|decide|choose|choice|frage|entscheiden|wahl|question|choisir|pregunta|elegir)\b/u.test(fold(text.slice(0, colon)));
  if ((strict && !told && !/[?]\s*$/u.test(text)) || (!/\?/u.test(text) && colon < 0)) return undefined;
  if (
    phraseAt(
      list.map((word) => word.folded),
      0,
      questionField(lexicon, "which"),
    ) !== undefined &&
    colon < 0
  )
    return undefined;
  const found = namesIn(cutTail(colon < 0 ? text : text.slice(colon + 2)) || cutTail(text), "or", lexicon, strict);
  return list.length === 0 || found === undefined ? undefined : { alternatives: found, form: "nouns" };
};

/** The names of a list, all short and none a clause; undefined when it is no list of names. */
const namesIn = (tail: string, joiner: "or" | "and", lexicon: Lexicon, strict = false): readonly string[] | undefined => {
  const parts = withoutTopic(splitAlternatives(tail, lexicon, joiner), lexicon);
  const kept = parts.filter((part) => !refused(part, lexicon));
  if (kept.length < 2 || kept.length < parts.length || kept.some((part) => part.split(" ").length > 8 || hasClause(part))) return undefined;
  const shared = withoutPlacing(shareParts(kept, lexicon), lexicon);
  return shared.length >= 2 && areOptions(shared, lexicon, strict) ? shared : undefined;
};

const when =
  /^(?:\p{L}+ )?\d{1,2}(?:[.:]\d{2}| ?(?:am|pm|uhr|h|st|nd|rd|th))?\b|^\d{4}-\d{2}-\d{2}$|^(?:mon|tue|wed|thu|fri|sat|sun|mo|di|mi|do|fr|sa|so|lun|mar|jeu|ven|sam|dim)\p{L}{0,8}\b/u;
const code = /^(?:\p{L}{1,3}\d{1,4}\p{L}?|\d{1,4}(?:[.,]\d+)? ?\p{L}{1,3}|\d+)$/u;

/** "winter concert, Fri 4 Dec, Sat 5 Dec or Sun 13 Dec?": before days, times, codes or amounts a part of another kind says what it is about. */
const withoutTopic = (parts: readonly string[], lexicon: Lexicon): readonly string[] => {
  const kinds = parts.map((part) => {
    const plain = fold(part).replace(/[.,]$/u, "");
    const dated =
      when.test(plain) && (/\d/u.test(plain) || plain.split(" ").length === 1 || plain.split(" ").some((word) => lexicon.months.has(word)));
    return dated ? "when" : code.test(plain) ? "code" : "name";
  });
  return parts.length > 2 && kinds[0] === "name" && kinds[1] !== "name" && kinds.slice(1).every((kind) => kind === kinds[1])
    ? parts.slice(1)
    : parts;
};

/** A finite verb of small words: then it is a clause, not a name. */
const hasClause = (part: string): boolean =>
  /\b(?:is|are|was|were|has|have|had|does|do|did|will|would|should|can|must|we|they|you|it|ist|sind|war|hat|haben|wird|soll|wir|est|sont|nous|son|tiene)\b/u.test(
    fold(part).replace(/^\S+/u, ""),
  );
