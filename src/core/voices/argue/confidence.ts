import { fold } from "../../kernel/text.ts";
import type { Confidence, Evidence } from "../types.ts";
import type { Check } from "./check.ts";
import { type Measured, round } from "./data-facts.ts";
import { type Fact, stanceOf } from "./fact.ts";
import { type Outcome, ruleKeys } from "./matrix.ts";
import { unreadBound } from "./unread.ts";
import { hasUnusedColumn } from "./unused-column.ts";
import { overlap, topical } from "./words.ts";

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

/**
 * How far the evidence carries the first of the ranking, by rule (guides/offline-voices.md §6), never a frequency. Open if the margin is
 * under .04, p under .54, coverage under .2, a single fact bears on it that the briefing's words do not ask for, half of its limits
 * or a limit with a number could not be tested (half of them, or one in doubt, when it stands alone), another is better proven, or criteria that nobody
 * ranked speak for either;
 * weak under .62; fair under .78; else good.
 */
export const confidenceOf = (
  evidence: Evidence,
  outcome: Outcome,
  checks: readonly Check[],
  facts: readonly Fact[],
  items: readonly Measured[],
): Confidence => {
  const [first, second] = outcome.ranking.filter((option) => !outcome.out[option]);
  if (first === undefined) return { word: "open", p: 0 };
  const tally = tallyOf(checks, first);
  const untested = tally.applies - tally.tested;
  if (evidence.settled !== undefined) return settledBy(tally, first, misread(evidence));
  if (second === undefined && evidence.options.length > 1) {
    const p = bounded(
      0.55 + (tally.applies === 0 ? 0 : (0.3 * tally.kept) / tally.applies) - 0.1 * tally.doubts,
      untested > 0 ? 0.75 : 0.95,
    );
    const unsure =
      tally.doubts > 0 || unreadBound(evidence, items, first, outcome.out) !== undefined || hasUnusedColumn(evidence, checks, first);
    return { word: unsure || (untested > 0 && untested * 2 >= tally.applies) ? "open" : wordOf(p), p };
  }
  const coverage = coverageOf(outcome, first, second ?? first);
  const p = bounded(compared(evidence, outcome, first, coverage, tally, facts), mostOf(evidence, facts, coverage, untested));
  return { word: openCause(evidence, outcome, checks, facts, items, p) === undefined ? wordOf(p) : "open", p };
};

/** Fewer limits than the briefing says there are: some were not read. */
const misread = ({ conditions, limits }: Evidence): boolean => conditions !== undefined && limits.length < conditions;

/** A question that its conditions settle: yes where each is tested and kept, no where one is broken by a figure, else open. */
const settledBy = (tally: Tally, first: number, unread: boolean): Confidence => {
  if (first !== 0) return { word: "good", p: 0.85 };
  if (unread || tally.tested < tally.applies || tally.doubts > 0) return { word: "open", p: 0.5 };
  return { word: "good", p: 0.85 };
};

/** Why a comparison stays open although one option may be ahead. */
export type OpenCause =
  | "margin"
  | "unread"
  | "bound"
  | "limits"
  | "weights"
  | "directions"
  | "proven"
  | "untested"
  | "single"
  | "coverage"
  | "thin";

/** The first cause that applies, by what a reader should hear first; undefined when the evidence carries an answer at probability `p`. */
export const openCause = (
  evidence: Evidence,
  outcome: Outcome,
  checks: readonly Check[],
  facts: readonly Fact[],
  items: readonly Measured[],
  p: number,
): OpenCause | undefined => {
  const [first, second] = outcome.ranking.filter((option) => !outcome.out[option]);
  const misunderstood = misreadCause(evidence, checks);
  if (misunderstood !== undefined) return misunderstood;
  if (first === undefined || outcome.margin < 0.04) return "margin";
  if (lacksLimits(evidence)) return "limits";
  if (betterProven(outcome, checks) !== undefined) return "proven";
  if (unreadBound(evidence, items, first, outcome.out) !== undefined) return "unread";
  const keys = ruleKeys(evidence);
  if (keys.length > 0) return ruledCause(evidence, outcome, checks, facts, first);
  const unweighed = isUnweighed(evidence) ? unweighedCause(evidence, outcome, checks, facts, first) : undefined;
  return (
    unweighed ?? (isUnranked(evidence, outcome, first) ? "weights" : thinCause(evidence, outcome, checks, facts, { first, second, p }))
  );
};

