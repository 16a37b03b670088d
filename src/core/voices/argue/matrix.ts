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
  /** Score of the first over the second among those not out; the score itself when it stands alone. */
  readonly margin: number;
};

const COUNTED: ReadonlySet<string> = new Set(["data", "stated", "text", "fragile", "log", "votes", "claim", "conflict"]);

/** Weights of the criteria and, last, of what lies beyond them: .88 and .12, or 1 when there is no criterion. */
export const rowWeights = (evidence: Evidence): readonly number[] =>
  evidence.criteria.length === 0 ? [1] : [...evidence.criteria.map((each) => each.weight * 0.88), 0.12];

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
  const rows = weights.map((_, row) =>
    standing.filter((fact) => (evidence.criteria.length === 0 ? 0 : fact.criterion < 0 ? beyond : fact.criterion) === row),
  );
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
    .sort((left, right) => Number(out[left]) - Number(out[right]) || (scores[right] as number) - (scores[left] as number) || left - right);
  const [first, second] = ranking.filter((option) => !out[option]);
  const margin = first === undefined ? 0 : round((scores[first] as number) - (second === undefined ? 0 : (scores[second] as number)));
  return { cells, weights, scores, out, doubts, ranking, margin };
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
