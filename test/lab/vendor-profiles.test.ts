/**
 * Profiles that vendors ship with PrusaSlicer are known to work on an ordinary part; a wrong filament or a sabotaged setting is
 * known not to. Needs `prusa-slicer`; without it nothing here runs, and a line says so.
 */
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import type { Job } from "../../src/core/lab/job.ts";
import { MACHINES } from "../../src/core/lab/machines.ts";
import { MATERIALS } from "../../src/core/lab/materials.ts";
import type { PrintDetails } from "../../src/core/lab/print-details.ts";
import type { Settings } from "../../src/core/lab/settings.ts";
import { readBundle, resolvePreset } from "../../src/core/lab/slicer/bundle.ts";
import { planOfFilament } from "../../src/core/lab/slicer/filament.ts";
import type { World } from "../../src/core/lab/world.ts";
import { entry as fdm } from "../../src/core/lab/worlds/fdm.ts";

const PROFILES = "/usr/share/PrusaSlicer/profiles";
const isInstalled = existsSync(join(PROFILES, "PrusaResearch.ini"));
if (!isInstalled) process.stderr.write("REDUCED: prusa-slicer is not installed; its vendor profiles were not held against the fdm world\n");

type Profile = {
  readonly vendor: string;
  readonly material: string;
  readonly machine: string;
  readonly settings: Settings;
  readonly details: PrintDetails;
};

const ROOM = { celsius: 22, humidityPercent: 40 };
const CUBE_SECONDS = 12;
/** The machine that a vendor's profiles are for; the others are common machines of their drive. */
const OWN: Readonly<Record<string, string>> = { Voron: "voron-2.4", Ultimaker: "ultimaker-s5", Creality: "ender-3-v2" };
const BOWDENS = ["Anycubic", "Elegoo", "FLSun", "Infinity3D", "Zonestar"];

const machineFor = (vendor: string, name: string): string => {
  if (vendor === "PrusaResearch") return name.includes("MINI") ? "prusa-mini" : "prusa-mk3s";
  return OWN[vendor] ?? (BOWDENS.includes(vendor) ? "generic-bowden" : "generic-direct");
};

const profilesOf = (vendor: string): readonly Profile[] => {
  const read = readBundle(readFileSync(join(PROFILES, `${vendor}.ini`), "utf8"));
  if (!read.ok) throw new Error(`${vendor}: ${read.fault.message}`);
  const bundle = read.value;
  return bundle.flatMap((preset) => {
    if (preset.kind !== "filament" || preset.name.startsWith("*")) return [];
    const values = resolvePreset(bundle, preset);
    if (!values.ok) throw new Error(`${vendor}: ${values.fault.message}`);
    const plan = planOfFilament(preset.name, values.value, CUBE_SECONDS);
    if (plan === undefined) return [];
    const machine = machineFor(vendor, preset.name);
    const retractionMm = plan.settings.retractionMm ?? MACHINES.find(({ id }) => id === machine)?.retractionMm ?? 1;
    return [{ vendor, material: plan.material, machine, settings: { ...plan.settings, retractionMm }, details: plan.details }];
  });
};

const PRINTS: readonly Profile[] = isInstalled
  ? readdirSync(PROFILES)
      .filter((file) => file.endsWith(".ini"))
      .flatMap((file) => profilesOf(file.slice(0, -4)))
  : [];
const PRUSA = PRINTS.filter(({ vendor }) => vendor === "PrusaResearch");

type Change = {
  readonly material?: string;
  readonly geometry?: string;
  readonly settings?: Partial<Settings>;
  readonly details?: PrintDetails;
  readonly bedPosition?: string;
  readonly humidity?: number;
};

const print = (profile: Profile, change: Change = {}, world: World = fdm): ReturnType<World["simulate"]> => {
  const { material = profile.material, geometry = "cube", bedPosition = "center", humidity = ROOM.humidityPercent } = change;
  const job: Job = { material, geometry, bedPosition, machine: profile.machine, details: { ...profile.details, ...change.details } };
  return world.simulate({ ...profile.settings, ...change.settings }, job, { celsius: ROOM.celsius, humidityPercent: humidity });
};
const isOk = (outcome: ReturnType<World["simulate"]>): boolean => outcome.class === "success";
const share = (profiles: readonly Profile[], holds: (profile: Profile) => boolean): number =>
  profiles.filter(holds).length / profiles.length;

