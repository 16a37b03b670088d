import type { Lexicon } from "../lang/lexicon.ts";
import type { Option, Sentence } from "../types.ts";
import { isGuessHeading, isHypothesis } from "./hypotheses.ts";
import { type Mentions, sameName } from "./mentions.ts";
import type { Piece, Span } from "./pieces.ts";
import { quantitiesIn } from "./quantities.ts";
import { salienceOf } from "./salience.ts";
import type { SourceParts } from "./source-parts.ts";
import { termsOf } from "./terms.ts";

/** A sentence before it is ranked. */
export type SentenceDraft = Omit<Sentence, "id" | "salience">;

/**
 * All sentences of the sources in reading order, without the list of registered files. `owned` maps a piece of the briefing to the
 * option whose text it is; such a sentence speaks of this option unless it names another.
 */
export const sentenceDrafts = (
  parts: readonly SourceParts[],
  owned: ReadonlyMap<number, number>,
  options: readonly Option[],
  mentions: Mentions,
  lexicon: Lexicon,
): SentenceDraft[] => {
  const heading = headingOwner(options);
  return parts.flatMap((part, p) =>
    part.pieces.flatMap((piece, i) => {
      if (piece.role === "files" || piece.spans.length === 0) return [];
      const owner = (p === 0 ? owned.get(i) : undefined) ?? heading(piece.path);
      const guess = piece.role === "questions" || isGuessHeading(piece.path);
      return piece.spans.map((span) => draftOf(piece, span, owner, guess, mentions, lexicon));
    }),
  );
};

/** The option whose name or label is the innermost heading that is one ("### Kafka" under "Pros and cons"); each heading is read once. */
const headingOwner = (options: readonly Option[]): ((path: readonly string[]) => number | undefined) => {
  const known = new Map<string, number | undefined>();
  const ownerOf = (heading: string): number | undefined => {
    if (!known.has(heading)) {
      const own = options.filter((option) => sameName(option.name, heading) || sameName(option.short, heading));
      known.set(heading, own.length === 1 ? own[0]?.id : undefined);
    }
    return known.get(heading);
  };
  return (path) => {
    const named = path.findLast((heading) => ownerOf(heading) !== undefined);
    return named === undefined ? undefined : ownerOf(named);
  };
};

const draftOf = (
  piece: Piece,
  span: Span,
  owner: number | undefined,
  guess: boolean,
  mentions: Mentions,
  lexicon: Lexicon,
): SentenceDraft => {
  const aside = piece.aside ?? span.aside;
  const base = { place: span.place, role: piece.role, path: piece.path, text: span.text, list: piece.block.kind === "item" };
  if (aside !== undefined) return { ...base, terms: [], options: [], quantities: [], aside, hypothesis: false };
  const options = mentions(span.text);
  return {
    ...base,
    terms: termsOf(span.text, lexicon.language),
    options: owner === undefined || options.length > 0 ? options : [owner],
    quantities: quantitiesIn(span.text, lexicon.language),
    hypothesis: guess || isHypothesis(span.text, lexicon),
    ...(owner === undefined ? {} : { owner }),
  };
};

/** Gives each sentence its id (its index) and salience against the query; text set aside has salience 0. */
export const rankedSentences = (drafts: readonly SentenceDraft[], query: ReadonlySet<string>): Sentence[] => {
  const salience = salienceOf(
    drafts.map((draft) => ({ terms: draft.terms, role: draft.role, quantified: draft.quantities.length > 0 })),
    query,
  );
  return drafts.map((draft, id) => ({ ...draft, id, salience: draft.aside === undefined ? (salience[id] as number) : 0 }));
};
