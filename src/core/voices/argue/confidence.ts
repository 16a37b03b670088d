import type { Confidence, Evidence } from "../types.ts";
import { round } from "./data-facts.ts";
import type { Fact } from "./fact.ts";
import { type Outcome, ruleKeys } from "./matrix.ts";
import { aloneCause, type Case, coverageOf, leaders, type OpenCause, openCause, unsettled } from "./open-cause.ts";
import { type Tally, tallyOf } from "./tally.ts";

/** How far the evidence carries an answer and, where it carries none, why. */
export type Verdict = { readonly confidence: Confidence; readonly cause?: OpenCause };

/**
 * How far the evidence carries the first of the ranking, by rule (guides/offline-voices.md §6), never a frequency. Open if the margin is
 * under .04, p under .54, coverage under .2, a single fact bears on it that the briefing's words do not ask for, half of its limits
 * or a limit with a number could not be tested (half of them, or one in doubt, when it stands alone), another is better proven, or criteria that nobody
 * ranked speak for either;
 * weak under .62; fair under .78; else good.
 */
export const verdictOf = (case_: Case): Verdict => {
  const { evidence, outcome, checks, facts } = case_;
  const [first, second] = leaders(outcome);
  if (first === undefined) return { confidence: { word: "open", p: 0 } };
  const tally = tallyOf(checks, first);
  if (evidence.settled !== undefined) return settledBy(case_, first, tally);
  if (second === undefined && evidence.options.length > 1) {
    const p = bounded(
      0.55 + (tally.applies === 0 ? 0 : (0.3 * tally.kept) / tally.applies) - 0.1 * tally.doubts,
      tally.tested < tally.applies ? 0.75 : 0.95,
    );
    return verdict(p, aloneCause(case_, first, tally));
  }
  const coverage = coverageOf(outcome, first, second ?? first);
  const untested = tally.applies - tally.tested;
  const p = bounded(compared(evidence, outcome, first, coverage, tally, facts), mostOf(evidence, facts, coverage, untested));
  return verdict(p, openCause(case_, p));
};

const verdict = (p: number, cause: OpenCause | undefined): Verdict =>
  cause === undefined ? { confidence: { word: wordOf(p), p } } : { confidence: { word: "open", p }, cause };

/** A question that its conditions settle: yes where each is tested and kept, no where one is broken by a figure, else open. */
const settledBy = (case_: Case, first: number, tally: Tally): Verdict => {
  const cause = first === 0 ? unsettled(case_, tally) : undefined;
  return cause === undefined ? { confidence: { word: "good", p: 0.85 } } : { confidence: { word: "open", p: 0.5 }, cause };
};

const bounded = (p: number, most: number): number => round(Math.max(0.5, Math.min(most, p)));

const wordOf = (p: number): "weak" | "fair" | "good" => (p < 0.62 ? "weak" : p < 0.78 ? "fair" : "good");

/** The most p may be: .6 on inferred criteria, fewer than three facts or thin coverage, .75 with a limit untested. */
const mostOf = (evidence: Evidence, facts: readonly Fact[], coverage: number, untested: number): number => {
  const bearing = facts.filter((fact) => fact.stances.length > 0 && fact.kind !== "check").length;
  if (evidence.criteria.every((each) => each.inferred) || (bearing < 3 && ruleKeys(evidence).length === 0) || coverage < 0.34) return 0.6;
  return untested > 0 ? 0.75 : 0.95;
};

/** A stated rule asks for a lead, not for a wide one. */
const RULED = 0.35;

const compared = (evidence: Evidence, outcome: Outcome, first: number, coverage: number, tally: Tally, facts: readonly Fact[]): number => {
  const fragile = facts.filter(
    (fact) => fact.kind === "fragile" && fact.stances.some((each) => each.option === first && each.value < 0),
  ).length;
  const unmeasured = facts.filter((fact) => fact.note?.key.endsWith("-without") === true).length;
  const certain = Math.min(1, coverage) * (0.4 + 0.6 * measuredShare(evidence, outcome, first));
  return (
    0.5 +
    0.45 * certain * Math.tanh(2.5 * (ruleKeys(evidence).length > 0 ? Math.max(RULED, outcome.margin) : outcome.margin)) -
    0.06 * tally.doubts -
    0.05 * fragile -
    0.04 * unmeasured
  );
};

const measuredShare = (evidence: Evidence, outcome: Outcome, option: number): number => {
  let total = 0;
  let solid = 0;
  for (let row = 0; row < outcome.weights.length; row++) {
    const cell = outcome.cells[row]?.[option];
    const weight = outcome.weights[row] ?? 0;
    if (cell === undefined || cell.weight === 0) continue;
    total += weight;
    solid += weight * (cell.strongest >= 2.5 ? 1 : cell.strongest >= 2 ? 0.7 : 0.35);
  }
  return evidence.options.length === 0 || total === 0 ? 0 : solid / total;
};
