import { byCodeUnit } from "../../core/kernel/json.ts";
import type { Reference } from "../../core/lab/engineer/references.ts";
import type { Lesson } from "../../core/lab/lessons.ts";
import type { Journal, StoredEvent } from "../../ports/journal.ts";

/** One file of an intake, as far as a proposal reads it. */
type ProfileRead = {
  readonly facts: readonly { readonly material: string; readonly param: string; readonly value: number; readonly source: string }[];
  readonly lessons: readonly Lesson[];
};

/** Files that are read at most; older ones are not looked at. */
const MOST_FILES = 10_000;
const MOST_SOURCES = 3;

/** What intakes brought, each file with its event, oldest first. */
export const keptIntakes = (journal: Journal): readonly { readonly event: StoredEvent; readonly read: ProfileRead }[] =>
  journal
    .facts("profile-read", MOST_FILES)
    .map((event) => ({ event, read: event.data as unknown as ProfileRead }))
    .reverse();

/** What judged towers taught, each with its event, oldest first: a tower is a real print. */
export const keptTowers = (journal: Journal): readonly { readonly event: StoredEvent; readonly lesson: Lesson }[] =>
  journal
    .facts("tower-read", MOST_FILES)
    .map((event) => ({ event, lesson: (event.data as unknown as { readonly lesson: Lesson }).lesson }))
    .reverse();

/** What ingested profiles and firmwares say of a material: one reference a parameter, in the order in which they were first read. */
export const keptReferences = (journal: Journal, material: string): readonly Reference[] => {
  const said = keptIntakes(journal).flatMap(({ read }) => read.facts.filter((fact) => fact.material === material || fact.material === "*"));
  return [...new Set(said.map(({ param }) => param))].map((param) => {
    const values = said.filter((fact) => fact.param === param).sort((left, right) => left.value - right.value);
    const numbers = values.map(({ value }) => value);
    return {
      param,
      value: numbers[Math.floor(numbers.length / 2)] as number,
      low: numbers[0] as number,
      high: numbers.at(-1) as number,
      count: numbers.length,
      sources: [...new Set(values.map(({ source }) => source))].sort(byCodeUnit).slice(0, MOST_SOURCES),
    };
  });
};
