import { fold, words } from "../../kernel/text.ts";
import type { Lexicon } from "../lang/lexicon.ts";
import type { Place } from "../types.ts";
import type { Choice } from "./choice-lists.ts";
import { indirectQuestion } from "./indirect.ts";
import type { Piece, Span } from "./pieces.ts";
import { headingRole } from "./roles.ts";
import { sentenceSpans } from "./sentences.ts";
import { stem } from "./terms.ts";

/** A sentence that may ask for the decision; `said` is how the page says it where `text` is made a question of. */
export type Asked = { readonly text: string; readonly place: Place; readonly objective: boolean; readonly said?: string };

/** Objective sentences, then the title, then questions of sections that do not only ask for what is open, then sentences that put a question without asking it. */
export const askedIn = (pieces: readonly Piece[], title: Span | undefined, lexicon: Lexicon): Asked[] => {
  const spans = (test: (piece: Piece, span: Span) => boolean): Span[] =>
    pieces.flatMap((piece) =>
      joined(piece.spans).filter((span) => span.aside === undefined && piece.aside === undefined && test(piece, span)),
    );
  const objective = spans((piece) => piece.role === "objective").map((span) => ({
    text: unlabelled(span.text),
    place: span.place,
    objective: true,
  }));
  const heading =
    title && title.aside === undefined
      ? sentenceSpans(title.text, lexicon).map(([start, end]) => ({
          text: title.text.slice(start, end),
          place: title.place,
          objective: false,
        }))
      : [];
  const questions = spans(
    (piece, span) => piece.role !== "objective" && (piece.role === "context" || !piece.stated) && span.text.endsWith("?"),
  ).map((span) => ({ text: span.text, place: span.place, objective: false }));
  // "## Which one fix do we ship?": the heading itself asks.
  const headings = pieces
    .filter(
      (piece) =>
        piece.block.kind === "heading" &&
        piece.aside === undefined &&
        piece.block.text.endsWith("?") &&
        piece.block.line !== title?.place.line &&
        !["questions", "files", "risks", "objective"].includes(piece.role),
    )
    .map((piece) => ({
      text: piece.block.text.replace(/^(?:\p{L}+ )?\d{1,3}(?:\.\d{1,3})*[.):]\s+(?=\p{L})/u, ""),
      place: { file: piece.file, line: piece.block.line, endLine: piece.block.line },
      objective: false,
    }));
  const told = spans((piece) => piece.role === "context" || piece.role === "objective" || !piece.stated).flatMap(({ text, place }) => {
    const direct = indirectQuestion(text, lexicon);
    return direct === undefined ? [] : [{ text: direct, place, objective: false, said: text }];
  });
  return [...objective, ...heading, ...headings, ...questions, ...told].slice(0, 60);
};

/** "Do we go with Kestrel? Or stay with Merlin?" is one question. */
const joined = (spans: readonly Span[]): readonly Span[] => {
  const list: Span[] = [];
  for (const span of spans) {
    const last = list[list.length - 1];
    if (last?.text.endsWith("?") && last.aside === undefined && span.aside === undefined && /^(?:or|oder|ou|o)\s.*\?$/iu.test(span.text))
      list[list.length - 1] = {
        ...last,
        text: `${last.text.slice(0, -1)} ${span.text.slice(0, 1).toLowerCase()}${span.text.slice(1)}`,
        place: { ...last.place, endLine: span.place.endLine },
      };
    else list.push(span);
  }
  return list;
};

/** "Objective: sign with …" without its label. */
const unlabelled = (text: string): string => {
  const label = /^(\p{L}[\p{L} ]{2,24}):\s+(?=\S)/u.exec(text);
  return label && headingRole(label[1] as string, true) === "objective" ? text.slice(label[0].length) : text;
};

const task =
  /^(?:please )?(?:choose|pick|decide|select|recommend|tell|settle|advise|sign|argue|find|agree|determine)\b|\b(?:we (?:must|have to|need to|want to|will) (?:choose|decide|pick|select)|auswahlen|auszuwahlen|entscheiden|empfehlung|empfehlen|choisir|decider|elegir|decidir)\b/u;

