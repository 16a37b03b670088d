import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { classicSpine } from "./classic/spine.ts";
import { MACHINES } from "./machines.ts";
import { MATERIALS, materialOf } from "./materials.ts";
import { SETTINGS, type Setting, type Settings } from "./settings.ts";
import { checkSettings, envelopeOf, unusual } from "./spine.ts";

const [ENDER] = MACHINES;
const MK3S = MACHINES.find(({ id }) => id === "prusa-mk3s") ?? ENDER;
const fine: Settings = {
  nozzleCelsius: 205,
  bedCelsius: 60,
  retractionMm: 5,
  fanPercent: 100,
  firstLayerFanPercent: 0,
  layerHeightMm: 0.2,
};

/** Values that find holes: the odd ones, the limits themselves and their neighbours, and anything else. */
const ODD = [
  Number.NaN,
  Number.POSITIVE_INFINITY,
  Number.NEGATIVE_INFINITY,
  0,
  -0,
  5e-324,
  -1e308,
  1e308,
  245,
  245.00000000000003,
  0.08,
  100,
];

/** Cases of the long run; `MOOT_SPINE_CASES` asks for more. */
const CASES = Number(process.env.MOOT_SPINE_CASES ?? 200_000);

/** A quick repeatable stream of numbers in [0, 1) (mulberry32, public domain): `random` draws by name, too slow for millions. */
const stream = (seed: number): (() => number) => {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
};

describe("the Spine", () => {
  it(`lets nothing out that is not finite and inside the envelope of material and machine (${CASES} cases)`, () => {
    const unit = stream(2026);
    const below = (bound: number): number => Math.floor(unit() * bound);
    const value = (): number => (below(8) === 0 ? (ODD[below(ODD.length)] as number) : (unit() - 0.3) * 10 ** below(4));
    let outside = 0;
    let passed = 0;
    for (let i = 0; i < CASES; i++) {
      const settings = Object.fromEntries(SETTINGS.map((setting) => [setting, value()])) as Settings;
      const material = below(20) === 0 ? "unobtainium" : (MATERIALS[below(MATERIALS.length)]?.id ?? "");
      const machine = MACHINES[below(MACHINES.length)] ?? ENDER;
      const checked = checkSettings(settings, material, machine);
      if (!checked.ok) continue;
      passed += 1;
      const known = materialOf(material);
      const isInside =
        known !== undefined &&
        envelopeOf(known, machine).every(([setting, low, high]) => {
          const left = checked.value.settings[setting];
          return Number.isFinite(left) && left >= low && left <= high;
        });
      if (!isInside || checked.value.requiresApproval !== checked.value.vetoes.length > 0) outside += 1;
    }
    expect(outside).toBe(0);
    expect(passed).toBeGreaterThan(CASES / 10);
  }, 3_600_000);

  it("moves what lies outside to the nearer end and nothing else; clamping twice is clamping once", () => {
    const number = fc.double({ min: -500, max: 500, noNaN: true }).map((x) => x + 0);
    fc.assert(
      fc.property(fc.record(Object.fromEntries(SETTINGS.map((name) => [name, number]))), fc.constantFrom(...MATERIALS), (raw, material) => {
        const settings = raw as unknown as Settings;
        const once = checkSettings(settings, material.id, MK3S);
        if (!once.ok) return;
        for (const [setting, low, high] of envelopeOf(material, MK3S))
          expect(once.value.settings[setting]).toBe(Math.min(high, Math.max(low, settings[setting])));
        expect(checkSettings(once.value.settings, material.id, MK3S)).toMatchObject({
          value: { settings: once.value.settings, vetoes: [], requiresApproval: false },
        });
      }),
    );
  });

  it.each(SETTINGS)("refuses %s when it is not finite, by name, before anything else", (setting: Setting) => {
    for (const bad of [Number.NaN, Number.POSITIVE_INFINITY])
      expect(checkSettings({ ...fine, [setting]: bad }, "unobtainium", ENDER)).toMatchObject({ fault: { kind: "not-finite" } });
  });

  it("refuses an unknown material and names the known ones", () => {
    const checked = checkSettings(fine, "NYLON", ENDER);
    expect(checked).toMatchObject({ ok: false, fault: { kind: "unknown-material" } });
    expect(JSON.stringify(checked)).toContain("PLA, PETG, ABS");
  });

  it("refuses a material that the machine cannot melt", () => {
    const checked = checkSettings(fine, "PC", ENDER);
    expect(checked).toMatchObject({ ok: false, fault: { kind: "impossible-pair" } });
    expect(JSON.stringify(checked)).toContain("Creality Ender 3 V2 cannot print PC");
  });

  it("holds the lower of the material's limit, the firmware's less 5 °C, and the liner's", () => {
    const highest = (material: string, machine = ENDER): number | undefined => {
      const checked = checkSettings({ ...fine, nozzleCelsius: 999 }, material, machine);
      return checked.ok ? checked.value.settings.nozzleCelsius : undefined;
    };
    expect(highest("PLA")).toBe(245);
    expect(highest("PLA", MK3S)).toBe(250);
    expect(highest("PA", MK3S)).toBe(295);
  });

  it("holds layers to a fifth and four fifths of the nozzle, the limits themselves included", () => {
    const height = (layerHeightMm: number): number | undefined => {
      const checked = checkSettings({ ...fine, layerHeightMm }, "PLA", ENDER);
      return checked.ok ? checked.value.settings.layerHeightMm : undefined;
    };
    expect([0.05, 0.08, 0.32, 0.4].map(height)).toEqual([0.08, 0.08, 0.32, 0.32]);
    expect(checkSettings({ ...fine, layerHeightMm: 0.08 }, "PLA", ENDER)).toMatchObject({ value: { vetoes: [] } });
  });

  it("takes every generic filament of OrcaSlicer, where the reference clamps three of four", () => {
    const orca: readonly (readonly [string, Partial<Settings>])[] = [
      ["PLA", { nozzleCelsius: 220, bedCelsius: 55, retractionMm: 0.8 }],
      ["PETG", { nozzleCelsius: 255, bedCelsius: 80, retractionMm: 0.8, fanPercent: 60 }],
      ["ABS", { nozzleCelsius: 260, bedCelsius: 90, retractionMm: 0.8, fanPercent: 40 }],
      ["TPU", { nozzleCelsius: 240, bedCelsius: 35, retractionMm: 0.4 }],
    ];
    const settings = orca.map(([material, some]) => [material, { ...fine, ...some }] as const);
    expect(
      settings.map(([material, all]) => checkSettings(all, material, MK3S)).every((one) => one.ok && one.value.vetoes.length === 0),
    ).toBe(true);
    expect(settings.map(([material, all]) => classicSpine(all, material).requiresApproval)).toEqual([false, true, true, true]);
  });

  it("what is unusual is a note and no clamp", () => {
    const cold = { ...fine, nozzleCelsius: 180 };
    const pla = materialOf("pla");
    expect(checkSettings(cold, "PLA", ENDER)).toMatchObject({ value: { vetoes: [] } });
    expect(pla && unusual(cold, pla)).toEqual(["nozzle_temp 180 is outside what vendors ship for PLA (190 to 230)."]);
    expect(pla && unusual(fine, pla)).toEqual([]);
  });

  it("every material can be printed by some machine, and every machine prints PLA", () => {
    const isPossible = (material: string, machine: (typeof MACHINES)[number]): boolean => checkSettings(fine, material, machine).ok;
    expect(MATERIALS.filter(({ id }) => !MACHINES.some((machine) => isPossible(id, machine)))).toEqual([]);
    expect(MACHINES.filter((machine) => !isPossible("PLA", machine))).toEqual([]);
  });
});