/** Whether what was tested and measured of the first is enough. */
const thinCause = (
  evidence: Evidence,
  outcome: Outcome,
  checks: readonly Check[],
  facts: readonly Fact[],
  { first, second, p }: { readonly first: number; readonly second: number | undefined; readonly p: number },
): OpenCause | undefined => {
  const tally = tallyOf(checks, first);
  const covered = coverageOf(outcome, first, second ?? first);
  if (evidence.criteria.some((criterion) => !criterion.inferred) && covered < 0.2) return "coverage";
  if (tally.applies > 0 && (tally.applies - tally.tested) * 2 >= tally.applies) return "untested";
  if (second !== undefined && missesBound(evidence, checks, first)) return "bound";
  if (isSingle(evidence, facts)) return "single";
  if (covered < 0.2) return "coverage";
  return p < 0.54 ? "thin" : undefined;
};

/** One fact alone bears on the choice, and the briefing's words do not ask for it. */
const isSingle = (evidence: Evidence, facts: readonly Fact[]): boolean => {
  const bearing = facts.filter((fact) => fact.stances.length > 0 && fact.kind !== "check");
  return bearing.length < 2 && !bearing.some((fact) => isAsked(fact, evidence));
};

/** Conditions that settle the question and that were not all read, or not all tested. */
const misreadCause = (evidence: Evidence, checks: readonly Check[]): OpenCause | undefined => {
  if (evidence.settled === undefined) return undefined;
  if (misread(evidence)) return "limits";
  const { tested, applies } = tallyOf(checks, 0);
  return tested < applies ? "untested" : undefined;
};

/** The rule chooses among what keeps the limits, and they were not all read. */
const lacksLimits = (evidence: Evidence): boolean =>
  (evidence.limits.length === 0 || misread(evidence)) && evidence.criteria.some((criterion) => criterion.amongKept === true);

/**
 * What keeps a stated rule of choice from deciding: an option that is still in has no figure on what parts them, two figures
 * answer to one key and disagree, or what must hold of the first is not known.
 */
const ruledCause = (
  evidence: Evidence,
  outcome: Outcome,
  checks: readonly Check[],
  facts: readonly Fact[],
  first: number,
): OpenCause | undefined => {
  const tally = tallyOf(checks, first);
  if (tally.applies > 0 && (tally.applies - tally.tested) * 2 >= tally.applies) return "untested";
  if (missesBound(evidence, checks, first)) return "bound";
  const rivals = outcome.ranking.filter((option) => option !== first && !outcome.out[option]);
  return rivals.every((rival) => leadsByRule(evidence, outcome, facts, first, rival)) ? undefined : "coverage";
};

/** Whether the first key that parts two options is known for both, and every figure on it speaks for the first. */
const leadsByRule = (evidence: Evidence, outcome: Outcome, facts: readonly Fact[], first: number, rival: number): boolean => {
  for (const key of ruleKeys(evidence)) {
    const [own, theirs] = [outcome.cells[key]?.[first], outcome.cells[key]?.[rival]];
    if (own === undefined || theirs === undefined || own.weight === 0 || theirs.weight === 0) return false;
    if (own.value === theirs.value) continue;
    return facts
      .filter((fact) => fact.criterion === key && (fact.kind === "data" || fact.kind === "stated") && fact.stances.length > 1)
      .every((fact) => stanceOf(fact, first) >= stanceOf(fact, rival));
  }
  return false;
};

/** A cell worse by less than this is no drawback. */
const DRAWBACK = 0.1;

/**
 * No criterion is named, so that each comparable column is one: an empty one has figures that could not be used. Where another option that is still in does better somewhere, or may do so by a figure whose direction nobody
 * gave, which counts more is nobody's to say.
 */
const isUnweighed = (evidence: Evidence): boolean =>
  evidence.criteria.length > 1 && evidence.criteria.every((criterion) => criterion.inferred);

/** A cell apart by less than this leaves two options level on a criterion. */
const APART = 0.3;

/**
 * The criteria are named, but none before another: where another option that is still in is clearly better on as many of them as it
 * is clearly worse on, which counts more is nobody's to say.
 */
const isUnranked = ({ criteria }: Evidence, outcome: Outcome, first: number): boolean => {
  const [top] = criteria;
  if (top === undefined || criteria.length < 2 || criteria.some(({ weight }) => Math.abs(weight - top.weight) > 1e-9)) return false;
  return outcome.ranking.some((rival) => {
    if (rival === first || outcome.out[rival]) return false;
    const gaps = criteria.flatMap(({ id }) => {
      const [own, theirs] = [outcome.cells[id]?.[first], outcome.cells[id]?.[rival]];
      return own === undefined || theirs === undefined || own.weight === 0 || theirs.weight === 0 ? [] : [own.value - theirs.value];
    });
    const worse = gaps.filter((gap) => gap < -APART).length;
    return worse > 0 && worse >= gaps.filter((gap) => gap > APART).length;
  });
};

