import { describe, expect, it } from "vitest";
import { MACHINES } from "../machines.ts";
import type { ReferenceFact } from "./fact.ts";
import { referenceLine, referencesFor } from "./references.ts";
import { statedSettings } from "./settings-of.ts";

const fact = (material: string, param: ReferenceFact["param"], value: number, source: string): ReferenceFact => ({
  material,
  param,
  value,
  unit: "",
  source,
  place: { file: "f", line: 1 },
});

describe("references", () => {
  it("are the upper median of a material's facts and of those for all, once each, with range and sources", () => {
    const facts = [
      fact("PLA", "nozzle_temp", 205, "b"),
      fact("PLA", "nozzle_temp", 205, "b"),
      fact("PLA", "nozzle_temp", 215, "a"),
      fact("PLA-CF", "nozzle_temp", 230, "c"),
      fact("*", "max_temp", 260, "[extruder]"),
      fact("*", "max_temp", 285, "[extruder]"),
    ];
    const found = referencesFor(facts, "PLA");
    expect(found.map(({ param, value, low, high, count, sources }) => [param, value, low, high, count, sources])).toEqual([
      ["nozzle_temp", 215, 205, 215, 2, ["a", "b"]],
      ["max_temp", 260, 260, 260, 1, ["f [extruder]"]],
    ]);
    expect(found.map(referenceLine)).toEqual(["nozzle_temp 215 °C (205 to 215), 2 of a; b", "max_temp 260 °C, 1 of f [extruder]"]);
    expect(referencesFor(facts, "ABS").map(({ param }) => param)).toEqual(["max_temp"]);
  });
});

describe("a retraction", () => {
  it("of the other kind of drive is no reference for a machine, and every machine's own is one", () => {
    const facts = [0.4, 0.8, 1.2, 4, 6.5].map((value) => fact("PLA", "retraction_mm", value, `${value} mm`));
    const range = (drive?: "bowden" | "direct") => referencesFor(facts, "PLA", drive).map(({ low, high }) => [low, high]);
    expect(range("direct")).toEqual([[0.4, 1.2]]);
    expect(range("bowden")).toEqual([[4, 6.5]]);
    expect(range()).toEqual([[0.4, 6.5]]);
    for (const { retractionMm, drive } of MACHINES)
      expect(referencesFor([fact("PLA", "retraction_mm", retractionMm, "own")], "PLA", drive)).toHaveLength(1);
  });
});

describe("the settings of a preset", () => {
  it("are the facts under its name", () => {
    const facts = [
      fact("PLA", "nozzle_temp", 205, "a"),
      fact("PLA", "flow_ratio", 1, "a"),
      fact("PLA", "fan_pct", 80, "a"),
      fact("PLA", "nozzle_temp", 220, "b"),
    ];
    expect(statedSettings(facts)).toEqual([
      { source: "a", material: "PLA", settings: { nozzleCelsius: 205, fanPercent: 80 } },
      { source: "b", material: "PLA", settings: { nozzleCelsius: 220 } },
    ]);
  });
});
