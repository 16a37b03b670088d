import type { Language, LimitState } from "../types.ts";

/** Everything a decision says that is not evidence, in one language. Option names arrive in italics, quotations quoted. */
export type DecisionWords = {
  readonly heading: string;
  readonly answerWord: string;
  readonly confidenceWord: string;
  readonly only: (option: string) => string;
  readonly leads: (option: string, second: string) => string;
  readonly onlySurvivor: (option: string, tested: number, applies: number) => string;
  /** A yes-no question settled beforehand by conditions: each holds (`kept` of them), or one is broken. */
  readonly settled: (answer: string, kept: number | undefined) => string;
  readonly open: (first: string, second: string) => string;
  /** The leader has too many untested limits to be called an answer. */
  readonly openUnproven: (first: string, untested: number, applies: number) => string;
  /** The only one left, and a limit is in doubt for it. */
  readonly openDoubt: (first: string) => string;
  /** One option is ahead, but the evidence does not carry an answer. */
  readonly openAhead: (
    first: string,
    cause: "unread" | "limits" | "weights" | "directions" | "bound" | "single" | "coverage" | "doubt" | "thin",
  ) => string;
  /** A value was measured, but not under the condition that a limit names. */
  readonly elsewhere: (value: string, condition: string) => string;
  readonly yesNo: readonly [yes: string, no: string];
  /** The first by score has limits untested that a better proven option keeps: it leads only if it keeps them. */
  readonly openConditional: (first: string, untested: number, applies: number, proven: string, kept: number) => string;
  readonly openNoEvidence: (options: string) => string;
  /** The briefing says by a sentence of its own what decides, and nothing states that. */
  readonly openOwnMeasure: (sentence: string) => string;
  readonly openUnknown: () => string;
  readonly none: () => string;
  readonly nearest: (option: string, gap: string) => string;
  readonly gap: (limit: string, over: string, percent: string) => string;
  readonly gapPlain: (limit: string) => string;
  readonly noQuestion: () => string;
  readonly out: (option: string, why: string) => string;
  readonly confidence: (word: "open" | "weak" | "fair" | "good", percent: number) => string;
  readonly madeBy: (files: number) => string;
  readonly inferred: string;
  readonly assumedDirection: (names: string, more: boolean) => string;
  readonly weightInWords: (name: string, percent: number) => string;
  /** Figures are there, but nobody said which way is better. */
  readonly noDirection: (names: string) => string;
  readonly keepsLimits: (option: string, kept: number, applies: number) => string;
  readonly state: { readonly [state in LimitState]: string };
  readonly noEvidence: string;
  /** A cell that rests on words, not figures. */
  readonly inWords: string;
  readonly moved: (seat: string, from: string, to: string) => string;
  readonly dissent: (seat: string, option: string) => string;
  /** Why a seat moved that followed another: that seat's reason. */
  readonly joined: (seat: string, cause: string) => string;
  readonly openQuestion: (text: string) => string;
  readonly openCriterion: (criterion: string, options: string) => string;
  readonly openLimit: (limit: string, options: string) => string;
  readonly notCounted: {
    readonly interest: string;
    readonly opinion: string;
    readonly "unnamed-study": string;
    readonly absolute: string;
    readonly conflict: string;
    readonly measured: string;
  };
  readonly next: {
    /** `kind` of quantity: a price and a duration are asked for, anything else is measured or looked up. */
    readonly measure: (option: string, limit: string, kind: "money" | "time" | "other") => string;
    readonly ask: (option: string, limit: string) => string;
    readonly repeat: (subject: string, line: string) => string;
    readonly find: (criterion: string, options: string) => string;
    readonly relax: (option: string, gap: string) => string;
    readonly separate: (criterion: string, options: string) => string;
    /** Nothing is compared: the figure that somebody has to bring. */
    readonly compare: (options: string) => string;
    readonly workOut: (options: string, sentence: string) => string;
    readonly answer: (question: string) => string;
    readonly direction: (criterion: string) => string;
  };
  readonly missing: readonly string[];
  readonly origin: { readonly [origin: string]: string };
  readonly optionsFrom: (origin: string, names: string) => string;
  readonly sections: {
    readonly out: string;
    readonly why: string;
    readonly against: string;
    readonly table: string;
    readonly limits: string;
    readonly second: string;
    readonly flips: string;
    readonly seats: string;
    readonly open: string;
    readonly next: string;
    readonly aside: string;
    readonly unused: string;
    readonly missing: string;
    readonly established: string;
  };
  readonly criterion: string;
  readonly weight: string;
  readonly score: string;
  readonly sources: string;
  /** Rows behind a mean: how many, their median, the least and the most, each as shown. */
  readonly spread: (rows: string, median: string, least: string, most: string) => string;
  /** The note that lists them by criterion and option. */
  readonly spreads: (list: string) => string;
  readonly turn: (ordinals: string) => string;
  /** `outside` names the seats that spoke from outside; "" when there is none. */
  readonly roster: (seats: string, rounds: number, mode: string, outside: string) => string;
  readonly secondQuestion: (text: string) => string;
  readonly unusedFiles: (files: string) => string;
  /** Registered files that could not be read, each with its reason, and how many more there are that are not named. */
  readonly refusedFiles: (files: string, more: number) => string;
  /** A price that holds the tax for some options only, so that it is neither compared nor tested. */
  readonly mixedTax: (name: string) => string;
  /** A table of which only the first rows were read. */
  readonly cutTable: (file: string, rows: number) => string;
  /** What the signs in the table mean. */
  readonly signs: string;
  /** Said of a briefing in a language that is read but not written; "" otherwise. */
  readonly otherLanguage: (language: Language) => string;
  readonly list: (items: readonly string[]) => string;
};