/**
 * A limit with a number that the first was not tested against, although figures of its kind stand elsewhere in the sources: what
 * would test it may be there and was not read. A limit of which nothing speaks is as unknown to everybody.
 */
const missesBound = (evidence: Evidence, checks: readonly Check[], first: number): boolean =>
  checks.some(({ option, state, limit }) => {
    const bound = evidence.limits[limit];
    if (option !== first || state !== "untested" || bound === undefined) return false;
    return bound.quantity === undefined ? UNREAD.test(fold(bound.text)) : bound.quantity.cmp !== undefined && speaksOfKind(evidence, bound);
  });

/** "We are 34, and so many beds it must have at least": a bound was meant whose amount was not read. */
const UNREAD =
  /\d.*\b(?:at least|at most|no more than|minimum|maximum|mindestens|hochstens|maximal|au moins|au plus|al menos|como maximo)\b|\b(?:at least|at most|no more than|mindestens|hochstens|maximal|au moins|au plus|al menos|como maximo)\b.*\d/;

const speaksOfKind = ({ sentences, tables }: Evidence, { quantity, place }: Evidence["limits"][number]): boolean =>
  tables.some(({ columns }) => columns.some(({ dim }) => dim === quantity?.dim)) ||
  sentences.some(
    (sentence) =>
      (sentence.place.file !== place.file || sentence.place.line !== place.line) &&
      sentence.quantities.some(({ dim }) => dim === quantity?.dim),
  );

const unweighedCause = (
  evidence: Evidence,
  outcome: Outcome,
  checks: readonly Check[],
  facts: readonly Fact[],
  first: number,
): OpenCause | undefined => {
  if (isBehind(evidence, outcome, first) || refusesKept(evidence, outcome, checks, first)) return "weights";
  if (facts.some((fact) => isUndirected(fact, outcome, first))) return "directions";
  const isEmpty = (row: number): boolean => (outcome.cells[row] ?? []).every((cell) => cell.weight === 0);
  return evidence.criteria.some((criterion) => isEmpty(criterion.id)) ? "coverage" : undefined;
};

/** "No" to a change that keeps every condition set for it: only a stated criterion may say that. */
const refusesKept = (evidence: Evidence, outcome: Outcome, checks: readonly Check[], first: number): boolean =>
  evidence.optionOrigin === "yes-no" &&
  evidence.options[first]?.kind === "keep" &&
  !outcome.out[0] &&
  checks.some((check) => check.option === first && check.state === "not applicable");

const isUndirected = (fact: Fact, outcome: Outcome, first: number): boolean => {
  const shown = fact.figures.filter((figure) => figure.option === first || !outcome.out[figure.option]).map((figure) => figure.value);
  return fact.kind === "data" && fact.stances.length === 0 && new Set(shown).size > 1;
};

const isBehind = (evidence: Evidence, outcome: Outcome, first: number): boolean =>
  outcome.ranking.some(
    (rival) =>
      rival !== first &&
      !outcome.out[rival] &&
      evidence.criteria.some((criterion) => {
        const [own, theirs] = [outcome.cells[criterion.id]?.[first], outcome.cells[criterion.id]?.[rival]];
        return own !== undefined && theirs !== undefined && own.weight > 0 && theirs.weight > 0 && theirs.value - own.value > DRAWBACK;
      }),
  );

/** A measured figure on something that the briefing's own words name: its criterion, or one inferred from a column that the prose speaks of. */
const isAsked = (fact: Fact, evidence: Evidence): boolean => {
  const criterion = evidence.criteria[fact.criterion];
  if (criterion === undefined || fact.kind !== "data" || fact.strength < 2.5 || fact.quality < 1) return false;
  if (!criterion.inferred) return true;
  const terms = topical(criterion.terms);
  const said = evidence.sentences.filter((sentence) => sentence.aside === undefined && sentence.role !== "files");
  return terms.length > 0 && said.some((sentence) => overlap(terms, sentence.terms) === terms.length);
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

/** Weight of the rows in which both options have evidence. */
const coverageOf = (outcome: Outcome, first: number, second: number): number =>
  outcome.weights.reduce(
    (sum, weight, row) =>
      sum + ((outcome.cells[row]?.[first]?.weight ?? 0) > 0 && (outcome.cells[row]?.[second]?.weight ?? 0) > 0 ? weight : 0),
    0,
  );

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
