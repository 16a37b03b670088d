import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Json } from "../kernel/json.ts";
import { OUTCOMES } from "./calibrate/observation.ts";
import { BED_POSITIONS, GEOMETRIES } from "./job.ts";
import { lessonOfRow, lessonRow } from "./lesson-row.ts";
import type { Lesson } from "./lessons.ts";
import { MATERIALS } from "./materials.ts";
import { DEFECTS } from "./world.ts";

const number = (min: number, max: number) => fc.double({ min, max, noNaN: true }).map((value) => value + 0);
const text = fc.string({ minLength: 1, maxLength: 60 }).filter((one) => one.trim() === one && one !== "");
const printed = fc.record(
  {
    nozzleCelsius: number(170, 320),
    bedCelsius: number(0, 130),
    retractionMm: number(0, 11),
    fanPercent: number(0, 100),
    firstLayerFanPercent: number(0, 100),
    layerHeightMm: number(0.04, 1.2),
  },
  { requiredKeys: [] },
);
const lesson: fc.Arbitrary<Lesson> = fc.record(
  {
    id: text,
    material: fc.constantFrom(...MATERIALS.map(({ id }) => id)),
    geometry: fc.constantFrom(...GEOMETRIES),
    celsius: number(-50, 100),
    humidityPercent: number(0, 100),
    outcome: fc.constantFrom(...OUTCOMES),
    text,
    source: fc.constantFrom("ingested" as const, "sim" as const),
    printed: printed.filter((some) => Object.keys(some).length > 0),
    mode: fc.constantFrom("none" as const, ...DEFECTS),
    quality: number(0, 1),
    bedPosition: fc.constantFrom(...BED_POSITIONS),
    machine: text,
    advice: fc.record({ to: printed, by: fc.record({ nozzleCelsius: number(-20, 20) }) }, { requiredKeys: [] }),
  },
  { requiredKeys: ["id", "material", "geometry", "celsius", "humidityPercent", "outcome", "text", "source"] },
) as fc.Arbitrary<Lesson>;
const throughText = (row: unknown): { readonly [key: string]: Json } => JSON.parse(JSON.stringify(row));

describe("a lesson as a row", () => {
  it("reads back as the same lesson", () => {
    fc.assert(
      fc.property(lesson, (one) => {
        expect(lessonOfRow(throughText(lessonRow(one)))).toEqual(one);
      }),
      { numRuns: 500 },
    );
  });

  it("is ingested wherever it was earned, and simulated where it was simulated", () => {
    fc.assert(
      fc.property(lesson, fc.constantFrom("seed", "earned", "ingested", "sim", "god"), (one, source) => {
        expect(lessonOfRow(throughText({ ...lessonRow(one), source }))).toMatchObject({ source: source === "sim" ? "sim" : "ingested" });
      }),
    );
  });

  it.each<[string, Record<string, unknown>, RegExp]>([
    ["a knob outside what prints have", { settings_nozzle_temp: 900 }, /settings: nozzle_temp is no number of 170 to 320 °C/u],
    ["a knob that is a word", { settings_fan_pct: "full" }, /settings: fan_pct/u],
    ["a defect that nobody knows", { failure_mode: "gremlins" }, /failure_mode is none of under_extrusion/u],
    ["a place that is none", { bed_position: "left" }, /bed_position is none of center/u],
    ["more than spotless", { quality: 2 }, /quality is no number/u],
    ["a machine that is no name", { machine: 7 }, /machine is no name/u],
    ["advice that is no JSON", { advice: "{" }, /advice is no JSON object/u],
    ["advice to go where no print goes", { advice: '{"to":{"nozzle_temp":900}}' }, /advice to: nozzle_temp/u],
    ["advice to go by more than there is", { advice: '{"by":{"nozzle_temp":-900}}' }, /advice by: nozzle_temp/u],
  ])("is refused with %s", (_name, odd, why) => {
    const row = { job_id: "j", material: "PLA", geometry_type: "bridge", env_temp: 22, env_humidity: 45, outcome: "success", lesson: "l" };
    expect(lessonOfRow(throughText(row))).toMatchObject({ id: "j", source: "ingested" });
    expect(lessonOfRow(throughText({ ...row, ...odd }))).toMatch(why);
  });
});
