import type { Settings } from "./settings.ts";
import type { Outcome } from "./world.ts";

/** Where a lesson comes from. `seed` ships with the lab, `ingested` was read from files, `sim` from a simulated print. */
export type LessonSource = "seed" | "ingested" | "earned" | "sim";

/** What one print taught, with the room it was printed in: °C, relative humidity in %. */
export type Lesson = {
  readonly id: string;
  readonly material: string;
  readonly geometry: string;
  readonly celsius: number;
  readonly humidityPercent: number;
  readonly outcome: Outcome["class"];
  readonly text: string;
  readonly source: LessonSource;
  /** What it was printed with, as far as that is known; and how good it was, in [0, 1], and where and on what. */
  readonly printed?: Partial<Settings>;
  readonly mode?: Outcome["mode"];
  readonly quality?: number;
  readonly bedPosition?: string;
  readonly machine?: string;
  /** What it says to do instead: a value to go to, or an amount to go by. */
  readonly advice?: { readonly to?: Partial<Settings>; readonly by?: Partial<Settings> };
};

/** A lesson that fits, and how far its room is from the one asked for: 0 is the same room. */
export type Precedent = { readonly lesson: Lesson; readonly distance: number };

/** What precedents are asked for. Material and geometry must be equal, letter case included. */
export type PrecedentQuery = Pick<Lesson, "material" | "geometry" | "celsius" | "humidityPercent">;

/** A factor that no rounding error of a square reaches. */
const GENEROUS = 1.000001;

/**
 * The `most` nearest lessons of a material and geometry, nearest first, in ledger order on ties. The distance of two rooms is
 * the hypotenuse of their differences, where 20 °C count as much as 60 % of humidity. There is no cut-off: an empty list is
 * the honest "no close precedent". One pass over the ledger.
 */
export const retrieve = (lessons: readonly Lesson[], query: PrecedentQuery, most = 3): readonly Precedent[] => {
  const nearest: Precedent[] = [];
  let farthest = Number.POSITIVE_INFINITY;
  for (const lesson of lessons) {
    if (lesson.material !== query.material || lesson.geometry !== query.geometry) continue;
    const a = (query.celsius - lesson.celsius) / 20;
    const b = (query.humidityPercent - lesson.humidityPercent) / 60;
    // Cheap and a little too generous: the exact distance costs ten times as much and matters to few.
    if (a * a + b * b > farthest * farthest * GENEROUS) continue;
    const distance = hypotenuse(a, b);
    if (nearest.length === most && !(distance < farthest)) continue;
    let at = nearest.length;
    while (at > 0 && distance < (nearest[at - 1] as Precedent).distance) at--;
    nearest.splice(at, 0, { lesson, distance });
    if (nearest.length > most) nearest.pop();
    if (nearest.length === most) farthest = nearest[most - 1]?.distance ?? 0;
  }
  return nearest;
};

/** How many lessons there are of each source. */
export const countBySource = (lessons: readonly Lesson[]): Readonly<Record<LessonSource, number>> => {
  const counts = { seed: 0, ingested: 0, earned: 0, sim: 0 };
  for (const { source } of lessons) counts[source] += 1;
  return counts;
};

/** The ledger without what was learnt here: only what shipped or was read from files. */
export const baselineLessons = (lessons: readonly Lesson[]): readonly Lesson[] =>
  lessons.filter(({ source }) => source === "seed" || source === "ingested");

/**
 * The root of a² + b², rounded correctly but for one case in many thousands, as `math.hypot` of CPython since 3.10 does it:
 * the squares are kept exactly as sums of two doubles and the root is corrected once by its remainder. `Math.hypot` is not
 * the same on every engine. Infinite when a square overflows.
 */
const hypotenuse = (a: number, b: number): number => {
  const left = a * a;
  const right = b * b;
  const sum = left + right;
  const root = Math.sqrt(sum);
  if (!(root > 0) || root === Number.POSITIVE_INFINITY) return root;
  const large = left > right ? left : right;
  const lost = large - sum + (left > right ? right : left) + squareError(a, left) + squareError(b, right);
  const square = root * root;
  return root + (sum - square - squareError(root, square) + lost) / (2 * root);
};

/** 2^27 + 1: splits a double into two halves whose products are exact (Veltkamp, Dekker). */
const SPLITTER = 134217729;

/** What `x * x` lost when it was rounded to `square`. */
const squareError = (x: number, square: number): number => {
  const scaled = x * SPLITTER;
  const high = scaled - (scaled - x);
  const low = x - high;
  return high * high - square + 2 * high * low + low * low;
};
