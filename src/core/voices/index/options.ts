import { fold, words } from "../../kernel/text.ts";
import type { Lexicon } from "../lang/lexicon.ts";
import type { Option, OptionOrigin, Place } from "../types.ts";
import { choiceIn } from "./choice.ts";
import type { Choice } from "./choice-lists.ts";
import { enumeration, subjectOptions } from "./enumeration.ts";
import { inlineList } from "./inline-list.ts";
import { listedOptions } from "./listed-options.ts";
import { finishOptions, keyStems, type OptionDraft, optionDraft } from "./option-names.ts";
import { sectionOptions } from "./option-sections.ts";
import { identityOptions, valueOptions } from "./option-tables.ts";
import { parallelOptions } from "./parallel-options.ts";
import type { Piece, Span } from "./pieces.ts";
import { type Asked, askedIn, asks, cutTo, elsewhere, pronoun, questionOf, secondOf, whichNoun } from "./question-text.ts";
import type { RawTable } from "./raw-table.ts";
import { selectionRule } from "./selection.ts";
import { stem } from "./terms.ts";

/** What the briefing asks and between what. `owned` maps a piece (by index) to the option whose text it is. */
export type Question = {
  readonly options: readonly Option[];
  readonly origin: OptionOrigin;
  readonly question: string;
  readonly second?: { readonly text: string; readonly place: Place };
  readonly owned: ReadonlyMap<number, number>;
};

/** What the search reads: the briefing's pieces, its tables with the piece they stand in, the tables of files, and the title. */
export type Pages = {
  readonly pieces: readonly Piece[];
  readonly tables: ReadonlyMap<Piece, RawTable>;
  readonly fileTables: readonly RawTable[];
  readonly title: Span | undefined;
};

type Found = {
  readonly drafts: readonly OptionDraft[];
  readonly origin: OptionOrigin;
  readonly owned?: ReadonlyMap<number, number>;
  /** The sentence of running prose that names them, when no question was found elsewhere. */
  readonly spoken?: string;
};
type Chosen = { readonly choice: Choice; readonly asked: Asked };

/**
 * Finds the question and its options; the first hit wins: an options section, a choice in objective or title, an enumeration
 * ("We can … Or we can …"), a choice anywhere, yes or no, the identity column of a table, a repeated column that the prose names.
 */
export const findQuestion = (pages: Pages, lexicon: Lexicon): Question => {
  const { pieces, title } = pages;
  const asked = askedIn(pieces, title, lexicon);
  const chosen = spokenChoice(asked, pieces, lexicon) ?? firstChoice(asked, lexicon);
  const question = chosen && asks(chosen.asked.text) ? chosen.asked : (questionOf(asked, title, pieces) ?? chosen?.asked);
  const second = secondOf(chosen, question, asked);
  const questioned = (question !== undefined && asks(question.text)) || hasRule(pieces, lexicon);
  const found = foundOptions(pages, asked, chosen, questioned, lexicon);
  const options = finishOptions(found.drafts, lexicon);
  const text = question?.said ?? question?.text ?? title?.text ?? found.spoken ?? "";
  return {
    options: found.origin === "yes-no" ? byVerb(options, lexicon) : options,
    origin: options.length === 0 ? "none" : found.origin,
    question: chosen?.choice.second === undefined ? text : cutTo(text, chosen.choice.second),
    ...(second === undefined ? {} : { second }),
    owned: found.owned ?? new Map(),
  };
};

/** A page that states how to choose asks for a choice, whether or not it says so. */
const hasRule = (pieces: readonly Piece[], lexicon: Lexicon): boolean =>
  pieces.some(
    (piece) =>
      piece.aside === undefined &&
      ["context", "criteria", "constraints", "objective", "data"].includes(piece.role) &&
      selectionRule(piece.spans, lexicon) !== undefined,
  );

