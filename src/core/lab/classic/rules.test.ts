import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { classicEdition } from "../edition.ts";
import { BED_POSITIONS, type Environment, GEOMETRIES, type Job } from "../job.ts";
import { runLoop } from "../loop.ts";
import type { IterationRecord } from "../record.ts";
import type { Settings } from "../settings.ts";
import type { Outcome } from "../world.ts";
import { entry as world } from "../worlds/classic.ts";
import { baselineOf } from "./baseline.ts";
import { type Advice, adviseClassic } from "./engineer.ts";
import { gradeClassic, gradeIterationClassic, reviewClassic, secondOpinionClassic } from "./inspector.ts";
import { classicPolicy, type PolicyTable, policyNote } from "./policy.ts";

const room: Environment = { celsius: 22, humidityPercent: 45 };
const humid: Environment = { celsius: 22, humidityPercent: 56 };
const job = (material: string, geometry: string, bedPosition = "center"): Job => ({ material, geometry, bedPosition });
const outcome = (mode: Outcome["mode"], quality: number): Outcome => ({
  class: mode === "none" ? "success" : mode === "stringing" ? "failed_stringing" : "failed_sag",
  mode,
  quality,
  penalties: {},
});

describe("baselines and O'Brien without a model", () => {
  it.each([
    ["PLA", [205, 60, 5, 100, 0, 0.2]],
    ["PETG", [235, 80, 4, 40, 0, 0.2]],
    ["ABS", [245, 100, 4, 20, 0, 0.2]],
    ["TPU", [228, 50, 2, 40, 0, 0.24]],
    ["tpu", [228, 50, 2, 40, 0, 0.24]],
    ["unobtainium", [205, 60, 5, 100, 0, 0.2]],
  ])("%s has %j", (material, row) => expect(Object.values(baselineOf(material))).toEqual(row));

  it.each([
    ["overhang", "sag", "overhang"],
    ["bridge", "sag", "bridge"],
    ["stringing", "stringing", null],
    ["adhesion", "adhesion", "first_layer"],
    ["vase", "warping", null],
    ["tower", "warping", null],
  ])("%s risks %s, anchored at %s", (geometry, risk, anchor) => {
    expect(adviseClassic(job("PLA", geometry), room, []).risks).toMatchObject([{ risk, anchor }]);
  });

  it("says that there is no close precedent, or names the nearest; neither changes the settings", () => {
    const lesson = {
      id: "seed-009",
      material: "PETG",
      geometry: "overhang",
      celsius: 23,
      humidityPercent: 45,
      outcome: "failed_sag",
      text: "",
      source: "seed",
    } as const;
    const without = adviseClassic(job("PETG", "overhang"), room, []);
    const precedent = adviseClassic(job("PETG", "overhang"), room, [{ lesson, distance: 0.174 }]);
    expect(without.reasoning).toMatch(/^\[fallback\].*no close precedent/u);
    expect(precedent.reasoning).toMatch(/^\[fallback\].*seed-009 \(PETG\/overhang, 23 °C, 45 %, failed_sag, distance 0\.17\)/u);
    expect(precedent.settings).toEqual(without.settings);
  });
});

