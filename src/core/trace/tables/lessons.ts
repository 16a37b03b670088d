import { LESSON_FIELDS } from "../../lab/lesson-row.ts";
import type { TraceLesson } from "../session.ts";
import { column, nullable, type Table } from "../table.ts";
import { SCHEMA_VERSION } from "./turns.ts";

/** Lessons of the lab: those that shipped with it, and those that runs taught. `moot lab ingest` reads its rows again. */
export const lessonsTable: Table<TraceLesson> = {
  name: "lessons",
  title: "Lessons",
  row: "One lesson: what a print taught, with the room it was printed in and where it comes from.",
  columns: [
    ...LESSON_FIELDS.map(({ name, type, isNullable, about, of }) => {
      const declare = isNullable ? nullable<TraceLesson> : column<TraceLesson>;
      return declare(name, type, about, name.startsWith("settings_") ? "print" : "ledger", of);
    }),
    nullable("world", "string", "world that printed; null: nobody simulated it", "print", ({ world }) => world),
    nullable("validation", "string", "as in turns", "world", ({ validation }) => validation),
    column("schema_version", "int64", "version of all columns together", "generator", () => SCHEMA_VERSION),
    nullable("run_id", "string", "the run that taught it", "journal", ({ run }) => run),
    nullable("seq", "int64", "the event of the run", "journal", ({ seq }) => seq),
  ],
};
