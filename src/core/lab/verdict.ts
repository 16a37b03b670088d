import { fail, ok, type Result } from "../kernel/result.ts";

/** The words of each kind of verdict. A word of one kind never stands for one of another. */
export const STANCES = {
  /** On a plan, before it prints. */
  opinion: ["concur", "caution", "dispute"],
  /** On one print, against what was expected of it. */
  grade: ["held", "overcautious", "confirmed", "missed"],
  /** On a whole run. */
  review: ["concur", "caution", "dispute", "watch"],
} as const;

/** A kind of verdict. */
export type VerdictKind = keyof typeof STANCES;

/** What the inspector says: a stance of its kind, a line, and why. */
export type Verdict<Kind extends VerdictKind> = {
  readonly stance: (typeof STANCES)[Kind][number];
  readonly headline: string;
  readonly detail: string;
};

/** Reads a stance that a model wrote: letter case and white space aside, a word of its kind, or a fault that names them. */
export const readStance = <Kind extends VerdictKind>(
  kind: Kind,
  text: string,
): Result<Verdict<Kind>["stance"], { readonly message: string }> => {
  const words: readonly Verdict<Kind>["stance"][] = STANCES[kind];
  const stance = words.find((word) => word === text.trim().toLowerCase());
  if (stance !== undefined) return ok(stance);
  return fail({ message: `expected a stance (${words.join(", ")}) but found ${JSON.stringify(text.slice(0, 40))}` });
};
