import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Environment, Job } from "../job.ts";
import type { Settings } from "../settings.ts";
import type { Penalties } from "../world.ts";
import { entry } from "./classic.ts";

type Knobs = readonly [nozzle: number, bed: number, retraction: number, fan: number, firstLayerFan: number];

const settings = ([nozzleCelsius, bedCelsius, retractionMm, fanPercent, firstLayerFanPercent]: Knobs): Settings => ({
  nozzleCelsius,
  bedCelsius,
  retractionMm,
  fanPercent,
  firstLayerFanPercent,
  layerHeightMm: 0.2,
});

const print = (line: string, room: readonly [number, number], knobs: Knobs): ReturnType<typeof entry.simulate> => {
  const [material = "", geometry = "", bedPosition = ""] = line.split(" ");
  const environment: Environment = { celsius: room[0], humidityPercent: room[1] };
  return entry.simulate(settings(knobs), { material, geometry, bedPosition }, environment);
};

/** Worked by the formulas in CPython 3.11: every double to its last bit. */
const POINTS: readonly (readonly [job: string, room: [number, number], knobs: Knobs, quality: number, mode: string, Penalties])[] = [
  ["PETG bridge center", [29, 62], [235, 80, 4, 40, 0], 0.42986363636363645, "sag", { sag: 0.5145, stringing: 0.055636363636363644 }],
  [
    "ABS overhang edge",
    [26, 60],
    [245, 100, 4, 20, 0],
    0.18640909090909086,
    "sag",
    { sag: 0.427, stringing: 0.049090909090909095, warp: 0.225, adhesion: 0.1125 },
  ],
  ["PETG overhang center", [24, 55], [235, 80, 4, 40, 0], 0.7292727272727273, "none", { sag: 0.238, stringing: 0.03272727272727273 }],
  [
    "TPU stringing edge",
    [23, 65],
    [228, 50, 2, 40, 0],
    0.8643181818181818,
    "none",
    { stringing: 0.09818181818181818, warp: 0.025, adhesion: 0.0125 },
  ],
  ["PLA adhesion center", [22, 45], [205, 45, 5, 0, 0], 0.86, "none", { adhesion: 0.13999999999999999 }],
  ["ABS vase center", [32, 35], [233, 100, 4, 68, 0], 0.614, "warp", { under_extrusion: 0.05, sag: 0.16799999999999998, warp: 0.168 }],
  ["ABS adhesion corner", [22, 45], [245, 80, 4, 60, 10], 0, "warp", { adhesion: 0.565, warp: 0.5700000000000001 }],
  ["PLA stringing center", [22, 100], [240, 60, 0.2, 100, 0], 0.46675, "stringing", { stringing: 0.53325 }],
  [
    "PLA bridge edge",
    [34, 75],
    [189, 60, 5, 100, 0],
    0.4898181818181818,
    "sag",
    { under_extrusion: 0.15, sag: 0.217, stringing: 0.09818181818181819, warp: 0.03, adhesion: 0.015 },
  ],
  [
    "Nylon overhang corner",
    [31.3, 57.7],
    [251.3, 61.1, 1.37, 33.3, 12.5],
    0.05228636363636352,
    "sag",
    { sag: 0.6, stringing: 0.19771363636363645, warp: 0.1, adhesion: 0.05 },
  ],
];

describe("the classic world", () => {
  it.each(POINTS)("%s in %j with %j", (job, room, knobs, quality, mode, penalties) => {
    const outcome = print(job, room, knobs);
    expect(outcome.quality).toBe(quality);
    expect(outcome.mode).toBe(mode);
    expect(Object.entries(outcome.penalties)).toEqual(Object.entries(penalties));
  });

  it("calls a print clean from 0.70 on, and folds five modes into two failures", () => {
    expect(print("PETG overhang center", [24, 55], [235, 80, 4, 40, 0]).class).toBe("success");
    expect(print("PETG bridge center", [29, 62], [235, 80, 4, 40, 0]).class).toBe("failed_sag");
    expect(print("PLA stringing corner", [22, 100], [240, 60, 0, 100, 0])).toMatchObject({ class: "failed_stringing", mode: "stringing" });
    expect(print("PLA overhang corner", [22, 45], [150, 60, 5, 100, 0])).toMatchObject({ class: "failed_sag", mode: "under_extrusion" });
  });

  it("lets the defect that is found first win a tie: a loose first layer before warp, warp before position's adhesion", () => {
    const loose = print("ABS adhesion corner", [22, 45], [245, 60, 4, 80, 50]);
    expect(Object.keys(loose.penalties)).toEqual(["adhesion", "warp"]);
    expect(loose.penalties).toEqual({ adhesion: 0.6, warp: 0.6 });
    expect(loose.mode).toBe("adhesion");
    expect(Object.keys(print("ABS overhang edge", [22, 45], [245, 100, 4, 80, 0]).penalties)).toEqual(["warp", "adhesion"]);
  });

  it("does not look at layer height, at the bed outside adhesion, at the room outside sag and stringing", () => {
    const job: Job = { material: "PLA", geometry: "stringing", bedPosition: "center" };
    const one = entry.simulate(settings([205, 60, 5, 100, 0]), job, { celsius: 5, humidityPercent: 40 });
    const other = entry.simulate({ ...settings([205, 0, 5, 100, 100]), layerHeightMm: 9 }, job, { celsius: 45, humidityPercent: 40 });
    expect(other).toEqual(one);
  });

  it("is total: any numbers and words give a quality in [0, 1], and costs above zero that explain it", () => {
    const number = fc.oneof(fc.double(), fc.double({ min: -400, max: 400 }));
    const word = fc.oneof(fc.constantFrom("PLA", "petg", "ABS", "TPU", "overhang", "adhesion", "vase", "corner", "edge"), fc.string());
    fc.assert(
      fc.property(fc.tuple(word, word, word), fc.array(number, { minLength: 7, maxLength: 7 }), ([material, geometry, bedPosition], n) => {
        const [celsius = 0, humidityPercent = 0, ...knobs] = n;
        const outcome = entry.simulate(
          settings(knobs as unknown as Knobs),
          { material, geometry, bedPosition },
          { celsius, humidityPercent },
        );
        const costs = Object.values(outcome.penalties);
        expect(costs.every((cost) => cost > 0 && cost <= 0.6)).toBe(true);
        expect(outcome.quality).toBe(Math.max(0, 1 - costs.reduce((sum, cost) => sum + cost, 0)));
        expect(outcome.class === "success").toBe(outcome.quality >= 0.7);
        expect(outcome.mode === "none").toBe(outcome.class === "success");
      }),
      { numRuns: 5000 },
    );
  });
});