/** Whether a sentence that names a choice also asks for it; "The shortlist is A, B and C." does not. */
export const asks = (text: string): boolean =>
  /\?["”»)]*$/u.test(text) ||
  task.test(fold(text)) ||
  /\b(?:decide|decision|question|whether|entscheid\w*|frage|ob|decider|question|decidir|pregunta)\b/u.test(fold(text));

/** The question when no choice was read: a full question of the objective, the title, a task, the first objective sentence. */
export const questionOf = (asked: readonly Asked[], title: Span | undefined, pieces: readonly Piece[]): Asked | undefined => {
  const full = (one: Asked): boolean => one.text.endsWith("?") && words(one.text).length >= 4;
  const tasks = asked.filter((one) => one.objective && task.test(fold(one.text)));
  const heading = title ? asked.find((one) => !one.objective && one.place.line === title.place.line && one.text.endsWith("?")) : undefined;
  const found =
    asked.find((one) => one.objective && full(one)) ?? heading ?? tasks[0] ?? asked.find((one) => one.objective) ?? asked.find(full);
  // On a page without headings "Who gets it?" is the question; under headings it may be one of many.
  const short = pieces.some((piece) => piece.block.kind === "heading") ? undefined : asked.find((one) => one.text.endsWith("?"));
  if (found ?? short) return found ?? short;
  const open = pieces
    .filter((piece) => piece.aside === undefined && !piece.stated)
    .flatMap((piece) => piece.spans)
    .filter((span) => span.aside === undefined);
  const told = open.find((span) => task.test(fold(span.text)));
  return told ? { text: told.text, place: told.place, objective: false } : undefined;
};

/** Sentences of running prose in which a choice may be named. */
export const elsewhere = (pieces: readonly Piece[]): Asked[] =>
  pieces
    .filter(
      (piece) =>
        piece.aside === undefined &&
        (piece.role === "context" || piece.role === "objective" || piece.role === "data" || piece.role === "options"),
    )
    .flatMap((piece) => joined(piece.spans))
    .filter((span) => span.aside === undefined && span.text.length < 600)
    .slice(0, 400)
    .map((span) => ({ text: span.text, place: span.place, objective: false }));

/** Words that point to a question asked before. */
export const pronoun: RegExp = /\b(?:it|this|that|them|es|das|dies|cela|lo|eso)\b/u;

/** The text up to a second question that was cut off. */
export const cutTo = (text: string, second: string): string => {
  const at = text.indexOf(second);
  return at <= 0
    ? text
    : `${text
        .slice(0, at)
        .replace(/[\s,;]*(?:\b(?:and|und|et|y)\s*)?$/iu, "")
        .replace(/\?$/u, "")}?`;
};

/** A second question: cut off the chosen sentence, or another one in the objective that does not ask the same again. */
export const secondOf = (
  choice: { choice: Choice; asked: Asked } | undefined,
  question: Asked | undefined,
  asked: readonly Asked[],
): { readonly text: string; readonly place: Place } | undefined => {
  if (choice?.choice.second !== undefined) return { text: choice.choice.second, place: choice.asked.place };
  const other = asked.find(
    (one) =>
      one.objective &&
      one !== question &&
      one.text.endsWith("?") &&
      !(pronoun.test(fold(one.text)) && question !== undefined && shareWord(one.text, question.text)) &&
      !/^(?:which one|which|yes or no|why|warum|welche[rs]?)\?$/iu.test(one.text),
  );
  return other && question ? { text: other.text, place: other.place } : undefined;
};

/** "Do we lift it for good?" asks again what "Should we lift the freeze?" asks. */
const shareWord = (left: string, right: string): boolean => {
  const long = new Set(words(right).filter((word) => word.length >= 4 && !/^(?:should|will|shall|does|sollen|werden)$/u.test(word)));
  return words(left).some((word) => long.has(word));
};

const asksWhich =
  /\b(?:which|welche[rsnm]?|quelles?|quels?|cuál|qué)\s+(?:of (?:the|our) (?:\p{L}+ )?|der |des |de (?:los|las) )?(\p{L}{3,30})(?:\s(\p{L}{3,30}))?/iu;

/** The noun that a question asks for: "Which model should I order?" gives `model`. */
export const whichNoun = (asked: readonly Asked[], lexicon: Lexicon): string | undefined => {
  for (const one of asked) {
    const match = asksWhich.exec(one.text);
    const noun = match ? fold(match[1] as string) : undefined;
    if (noun && !lexicon.stopWords.has(noun) && !/^(?:one|way|of)$/u.test(noun)) return stem(noun, lexicon.language);
  }
  return undefined;
};
