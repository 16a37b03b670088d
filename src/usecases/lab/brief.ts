import { cellKey, cellsOf } from "../../core/lab/engineer/cells.ts";
import type { Brief, Profile } from "../../core/lab/engineer/propose.ts";
import type { Environment, Job } from "../../core/lab/job.ts";
import { retrieve } from "../../core/lab/lessons.ts";
import { MACHINES } from "../../core/lab/machines.ts";
import { referencesFor } from "../../core/lab/profiles/references.ts";
import type { Journal } from "../../ports/journal.ts";
import { knownFrom } from "./intake/known.ts";
import { keptLessons, keptPrints } from "./ledger.ts";

/** Precedents that a proposal may rest on, and the milliseconds of a day. */
const MOST_PRECEDENTS = 8;
const DAY_MS = 86_400_000;

/**
 * Everything that a proposal for a job may rest on, as it stands now: lessons of the home near this room (none that was only
 * simulated: those speak through the cell), references that were read, and the cell of simulated prints in the same world.
 */
export const briefOf = (
  journal: Journal,
  job: Job,
  environment: Environment,
  { world, profile, nowMs }: { readonly world: string; readonly profile: Profile | null; readonly nowMs: number },
): Brief => {
  const kept = keptLessons(journal).filter(({ lesson }) => lesson.source !== "sim");
  const ages = new Map(kept.map(({ lesson, atMs }) => [lesson, atMs === null ? null : Math.max(0, Math.floor((nowMs - atMs) / DAY_MS))]));
  const found = retrieve(
    kept.map(({ lesson }) => lesson),
    { material: job.material, geometry: job.geometry, ...environment },
    MOST_PRECEDENTS,
  );
  const prints = keptPrints(journal).filter((print) => print.world === world);
  return {
    job,
    environment,
    profile,
    precedents: found.map((precedent) => ({ ...precedent, ageDays: ages.get(precedent.lesson) ?? null })),
    references: referencesFor(knownFrom(journal).facts, job.material, MACHINES.find(({ id }) => id === job.machine)?.drive),
    cell: cellsOf(prints).get(cellKey(job, environment)) ?? null,
  };
};
