import { describe, expect, it } from "vitest";
import { baselineOf } from "./classic/baseline.ts";
import { classicPolicy } from "./classic/policy.ts";
import { classicEdition, currentEdition } from "./edition.ts";
import { flagPlan, gradePrint, opinionOf } from "./inspector.ts";
import { runLoop } from "./loop.ts";
import { MACHINES } from "./machines.ts";
import { materialOf } from "./materials.ts";
import { readStance } from "./verdict.ts";
import { entry as world } from "./worlds/classic.ts";

const [ENDER] = MACHINES;
const current = currentEdition(ENDER);
const room = { celsius: 22, humidityPercent: 45 };
const grades = (material: string, geometry: string, edition: typeof classicEdition, bedPosition = "center"): readonly string[] => {
  const job = { material, geometry, bedPosition };
  const run = runLoop({ world, policy: classicPolicy, edition }, job, room, 2);
  return run.ok ? run.value.map(({ settings, outcome }) => edition.grade(job, room, settings, outcome).stance) : [];
};

describe("what the current edition mends", () => {
  it("a clean print without a flag is held, where the classic edition calls it overcautious", () => {
    expect(grades("PLA", "overhang", classicEdition)).toEqual(["overcautious", "overcautious"]);
    expect(grades("PLA", "overhang", current)).toEqual(["held", "held"]);
  });

  it("a flag that left no trace is overcautious, one that cost a little is held, one that failed is confirmed", () => {
    const flags = [{ defect: "sag", why: "" }] as const;
    const clean = { class: "success", mode: "none", quality: 0.9 } as const;
    expect(gradePrint(flags, { ...clean, penalties: {} }).stance).toBe("overcautious");
    expect(gradePrint(flags, { ...clean, penalties: { sag: 0.1 } }).stance).toBe("held");
    expect(gradePrint(flags, { class: "failed_sag", mode: "sag", quality: 0.4, penalties: { sag: 0.6 } }).stance).toBe("confirmed");
    expect(gradePrint(flags, { class: "failed_sag", mode: "warp", quality: 0.4, penalties: { warp: 0.6 } }).stance).toBe("missed");
  });

  it("an unknown material stops a run, where the classic edition prints it as PLA", () => {
    const nylon = { material: "NYLON", geometry: "bridge", bedPosition: "center" };
    expect(runLoop({ world, policy: classicPolicy, edition: classicEdition }, nylon, room, 3).ok).toBe(true);
    expect(runLoop({ world, policy: classicPolicy, edition: current }, nylon, room, 3)).toMatchObject({
      ok: false,
      fault: { kind: "unknown-material" },
    });
  });

  it("an overhang in ABS is not blamed for the fan that ABS needs", () => {
    const abs = materialOf("ABS");
    const flags =
      abs === undefined
        ? []
        : flagPlan({ material: "ABS", geometry: "overhang", bedPosition: "center" }, room, baselineOf("ABS"), abs, ENDER);
    expect(flags).toEqual([]);
    expect(opinionOf(flags).stance).toBe("concur");
  });

  it("flags a thin fan, shrinkage off the centre, little retraction in humid air and a cold bed, one a defect", () => {
    const pa = materialOf("PA");
    const settings = { ...baselineOf("PLA"), fanPercent: 90, retractionMm: 1, bedCelsius: 40 };
    const job = { material: "PA", geometry: "adhesion", bedPosition: "corner" };
    const flags = pa === undefined ? [] : flagPlan(job, { celsius: 22, humidityPercent: 80 }, settings, pa, ENDER);
    expect(flags.map(({ defect }) => defect)).toEqual(["warp", "stringing", "adhesion"]);
    expect(opinionOf(flags).stance).toBe("dispute");
    const pla = materialOf("PLA");
    const thin = pla === undefined ? [] : flagPlan({ ...job, geometry: "bridge" }, room, { ...settings, fanPercent: 79 }, pla, ENDER);
    expect(opinionOf(thin)).toMatchObject({ stance: "caution", headline: expect.stringContaining("sag") });
  });

  it("flags what is measured of a part that no setting carries, with what to do instead, and disputes two of them", () => {
    const abs = materialOf("ABS");
    const flagsOf = (details: object, machine = ENDER) =>
      abs === undefined
        ? []
        : flagPlan({ material: "ABS", geometry: "overhang", bedPosition: "center", details }, room, baselineOf("ABS"), abs, machine);
    expect(flagsOf({ overhangDegrees: 60, spanMm: 60, lengthMm: 100 })).toEqual([]);
    expect(flagsOf({ overhangDegrees: 70 })).toMatchObject([{ defect: "sag", remedy: expect.stringContaining("support") }]);
    expect(flagsOf({ spanMm: 80, overhangDegrees: 70 })).toHaveLength(1);
    expect(flagsOf({ lengthMm: 180 }).map(({ defect }) => defect)).toEqual(["warp"]);
    expect(flagsOf({ lengthMm: 180, isEnclosed: true })).toEqual([]);
    expect(MACHINES.filter(({ isEnclosed }) => isEnclosed).flatMap((machine) => flagsOf({ lengthMm: 180 }, machine))).toEqual([]);
    expect(opinionOf(flagsOf({ overhangDegrees: 89 }))).toMatchObject({
      stance: "caution",
      detail: expect.stringContaining("turn the part"),
    });
    expect(opinionOf(flagsOf({ overhangDegrees: 89, lengthMm: 180 })).stance).toBe("dispute");
  });

  it("reads a stance of its kind whatever its letter case, and refuses any other word by naming the known", () => {
    expect(readStance("opinion", " Dispute\n")).toEqual({ ok: true, value: "dispute" });
    expect(readStance("grade", "held")).toEqual({ ok: true, value: "held" });
    for (const word of ["Disputed", "watch", "", "held"])
      expect(readStance("opinion", word)).toMatchObject({
        ok: false,
        fault: { message: expect.stringContaining("concur, caution, dispute") },
      });
  });
});
