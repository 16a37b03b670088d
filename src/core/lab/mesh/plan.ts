import type { Box } from "./columns.ts";
import type { Mesh } from "./mesh.ts";

/** What a part covers, seen from above: the area of its convex outline in mm², and the sides of the smallest rectangle round it. */
export type Plan = { readonly areaMm2: number; readonly longMm: number; readonly shortMm: number };

type Point = readonly [x: number, y: number];

/** Corners of the sample, and corners that are gathered before an outline is made of them, so that memory stays small whatever the part. */
const BATCH = 4096;
/** Steps along an outline that are told apart, so that a round part has no more corners than that. */
const OUTLINE_STEPS = 2000;
/** How far a round outline bulges over such a step, as a share of its radius: what lies so little outside is no corner either. */
const ROUND = 2e-6;

/** The plan of a part. Turning the part about the vertical changes nothing. */
export const planOf = ({ corners }: Mesh, { low, high }: Box): Plan => {
  const [midX, midY] = [(low[0] + high[0]) / 2, (low[1] + high[1]) / 2];
  const [halfX, halfY] = [Math.max((high[0] - low[0]) / 2, 1e-9), Math.max((high[1] - low[1]) / 2, 1e-9)];
  const scaled = (outline: readonly Point[]): readonly Point[] => outline.map(([x, y]) => [(x - midX) / halfX, (y - midY) / halfY]);
  // A sample first: what lies within the circle that its outline holds, in units of the box, is no corner of the whole outline.
  let points = outlineOf(everyNthCorner(corners));
  let most = BATCH + points.length;
  let inside = reachOf(scaled(points)) ** 2;
  for (let at = 0; at < corners.length; at += 3) {
    const [x, y] = [corners[at] as number, corners[at + 1] as number];
    const [u, v] = [(x - midX) / halfX, (y - midY) / halfY];
    if (u * u + v * v < inside) continue;
    points.push([x, y]);
    if (points.length < most) continue;
    points = [...thinned(outlineOf(points))];
    most = BATCH + points.length;
    inside = reachOf(scaled(points)) ** 2;
  }
  const outline = thinned(outlineOf(points));
  return { areaMm2: areaOf(outline), ...rectangleOf(outline) };
};

const everyNthCorner = (corners: Float64Array): readonly Point[] => {
  const stride = 3 * Math.ceil(corners.length / 3 / BATCH);
  return Array.from({ length: Math.ceil(corners.length / stride) }, (_, index) => [
    corners[index * stride] as number,
    corners[index * stride + 1] as number,
  ]);
};

/** The radius of the largest circle round the origin inside an outline, and a little; 0 when the origin is outside. */
const reachOf = (outline: readonly Point[]): number => {
  let least = Number.POSITIVE_INFINITY;
  outline.forEach(([x, y], index) => {
    const [nextX, nextY] = outline[(index + 1) % outline.length] as Point;
    least = Math.min(least, (x * nextY - y * nextX) / Math.max(Math.hypot(nextX - x, nextY - y), 1e-12));
  });
  return least > 0 ? least + ROUND : 0;
};

/** The convex outline, counter-clockwise (Andrew's monotone chain, 1979). */
const outlineOf = (points: readonly Point[]): Point[] => {
  const sorted = [...points].sort(([ax, ay], [bx, by]) => ax - bx || ay - by);
  const half = (from: readonly Point[]): Point[] => {
    const chain: Point[] = [];
    for (const point of from) {
      while (chain.length >= 2 && turn(chain.at(-2) as Point, chain.at(-1) as Point, point) <= 0) chain.pop();
      chain.push(point);
    }
    chain.pop();
    return chain;
  };
  const outline = [...half(sorted), ...half(sorted.reverse())];
  return outline.length === 0 ? sorted.slice(0, 1) : outline;
};

const turn = ([ax, ay]: Point, [bx, by]: Point, [cx, cy]: Point): number => (bx - ax) * (cy - ay) - (by - ay) * (cx - ax);

const areaOf = (outline: readonly Point[]): number => {
  let twice = 0;
  outline.forEach(([x, y], index) => {
    const [nextX, nextY] = outline[(index + 1) % outline.length] as Point;
    twice += x * nextY - y * nextX;
  });
  return Math.max(0, twice / 2);
};

/** An outline without the corners that lie nearer to the one before than a step. */
const thinned = (outline: readonly Point[]): readonly Point[] => {
  const gap = (from: Point | undefined, [x, y]: Point): number => (from === undefined ? 0 : Math.hypot(x - from[0], y - from[1]));
  if (outline.length <= OUTLINE_STEPS) return outline;
  const length = outline.reduce((sum, point, index) => sum + gap(outline.at(index - 1), point), 0);
  const kept: Point[] = [];
  for (const point of outline) if (kept.length === 0 || gap(kept.at(-1), point) >= length / OUTLINE_STEPS) kept.push(point);
  return kept;
};

/** The rectangle of the smallest area round an outline; one of its sides lies along an edge (Freeman, Shapira 1975). */
const rectangleOf = (outline: readonly Point[]): { readonly longMm: number; readonly shortMm: number } => {
  let best = { areaMm2: Number.POSITIVE_INFINITY, longMm: 0, shortMm: 0 };
  outline.forEach(([x, y], index) => {
    const [nextX, nextY] = outline[(index + 1) % outline.length] as Point;
    const length = Math.hypot(nextX - x, nextY - y);
    if (length === 0) return;
    const [ux, uy] = [(nextX - x) / length, (nextY - y) / length];
    let [along0, along1, across] = [0, 0, 0];
    for (const [px, py] of outline) {
      const along = (px - x) * ux + (py - y) * uy;
      along0 = Math.min(along0, along);
      along1 = Math.max(along1, along);
      across = Math.max(across, Math.abs((py - y) * ux - (px - x) * uy));
    }
    const [a, b] = [along1 - along0, across];
    if (a * b < best.areaMm2) best = { areaMm2: a * b, longMm: Math.max(a, b), shortMm: Math.min(a, b) };
  });
  return { longMm: best.longMm, shortMm: best.shortMm };
};
