import type { Fact, Note } from "../argue/fact.ts";
import type { Language } from "../types.ts";

/** A fact ready to be worded: `core` is its evidence as told once in full, `places` its bracketed places. */
export type Told = {
  readonly fact: Fact;
  /** Evidence in words: figures, a quotation, a value against a limit. */
  readonly core: string;
  /** The same without how it was summarised in full, for the decision. */
  readonly brief: string;
  readonly places: string;
  /** `“criterion” (40 %)`, or "" beyond the criteria that the briefing names. */
  readonly criterion: string;
  /** The briefing names criteria, and this fact bears on none of them. */
  readonly beyond: boolean;
  readonly subject: string;
};

/** What a rebuttal says of the point it answers; `point` is the quotation of the other seat's turn. */
export type Answer = { readonly seat: string; readonly point: string };

/** Everything that is worded, in one language. Sentences end with a full stop and hold one fact each. */
export type Frames = {
  readonly language: Language;
  /** Evidence of a fact whose core is a remark rather than figures or a quotation. */
  readonly note: (note: Note, fact: Fact, figures: string) => string;
  /** How several rows became one figure, briefly: `mean of 6`. */
  readonly summary: (note: Note) => string;
  /** Sentence variants by group of fact kinds; each takes the told fact. */
  readonly tell: { readonly [group in TellGroup]: readonly ((told: Told) => string)[] };
  /** A fact told before, by name and place. */
  readonly recall: (told: Told) => string;
  readonly hold: (option: string) => string;
  /** `pick` chooses among wordings. */
  readonly noView: (pick: number) => string;
  /** No options are named: what to add, one sentence a seat. */
  readonly noOptions: (pick: number) => string;
  readonly allOut: () => string;
  readonly move: (from: string, to: string, cause: string) => string;
  readonly gainView: (to: string, cause: string) => string;
  /** The same reason as a seat that moved before. */
  readonly join: (to: string, seat: string) => string;
  readonly loseView: (from: string, cause: string) => string;
  readonly bestFor: (option: string, recalled: string) => string;
  readonly assigned: (option: string) => string;
  readonly flip: (note: Note) => string;
  readonly untested: (limit: string, options: string) => string;
  readonly missing: (criterion: string, options: string) => string;
  readonly rebut: {
    readonly fileSays: (answer: Answer, core: string, places: string) => string;
    readonly breaks: (answer: Answer, option: string, core: string, places: string) => string;
    /** The same when the limit has been told before. */
    readonly breaksTold: (answer: Answer, option: string, recalled: string) => string;
    readonly question: (answer: Answer, scheme: string) => string;
    readonly outweigh: (answer: Answer, small: string, large: string, told: string) => string;
    /** The point bears on no criterion; a heavier one is set beside it. */
    readonly beyond: (answer: Answer, large: string, told: string) => string;
    readonly stands: (answer: Answer, option: string) => string;
    readonly fragile: (answer: Answer, core: string, places: string) => string;
    readonly nowhere: (answer: Answer, number: string) => string;
  };
  readonly judge: {
    readonly firstToShow: (core: string) => string;
    readonly unregistered: (file: string) => string;
    readonly invented: (number: string) => string;
    readonly misquoted: (quote: string) => string;
    readonly elsewhere: string;
    readonly bare: string;
    readonly agreed: (stated: number, seats: number, option: string) => string;
    readonly allOut: string;
    readonly still: (round: number, fresh: number) => string;
    readonly goOn: (round: number, held: number, moved: number, fresh: number) => string;
    readonly sections: readonly [string, string, string, string];
    readonly nothing: string;
    readonly shift: (seat: string, from: string, to: string, turn: number) => string;
    readonly by: (seat: string, turn: number) => string;
  };
  readonly list: (items: readonly string[]) => string;
  readonly percent: (value: number) => string;
};

/** Lens of a seat, as the frames know it. */
export type Role = "weights" | "doubt" | "limits" | "order" | "gaps";

/** Groups of fact kinds that share frames. */
export type TellGroup = "data" | "stated" | "text" | "conflict" | "confirm" | "fragile" | "votes" | "log" | "broken" | "doubt" | "kept";

/** The group of a fact. */
export const groupOf = (fact: Fact): TellGroup => {
  if (fact.kind === "check") return fact.note?.key === "check-broken" ? "broken" : fact.note?.key === "check-doubt" ? "doubt" : "kept";
  if (fact.kind === "data" || fact.kind === "stated") return fact.kind;
  if (fact.kind === "conflict" || fact.kind === "confirm" || fact.kind === "fragile" || fact.kind === "votes" || fact.kind === "log")
    return fact.kind;
  return "text";
};
