import { utcText } from "../../kernel/utc.ts";
import type { TraceSession, TraceTurn } from "../session.ts";
import { column, nullable, type Table } from "../table.ts";
import { SCHEMA_VERSION } from "./turns.ts";

/** Sessions: what was asked, how it went and what came of it. */
export const sessionsTable: Table<TraceSession> = {
  name: "sessions",
  title: "Sessions",
  row: "One session: a run, or a job of the static export.",
  columns: [
    column("session_id", "string", "the session; as in turns", "session", ({ id }) => id),
    column("kind", "string", "kind of the session", "session", ({ kind }) => kind),
    column("title", "string", "what it is about", "session", ({ title }) => title),
    column("brief", "string", "what was asked, as those who spoke had it", "session", ({ brief }) => brief),
    nullable("material", "string", "material of the job", "job", ({ job }) => job?.material ?? null),
    nullable("geometry", "string", "what the part is prone to", "job", ({ job }) => job?.geometry ?? null),
    nullable("bed_position", "string", "where the part lies on the bed", "job", ({ job }) => job?.bedPosition ?? null),
    nullable("env_temp", "float64", "air in the room, °C", "job", ({ job }) => job?.celsius ?? null),
    nullable("env_humidity", "float64", "relative humidity of the room, %", "job", ({ job }) => job?.humidityPercent ?? null),
    column("turns", "int64", "turns in the session", "turns", ({ turns }) => turns.length),
    nullable("iterations", "int64", "prints, or rounds", "turns", ({ turns }) => most(turns.map(({ iteration }) => iteration))),
    nullable("first_clean", "int64", "first iteration whose print was clean; null: none", "turns", (session) => firstClean(session)),
    nullable("quality_first", "float64", "quality of the first print", "turns", (session) => qualities(session).at(0) ?? null),
    nullable("quality_last", "float64", "quality of the last print", "turns", (session) => qualities(session).at(-1) ?? null),
    nullable("quality_best", "float64", "quality of the best print", "turns", (session) => most(qualities(session))),
    column("stances", "string", "stances of all turns that have one, in order, joined by ' > '", "turns", (session) => stancesOf(session)),
    nullable("verdict", "string", "what it came to, in a word", "result", ({ result }) => result?.verdict ?? null),
    nullable("result", "string", "what it came to, in a sentence", "result", ({ result }) => result?.text ?? null),
    column("agents", "string", "who took part, by first turn, joined by ', '", "turns", ({ turns }) =>
      distinct(turns, ({ agent }) => agent),
    ),
    column("backends", "string", "ways to models, joined by ', '", "turns", ({ turns }) => distinct(turns, ({ backend }) => backend)),
    nullable(
      "models",
      "string",
      "models that answered, joined by ', '",
      "turns",
      ({ turns }) => distinct(turns, ({ model }) => model) || null,
    ),
    nullable("world", "string", "world that printed", "session", ({ world }) => world),
    column("origin", "string", "live or static; as in turns", "session", ({ origin }) => origin),
    column("language", "string", "of what was said, BCP 47", "session", ({ language }) => language),
    nullable("validation", "string", "as in turns", "world", ({ validation }) => validation),
    column("schema_version", "int64", "version of all columns together", "generator", () => SCHEMA_VERSION),
    nullable("run_id", "string", "the run in its journal", "journal", ({ run }) => run),
    nullable("opened_at", "string", "when the run was opened: UTC, ISO 8601", "journal", ({ openedMs }) =>
      openedMs === null ? null : utcText(openedMs),
    ),
  ],
};

/** One print is told by several turns; the qualities of those that print, in order. */
const prints = ({ turns }: TraceSession): readonly TraceTurn[] => turns.filter(({ act, print }) => act === "simulate" && print !== null);

const qualities = (session: TraceSession): readonly number[] => prints(session).map(({ print }) => print?.quality ?? 0);

const firstClean = (session: TraceSession): number | null => prints(session).find(({ print }) => print?.mode === "none")?.iteration ?? null;

const most = (values: readonly (number | null)[]): number | null =>
  values.reduce<number | null>((best, value) => (value !== null && (best === null || value > best) ? value : best), null);

const stancesOf = ({ turns }: TraceSession): string => turns.flatMap(({ stance }) => (stance === "" ? [] : [stance])).join(" > ");

const distinct = (turns: readonly TraceTurn[], of: (turn: TraceTurn) => string | null): string =>
  [...new Set(turns.map(of))].filter((value) => value !== null && value !== "").join(", ");
