import { describe, expect, it } from "vitest";
import { random } from "../../kernel/random.ts";
import type { Defect, Outcome } from "../world.ts";
import { entry as fdm } from "../worlds/fdm.ts";
import { type DefectFit, fitDefects } from "./fit.ts";
import type { Compared, Observation } from "./observation.ts";
import { scoreOf } from "./score.ts";

const ROOM = { celsius: 22, humidityPercent: 45 };
const outcome = (sort: Outcome["class"]): Outcome => ({ class: sort, mode: "none", quality: 0.5, penalties: {} });
const seen = (observed: Outcome["class"], predicted: Outcome["class"], n: number, geometry = "cube"): Compared => ({
  observation: {
    job: { material: "PLA", geometry, bedPosition: "center" },
    environment: ROOM,
    settings: { nozzleCelsius: 190 + n, bedCelsius: 60, retractionMm: 1, fanPercent: 100, firstLayerFanPercent: 0, layerHeightMm: 0.2 },
    outcome: observed,
  },
  predicted: outcome(predicted),
});
const SORTS = ["success", "success", "success", "failed_sag", "failed_stringing"] as const;
const prints = (predict: (sort: Outcome["class"]) => Outcome["class"]): readonly Compared[] =>
  Array.from({ length: 100 }, (_, i) => seen(SORTS[i % 5] as Outcome["class"], predict(SORTS[i % 5] as Outcome["class"]), i));

describe("a score", () => {
  it("is 1 for who is always right, and chance for who always says success, whatever the base rate", () => {
    expect(scoreOf(prints((sort) => sort)).balancedAccuracy).toEqual({ value: 1, low: 1, high: 1 });
    const constant = scoreOf(prints(() => "success"));
    expect([constant.balancedAccuracy.value, constant.baselines.chance, constant.baselines.alwaysSuccess]).toEqual([1 / 3, 1 / 3, 1 / 3]);
    expect(constant.accuracy).toBe(0.6);
  });

  it("has an interval round its value that is the same every time, and wider when prints are relatives", () => {
    const half = (apart: boolean): readonly Compared[] =>
      Array.from({ length: 100 }, (_, i) =>
        seen(i % 2 ? "success" : "failed_sag", i % 4 < 2 ? "success" : "failed_sag", apart ? i : i % 4),
      );
    const [alone, related] = [scoreOf(half(true)), scoreOf(half(false))];
    expect(scoreOf(half(true))).toEqual(alone);
    expect([alone.groups, related.groups]).toEqual([100, 4]);
    for (const { value, low, high } of [alone.balancedAccuracy, related.balancedAccuracy])
      expect([low <= value, value <= high]).toEqual([true, true]);
    const width = ({ balancedAccuracy: { low, high } }: typeof alone): number => high - low;
    expect(width(related)).toBeGreaterThan(width(alone));
  });

  it("names what the class of the part alone tells", () => {
    const leaking = [...Array(20).keys()].map((i) => seen(i % 2 ? "success" : "failed_sag", "success", i, i % 2 ? "cube" : "bridge"));
    expect(scoreOf(leaking).baselines).toEqual({ chance: 0.5, alwaysSuccess: 0.5, classOnly: 1 });
  });
});

/** Prints of a world whose stringing is stronger than ours by e^bias, with the scatter that the spread names. */
const strung = (count: number, bias: number): readonly Compared[] => {
  const draws = random("strung");
  return Array.from({ length: count }, (_, i) => {
    const observation: Omit<Observation, "outcome"> = {
      job: { material: i % 2 ? "PETG" : "PLA", geometry: "stringing", bedPosition: "center", machine: "prusa-mk3s" },
      environment: { celsius: 22, humidityPercent: 20 + draws.below(70) },
      settings: {
        nozzleCelsius: 205 + draws.below(40),
        bedCelsius: 65,
        retractionMm: draws.below(20) / 10,
        fanPercent: 80,
        firstLayerFanPercent: 0,
        layerHeightMm: 0.2,
      },
    };
    const predicted = fdm.simulate(observation.settings, observation.job, observation.environment);
    const ratio = predicted.assessment?.defects.stringing?.ratio ?? 0;
    const scatter = 0.35 * Math.sqrt(-2 * Math.log(1 - draws.unit())) * Math.cos(2 * Math.PI * draws.unit());
    const fails = Math.log(ratio) + bias + scatter > 0;
    return {
      observation: { ...observation, outcome: fails ? "failed_stringing" : "success", mode: fails ? "stringing" : "none" },
      predicted,
    };
  });
};
const fitOf = (compared: readonly Compared[], defect: Defect): DefectFit | string => {
  const fits = fitDefects(compared);
  if (!fits.ok) return fits.fault.reason;
  const found = fits.value.find((one) => one.defect === defect)?.result;
  return found === undefined ? "nothing" : found.ok ? found.value : found.fault.reason;
};

describe("a fit", () => {
  it("finds a bias that is there and proposes it, since prints it did not see are told better by it", () => {
    const found = fitOf(strung(600, 0.6), "stringing") as DefectFit;
    expect(found.verdict).toBe("proposed");
    expect(Math.abs(found.bias - 0.6)).toBeLessThan(0.15);
    expect(found.gain).toBeGreaterThan(found.standardError);
    expect(found.trained + found.heldOut).toBe(600);
    expect(fitOf(strung(600, 0.6), "stringing")).toEqual(found);
  });

  it("keeps the constants when there is nothing to find", () => {
    const found = fitOf(strung(600, 0), "stringing") as DefectFit;
    expect(Math.abs(found.bias)).toBeLessThan(0.1);
    expect(found.gain).toBeLessThan(0.02);
  });

  it("keeps the constants when outcomes are drawn by lot: neither gain nor class rule lets it through", () => {
    const draws = random("lot");
    const lot = strung(400, 0).map(({ observation, predicted }): Compared => {
      const fails = draws.unit() < 0.3;
      return {
        observation: { ...observation, outcome: fails ? "failed_stringing" : "success", mode: fails ? "stringing" : "none" },
        predicted,
      };
    });
    expect(fitOf(lot, "stringing")).toMatchObject({ verdict: "kept" });
  });

  it("refuses a defect with few prints or failures, and a failure of another defect says nothing of it", () => {
    expect(fitOf(strung(20, 0.6), "stringing")).toMatch(/^20 labelled prints, \d+ failures, \d+ combinations; needed are 30, 8, 20$/u);
    const clean = strung(600, 0.6).filter(({ observation }) => observation.outcome === "success").length;
    expect(fitOf(strung(600, 0.6), "warp")).toMatch(new RegExp(`^${clean} labelled prints, 0 failures`, "u"));
  });

  it("refuses a file whose label leaks through the class of the part, and a world without readings", () => {
    const leak = [...strung(60, 0), ...[...Array(9).keys()].map((i) => seen("failed_sag", "success", i, "bridge"))];
    expect(fitOf(leak, "stringing")).toBe('all 9 prints of the class "bridge" are failed_sag: the label leaks through the class');
    expect(
      fitOf(
        prints((sort) => sort),
        "sag",
      ),
    ).toBe("nothing in this world may be fitted");
  });
});
