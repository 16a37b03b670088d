import { asRecord, asText, type Json } from "../kernel/json.ts";
import { OUTCOMES } from "./calibrate/observation.ts";
import { BED_POSITIONS, GEOMETRIES } from "./job.ts";
import type { Lesson } from "./lessons.ts";
import { materialNameOf } from "./profiles/material-name.ts";
import { PARAMS } from "./profiles/param.ts";
import { SETTING_NAMES, SETTINGS, type Setting, type Settings } from "./settings.ts";
import { DEFECTS } from "./world.ts";

/** What one field of a row is: its type, whether a lesson may lack it, what it means, and where a lesson keeps it. */
export type LessonField = {
  readonly name: string;
  readonly type: "string" | "float64";
  readonly isNullable: boolean;
  readonly about: string;
  readonly of: (lesson: Lesson) => string | number | null;
};

const said = (name: string, type: LessonField["type"], about: string, of: LessonField["of"]): LessonField => ({
  name,
  type,
  isNullable: false,
  about,
  of,
});
const perhaps = (...given: Parameters<typeof said>): LessonField => ({ ...said(...given), isNullable: true });

/**
 * A lesson as others read and write it, field by field in order: the reference's own names first, every value flat. Tables, answers
 * and files of lessons have these and no others for what a lesson says.
 */
export const LESSON_FIELDS: readonly LessonField[] = [
  said("job_id", "string", "the lesson; proposals name it as precedent", ({ id }) => id),
  said("material", "string", "material of the print", ({ material }) => material),
  said("geometry_type", "string", "what the part was prone to", ({ geometry }) => geometry),
  said("env_temp", "float64", "air in the room, °C", ({ celsius }) => celsius),
  said("env_humidity", "float64", "relative humidity of the room, %", ({ humidityPercent }) => humidityPercent),
  said("outcome", "string", "success, failed_sag or failed_stringing", ({ outcome }) => outcome),
  said("lesson", "string", "what it taught", ({ text }) => text),
  said(
    "source",
    "string",
    "seed: shipped; ingested: read from files; earned: a real print; sim: a simulated one, here or where the file comes from",
    ({ source }) => source,
  ),
  ...SETTINGS.map((key) =>
    perhaps(`settings_${SETTING_NAMES[key]}`, "float64", "setting of the print, as in turns", ({ printed }) => printed?.[key] ?? null),
  ),
  perhaps("failure_mode", "string", "the defect that failed it, none where it was clean; as in turns", ({ mode }) => mode ?? null),
  perhaps("quality", "float64", "how good it was, from 0 to 1", ({ quality }) => quality ?? null),
  perhaps("bed_position", "string", "center, edge or corner", ({ bedPosition }) => bedPosition ?? null),
  perhaps("machine", "string", "id of the machine", ({ machine }) => machine ?? null),
  perhaps("advice", "string", "what to do instead, as JSON: settings to go `to`, or amounts to go `by`", ({ advice }) =>
    advice === undefined ? null : JSON.stringify(namedAdvice(advice)),
  ),
];

/** A lesson as a row of `LESSON_FIELDS`. */
export const lessonRow = (lesson: Lesson): Readonly<Record<string, string | number | null>> =>
  Object.fromEntries(LESSON_FIELDS.map(({ name, of }) => [name, of(lesson)]));

type Advice = NonNullable<Lesson["advice"]>;

const namedAdvice = ({ to, by }: Advice): Json => ({
  ...(to === undefined ? {} : { to: namedSettings(to) }),
  ...(by === undefined ? {} : { by: namedSettings(by) }),
});

const namedSettings = (settings: Partial<Settings>): Json =>
  Object.fromEntries(SETTINGS.flatMap((key) => (settings[key] === undefined ? [] : [[SETTING_NAMES[key], settings[key]]])));

const MODES = [...DEFECTS, "none"] as const;
const MOST_CHARACTERS = 2_000;
const MOST_NAME = 100;
/** An amount of advice goes no further, in the unit of its setting. */
const MOST_BY = 200;

type Row = { readonly [key: string]: Json };
type Name = (typeof SETTING_NAMES)[Setting];

/**
 * The lesson of a row, or why the row is none. Settings stand beside the other fields, or as an object `settings` of their own. Whose
 * lesson it was does not count: it is `ingested`, but for one that was only simulated, which stays `sim`.
 */
