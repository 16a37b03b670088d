import { words } from "../../kernel/text.ts";
import type { Lexicon } from "../lang/lexicon.ts";
import type { Language } from "../types.ts";
import { refused } from "./alternatives.ts";
import { type OptionDraft, optionDraft } from "./option-names.ts";
import type { Piece, Span } from "./pieces.ts";

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
  return refused(name, lexicon) || words(name).length > 14 ? undefined : optionDraft(name, span.place);
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
