import { asRecord, asText, type Json } from "../../../kernel/json.ts";
import { OUTCOMES } from "../../calibrate/observation.ts";
import { GEOMETRIES } from "../../job.ts";
import type { Lesson } from "../../lessons.ts";
import { SETTING_NAMES, SETTINGS, type Setting } from "../../settings.ts";
import { Gleaner } from "../gleaner.ts";
import { materialNameOf } from "../material-name.ts";
import { PARAMS } from "../param.ts";
import type { ProfileReader } from "../reader.ts";

const MOST_CHARACTERS = 2_000;
const MOST_ROWS = 100_000;

/** Lessons of another ledger: rows of job_id, material, geometry_type, env_temp, env_humidity, outcome, lesson, and perhaps settings. */
export const entry: ProfileReader = {
  id: "lessons-jsonl",
  title: "lessons (JSONL)",
  recognises: ({ path, text }) => /[.]jsonl$/iu.test(path) && text.slice(0, 10_000).includes('"lesson"'),
  read: ({ path, text }) => {
    const gleaner = new Gleaner();
    for (const [index, line] of text.split("\n").slice(0, MOST_ROWS).entries()) {
      if (line.trim() === "") continue;
      const read = lessonOf(line);
      if (typeof read === "string") gleaner.skip({ file: path, line: index + 1 }, "a lesson", read);
      else gleaner.lesson(read);
    }
    return gleaner.reading;
  },
};

/** A lesson, or why the line is none. */
const lessonOf = (line: string): Lesson | string => {
  const row = parse(line);
  if (row === undefined) return "is no JSON object";
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
  if (id === "" || id.length > 100) return "job_id is missing or too long";
  if (text === "" || text.length > MOST_CHARACTERS) return `lesson has ${text.length} characters: 1 to ${MOST_CHARACTERS} are taken`;
  const printed = printedOf(row.settings);
  if (typeof printed === "string") return printed;
  return { id, material, geometry, celsius, humidityPercent, outcome, text, source: "ingested", ...printed };
};

/** What it was printed with, as far as the row says; or why that is not taken. */
const printedOf = (stated: Json | undefined): Pick<Lesson, "printed"> | string => {
  if (stated === undefined || stated === null) return {};
  const row = asRecord(stated);
  if (row === undefined) return "settings is no object";
  const printed: Partial<Record<Setting, number>> = {};
  for (const setting of SETTINGS) {
    const name = SETTING_NAMES[setting];
    const value = row[name];
    if (value === undefined || value === null) continue;
    const [unit, low, high] = PARAMS[name];
    // A print without retraction is one, though a profile that states none is a slip.
    if (!isWithin(value, setting === "retractionMm" ? 0 : low, high)) return `settings: ${name} is no number of ${low} to ${high} ${unit}`;
    printed[setting] = value;
  }
  return Object.keys(printed).length === 0 ? {} : { printed };
};

const isWithin = (value: Json | undefined, low: number, high: number): value is number =>
  typeof value === "number" && value >= low && value <= high;

const parse = (line: string): { readonly [key: string]: Json } | undefined => {
  try {
    return asRecord(JSON.parse(line) as Json);
  } catch {
    return undefined;
  }
};