export const lessonOfRow = (row: Row): Lesson | string => {
  const word = (key: string): string => (asText(row[key]) ?? "").trim();
  const material = materialNameOf(word("material"));
  if (material === undefined) return `material ${JSON.stringify(word("material").slice(0, 40))} is none that is known here`;
  const geometry = GEOMETRIES.find((known) => known === word("geometry_type"));
  if (geometry === undefined)
    return `geometry_type ${JSON.stringify(word("geometry_type").slice(0, 40))} is none of ${GEOMETRIES.join(", ")}`;
  const outcome = OUTCOMES.find((known) => known === word("outcome"));
  if (outcome === undefined) return `outcome ${JSON.stringify(word("outcome").slice(0, 40))} is none of ${OUTCOMES.join(", ")}`;
  const [celsius, humidityPercent] = [row.env_temp, row.env_humidity];
  if (!isWithin(celsius, -50, 100) || !isWithin(humidityPercent, 0, 100)) return "env_temp or env_humidity is no number of a room";
  const [id, text] = [word("job_id"), word("lesson")];
  if (id === "" || id.length > MOST_NAME) return "job_id is missing or too long";
  if (text === "" || text.length > MOST_CHARACTERS) return `lesson has ${text.length} characters: 1 to ${MOST_CHARACTERS} are taken`;
  const source = word("source") === "sim" ? ("sim" as const) : ("ingested" as const);
  const [printed, rest, advice] = [printedOf(row), printOf(row), adviceOf(word("advice"))];
  if (typeof printed === "string") return printed;
  if (typeof rest === "string") return rest;
  if (typeof advice === "string") return advice;
  return { id, material, geometry, celsius, humidityPercent, outcome, text, source, ...printed, ...rest, ...advice };
};

/** A print without heat in the bed is one, and a long tube needs more than profiles of filaments state. */
const PRINTED: Readonly<Partial<Record<Name, readonly [low: number, high: number]>>> = { bed_temp: [0, 130], retraction_mm: [0, 11] };

const rangeOf = (name: Name): readonly [low: number, high: number] => PRINTED[name] ?? [PARAMS[name][1], PARAMS[name][2]];

/** What it was printed with, as far as the row says; or why that is not taken. */
const printedOf = (row: Row): Pick<Lesson, "printed"> | string => {
  const own = row.settings === undefined || row.settings === null ? {} : asRecord(row.settings);
  if (own === undefined) return "settings is no object";
  const flat = SETTINGS.map((key) => [SETTING_NAMES[key], row[`settings_${SETTING_NAMES[key]}`] ?? own[SETTING_NAMES[key]] ?? null]);
  const read = settingsOf(Object.fromEntries(flat), "settings", rangeOf);
  if (typeof read === "string") return read;
  return Object.keys(read).length === 0 ? {} : { printed: read };
};

const settingsOf = (row: Row, what: string, within: (name: Name) => readonly [number, number]): Partial<Settings> | string => {
  const settings: Partial<Record<Setting, number>> = {};
  for (const key of SETTINGS) {
    const name = SETTING_NAMES[key];
    const value = row[name];
    if (value === undefined || value === null) continue;
    const [low, high] = within(name);
    if (!isWithin(value, low, high)) return `${what}: ${name} is no number of ${low} to ${high} ${PARAMS[name][0]}`;
    settings[key] = value;
  }
  return settings;
};

/** How it came out, where and on what, as far as the row says. */
const printOf = (row: Row): Pick<Lesson, "mode" | "quality" | "bedPosition" | "machine"> | string => {
  const stated = <T extends string>(key: string, known: readonly T[]): T | null | undefined =>
    row[key] === undefined || row[key] === null ? null : known.find((one) => one === row[key]);
  const [mode, bedPosition] = [stated("failure_mode", MODES), stated("bed_position", BED_POSITIONS)];
  if (mode === undefined) return `failure_mode is none of ${MODES.join(", ")}`;
  if (bedPosition === undefined) return `bed_position is none of ${BED_POSITIONS.join(", ")}`;
  const { quality = null, machine = null } = row;
  if (quality !== null && !isWithin(quality, 0, 1)) return "quality is no number of 0 to 1";
  if (machine !== null && (typeof machine !== "string" || machine.length > MOST_NAME)) return "machine is no name";
  return {
    ...(mode === null ? {} : { mode }),
    ...(quality === null ? {} : { quality }),
    ...(bedPosition === null ? {} : { bedPosition }),
    ...(machine === null ? {} : { machine }),
  };
};

/** What to do instead, as the row says it in JSON. */
const adviceOf = (text: string): Pick<Lesson, "advice"> | string => {
  if (text === "") return {};
  const row = text.length > MOST_CHARACTERS ? undefined : jsonRecord(text);
  const [to, by] = [row?.to ?? {}, row?.by ?? {}].map((part) => asRecord(part));
  if (row === undefined || to === undefined || by === undefined) return "advice is no JSON object of to and by";
  const read = [settingsOf(to, "advice to", rangeOf), settingsOf(by, "advice by", () => [-MOST_BY, MOST_BY])] as const;
  const odd = read.find((part) => typeof part === "string");
  if (odd !== undefined) return odd as string;
  const [goTo, goBy] = read as readonly [Partial<Settings>, Partial<Settings>];
  const advice: Advice = { ...(row.to === undefined ? {} : { to: goTo }), ...(row.by === undefined ? {} : { by: goBy }) };
  return { advice };
};

const isWithin = (value: Json | undefined, low: number, high: number): value is number =>
  typeof value === "number" && value >= low && value <= high;

/** A line of text as the object that it is in JSON; undefined for anything else. */
export const jsonRecord = (text: string): Row | undefined => {
  try {
    return asRecord(JSON.parse(text) as Json);
  } catch {
    return undefined;
  }
};
