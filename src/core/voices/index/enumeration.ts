import { words } from "../../kernel/text.ts";
import type { Lexicon } from "../lang/lexicon.ts";
import type { Language } from "../types.ts";
import { refused } from "./alternatives.ts";
import { type OptionDraft, optionDraft } from "./option-names.ts";
import { areOptions } from "./option-shape.ts";
import type { Piece, Span } from "./pieces.ts";
import { quantitiesIn } from "./quantities.ts";
import type { Asked } from "./question-text.ts";

const canDo: { readonly [language in Language]: RegExp } = {
  en: /^(?:(?:or|and|alternatively,?|secondly|thirdly|finally|second|third|first|either)\b,? )*(?:we|you|one|i) (?:can|could|may|might)(?: also| either| simply| just| instead)? (?=\p{Ll})/iu,
  de: /^(?:(?:oder|und|alternativ|zweitens|drittens|erstens|entweder)\b,? )*(?:wir|man) (?:können|könnten|kann|könnte) /iu,
  fr: /^(?:(?:ou|et|soit)\b,? )*(?:nous|on) (?:pouvons|pourrions|peut|pourrait) /iu,
  es: /^(?:(?:o|y|bien)\b,? )*(?:podemos|podríamos|se puede|se podría) /iu,
};

/**
 * Options that consecutive sentences of one paragraph offer: "We can leave it, … We can rewrite it ourselves. Or we can buy
 * Tallowbook." Empty unless at least two follow one another.
 */
export const enumeration = (pieces: readonly Piece[], lexicon: Lexicon): OptionDraft[] => {
  for (const piece of pieces) {
    if (piece.aside !== undefined || ["constraints", "questions", "files"].includes(piece.role)) continue;
    const run = longestRun(piece.spans.map((span) => offered(span, lexicon)));
    if (run.length >= 2) return run;
  }
  return [];
};

/** What a sentence offers, up to its first comma. */
const offered = (span: Span, lexicon: Lexicon): OptionDraft | undefined => {
  const match = span.aside === undefined ? canDo[lexicon.language].exec(span.text) : null;
  if (!match) return undefined;
  const name = span.text.slice(match[0].length).split(/, |; |: | – | — |\.(?:\s|$)|\?/u)[0] ?? "";
  return refused(name, lexicon) || words(name).length > 14 || !areOptions([name], lexicon, true)
    ? undefined
    : optionDraft(name, span.place);
};

/** The first run of at least two neighbours. */
const longestRun = (list: readonly (OptionDraft | undefined)[]): OptionDraft[] => {
  let run: OptionDraft[] = [];
  for (const draft of list) {
    if (draft) run.push(draft);
    else if (run.length >= 2) return run;
    else run = [];
  }
  return run;
};

const asksForOne = /^(?:which|who|whom|welche[rsnm]?|wen|wer|wem|quel(?:le)?s?|qui|lequel|laquelle|cual(?:es)?|quien|a quien)\b/u;
const subject = /^((?:\p{Lu}[\p{L}\p{N}&'’.-]*|\d{1,4})(?:\s(?:\p{Lu}[\p{L}\p{N}&'’.-]*|\d{1,4})){0,2})\s(?=\p{Ll})/u;

/**
 * Names that open at least two sentences which state an amount of one kind each, where the briefing asks which or who: "Norvik
 * quotes 12,000 EUR. Selma quotes 14,500 EUR." A name that the text also uses behind an article or uncapitalised is none.
 */
export const subjectOptions = (pieces: readonly Piece[], asked: readonly Asked[], lexicon: Lexicon): OptionDraft[] => {
  if (!asked.some((one) => one.text.split(/[,:]\s/u).some((part) => asksForOne.test(words(part).join(" "))))) return [];
  const spans = pieces.flatMap((piece) =>
    piece.aside === undefined && ["context", "data", "options"].includes(piece.role)
      ? piece.spans.filter((span) => span.aside === undefined)
      : [],
  );
  const whole = spans.map((span) => span.text).join(" ");
  const found = new Map<string, { readonly draft: OptionDraft; readonly dims: ReadonlySet<string> }>();
  for (const span of spans.slice(0, 200)) {
    const name = subject.exec(span.text)?.[1];
    if (name === undefined || found.has(name) || lexicon.stopWords.has(words(name)[0] ?? "")) continue;
    const draft = optionDraft(name, span.place);
    const dims = new Set(quantitiesIn(span.text, lexicon.language).map((each) => each.dim));
    if (draft && dims.size > 0 && isName(name, whole)) found.set(name, { draft, dims });
  }
  const list = [...found.values()];
  const kinds = [...new Set(list.flatMap((each) => [...each.dims]))];
  const best = kinds.map((dim) => list.filter((each) => each.dims.has(dim))).sort((left, right) => right.length - left.length)[0] ?? [];
  return best.length >= 2 && best.length <= 8 ? best.map((each) => each.draft) : [];
};

/** Whether a word or two stand nowhere in a text behind an article, nor uncapitalised. */
export const isName = (name: string, whole: string): boolean => {
  const plain = name.replace(/[.*+?^${}()|[\]\\]/gu, "\\$&");
  return (
    !new RegExp(
      `(?<![\\p{L}])(?:the|a|an|der|die|das|den|dem|ein|eine|einen|le|la|les|un|une|el|los|las)\\s${plain}(?![\\p{L}])`,
      "iu",
    ).test(whole) && !new RegExp(`(?<![\\p{L}])${plain.toLowerCase()}(?![\\p{L}])`, "u").test(whole)
  );
};
