/**
 * @module O'Brien without a model: a proposal from a baseline, shifted by what is known, every shift with its amount and cause.
 * Owns the weights and the sums; refuses to know a world, a run or where lessons are kept. Entry: `propose`.
 */
import type { Job } from "../job.ts";
import type { LessonSource, Precedent } from "../lessons.ts";

/** A precedent with its age in whole days; null: it has none, as what ships with the lab. */
export type AgedPrecedent = Precedent & { readonly ageDays: number | null };

/** A precedent with what it counts: its weight in [0, 1], and whether its print came out well. */
export type Weighed = AgedPrecedent & { readonly weight: number; readonly isFor: boolean };

/** A room this far away counts half: 5 °C, or 15 % of humidity. */
const HALF_DISTANCE = 0.25;
/** Farther than this nothing is a close precedent: it then counts less than a tenth. */
const FARTHEST = 0.75;
/** Days after which what a printer taught counts half. */
const HALF_LIFE_DAYS = 365;
/** A simulated print counts nothing here: it speaks once, through the policy's cell. */
const SOURCES: Readonly<Record<LessonSource, number>> = { earned: 1, ingested: 0.6, seed: 0.5, sim: 0 };
/** What a print is taken to have been worth when nobody said. */
const WORTH = { clean: 0.8, failed: 0.4 } as const;
/** A lesson from another place on the bed or another machine counts half, for each. */
const ELSEWHERE = 0.5;

/**
 * The precedents that count, heaviest first, in the order given on ties. The weight is the product of nearness
 * 1 / (1 + (d / 0.25)²), source, recency 2^(-days / 365), quality (of a failure: what it lacked), and place and machine.
 */
export const weigh = (precedents: readonly AgedPrecedent[], job: Job): readonly Weighed[] =>
  precedents
    .filter(({ distance }) => distance <= FARTHEST)
    .map((precedent) => ({ ...precedent, weight: weightOf(precedent, job), isFor: precedent.lesson.outcome === "success" }))
    .filter(({ weight }) => weight > 0)
    .sort((left, right) => right.weight - left.weight);

const weightOf = ({ lesson, distance, ageDays }: AgedPrecedent, job: Job): number => {
  const near = 1 / (1 + (distance / HALF_DISTANCE) ** 2);
  const recent = ageDays === null ? 1 : 2 ** (-Math.max(0, ageDays) / HALF_LIFE_DAYS);
  const worth = lesson.outcome === "success" ? (lesson.quality ?? WORTH.clean) : 1 - (lesson.quality ?? WORTH.failed);
  const isElsewhere = lesson.bedPosition !== undefined && lesson.bedPosition !== job.bedPosition;
  const isOther = lesson.machine !== undefined && job.machine !== undefined && lesson.machine !== job.machine;
  return near * SOURCES[lesson.source] * recent * worth * (isElsewhere ? ELSEWHERE : 1) * (isOther ? ELSEWHERE : 1);
};
