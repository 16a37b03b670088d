import type { Check } from "./check.ts";
import type { Outcome } from "./matrix.ts";

/** Limits of one option: how many apply, were tested, are kept, in doubt. */
export type Tally = { readonly applies: number; readonly tested: number; readonly kept: number; readonly doubts: number };

/** Counts the checks of an option. */
export const tallyOf = (checks: readonly Check[], option: number): Tally => {
  const own = checks.filter((check) => check.option === option && check.state !== "not applicable");
  const kept = own.filter((check) => check.state === "kept" || check.state === "appears kept").length;
  return {
    applies: own.length,
    tested: own.filter((check) => check.state !== "untested").length,
    kept,
    doubts: own.filter((check) => check.state === "in doubt" || (check.state === "broken" && !check.firm)).length,
  };
};

/**
 * The option still in that is better proven than the first: it keeps more limits and has fewer untested. Where there is one,
 * the first leads only on the condition that it keeps what it was not tested for. The best proven, then the first of the ranking.
 */
export const betterProven = (outcome: Outcome, checks: readonly Check[]): number | undefined => {
  const [first, ...others] = outcome.ranking.filter((option) => !outcome.out[option]);
  if (first === undefined) return undefined;
  const own = tallyOf(checks, first);
  const better = others
    .map((option) => ({ option, tally: tallyOf(checks, option) }))
    .filter(({ tally }) => tally.kept > own.kept && tally.applies - tally.tested < own.applies - own.tested)
    .sort((left, right) => right.tally.kept - left.tally.kept);
  return better[0]?.option;
};
