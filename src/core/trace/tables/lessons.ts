import { SETTING_NAMES, SETTINGS } from "../../lab/settings.ts";
import type { TraceLesson } from "../session.ts";
import { column, nullable, type Table } from "../table.ts";
import { SCHEMA_VERSION } from "./turns.ts";

/** Lessons of the lab: those that shipped with it, and those that runs taught. */
export const lessonsTable: Table<TraceLesson> = {
  name: "lessons",
  title: "Lessons",
  row: "One lesson: what a print taught, with the room it was printed in and where it comes from.",
  columns: [
    column("lesson_id", "string", "the lesson; proposals name it as precedent", "ledger", ({ id }) => id),
    column("material", "string", "material of the print", "ledger", ({ material }) => material),
    column("geometry", "string", "what the part was prone to", "ledger", ({ geometry }) => geometry),
    column("env_temp", "float64", "air in the room, °C", "ledger", ({ celsius }) => celsius),
    column("env_humidity", "float64", "relative humidity of the room, %", "ledger", ({ humidityPercent }) => humidityPercent),
    column("outcome", "string", "success, failed_sag or failed_stringing", "ledger", ({ outcome }) => outcome),
    column("lesson", "string", "what it taught", "ledger", ({ text }) => text),
    column(
      "source",
      "string",
      "seed: shipped; ingested: read from files; earned: a real print; sim: a simulated one",
      "ledger",
      ({ source }) => source,
    ),
    ...SETTINGS.map((key) =>
      nullable<TraceLesson>(
        `settings_${SETTING_NAMES[key]}`,
        "float64",
        "setting of the print, as in turns",
        "print",
        ({ settings }) => settings?.[key] ?? null,
      ),
    ),
    nullable("world", "string", "world that printed; null: nobody simulated it", "print", ({ world }) => world),
    nullable("validation", "string", "as in turns", "world", ({ validation }) => validation),
    column("schema_version", "int64", "version of all columns together", "generator", () => SCHEMA_VERSION),
    nullable("run_id", "string", "the run that taught it", "journal", ({ run }) => run),
    nullable("seq", "int64", "the event of the run", "journal", ({ seq }) => seq),
  ],
};
