import { normal } from "../../kernel/normal.ts";

/** A point of the unit cube. */
export type Point = readonly number[];

/** A point that was tried, and what came of it. */
export type Seen = { readonly point: Point; readonly value: number };

/** Length over which a value is expected to stay alike, in shares of an envelope; its spread; and the jitter of the diagonal. */
const LENGTH = 0.35;
const SPREAD = 0.3;
const JITTER = 1e-4;

/**
 * The expected improvement over `best` at each candidate, under a Gaussian process with a squared-exponential kernel and the
 * mean of what was seen (Mockus 1975; Rasmussen, Williams 2006, algorithm 2.1). At least one point was seen; at most a few
 * dozen, since the cost is their cube.
 */
export const expectedImprovements = (seen: readonly Seen[], candidates: readonly Point[], best: number): readonly number[] => {
  const mean = seen.reduce((sum, { value }) => sum + value, 0) / seen.length;
  const lower = cholesky(seen.map((a, i) => seen.map((b, j) => kernel(a.point, b.point) + (i === j ? JITTER : 0))));
  const weights = backward(
    lower,
    forward(
      lower,
      seen.map(({ value }) => value - mean),
    ),
  );
  return candidates.map((candidate) => {
    const near = seen.map(({ point }) => kernel(point, candidate));
    const expected = mean + dot(near, weights);
    const explained = forward(lower, near);
    const spread = Math.sqrt(Math.max(SPREAD * SPREAD - dot(explained, explained), 1e-12));
    const z = (expected - best) / spread;
    return (expected - best) * normal(z) + (spread * Math.exp((-z * z) / 2)) / Math.sqrt(2 * Math.PI);
  });
};

const kernel = (a: Point, b: Point): number => {
  let square = 0;
  for (let i = 0; i < a.length; i++) square += ((a[i] as number) - (b[i] as number)) ** 2;
  return SPREAD * SPREAD * Math.exp(-square / (2 * LENGTH * LENGTH));
};

type Rows = readonly (readonly number[])[];

const cholesky = (matrix: Rows): Rows => {
  const lower: number[][] = [];
  for (const [i, row] of matrix.entries()) {
    const mine: number[] = [];
    for (let j = 0; j < i; j++) {
      const other = lower[j] as number[];
      mine.push(((row[j] as number) - dot(mine, other)) / (other[j] as number));
    }
    mine.push(Math.sqrt((row[i] as number) - dot(mine, mine)));
    lower.push(mine);
  }
  return lower;
};

/** Solves `lower · x = right`. */
const forward = (lower: Rows, right: readonly number[]): readonly number[] => {
  const solved: number[] = [];
  for (const [i, row] of lower.entries()) solved.push(((right[i] as number) - dot(solved, row)) / (row[i] as number));
  return solved;
};

/** Solves `lowerᵀ · x = right`. */
const backward = (lower: Rows, right: readonly number[]): readonly number[] => {
  const solved = [...right];
  for (let i = lower.length - 1; i >= 0; i--) {
    const row = lower[i] as readonly number[];
    const x = (solved[i] as number) / (row[i] as number);
    solved[i] = x;
    for (let j = 0; j < i; j++) solved[j] = (solved[j] as number) - (row[j] as number) * x;
  }
  return solved;
};

/** The inner product over the shorter of the two. */
const dot = (a: readonly number[], b: readonly number[]): number => {
  let sum = 0;
  for (let i = 0; i < a.length && i < b.length; i++) sum += (a[i] as number) * (b[i] as number);
  return sum;
};
