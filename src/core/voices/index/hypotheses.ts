import { fold } from "../../kernel/text.ts";
import type { Lexicon } from "../lang/lexicon.ts";
import { hasPhrase, indexOf } from "../lang/match.ts";
import { wordsOf } from "./word-forms.ts";

/** A guess or a question: never evidence. "An estimated 1,600" is a hedge, not a guess. */
export const isHypothesis = (text: string, lexicon: Lexicon): boolean =>
  /\?["”»)\]]*$/u.test(text.trimEnd()) ||
  hasPhrase(
    wordsOf(text).folded,
    indexOf("guess", lexicon.language, (one) => one.guess),
  );

/** Headings under which everything is a guess. */
export const isGuessHeading = (path: readonly string[]): boolean =>
  path.some((heading) =>
    /\b(?:hypothes[ei]s|theor(?:y|ies)|guess(?:es)?|speculations?|suspicions?|vermutung(?:en)?|hypothesen?|hypotheses|hipotesis)\b/u.test(
      fold(heading),
    ),
  );
