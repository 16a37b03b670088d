import { describe, expect, it } from "vitest";
import { STEPS } from "../classic/policy.ts";
import type { Lesson } from "../lessons.ts";
import type { Settings } from "../settings.ts";
import { DEFECTS } from "./cast.ts";
import { repeatsOf } from "./repeats.ts";

const PLAN: Settings = {
  nozzleCelsius: 230,
  bedCelsius: 70,
  retractionMm: 3,
  fanPercent: 50,
  firstLayerFanPercent: 20,
  layerHeightMm: 0.2,
};
const failed = (more: Partial<Lesson>): Lesson => ({
  id: "earned-1",
  material: "PETG",
  geometry: "bridge",
  celsius: 22,
  humidityPercent: 45,
  outcome: "failed_sag",
  text: "it failed",
  source: "earned",
  printed: PLAN,
  mode: "sag",
  ...more,
});
const flagged = (lesson: Lesson, settings: Settings = PLAN, distance = 0): readonly string[] =>
  repeatsOf([{ lesson, distance, ageDays: 0 }], settings, "prusa-mk4").map(({ defect }) => defect);

describe("a plan like a real print that failed", () => {
  it.each(DEFECTS)("is flagged for %s until a knob that mends it has moved by a step", (mode) => {
    const lesson = failed({ mode });
    expect(flagged(lesson)).toEqual([mode]);
    for (const [knob, by] of STEPS[mode]) {
      expect(flagged(lesson, { ...PLAN, [knob]: PLAN[knob] + by })).toEqual([]);
      expect(flagged(lesson, { ...PLAN, [knob]: PLAN[knob] - by })).toEqual([mode]);
      expect(flagged(lesson, { ...PLAN, [knob]: PLAN[knob] + by / 2 })).toEqual([mode]);
    }
  });

  it("is not flagged for a clean print, a simulated or read one, another room, another machine, or one of unknown settings", () => {
    expect(flagged(failed({ outcome: "success", mode: "none" }))).toEqual([]);
    expect(flagged(failed({ source: "ingested" }))).toEqual([]);
    expect(flagged(failed({ source: "sim" }))).toEqual([]);
    expect(flagged(failed({}), PLAN, 0.3)).toEqual([]);
    expect(flagged(failed({ machine: "ender-3-v2" }))).toEqual([]);
    expect(flagged(failed({ machine: "prusa-mk4" }))).toEqual(["sag"]);
    expect(flagged(failed({ printed: { retractionMm: 3 } }))).toEqual([]);
  });
});