describe("La Forge on a plan", () => {
  const advice = (settings: Settings, risks: Advice["risks"] = adviseClassic(job("PLA", "vase"), room, []).risks): Advice => ({
    reasoning: "",
    settings,
    risks,
  });
  const stance = (one: Job, environment: Environment, some: Partial<Settings>, risks?: Advice["risks"]): string => {
    const settings = { ...baselineOf(one.material), ...some };
    return secondOpinionClassic(one, environment, settings, advice(settings, risks)).stance;
  };

  it("concurs without a flag, cautions on one, disputes two", () => {
    expect(stance(job("PLA", "overhang"), room, {})).toBe("concur");
    expect(stance(job("PETG", "overhang"), room, { fanPercent: 59.9 })).toBe("caution");
    expect(stance(job("ABS", "overhang", "edge"), room, { fanPercent: 59.9 })).toBe("dispute");
  });

  it.each<[string, Job, Environment, Partial<Settings>, Partial<Settings>]>([
    ["a fan under 60 on an overhang", job("PLA", "overhang"), room, { fanPercent: 59 }, { fanPercent: 60 }],
    ["a fan under 60 on a bridge", job("PLA", "bridge"), room, { fanPercent: 59 }, { fanPercent: 60 }],
    ["a fan over 40 on ABS", job("ABS", "vase"), room, { fanPercent: 41 }, { fanPercent: 40 }],
    ["retraction under 3 mm in humid air", job("TPU", "vase"), humid, { retractionMm: 2.9 }, { retractionMm: 3 }],
  ])("flags %s, and not what is just inside", (_name, one, environment, outside, inside) => {
    expect(stance(one, environment, outside)).toBe("caution");
    expect(stance(one, environment, inside)).toBe("concur");
  });

  it("flags ABS off the centre, advice without risks; not PLA in humid air, not air of 55 %", () => {
    expect(BED_POSITIONS.map((position) => stance(job("ABS", "vase", position), room, {}))).toEqual(["concur", "caution", "caution"]);
    expect(stance(job("PLA", "vase"), room, {}, [])).toBe("caution");
    expect(stance(job("PLA", "vase"), humid, { retractionMm: 1 })).toBe("concur");
    expect(stance(job("PETG", "vase"), { ...humid, humidityPercent: 55 }, { retractionMm: 1 })).toBe("concur");
  });

  it("puts the first flag into the headline and the others, in order, into the detail", () => {
    const abs = job("ABS", "bridge", "corner");
    const settings = { ...baselineOf("ABS"), fanPercent: 50, retractionMm: 1 };
    const opinion = secondOpinionClassic(abs, humid, settings, advice(settings, []));
    expect(opinion.headline).toContain("50 %");
    expect(opinion.detail.split(" · ").map((flag) => flag.split(" ")[0])).toEqual(["ABS", "a", "air", "no"]);
  });
});

describe("La Forge on prints and runs", () => {
  it.each([
    [["sag"], outcome("none", 0.8), "overcautious"],
    [[], outcome("none", 0.8), "held"],
    [["sag"], outcome("sag", 0.4), "confirmed"],
    [["sag"], outcome("warp", 0.4), "missed"],
    [[], outcome("warp", 0.4), "missed"],
  ] as const)("expected %j, came out %j: %s", (predicted, came, stance) => expect(gradeClassic(predicted, came).stance).toBe(stance));

  it("expects one mode of each geometry", () => {
    const expected = { overhang: "sag", bridge: "sag", stringing: "stringing", adhesion: "adhesion", vase: "warp", tower: "sag" } as const;
    for (const [geometry, mode] of Object.entries(expected))
      expect(gradeIterationClassic(geometry, outcome(mode, 0.4)).stance).toBe("confirmed");
  });

  const record = (n: number, quality: number): IterationRecord => ({
    n,
    settings: baselineOf("PLA"),
    outcome: outcome(quality >= 0.7 ? "none" : "sag", quality),
    learned: "",
    isClamped: false,
  });

  it.each([
    [[], "watch"],
    [[0.5, 0.72], "concur"],
    [[0.72, 0.1], "concur"],
    [[0.5, 0.56], "caution"],
    [[0.25, 0.3], "dispute"],
    [[0.5, 0.69, 0.4], "dispute"],
  ])("a run of %j is %s", (qualities, stance) => {
    expect(
      reviewClassic(
        qualities.map((quality, index) => record(index + 1, quality)),
        job("PLA", "vase"),
      ).stance,
    ).toBe(stance);
  });
});

