import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { fixed } from "../kernel/python-number.ts";
import { baselineLessons, countBySource, type Lesson, retrieve } from "./lessons.ts";
import { SEED_LESSONS } from "./seed-lessons.ts";

const lesson = (id: string, celsius: number, humidityPercent: number, more: Partial<Lesson> = {}): Lesson => ({
  id,
  material: "PETG",
  geometry: "bridge",
  celsius,
  humidityPercent,
  outcome: "success",
  text: "",
  source: "earned",
  ...more,
});

const ask = (celsius: number, humidityPercent: number, material = "PETG", geometry = "bridge") => ({
  material,
  geometry,
  celsius,
  humidityPercent,
});

describe("retrieve()", () => {
  it.each([
    ["PETG overhang", 24, 55, "seed-009", "0.17"],
    ["PLA adhesion", 21, 45, "seed-006", "0.15"],
    ["PLA stringing", 22, 45, "seed-001", "0.00"],
  ])("%s at %i °C and %i %% has %s at %s", (job, celsius, humidityPercent, id, distance) => {
    const [material, geometry] = job.split(" ");
    const [nearest] = retrieve(SEED_LESSONS, ask(celsius, humidityPercent, material, geometry));
    expect(nearest?.lesson.id).toBe(id);
    expect(fixed(nearest?.distance ?? -1, 2)).toBe(distance);
  });

  it("finds nothing for ABS, TPU and other letter case: no close precedent", () => {
    for (const [material, geometry] of [
      ["ABS", "overhang"],
      ["TPU", "stringing"],
      ["pla", "overhang"],
    ] as const)
      expect(retrieve(SEED_LESSONS, ask(22, 45, material, geometry))).toEqual([]);
  });

  it("measures distance as math.hypot of CPython does, to the last bit", () => {
    const distance = (celsius: number, humidityPercent: number): number | undefined =>
      retrieve([lesson("one", 0, 0)], ask(celsius, humidityPercent))[0]?.distance;
    expect(distance(1, 10)).toBe(0.1740051084818425);
    expect(distance(3, 7)).toBe(0.19002923751652298);
    expect(distance(-2, 7)).toBe(0.1536590742882148);
    expect(distance(0.1, 0.2)).toBe(0.006009252125773316);
    expect(distance(7.3, -11.9)).toBe(0.4154047557637143);
    expect(distance(13, 41)).toBe(0.9431036233863406);
    expect(distance(-0.7, 33.3)).toBe(0.5561025085359712);
    expect(distance(19.99, 0.01)).toBe(0.9995000138958366);
    expect(distance(1e300, 0)).toBe(Number.POSITIVE_INFINITY);
  });

  it("gives the nearest three, nearest first, in ledger order on ties: what sorting all of them gives", () => {
    const room = fc.record({ celsius: fc.integer({ min: 20, max: 24 }), humidityPercent: fc.integer({ min: 40, max: 46 }) });
    fc.assert(
      fc.property(fc.array(room, { maxLength: 30 }), (rooms) => {
        const ledger = rooms.map(({ celsius, humidityPercent }, index) => lesson(`l${index}`, celsius, humidityPercent));
        const all = ledger
          .map((one) => retrieve([one], ask(22, 43))[0])
          .sort((left, right) => (left?.distance ?? 0) - (right?.distance ?? 0));
        expect(retrieve(ledger, ask(22, 43))).toEqual(all.slice(0, 3));
      }),
    );
  });
});

describe("the ledger", () => {
  it("starts with twelve seed lessons, none for ABS, TPU or a vase", () => {
    expect(SEED_LESSONS.map(({ id }) => id)).toEqual(Array.from({ length: 12 }, (_, i) => `seed-${String(i + 1).padStart(3, "0")}`));
    expect(new Set(SEED_LESSONS.map(({ material, geometry }) => `${material}/${geometry}`)).size).toBe(8);
    expect(SEED_LESSONS.some(({ material, geometry }) => !["PLA", "PETG"].includes(material) || geometry === "vase")).toBe(false);
    expect(countBySource(SEED_LESSONS)).toEqual({ seed: 12, ingested: 0, earned: 0, sim: 0 });
  });

  it("goes back to what shipped or was read from files", () => {
    const ledger = (["seed", "sim", "ingested", "earned"] as const).map((source) => lesson(source, 20, 40, { source }));
    expect(baselineLessons(ledger).map(({ source }) => source)).toEqual(["seed", "ingested"]);
  });
});
