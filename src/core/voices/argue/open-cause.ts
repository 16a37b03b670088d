import { fold } from "../../kernel/text.ts";
import type { Evidence, Limit } from "../types.ts";
import type { Check } from "./check.ts";
import type { Measured } from "./data-facts.ts";
import { type Fact, stanceOf } from "./fact.ts";
import { lacksLead } from "./least-lead.ts";
import { type Outcome, ruleKeys } from "./matrix.ts";
import { isPatchy } from "./missing-rows.ts";
import { isNegated } from "./polarity.ts";
import { betterProven, type Tally, tallyOf } from "./tally.ts";
import { unreadBound } from "./unread.ts";
import { hasUnusedColumn } from "./unused-column.ts";
import { overlap, topical } from "./words.ts";

/** What a verdict is about. */
export type Case = {
  readonly evidence: Evidence;
  readonly outcome: Outcome;
  readonly checks: readonly Check[];
  readonly facts: readonly Fact[];
  readonly items: readonly Measured[];
};

/** Options that are still in, best first. */
export const leaders = (outcome: Outcome): readonly number[] => outcome.ranking.filter((option) => !outcome.out[option]);

/** Why a comparison stays open although one option may be ahead. */
export type OpenCause =
  | "margin"
  | "lead"
  | "missing"
  | "unread"
  | "bound"
  | "limits"
  | "weights"
  | "directions"
  | "proven"
  | "doubt"
  | "untested"
  | "single"
  | "coverage"
  | "thin";

/** Why the only one left is no answer: a limit in doubt, a figure that may be a limit, half of its limits untested. */
export const aloneCause = ({ evidence, outcome, checks, items }: Case, first: number, tally: Tally): OpenCause | undefined => {
  if (tally.doubts > 0) return "doubt";
  if (unreadBound(evidence, items, first, outcome.out) !== undefined) return "unread";
  if (hasUnusedColumn(evidence, checks, first)) return "bound";
  if (untestedBounds(evidence, checks, first).some((bound) => isSpokenOf(evidence, bound, first))) return "bound";
  return isHalfTested(tally) ? "untested" : undefined;
};

/** Why conditions that were set beforehand do not settle a question: they were not all read, not all tested, or one is in doubt. */
export const unsettled = ({ evidence }: Case, tally: Tally): OpenCause | undefined => {
  if (misread(evidence)) return "limits";
  if (tally.tested < tally.applies) return "untested";
  return tally.doubts > 0 ? "doubt" : undefined;
};

/** The first cause that applies, by what a reader should hear first; undefined when the evidence carries an answer at probability `p`. */
export const openCause = (case_: Case, p: number): OpenCause | undefined => {
  const { evidence, outcome, checks, facts, items } = case_;
  const [first, second] = leaders(outcome);
  if (lacksFigure(evidence, outcome, items)) return "missing";
  if (first === undefined || outcome.margin < 0.04) return "margin";
  if (lacksLead(evidence, items, first, second) !== undefined) return "lead";
  if (lacksLimits(evidence)) return "limits";
  if (betterProven(outcome, checks) !== undefined) return "proven";
  if (unreadBound(evidence, items, first, outcome.out) !== undefined) return "unread";
  if (ruleKeys(evidence).length > 0) return ruledCause(evidence, outcome, checks, facts, first);
  const unweighed = isUnweighed(evidence) ? unweighedCause(evidence, outcome, checks, facts, first) : undefined;
  return unweighed ?? (isUnranked(evidence, outcome, first) ? "weights" : thinCause(case_, { first, second, p }));
};

/** Fewer limits than the briefing says there are: some were not read. */
const misread = ({ conditions, limits }: Evidence): boolean => conditions !== undefined && limits.length < conditions;

/** Whether what was tested and measured of the first is enough. */
const thinCause = (
  { evidence, outcome, checks, facts }: Case,
  { first, second, p }: { readonly first: number; readonly second: number | undefined; readonly p: number },
): OpenCause | undefined => {
  const tally = tallyOf(checks, first);
  const covered = coverageOf(outcome, first, second ?? first);
  if (evidence.criteria.some((criterion) => !criterion.inferred) && covered < 0.2) return "coverage";
  if (isHalfTested(tally)) return "untested";
  if (second !== undefined && missesBound(evidence, checks, first)) return "bound";
  if (isSingle(evidence, facts)) return "single";
  if (covered < 0.2) return "coverage";
  return p < 0.54 ? "thin" : undefined;
};

