import type { IntakeData, IntakeFact } from "../../../core/lab/intake/event.ts";
import type { Lesson } from "../../../core/lab/lessons.ts";
import type { ReferenceFact } from "../../../core/lab/profiles/fact.ts";
import type { Journal } from "../../../ports/journal.ts";

/** What intakes brought so far, oldest first. */
export type Known = { readonly facts: readonly ReferenceFact[]; readonly lessons: readonly Lesson[] };

/** Events of a kind that are read at most; older ones are not looked at. */
const MOST_EVENTS = 10_000;

/** Reference facts and ingested lessons of the home. A projection: reads only. */
export const knownFrom = (journal: Journal): Known => {
  const read = intakesOf(journal, "profile-read");
  const towers = intakesOf(journal, "tower-read").map(({ lesson }) => lesson);
  return { facts: read.flatMap(({ facts }) => facts), lessons: [...read.flatMap(({ lessons }) => lessons), ...towers] };
};

/** The data of every event of a kind, oldest first. */
export const intakesOf = <K extends IntakeFact["kind"]>(journal: Journal, kind: K): readonly IntakeData<K>[] =>
  journal
    .facts(kind, MOST_EVENTS)
    .toReversed()
    .map(({ data }) => data as unknown as IntakeData<K>);
