import { fold } from "../../kernel/text.ts";
import type { Lexicon } from "../lang/lexicon.ts";
import type { Language } from "../types.ts";
import { boundOf } from "./limit-bounds.ts";
import type { LimitDraft } from "./limit-clauses.ts";
import type { Piece, Span } from "./pieces.ts";
import { speaksOfLeft } from "./selection.ts";

/** Most sentences before a rule of choice that it may point back to. */
const REACH = 6;

const onlyIf: { readonly [language in Language]: RegExp } = {
  en: /\b(?:(?:if and )?only (?:if|when|where)|provided(?: that)?|on (?:the )?condition that|as long as|so long as)\b/iu,
  de: /\b(?:nur,? (?:wenn|falls|dann,? wenn)|sofern|vorausgesetzt,?(?: dass)?|unter der Bedingung,? dass|solange)\b/iu,
  fr: /\b(?:(?:seulement|uniquement) si|que si|à condition qu[e'’]|sous réserve qu[e'’]|pourvu qu[e'’])/iu,
  es: /\b(?:s[oó]lo si|[uú]nicamente si|siempre que|siempre y cuando|a condici[oó]n de que)\b/iu,
};
const ifWord: { readonly [language in Language]: RegExp } = {
  en: /\b(?:if|when)\b/u,
  de: /\b(?:wenn|falls)\b/u,
  fr: /\bsi\b/u,
  es: /\bsi\b/u,
};
const otherwise: { readonly [language in Language]: RegExp } = {
  en: /\b(?:otherwise|or else|and not otherwise|(?:if|should) (?:one|any|either|not|they|both|neither)\b.{0,40}(?:fail|not|stay|miss|no\b))/u,
  de: /\b(?:sonst|ansonsten|andernfalls)\b|\bist (?:eine?s?|auch nur eine?s?)\b.{0,30}\bnicht\b/u,
  fr: /\b(?:sinon|autrement|dans le cas contraire)\b/u,
  es: /\b(?:si no|de lo contrario|en caso contrario)\b/u,
};
/** What the sentence points to: the list below it, or conditions that it counts. */
const pointing =
  /:$|\b(?:all|both|either|each|every|two|three|four|following|conditions?|criteria|hold|alle|beide|zwei|drei|vier|folgende\w*|bedingung\w*|zutreffen|erfullt|toutes?|tous|deux|trois|conditions|remplies|todas?|todos|ambas|ambos|dos|tres|condiciones|cumpl\w*)\b/u;
/** What people must have before they decide is no condition of the change. */
const aboutDeciding = /\b(?:decide|decision|vote|answer|entscheiden|abstimmen|decider|voter|decidir|votar)\b/u;

const readable = (span: Span): boolean => span.aside === undefined && span.text.length <= 500 && !/\?["”»)]*$/u.test(span.text);

/** "… goes live, provided that refunds are at most 3 % and …": the condition of a sentence, when it bounds something; a bare "if" is one where it `settles` the question. */
export const gateClause = (span: Span, lexicon: Lexicon, settles = false): LimitDraft | undefined => {
  if (!readable(span)) return undefined;
  const match = onlyIf[lexicon.language].exec(span.text) ?? (settles ? ifWord[lexicon.language].exec(span.text) : null);
  if (match === null) return undefined;
  const text = span.text
    .slice(match.index + match[0].length)
    .replace(/^[\s,:]+/u, "")
    .replace(/[.!]+$/u, "");
  return boundOf(text, lexicon) === undefined ? undefined : { text, place: span.place };
};

/**
 * Sentences that a rule of choice points back to: those before "Of those who meet all three, the cheapest" in its paragraph, or, where
 * it opens a paragraph of its own, in the one before under the same heading. What they bound must hold.
 */
export const pointedAt = (pieces: readonly Piece[], lexicon: Lexicon): ReadonlySet<Span> => {
  const found = new Set<Span>();
  pieces.forEach((piece, i) => {
    const at = piece.spans.findIndex((span) => readable(span) && speaksOfLeft(span.text, lexicon));
    if (at < 0) return;
    const previous = pieces[i - 1];
    const before =
      at > 0
        ? piece.spans.slice(0, at)
        : previous !== undefined && previous.block.kind === "paragraph" && previous.section === piece.section
          ? previous.spans
          : [];
    for (const span of before.slice(-REACH)) if (readable(span)) found.add(span);
  });
  return found;
};

/**
 * The sentence by which a yes-no question is settled beforehand: yes only if its conditions hold, else no. It says "only if", or "if" with
 * what happens otherwise, there or in the next two sentences, and bounds something itself or points to conditions. Undefined when there is none.
 */
export const settlement = (pieces: readonly Piece[], lexicon: Lexicon): Span | undefined => {
  const spans = pieces.flatMap((piece) =>
    piece.aside === undefined && piece.role !== "files" && piece.role !== "questions" ? piece.spans : [],
  );
  return spans.find((span, i) => {
    if (!readable(span)) return false;
    const folded = fold(span.text);
    if (aboutDeciding.test(folded) && !/\b(?:agreed|decided|beschlossen|vereinbart|convenu|acordado)\b/u.test(folded)) return false;
    const strict = onlyIf[lexicon.language].test(span.text);
    const near = [span, ...spans.slice(i + 1, i + 3).filter((each) => each.place.line - span.place.endLine <= 2)];
    const else_ = ifWord[lexicon.language].test(folded) && near.some((each) => otherwise[lexicon.language].test(fold(each.text)));
    return (strict || else_) && (gateClause(span, lexicon, true) !== undefined || pointing.test(folded));
  });
};

const conditionNoun =
  "requirements?|conditions?|limits?|constraints?|rules?|criteria|things?|tests?|checks?|vorgaben|bedingungen|anforderungen|dinge|punkte|grenzen|exigences|contraintes|limites|condiciones|requisitos|cosas";
const counting: readonly RegExp[] = [
  new RegExp(`\\b(\\p{L}+|\\d) (?:(?:of these|of the|other|hard) )?(?:${conditionNoun})\\b`, "gu"),
  /\b(?:meet\w*|fulfil\w*|satisf\w*|keep\w*|pass\w*|if|alle|erfullen|dass) (?:all|the|these|those|alle|diese) (\p{L}+|\d)\b/gu,
];

/** How many conditions a rule of choice or a settlement counts, the largest number said; undefined when none says. */
export const conditionsCounted = (pieces: readonly Piece[], lexicon: Lexicon): number | undefined => {
  const settled = settlement(pieces, lexicon);
  const counts = pieces
    .flatMap((piece) => (piece.aside === undefined && piece.role !== "files" ? piece.spans : []))
    .filter((span) => readable(span) && (span === settled || speaksOfLeft(span.text, lexicon)))
    .flatMap((span) => counting.flatMap((shape) => [...fold(span.text).matchAll(shape)]))
    .map((match) => lexicon.numberWords.get(match[1] as string) ?? Number(match[1]))
    .filter((count) => Number.isInteger(count) && count >= 2 && count <= 9);
  return counts.length === 0 ? undefined : Math.max(...counts);
};