const isHalfTested = ({ applies, tested }: Tally): boolean => applies > 0 && (applies - tested) * 2 >= applies;

/** One fact alone bears on the choice, and the briefing's words do not ask for it. */
const isSingle = (evidence: Evidence, facts: readonly Fact[]): boolean => {
  const bearing = facts.filter((fact) => fact.stances.length > 0 && fact.kind !== "check");
  return bearing.length < 2 && !bearing.some((fact) => isAsked(fact, evidence));
};

/** A criterion that weighs as much as this may turn the answer. */
const WEIGHTY = 0.3;

/** An option that is still in cannot be compared by what matters, since its figures are not all there, while others can. */
const lacksFigure = ({ criteria }: Evidence, outcome: Outcome, items: readonly Measured[]): boolean =>
  items.some(({ criterion, levels, summary, direction }) => {
    const { rank, weight = 0 } = criteria[criterion] ?? {};
    const alive = levels.filter((level) => !outcome.out[level.option]);
    return direction !== 0 && alive.length > 1 && (rank === 0 || weight >= WEIGHTY) && alive.some((level) => isPatchy(level, summary));
  });

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
  if (isHalfTested(tally)) return "untested";
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
 * A limit that the first was not tested against, although what would test it may be there and was not read: a cell of its row in a column
 * that goes by the limit's words, or, for a limit with a number, figures of its kind elsewhere in the sources. A limit of which nothing
 * speaks is as unknown to everybody.
 */
const missesBound = (evidence: Evidence, checks: readonly Check[], first: number): boolean =>
  untestedBounds(evidence, checks, first).some((bound) => {
    if (hasCell(evidence, bound, first) || isSpokenOf(evidence, bound, first)) return true;
    return bound.quantity === undefined ? UNREAD.test(fold(bound.text)) : bound.quantity.cmp !== undefined && speaksOfKind(evidence, bound);
  });

const untestedBounds = ({ limits }: Evidence, checks: readonly Check[], first: number): readonly Limit[] =>
  checks.flatMap(({ option, state, limit }) => (option === first && state === "untested" ? (limits[limit] ?? []) : []));

/**
 * "The certificate is from us, so not accredited" under a limit that asks for an accredited certificate: the option's own text denies, of two
 * of the limit's words at least, what was not understood.
 */
const isSpokenOf = ({ sentences }: Evidence, { terms, quantity }: Limit, option: number): boolean =>
  quantity === undefined &&
  sentences.some(
    (sentence) =>
      sentence.aside === undefined &&
      (sentence.owner === option || (sentence.options.length === 1 && sentence.options[0] === option)) &&
      overlap(topical(terms), sentence.terms) >= 2 &&
      isNegated(sentence.text),
  );

/** "Delivers: every two weeks" under a limit on the delivery: each word of the column's name is the limit's. */
const hasCell = ({ tables }: Evidence, { terms }: Limit, option: number): boolean =>
  tables.some(({ columns, rows, rowOption, keyColumn }) =>
    columns.some((column, at) => {
      const named = topical(column.terms);
      return (
        at !== keyColumn &&
        named.length > 0 &&
        overlap(named, topical(terms)) === named.length &&
        rows.some((row, r) => rowOption[r] === option && (row.cells[at]?.raw.trim() ?? "") !== "")
      );
    }),
  );

/** "We are 34, and so many beds it must have at least": a bound was meant whose amount was not read. */
const UNREAD =
  /\d.*\b(?:at least|at most|no more than|minimum|maximum|mindestens|hochstens|maximal|au moins|au plus|al menos|como maximo)\b|\b(?:at least|at most|no more than|mindestens|hochstens|maximal|au moins|au plus|al menos|como maximo)\b.*\d/;

const speaksOfKind = ({ sentences, tables }: Evidence, { quantity, place }: Limit): boolean =>
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

/** Weight of the rows in which both options have evidence. */
export const coverageOf = (outcome: Outcome, first: number, second: number): number =>
  outcome.weights.reduce(
    (sum, weight, row) =>
      sum + ((outcome.cells[row]?.[first]?.weight ?? 0) > 0 && (outcome.cells[row]?.[second]?.weight ?? 0) > 0 ? weight : 0),
    0,
  );
