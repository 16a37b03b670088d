import type { Language, Role } from "../types.ts";

/** `at most` → `<=`. Longer phrases win over shorter ones that stand inside them. */
export type Comparator = "<=" | ">=" | "<" | ">" | "=";

/**
 * The words of one language that the index needs. Every word is folded (lower case, no accents); a phrase is words
 * joined by one space. Adding a language is one file of this shape and its line in `lexicons.ts`.
 */
export type Lexicon = {
  readonly language: Language;
  readonly stopWords: ReadonlySet<string>;
  /** Abbreviations that do not end a sentence, without their last dot. */
  readonly abbreviations: ReadonlySet<string>;
  /** Number words; `a` and `an` are not among them. */
  readonly numberWords: ReadonlyMap<string, number>;
  readonly months: ReadonlySet<string>;
  readonly prepositions: ReadonlySet<string>;
  readonly articles: ReadonlySet<string>;
  readonly and: ReadonlySet<string>;
  readonly or: ReadonlySet<string>;
  /** Verbs, in the form they take after `should we`, that can open an option. */
  readonly verbs: ReadonlySet<string>;
  /** Headings and lead-ins by role. */
  readonly roles: readonly (readonly [Role, readonly string[]])[];
  /** Words before a quantity that bind a comparator to it. */
  readonly comparatorsBefore: readonly (readonly [string, Comparator])[];
  /** Words after a quantity that bind a comparator to it. */
  readonly comparatorsAfter: readonly (readonly [string, Comparator])[];
  /** Negations that turn a following comparator: `not under 5` is at least 5. */
  readonly negations: ReadonlySet<string>;
  /** `per`, `je`, `par`: open what an amount is per. */
  readonly per: ReadonlySet<string>;
  /** `must`, `cannot`, `required`. */
  readonly must: readonly string[];
  /** `no X`, `without X`. */
  readonly forbid: readonly string[];
  /** `A must come before B`. */
  readonly before: readonly string[];
  readonly after: readonly string[];
  /** Marks of a guess. */
  readonly guess: readonly string[];
  /** Openings of a choice. */
  readonly question: {
    readonly should: readonly string[];
    readonly whether: readonly string[];
    readonly between: readonly string[];
    readonly pick: readonly string[];
    readonly could: readonly string[];
    readonly finalists: readonly string[];
    readonly which: readonly string[];
    /** Whole answers that are no option: `do it`, `not`. */
    readonly refuse: readonly string[];
  };
  /** Verbs that change nothing. */
  readonly keep: readonly string[];
  /** Verbs that repair. */
  readonly remedy: readonly string[];
  readonly lowerIsBetter: readonly string[];
  readonly higherIsBetter: readonly string[];
  /** Words by which a limit concerns only options that change something. */
  readonly changeOnly: readonly string[];
  /** `most important`, `nice to have`, with their weight; ordinary is 1. */
  readonly emphasis: readonly (readonly [string, number])[];
  /** `Option A`, `Variante 1`. */
  readonly optionNouns: ReadonlySet<string>;
  /** Nouns that turn a following number into a name: `version`, `page`. */
  readonly idNouns: ReadonlySet<string>;
};

/** A set of space-separated words. */
export const wordSet = (text: string): ReadonlySet<string> => new Set(text.split(/\s+/).filter((word) => word !== ""));

/** A list of phrases separated by `|`. */
export const phrases = (text: string): readonly string[] =>
  text
    .split("|")
    .map((phrase) => phrase.trim())
    .filter((phrase) => phrase !== "");
