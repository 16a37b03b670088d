/**
 * What the home knows of prints, as projections of the journal: nothing of it is stored beside the events, nothing is ever rewritten.
 */
import type { CellPrint } from "../../core/lab/engineer/cells.ts";
import type { Lesson } from "../../core/lab/lessons.ts";
import type { LogDataOf, LogOpening } from "../../core/lab/log/event.ts";
import { SEED_LESSONS } from "../../core/lab/seed-lessons.ts";
import type { LabDataOf, LabOpening } from "../../core/lab/session/event.ts";
import { SETTING_NAMES, type Settings } from "../../core/lab/settings.ts";
import { describeOutcome } from "../../core/lab/world.ts";
import type { Journal, StoredEvent } from "../../ports/journal.ts";
import { knownLessons } from "./intake/known.ts";

/** A lesson with the event that holds it; a seed has none. `atMs` is when it was learnt, where that is known: not when a file was read. */
export type KeptLesson = {
  readonly lesson: Lesson;
  readonly run: string | null;
  readonly seq: number | null;
  readonly atMs: number | null;
};

/** A print of a run of the lab with its run. */
export type KeptPrint = CellPrint & { readonly run: string; readonly world: string; readonly seq: number; readonly atMs: number };

/** A real print with what a world had said. */
export type KeptLog = { readonly run: string; readonly opening: LogOpening; readonly agrees: boolean | null };

/** Facts of one kind that are read at most. */
const MOST_FACTS = 20_000;

const factsOf = <D>(journal: Journal, kind: string): readonly (StoredEvent & { readonly typed: D })[] =>
  journal
    .facts(kind, MOST_FACTS)
    .map((event) => ({ ...event, typed: event.data as unknown as D }))
    .reverse();

/** Every simulated print of the home's runs, oldest first. */
export const keptPrints = (journal: Journal): readonly KeptPrint[] => {
  const openings = new Map(factsOf<LabOpening>(journal, "lab-opened").map(({ run, typed }) => [run, typed]));
  return factsOf<LabDataOf<"print-simulated">>(journal, "print-simulated").flatMap(({ run, seq, atMs, typed }) => {
    const opening = openings.get(run);
    if (opening === undefined) return [];
    const { job, environment } = opening.brief;
    return [{ run, seq, atMs, job, environment, settings: typed.settings, outcome: typed.outcome, world: typed.world }];
  });
};

/**
 * Every lesson: the seeds, then in the order of the journal what was read from files, what real prints taught, and of each run of the
 * lab the one print that says most: its best.
 */
export const keptLessons = (journal: Journal): readonly KeptLesson[] => [
  ...SEED_LESSONS.map((lesson) => ({ lesson, run: null, seq: null, atMs: null })),
  ...knownLessons(journal),
  ...factsOf<LogDataOf<"lesson-earned">>(journal, "lesson-earned").map(({ run, seq, atMs, typed }) => ({
    lesson: typed.lesson,
    run,
    seq,
    atMs,
  })),
  ...simLessons(keptPrints(journal)),
];

const simLessons = (prints: readonly KeptPrint[]): readonly KeptLesson[] => {
  const best = new Map<string, KeptPrint>();
  for (const print of prints) {
    const known = best.get(print.run);
    if (known === undefined || print.outcome.quality > known.outcome.quality) best.set(print.run, print);
  }
  return [...best.values()].map(({ run, seq, atMs, job, environment, settings, outcome, world }) => ({
    run,
    seq,
    atMs,
    lesson: {
      id: `sim-${run}`,
      material: job.material,
      geometry: job.geometry,
      ...environment,
      outcome: outcome.class,
      text: `Simulated in the ${world} world, unvalidated: ${describeOutcome(outcome)}, at ${settingsText(settings)}.`,
      source: "sim",
      printed: settings,
      mode: outcome.mode,
      quality: outcome.quality,
      bedPosition: job.bedPosition,
      ...(job.machine === undefined ? {} : { machine: job.machine }),
    },
  }));
};

const settingsText = ({ nozzleCelsius, fanPercent, retractionMm }: Settings): string =>
  `${SETTING_NAMES.nozzleCelsius} ${nozzleCelsius}, ${SETTING_NAMES.fanPercent} ${fanPercent}, ${SETTING_NAMES.retractionMm} ${retractionMm}`;

/** Real prints, oldest first, with whether the world had said the outcome. */
export const keptLogs = (journal: Journal): readonly KeptLog[] => {
  const ends = new Map(factsOf<LogDataOf<"log-closed">>(journal, "log-closed").map(({ run, typed }) => [run, typed]));
  return factsOf<LogOpening>(journal, "print-logged").flatMap(({ run, typed }) => {
    const end = ends.get(run);
    return end === undefined || end.outcome === "cut" ? [] : [{ run, opening: typed, agrees: end.agrees }];
  });
};

/** How often a world had said what real prints came to: `right` of `count`. */
export const agreement = (journal: Journal, world: string): { readonly right: number; readonly count: number } => {
  const said = keptLogs(journal).filter(({ opening, agrees }) => agrees !== null && opening.predicted?.world === world);
  return { right: said.filter(({ agrees }) => agrees === true).length, count: said.length };
};