describe("the table policy", () => {
  const learn = (state: PolicyTable, mode: Outcome["mode"], quality = 0.4) =>
    classicPolicy.learn(state, job("PETG", "bridge"), room, outcome(mode, quality));
  const offsets = (state: PolicyTable) => state["PETG/bridge/mid/mid"]?.offsets;

  it.each([
    ["sag", { fanPercent: 12, nozzleCelsius: -3 }],
    ["stringing", { retractionMm: 0.5, nozzleCelsius: -4 }],
    ["adhesion", { bedCelsius: 6, firstLayerFanPercent: -10 }],
    ["under_extrusion", { nozzleCelsius: 5 }],
    ["warp", { fanPercent: -10 }],
  ] as const)("corrects %s by %j, never past its limits", (mode, step) => {
    let { state } = learn({}, mode);
    expect(offsets(state)).toEqual(step);
    for (let i = 0; i < 100; i++) ({ state } = learn(state, mode));
    const limits = { nozzleCelsius: 30, bedCelsius: 25, retractionMm: 3, fanPercent: 80, firstLayerFanPercent: 60 };
    for (const [setting, by] of Object.entries(step))
      expect(offsets(state)).toMatchObject({ [setting]: Math.sign(by) * limits[setting as keyof typeof limits] });
  });

  it("holds still on success and counts, with qualities of three decimals", () => {
    const failed = learn({}, "sag", 0.4298636);
    const clean = learn(failed.state, "none", 0.7129999);
    expect(clean.state["PETG/bridge/mid/mid"]).toEqual({
      offsets: { fanPercent: 12, nozzleCelsius: -3 },
      trials: 2,
      successes: 1,
      qualities: [0.43, 0.713],
    });
    expect(failed.line).toBe("PETG/bridge/mid/mid: sag, quality 0.43; fan_pct +12, nozzle_temp -3");
    expect(clean.line).toBe("PETG/bridge/mid/mid: clean, quality 0.71; the policy stays");
    expect(policyNote({}, job("PETG", "bridge"), room)).toBe("");
    expect(policyNote(clean.state, job("PETG", "bridge"), room)).toContain(
      "mid/mid rooms over 2 prints, 50 % of them clean: fan_pct +12, nozzle_temp -3",
    );
  });

  it.each([
    [19.9, 34.9, "cool/dry"],
    [20, 35, "mid/mid"],
    [26, 55, "mid/mid"],
    [26.1, 55.1, "warm/humid"],
  ])("a room of %f °C and %f %% is %s", (celsius, humidityPercent, bucket) => {
    const { state } = classicPolicy.learn({}, job("PLA", "vase"), { celsius, humidityPercent }, outcome("warp", 0.5));
    expect(Object.keys(state)).toEqual([`PLA/vase/${bucket}`]);
  });

  it("learns from one job what it proposes to the next of the same cell, whatever its place on the bed", () => {
    const { state } = classicPolicy.learn({}, job("PETG", "bridge", "corner"), { celsius: 29, humidityPercent: 62 }, outcome("sag", 0.3));
    const next = classicPolicy.propose(state, job("PETG", "bridge"), { celsius: 28, humidityPercent: 58 });
    expect(next).toMatchObject({ fanPercent: 52, nozzleCelsius: 232 });
  });

  it("never leaves the classic envelope, behind the Spine, on any job", () => {
    const word = fc.constantFrom("PLA", "PETG", "ABS", "TPU");
    fc.assert(
      fc.property(
        word,
        fc.constantFrom(...GEOMETRIES),
        fc.constantFrom(...BED_POSITIONS),
        fc.double(),
        fc.double(),
        (material, geometry, bedPosition, celsius, humidityPercent) => {
          const run = runLoop(
            { world, policy: classicPolicy, edition: classicEdition },
            { material, geometry, bedPosition },
            { celsius, humidityPercent },
            16,
          );
          const records = run.ok ? run.value : [];
          expect(records).toHaveLength(16);
          for (const { settings, n, outcome: came } of records) {
            const again = classicEdition.check(settings, { material, geometry, bedPosition });
            expect(again).toMatchObject({ ok: true, value: { vetoes: [] } });
            expect(Number.isFinite(came.quality) && n >= 1).toBe(true);
          }
        },
      ),
      { numRuns: 300 },
    );
  });
});
