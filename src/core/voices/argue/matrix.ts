import type { Evidence } from "../types.ts";
import type { Check } from "./check.ts";
import { round } from "./data-facts.ts";
import { type Fact, stanceOf } from "./fact.ts";
import type { Label } from "./graph.ts";

/** One cell: `value` in [-1, 1], `quality` in [0, 1], and the facts in it; `weight` 0 means no evidence. */
export type Cell = {
  readonly value: number;
  readonly quality: number;
  readonly weight: number;
  readonly facts: readonly Fact[];
  readonly strongest: number;
};

/** How a reader of the matrix weighs it; the defaults are the decision's own. */
export type Lens = {
  readonly weights?: readonly number[];
  /** Factor on negative stances. */
  readonly negatives?: number;
  /** Facts below this strength do not count. */
  readonly least?: number;
  /** Score taken off per unit of weight without evidence. */
  readonly uncovered?: number;
};

/** Scores and vetoes of all options. `ranking` lists options: kept ones first, then by score, then in briefing order. */
export type Outcome = {
  readonly cells: readonly (readonly Cell[])[];
  readonly weights: readonly number[];
  readonly scores: readonly number[];
  readonly out: readonly boolean[];
  readonly doubts: readonly number[];
  readonly ranking: readonly number[];
  /**
   * Score of the first over the second among those not out; the score itself when it stands alone. Under a stated rule of choice
   * the gap on the key that parts the two, at least `LEAD`; 0 when none does.
   */
  readonly margin: number;
};

/** By a stated rule any lead decides, however small. */
const LEAD = 0.04;
/** Stances are rounded to six places; figures closer than that are level. */
const LEVEL = 2e-6;

const COUNTED: ReadonlySet<string> = new Set(["data", "stated", "text", "fragile", "log", "votes", "claim", "conflict"]);

/** Ranks of the criteria when the briefing states a rule of choice: row by row, what decides first; empty otherwise. */
export const ruleKeys = (evidence: Evidence): readonly number[] =>
  evidence.criteria
    .filter((criterion) => criterion.rank !== undefined)
    .sort((left, right) => (left.rank as number) - (right.rank as number))
    .map((criterion) => criterion.id);

/**
 * Weights of the criteria and, last, of what lies beyond them: .88 and .12, or 1 when there is no criterion. A stated rule of choice
 * leaves nothing beyond it.
 */
export const rowWeights = (evidence: Evidence): readonly number[] =>
  ruleKeys(evidence).length > 0
    ? [...evidence.criteria.map((each) => each.weight), 0]
    : evidence.criteria.length === 0
      ? [1]
      : [...evidence.criteria.map((each) => each.weight * 0.88), 0.12];

/**
 * The matrix over the given facts: `cell = Σ s·w / Σ w` with `w = primary · strength · quality` (text counts .3, an undecided fact half),
 * `S = Σ W · cell · (.5 + .5 q) − .25 per limit in doubt` (guides/offline-voices.md §6). Facts labelled out do not count.
 */
export const outcomeOf = (
  evidence: Evidence,
  facts: readonly Fact[],
  labels: ReadonlyMap<string, Label>,
  checks: readonly Check[],
  lens: Lens = {},
): Outcome => {
  const weights = lens.weights ?? rowWeights(evidence);
  const standing = facts.filter((fact) => COUNTED.has(fact.kind) && labels.get(fact.id) !== "out" && fact.strength >= (lens.least ?? 0));
  const beyond = weights.length - 1;
  const keys = ruleKeys(evidence);
  const rows = weights.map((_, row) => {
    const own = standing.filter((fact) => (evidence.criteria.length === 0 ? 0 : fact.criterion < 0 ? beyond : fact.criterion) === row);
    return keys.includes(row) ? figuresFirst(own) : own;
  });
  const cells = rows.map((row) => evidence.options.map((option) => cellOf(row, option.id, labels, lens.negatives ?? 1)));
  const out = evidence.options.map((option) =>
    checks.some((check) => check.option === option.id && check.state === "broken" && check.firm),
  );
  const doubts = evidence.options.map(
    (option) =>
      checks.filter((check) => check.option === option.id && (check.state === "in doubt" || (check.state === "broken" && !check.firm)))
        .length,
  );
  const scores = evidence.options.map((option) => {
    const sum = weights.reduce((total, weight, row) => total + weighted(cells[row]?.[option.id], weight, lens.uncovered ?? 0), 0);
    return round(sum - 0.25 * (doubts[option.id] ?? 0));
  });
  const ranking = evidence.options
    .map((option) => option.id)
    .sort(
      (left, right) =>
        Number(out[left]) - Number(out[right]) ||
        (evidence.settled === undefined ? 0 : left - right) ||
        byRule(cells, keys, left, right).order ||
        (scores[right] as number) - (scores[left] as number) ||
        left - right,
    );
  const [first, second] = ranking.filter((option) => !out[option]);
  const ruled = keys.length > 0 && first !== undefined && second !== undefined;
  const margin =
    evidence.settled !== undefined
      ? LEAD
      : ruled
        ? byRule(cells, keys, first, second).gap
        : first === undefined
          ? 0
          : round((scores[first] as number) - (second === undefined ? 0 : (scores[second] as number)));
  return { cells, weights, scores, out, doubts, ranking, margin };
};

/** A rule of choice goes by figures where there are any. */
const figuresFirst = (facts: readonly Fact[]): readonly Fact[] => {
  const figures = facts.filter((fact) => fact.kind === "data" || fact.kind === "stated");
  return figures.length > 0 ? figures : facts;
};

/** The order of two options by the first key that parts them, and its gap; one without evidence on a key comes after. */
const byRule = (
  cells: readonly (readonly Cell[])[],
  keys: readonly number[],
  left: number,
  right: number,
): { readonly order: number; readonly gap: number } => {
  for (const key of keys) {
    const [mine, theirs] = [cells[key]?.[left], cells[key]?.[right]];
    const known = [mine, theirs].map((cell) => cell !== undefined && cell.weight > 0);
    if (known[0] !== known[1]) return { order: known[0] ? -1 : 1, gap: 0 };
    const gap = (mine?.value ?? 0) - (theirs?.value ?? 0);
    if (known[0] && Math.abs(gap) > LEVEL) return { order: gap > 0 ? -1 : 1, gap: Math.max(LEAD, round(Math.abs(gap))) };
  }
  return { order: 0, gap: 0 };
};

const weighted = (cell: Cell | undefined, weight: number, uncovered: number): number =>
  cell === undefined || cell.weight === 0 ? -uncovered * weight : weight * cell.value * (0.5 + 0.5 * cell.quality);

const cellOf = (row: readonly Fact[], option: number, labels: ReadonlyMap<string, Label>, negatives: number): Cell => {
  let total = 0;
  let sum = 0;
  let quality = 0;
  let strongest = 0;
  const facts: Fact[] = [];
  for (const fact of row) {
    if (!fact.stances.some((each) => each.option === option)) continue;
    const primary = fact.computed || fact.kind === "stated" ? 1 : 0.3;
    const weight = primary * fact.strength * fact.quality * (labels.get(fact.id) === "undecided" ? 0.5 : 1);
    const stance = stanceOf(fact, option);
    sum += weight * (stance < 0 ? Math.max(-1, stance * negatives) : stance);
    quality += weight * fact.quality;
    total += weight;
    strongest = Math.max(strongest, fact.strength);
    facts.push(fact);
  }
  return total === 0
    ? { value: 0, quality: 0, weight: 0, facts: [], strongest: 0 }
    : { value: sum / total, quality: quality / total, weight: total, facts, strongest };
};
