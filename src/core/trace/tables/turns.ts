import { utcText } from "../../kernel/utc.ts";
import { SETTING_NAMES, SETTINGS } from "../../lab/settings.ts";
import { DEFECTS } from "../../lab/world.ts";
import type { TraceSession, TraceTurn } from "../session.ts";
import { column, nullable, type SourcedColumn, type Table } from "../table.ts";

/** A turn with its session; `number` counts from 1 in it. */
export type TurnSource = { readonly session: TraceSession; readonly turn: TraceTurn; readonly number: number };

/** The version of all columns together; it grows when one is renamed, removed or means something else. */
export const SCHEMA_VERSION = 1;

const UNITS: Readonly<Record<(typeof SETTINGS)[number], string>> = {
  nozzleCelsius: "nozzle temperature, °C",
  bedCelsius: "bed temperature, °C",
  retractionMm: "retraction, mm",
  fanPercent: "part fan, % of full speed",
  firstLayerFanPercent: "part fan on the first layer, %",
  layerHeightMm: "layer height, mm",
};

/** The 14 columns of the reference, in its order; the names are its own. */
const REFERENCE: readonly SourcedColumn<TurnSource>[] = [
  column("session_id", "string", "the session: a run, or a job of the static export", "session", ({ session }) => session.id),
  column("track", "string", "phase of the session", "turn", ({ turn }) => turn.track),
  column("turn", "int64", "place in the session, from 1 without gaps", "order", ({ number }) => number),
  column("agent", "string", "who acts", "turn", ({ turn }) => turn.agent),
  column("role", "string", "what the agent is there for", "turn", ({ turn }) => turn.role),
  column("act", "string", "what the agent does", "turn", ({ turn }) => turn.act),
  column("stance", "string", "one of few words an act, or empty", "turn", ({ turn }) => turn.stance),
  column("content", "string", "what is said", "turn", ({ turn }) => turn.content.trim()),
  nullable("material", "string", "material of the job", "job", ({ session }) => session.job?.material ?? null),
  nullable("geometry", "string", "what the part is prone to", "job", ({ session }) => session.job?.geometry ?? null),
  nullable("bed_position", "string", "where the part lies on the bed", "job", ({ session }) => session.job?.bedPosition ?? null),
  nullable("env_temp", "float64", "air in the room, °C", "job", ({ session }) => session.job?.celsius ?? null),
  nullable("env_humidity", "float64", "relative humidity of the room, %", "job", ({ session }) => session.job?.humidityPercent ?? null),
  column("ts", "string", "UTC, ISO 8601; a counter of 7 s steps where origin is static", "turn", ({ turn }) => utcText(turn.atMs)),
];

/** Turns of every kind of run. */
export const turnsTable: Table<TurnSource> = {
  name: "turns",
  title: "Turns",
  row: "One turn: who did what in which phase, with the numbers behind the words and where they come from.",
  columns: [
    ...REFERENCE,
    nullable("iteration", "int64", "print of a lab run or round of a roundtable, from 1", "turn", ({ turn }) => turn.iteration),
    ...SETTINGS.map((key) =>
      nullable<TurnSource>(
        `settings_${SETTING_NAMES[key]}`,
        "float64",
        UNITS[key],
        "settings after the turn",
        ({ turn }) => turn.settings?.[key] ?? null,
      ),
    ),
    nullable("quality", "float64", "of the simulated print, 0 to 1", "world", ({ turn }) => turn.print?.quality ?? null),
    nullable("failure_mode", "string", "dearest defect of the print, or none", "world", ({ turn }) => turn.print?.mode ?? null),
    ...DEFECTS.map((defect) =>
      nullable<TurnSource>(`penalty_${defect}`, "float64", "quality that this defect cost; 0: it did not occur", "world", ({ turn }) =>
        turn.print === null ? null : (turn.print.penalties[defect] ?? 0),
      ),
    ),
    column("kind", "string", "kind of the session", "session", ({ session }) => session.kind),
    column("backend", "string", "way to the model, or offline: code alone", "turn", ({ turn }) => turn.backend),
    nullable("model", "string", "model that answered; null: no language model", "turn", ({ turn }) => turn.model),
    nullable("world", "string", "world that printed", "session", ({ session }) => session.world),
    column(
      "origin",
      "string",
      "live: a run of somebody; static: made by the export from fixed jobs",
      "session",
      ({ session }) => session.origin,
    ),
    nullable(
      "validation",
      "string",
      "how far simulated outcomes were held against real prints; null: nothing is simulated",
      "world",
      ({ session }) => session.validation,
    ),
    column("schema_version", "int64", "version of all columns together", "generator", () => SCHEMA_VERSION),
    nullable("run_id", "string", "the run in its journal", "journal", ({ session }) => session.run),
    nullable("seq", "int64", "the event of the run, from 1", "journal", ({ turn }) => turn.seq),
  ],
};