describe("the classic Spine", () => {
  const check = (material: string, some: Partial<Settings>): ReturnType<typeof classicSpine> =>
    classicSpine({ ...fine, ...some }, material);

  it.each([
    ["PLA", 190, 220, 45, 65],
    ["PETG", 220, 245, 70, 90],
    ["ABS", 230, 260, 95, 110],
    ["TPU", 220, 235, 35, 60],
  ])("holds %s to nozzle %i-%i °C and bed %i-%i °C, ends included", (material, nozzleLow, nozzleHigh, bedLow, bedHigh) => {
    for (const [nozzleCelsius, bedCelsius] of [
      [nozzleLow, bedLow],
      [nozzleHigh, bedHigh],
    ] as const)
      expect(check(material, { nozzleCelsius, bedCelsius })).toMatchObject({ vetoes: [], requiresApproval: false });
    const low = check(material.toLowerCase(), { nozzleCelsius: nozzleLow - 0.5, bedCelsius: bedLow - 1 });
    expect(low.settings).toMatchObject({ nozzleCelsius: nozzleLow, bedCelsius: bedLow });
    const high = check(material, { nozzleCelsius: nozzleHigh + 0.5, bedCelsius: bedHigh + 1 });
    expect(high.settings).toMatchObject({ nozzleCelsius: nozzleHigh, bedCelsius: bedHigh });
    expect(high.requiresApproval && low.requiresApproval).toBe(true);
  });

  it("checks retraction, fan, first-layer fan and layer height, then nozzle, then bed; each veto says what was clamped to what", () => {
    const all = check("PLA", {
      nozzleCelsius: 260,
      bedCelsius: 20,
      retractionMm: 0.2,
      fanPercent: 120,
      firstLayerFanPercent: 31,
      layerHeightMm: 0.7,
    });
    expect(all.vetoes.map((veto) => veto.split(" ")[0])).toEqual([
      "retraction_mm",
      "fan_pct",
      "first_layer_fan_pct",
      "layer_height",
      "nozzle_temp",
      "bed_temp",
    ]);
    expect(all.vetoes[4]).toBe("nozzle_temp 260 is over the safe limit 220 for PLA: clamped to 220.");
    expect(all.settings).toEqual({
      nozzleCelsius: 220,
      bedCelsius: 45,
      retractionMm: 0.5,
      fanPercent: 100,
      firstLayerFanPercent: 30,
      layerHeightMm: 0.6,
    });
  });

  it("asks nobody about an unknown material and leaves its temperatures alone", () => {
    const checked = check("NYLON", { nozzleCelsius: 400, bedCelsius: 150 });
    expect(checked).toMatchObject({ requiresApproval: false, settings: { nozzleCelsius: 400, bedCelsius: 150 } });
    expect(checked.vetoes).toHaveLength(1);
    expect(checked.vetoes[0]).not.toContain("clamped");
    expect(check("NYLON", { fanPercent: 200 })).toMatchObject({ requiresApproval: true, settings: { fanPercent: 100 } });
  });

  it("lets NaN pass", () => {
    expect(check("PLA", { nozzleCelsius: Number.NaN })).toMatchObject({ vetoes: [], requiresApproval: false });
  });
});