const foundOptions = (pages: Pages, asked: readonly Asked[], chosen: Chosen | undefined, questioned: boolean, lexicon: Lexicon): Found => {
  const { pieces, tables, fileTables, title } = pages;
  const noun = whichNoun(asked, lexicon);
  const promoted = noun === undefined ? pieces : promote(pieces, noun, lexicon);
  const section = sectionOptions(promoted, remapped(pieces, promoted, tables), lexicon);
  if (section) return { ...section, origin: "section" };
  const lettered = inlineList(pieces);
  if (lettered.length >= 2) return { drafts: lettered, origin: "section" };
  if (chosen && chosen.choice.form !== "yes-no") return ofChoice(chosen);
  const identity = identityOptions(pieces, tables, fileTables, noun, questioned, lexicon) ?? [];
  if (identity.length >= 2 && noun !== undefined && !chosen) return { drafts: identity, origin: "table" };
  const blocks = chosen ? undefined : listedOptions(pieces, [...tables.values(), ...fileTables], asksForOne, noun, lexicon);
  if (blocks) return { ...blocks, origin: "section" };
  const listed = enumeration(pieces, lexicon);
  if (listed.length >= 2) return { drafts: listed, origin: "question" };
  const anywhere = firstChoice(elsewhere(pieces), lexicon, true);
  if (anywhere && (!chosen || answers(anywhere, chosen, lexicon))) return { ...ofChoice(anywhere), spoken: anywhere.asked.text };
  if (chosen) return { drafts: yesNo(ofChoice(chosen).drafts, lexicon), origin: "yes-no" };
  if (identity.length >= 2) return { drafts: identity, origin: "table" };
  const spoken = [...asked.filter((one) => one.objective).map((one) => one.text), title?.text ?? ""].join(" ");
  const parallel = parallelOptions(pieces, (span) => /\?["”»)]*$/u.test(span.text) && oneOf.test(fold(span.text)), lexicon);
  if (parallel.length >= 2) return { drafts: parallel, origin: "question" };
  const values = valueOptions(pieces, tables, fileTables, spoken, lexicon);
  if (values.length >= 2) return { drafts: values, origin: "table" };
  return { drafts: questioned ? subjectOptions(pieces, asked, lexicon) : [], origin: "question" };
};

/** A piece, heading or prose, that asks for one of several: "Which one fix do we ship?", "Wer kocht ab August?", "… which one?" */
const asksForOne = (piece: Piece): boolean =>
  [
    piece.block.kind === "heading" ? piece.block.text : "",
    ...piece.spans.flatMap((span) => (span.aside === undefined ? [span.text] : [])),
  ].some((text) => /\?["”»)]*$/u.test(text) && oneOf.test(fold(text)));

const oneOf =
  /\b(?:which|what|who|whom|where|when|how|welche[rsnm]?|was|wer|wen|wem|wo|wann|wie|quel(?:le)?s?|qui|ou|comment|lequel|laquelle|cual(?:es)?|que|quien|donde|cuando|como)\b/u;

/** Opens with the word for one of several, behind a preposition at most: "Welches Modell …?", "In which room …?" */
const opensWithWhich =
  /^(?:\p{L}+[,:] )?(?:(?:in|at|on|for|an|auf|fur|mit|bei|a|en|dans|pour|con|para) )?(?:which|welche[rsnm]?|quel(?:le)?s?|lequel|laquelle|cual(?:es)?)\b/u;

/** Alternatives named in prose answer a yes-no question only when they share a word with it, or are asked for themselves. */
const answers = (named: Chosen, question: Chosen, lexicon: Lexicon): boolean => {
  if (asks(named.asked.text) || named.choice.form === "finalists" || pronoun.test(fold(question.choice.alternatives[0] ?? ""))) return true;
  const asked = new Set(keyStems(question.asked.text, lexicon.language));
  return named.choice.alternatives.some((name) => keyStems(name, lexicon.language).some((stemmed) => asked.has(stemmed)));
};

const ofChoice = ({ choice, asked }: Chosen): Found => ({
  drafts: choice.alternatives.flatMap((name) => optionDraft(bareName(name), asked.place) ?? []),
  origin: choice.form === "finalists" ? "finalists" : "question",
});

/** An alternative without its article and a bracketed description; a short bracket (`(AWS)`) stays as an alias. */
const bareName = (name: string): string =>
  name
    .replace(/^(?:the|a|an|der|die|das|den|dem|ein|eine|einen|einem|einer|le|la|les|un|une|el|los|las)\s+(?=\S)/iu, "")
    .replace(/\s*\([^()]{11,400}\)$/u, "");

/**
 * Of several sentences that each name alternatives, the one whose alternatives the rest of the text speaks of most: "Fahrrad oder Bahn?"
 * as a title gives way to "Soll ich ein E-Bike kaufen oder ein Jobticket nehmen?". Undefined unless one is spoken of more than the first.
 */
const spokenChoice = (asked: readonly Asked[], pieces: readonly Piece[], lexicon: Lexicon): Chosen | undefined => {
  const found = asked.flatMap((one): Chosen[] => {
    const choice = one.text.length > 800 ? undefined : choiceIn(one.text, lexicon, false);
    return choice === undefined || choice.form === "yes-no" ? [] : [{ choice, asked: one }];
  });
  const first = found[0];
  if (first === undefined || found.length < 2) return undefined;
  const spoken = (one: Chosen): number => {
    const text = pieces.flatMap((piece) => piece.spans.filter((span) => span.text !== one.asked.text).map((span) => span.text)).join(" ");
    const stems = new Set(keyStems(text, lexicon.language));
    return one.choice.alternatives.filter((name) => keyStems(name, lexicon.language).some((each) => stems.has(each))).length;
  };
  if (spoken(first) > 0) return undefined;
  return found.find((one) => spoken(one) === one.choice.alternatives.length);
};

/** The first sentence that names alternatives; else the yes/no question with the fewest pronouns in it, unless one for one of several stands before it. */
const firstChoice = (asked: readonly Asked[], lexicon: Lexicon, strict = false): { choice: Choice; asked: Asked } | undefined => {
  let yesNoHit: { choice: Choice; asked: Asked } | undefined;
  let several = false;
  for (const one of asked) {
    if (one.text.length > 800) continue;
    const choice = choiceIn(one.text, lexicon, strict);
    several ||= choice === undefined && one.text.endsWith("?") && opensWithWhich.test(fold(one.text));
    if (!choice || (choice.form === "yes-no" && several)) continue;
    if (choice.form !== "yes-no") return { choice, asked: one };
    if (!yesNoHit || (pronoun.test(fold(yesNoHit.choice.alternatives[0] ?? "")) && !pronoun.test(fold(choice.alternatives[0] ?? ""))))
      yesNoHit = { choice, asked: one };
  }
  return yesNoHit;
};

/** Both answers to a yes/no question share their object, so only the verb names the first and nothing but its name the second. */
const byVerb = (options: readonly Option[], lexicon: Lexicon): Option[] =>
  options.map((option, i) => ({
    ...option,
    short: i === 0 ? unnumbered(option.short) : negatedOf(unnumbered(options[0]?.short ?? option.short), lexicon),
    kind: i === 0 ? option.kind : ("keep" as const),
    keys: i === 0 ? verbKey(option.name, lexicon) : [],
    aliases: [...(option.aliases ?? []), ...exchanged(options[0]?.name ?? "", i)],
  }));

/** Yes and no share their words, so that a label was told apart by a number: here "not" does. */
const unnumbered = (label: string): string => label.replace(/ [12]$/u, "");

const exchange =
  /\b(?:from|von|de|replace|ersetzen|swap)\s(?:the |our |unser\p{L}* )?(\p{Lu}[\p{L}\p{N}]*(?:\s\p{Lu}[\p{L}\p{N}]*)?)\s(?:to|by|with|for|zu|auf|durch|à|a)\s(?:the |a |our )?(\p{Lu}[\p{L}\p{N}]*(?:\s[\p{Lu}\d][\p{L}\p{N}]*)?)|(\p{Lu}[\p{L}\p{N}]*)\sdurch\s(\p{Lu}[\p{L}\p{N}]*)/u;

/** "move from Pidgeon to Larkmail": what is left is the other name of no, what is taken the other name of yes. */
const exchanged = (name: string, answer: number): readonly string[] => {
  const match = exchange.exec(name);
  const [left, taken] = [match?.[1] ?? match?.[3], match?.[2] ?? match?.[4]];
  const own = answer === 0 ? taken : left;
  return own === undefined ? [] : [words(own).join(" ")];
};

/** The verb of a verb phrase: its last word in German, its first elsewhere. */
const verbKey = (name: string, lexicon: Lexicon): string[] => {
  const stems = keyStems(name, lexicon.language);
  return lexicon.language === "de" ? stems.slice(-1) : stems.slice(0, 1);
};

const yesNo = (drafts: readonly OptionDraft[], lexicon: Lexicon): OptionDraft[] => {
  const first = drafts[0];
  if (!first) return [];
  return [first, { ...first, name: negatedOf(first.name, lexicon), aliases: [] }];
};

/** The verb phrase denied. */
const negatedOf = (name: string, lexicon: Lexicon): string =>
  ({ en: `do not ${name}`, de: name.replace(/(\S+)$/u, "nicht $1"), fr: `ne pas ${name}`, es: `no ${name}` })[lexicon.language];

/** The tables under the pieces that replace theirs, index by index. */
const remapped = (from: readonly Piece[], to: readonly Piece[], tables: ReadonlyMap<Piece, RawTable>): ReadonlyMap<Piece, RawTable> =>
  from === to
    ? tables
    : new Map(
        from.flatMap((piece, i): [Piece, RawTable][] => (tables.has(piece) ? [[to[i] as Piece, tables.get(piece) as RawTable]] : [])),
      );

const considering =
  /^(?:considered|possible|available|compared|evaluated|tested|proposed|remaining|gepruft\p{L}*|moglich\p{L}*|verglichen\p{L}*)$/u;

/** Text under a heading that is the plural of the noun asked for ("The models") stands under `options`. */
const promote = (pieces: readonly Piece[], noun: string, lexicon: Lexicon): readonly Piece[] => {
  const heads = new Set<number>();
  pieces.forEach((piece, i) => {
    if (piece.block.kind !== "heading" || piece.stated || piece.path.length === 0) return;
    const content = words(piece.block.text).filter(
      (word) => !lexicon.stopWords.has(word) && !lexicon.numberWords.has(word) && !/^\d+$/u.test(word) && !considering.test(word),
    );
    if (content.length === 1 && stem(content[0] as string, lexicon.language) === noun && content[0] !== noun) heads.add(i);
  });
  if (heads.size === 0) return pieces;
  return pieces.map((piece, i) =>
    heads.has(i)
      ? { ...piece, role: "options" as const, stated: true }
      : heads.has(piece.section) && !piece.stated
        ? { ...piece, role: "options" as const, stated: true }
        : piece,
  );
};
