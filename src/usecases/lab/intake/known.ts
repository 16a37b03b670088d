import type { IntakeData, IntakeFact } from "../../../core/lab/intake/event.ts";
import type { Lesson } from "../../../core/lab/lessons.ts";
import type { ReferenceFact } from "../../../core/lab/profiles/fact.ts";
import type { Journal, StoredEvent } from "../../../ports/journal.ts";

/** What intakes brought so far, oldest first. */
export type Known = { readonly facts: readonly ReferenceFact[]; readonly lessons: readonly Lesson[] };

/** A lesson of an intake with its event. `atMs` is when it was learnt: null of a file, which says nothing of that. */
export type KnownLesson = { readonly lesson: Lesson; readonly run: string; readonly seq: number; readonly atMs: number | null };

/** Events of a kind that are read at most; older ones are not looked at. */
const MOST_EVENTS = 10_000;

/** Reference facts and ingested lessons of the home. A projection: reads only. */
export const knownFrom = (journal: Journal): Known => ({
  facts: intakesOf(journal, "profile-read").flatMap(({ facts }) => facts),
  lessons: knownLessons(journal).map(({ lesson }) => lesson),
});

/** What files and judged towers taught: the files' lessons first, each in the order of the journal. */
export const knownLessons = (journal: Journal): readonly KnownLesson[] => [
  ...eventsOf(journal, "profile-read").flatMap(({ run, seq, said }) => said.lessons.map((lesson) => ({ lesson, run, seq, atMs: null }))),
  ...eventsOf(journal, "tower-read").map(({ run, seq, atMs, said }) => ({ lesson: said.lesson, run, seq, atMs })),
];

/** The data of every event of a kind, oldest first. */
export const intakesOf = <K extends IntakeFact["kind"]>(journal: Journal, kind: K): readonly IntakeData<K>[] =>
  eventsOf(journal, kind).map(({ said }) => said);

const eventsOf = <K extends IntakeFact["kind"]>(
  journal: Journal,
  kind: K,
): readonly (Pick<StoredEvent, "run" | "seq" | "atMs"> & { readonly said: IntakeData<K> })[] =>
  journal
    .facts(kind, MOST_EVENTS)
    .toReversed()
    .map(({ run, seq, atMs, data }) => ({ run, seq, atMs, said: data as unknown as IntakeData<K> }));