/** Settings of the first for a filament of the second: plainly wrong. */
const WRONG = "PLA>ABS PLA>PC PLA>PA PLA>ASA PLA>PETG ABS>PLA ASA>PLA PC>PLA PA>PLA PC>TPU TPU>PC PETG>PC"
  .split(" ")
  .map((pair) => pair.split(">"));
const wrongPairs = WRONG.flatMap(([own, other]) =>
  PRINTS.filter(({ material }) => material === own).map((profile) => [profile, other] as const),
);
const wrongShare = (world: World): number =>
  wrongPairs.filter(([profile, material = ""]) => !isOk(print(profile, { material }, world))).length / wrongPairs.length;

/** Each sabotage, and the least share of plain profiles that must fail by it. */
const SABOTAGE: readonly (readonly [name: string, least: number, change: (profile: Profile) => Change])[] = [
  ["a nozzle 40 °C colder", 0.5, ({ settings }) => ({ settings: { nozzleCelsius: settings.nozzleCelsius - 40 } })],
  ["the bed off under a 100 mm plate", 0.85, () => ({ settings: { bedCelsius: 22 }, geometry: "adhesion", details: { lengthMm: 100 } })],
  [
    "four times the flow",
    0.75,
    ({ details }) => ({
      details: { flowLimitMm3s: 0, speedMms: (4 * (details.flowLimitMm3s || 15)) / ((details.lineWidthMm ?? 0.45) * 0.2) },
    }),
  ],
  ["no retraction over 60 mm travels", 0.65, () => ({ settings: { retractionMm: 0 }, geometry: "stringing", details: { travelMm: 60 } })],
  ["a spool left for 300 h at 80 %", 0.7, () => ({ humidity: 80, geometry: "stringing", details: { exposedHours: 300 } })],
  ["no fan on layers of 3 s", 0.9, () => ({ settings: { fanPercent: 0 }, details: { layerSeconds: 3, bridgeFanPercent: 0 } })],
  [
    "a bridge of 60 mm without a fan",
    0.9,
    () => ({ settings: { fanPercent: 0 }, geometry: "bridge", details: { spanMm: 60, bridgeFanPercent: 0 } }),
  ],
];

describe.runIf(isInstalled)("profiles that vendors ship", () => {
  it("are read with their inheritance: hundreds of them, all inside the hard limits of their material", () => {
    expect([PRUSA.length > 270, PRINTS.length > 500]).toEqual([true, true]);
    const outside = PRINTS.filter(({ material, settings }) => {
      const { nozzle, bed } = MATERIALS.find(({ id }) => id === material) as (typeof MATERIALS)[number];
      const isIn = ([low, high]: readonly [number, number], value: number): boolean => low <= value && value <= high;
      return !isIn(nozzle.hard, settings.nozzleCelsius) || !isIn(bed.hard, settings.bedCelsius);
    });
    expect(outside).toEqual([]);
  });

  it("are clean or a blemish on an ordinary part: 95 % of Prusa's and of all, 90 % of the others'", () => {
    const others = PRINTS.filter(({ vendor }) => vendor !== "PrusaResearch");
    const figures = [PRUSA, others, PRINTS].map((profiles) => share(profiles, (profile) => isOk(print(profile))));
    process.stderr.write(
      `vendor profiles that print: Prusa ${figures[0]} of ${PRUSA.length}, others ${figures[1]} of ${others.length}, all ${figures[2]}\n`,
    );
    expect(figures[0]).toBeGreaterThanOrEqual(0.95);
    expect(figures[1]).toBeGreaterThanOrEqual(0.9);
    expect(figures[2]).toBeGreaterThanOrEqual(0.95);
  });
});

describe.runIf(isInstalled)("what must fail", () => {
  it("the wrong filament under a profile fails in 85 % and more, and never in a world that never complains", () => {
    process.stderr.write(`wrong filament fails: ${wrongShare(fdm)} of ${wrongPairs.length}\n`);
    expect(wrongShare(fdm)).toBeGreaterThanOrEqual(0.85);
    expect(wrongShare(neverComplains)).toBe(0);
  });

  it.each(SABOTAGE)("%s fails at least %d of the plain profiles", (name, least, change) => {
    const failed = (world: World): number => share(PRINTS, (profile) => !isOk(print(profile, change(profile), world)));
    process.stderr.write(`${name}: ${failed(fdm)}\n`);
    expect(failed(fdm)).toBeGreaterThanOrEqual(least);
    expect(failed(neverComplains)).toBe(0);
  });
});

const neverComplains: World = { ...fdm, id: "never", simulate: () => ({ class: "success", mode: "none", quality: 0.95, penalties: {} }) };
