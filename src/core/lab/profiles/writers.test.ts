import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { lintGcode } from "../gcode/lint.ts";
import { type GcodeEvent, walkGcode } from "../gcode/walk.ts";
import { MACHINES } from "../machines.ts";
import { MATERIALS } from "../materials.ts";
import { motionOf } from "../motion.ts";
import { SETTINGS, type Settings } from "../settings.ts";
import { checkSettings, envelopeOf } from "../spine.ts";
import { readProfile } from "./read-profile.ts";
import type { Neighbours } from "./reader.ts";
import { statedSettings } from "./settings-of.ts";
import { type ProfileRequest, writeProfile } from "./write-profile.ts";
import type { WrittenProfile } from "./writer.ts";
import { registry } from "./writers/_registry.ts";

const ALONE: Neighbours = { paths: [], read: () => undefined };
const [ENDER] = MACHINES;
const fine: Settings = { nozzleCelsius: 205, bedCelsius: 60, retractionMm: 5, fanPercent: 80, firstLayerFanPercent: 0, layerHeightMm: 0.2 };
const order = (program: string, more: Partial<ProfileRequest> = {}): ProfileRequest => ({
  program,
  settings: fine,
  material: "PLA",
  machine: ENDER,
  name: "Mine",
  clamps: false,
  ...more,
});
const written = (request: ProfileRequest): WrittenProfile => {
  const result = writeProfile(request);
  if (!result.ok) throw new Error(result.fault.message);
  return result.value;
};
const refused = (request: ProfileRequest): string => {
  const result = writeProfile(request);
  return result.ok ? "written" : `${result.fault.code} ${result.fault.message}`;
};
const onlyText = ({ files }: WrittenProfile): string => files[0]?.text ?? "";
const baseOf = (path: string, text: string, preset?: string) => ({
  path,
  text,
  neighbours: ALONE,
  ...(preset === undefined ? {} : { preset }),
});

const FLAT = `filament_settings_id = "My PLA"
filament_type = PLA
temperature = 210,230
first_layer_temperature = 215
bed_temperature = 60
first_layer_bed_temperature = 65
cooling = 1
max_fan_speed = 100
min_fan_speed = 30
fan_always_on = 1
disable_fan_first_layers = 3
retract_length = 5
layer_height = 0.2
`;
const ORCA = JSON.stringify({
  type: "filament",
  name: "My PLA",
  filament_type: ["PLA"],
  nozzle_temperature: ["210"],
  nozzle_temperature_initial_layer: ["215"],
  hot_plate_temp: ["60"],
  hot_plate_temp_initial_layer: ["60"],
  fan_max_speed: ["100"],
  fan_min_speed: ["60"],
  close_fan_the_first_x_layers: ["2"],
});

/** Whole settings inside the envelope of a material on a machine. */
const allowed = fc
  .record({
    material: fc.constantFrom(...MATERIALS),
    machine: fc.constantFrom(...MACHINES),
    at: fc.array(fc.nat(100), { minLength: 6, maxLength: 6 }),
  })
  .map(({ material, machine, at }) => {
    const settings = Object.fromEntries(
      envelopeOf(material, machine).map(([setting, low, high], index) => {
        const value = low + ((high - low) * (at[index] ?? 0)) / 100;
        return [setting, setting === "retractionMm" || setting === "layerHeightMm" ? Math.round(value * 100) / 100 : Math.round(value)];
      }),
    ) as Settings;
    return { material, machine, settings: { ...settings, firstLayerFanPercent: (at[0] ?? 0) > 50 ? settings.fanPercent : 0 } };
  })
  .filter(({ settings, material, machine }) => checkSettings(settings, material.id, machine).ok);

describe("every program", () => {
  it("gets nothing that is not finite, not allowed, or of an unknown material, whatever is asked", () => {
    for (const { id } of registry) {
      for (const setting of SETTINGS)
        for (const value of [Number.NaN, Number.POSITIVE_INFINITY, -1e9, 1e9])
          expect(refused(order(id, { settings: { ...fine, [setting]: value } })), `${id} ${setting} ${value}`).toMatch(/^OUTSIDE /u);
      expect(refused(order(id, { material: "unobtainium" }))).toMatch(/^OUTSIDE there is no material/u);
      expect(refused(order(id, { settings: { ...fine, nozzleCelsius: Number.NaN }, clamps: true }))).toMatch(/^OUTSIDE /u);
    }
    expect(refused(order("cura"))).toBe('UNKNOWN_ID there is no program "cura"; known are klipper, marlin, orca, prusa');
  });

  it("gets the nearest allowed settings where a person asks for that, and is told", () => {
    const clamped = written(order("prusa", { settings: { ...fine, nozzleCelsius: 400 }, clamps: true }));
    expect(onlyText(clamped)).toContain("\ntemperature = 245\n");
    expect(clamped.warnings[0]).toContain("nozzle_temp 400 is over the safe limit 245");
  });

  it("gets settings that read back as the same, over any base, and a second writing changes nothing", () => {
    fc.assert(
      fc.property(allowed, fc.constantFrom(undefined, FLAT), ({ settings, material, machine }, base) => {
        const request = order("prusa", {
          settings,
          material: material.id,
          machine,
          ...(base === undefined ? {} : { base: baseOf("b.ini", base) }),
        });
        const text = `${base ?? ""}\n${onlyText(written(request))}`.replace("filament_type = PLA", `filament_type = ${material.id}`);
        const read = readProfile({ path: "x.ini", text }, ALONE);
        const stated = statedSettings(read?.facts ?? []).find(({ material: name }) => name === material.id)?.settings;
        for (const setting of SETTINGS) if (stated?.[setting] !== undefined) expect(stated[setting], setting).toBe(settings[setting]);
        if (settings.bedCelsius >= 40)
          expect([stated?.nozzleCelsius, stated?.bedCelsius]).toEqual([settings.nozzleCelsius, settings.bedCelsius]);
        expect(written({ ...request, base: baseOf("x.ini", text) }).changes).toEqual([]);
      }),
      { numRuns: 300 },
    );
  });

  it("gets G-code in which every value reads back inside the envelope", () => {
    fc.assert(
      fc.property(allowed, fc.constantFrom("klipper", "marlin"), ({ settings, material, machine }, program) => {
        const { files } = written(order(program, { settings, material: material.id, machine }));
        const bytes = new TextEncoder().encode(files.map(({ text }) => text).join(""));
        expect(lintGcode(bytes, { material, machine, motion: motionOf(material, machine), prints: false })).toEqual([]);
        const events: GcodeEvent[] = [];
        walkGcode(bytes, (event) => events.push(event) > 0);
        const heats = events.flatMap((event) => (event.kind === "heat" && event.what === "nozzle" ? [event.celsius] : []));
        const lengths = events.flatMap((event) => (event.kind === "firmware-retraction" ? [event.lengthMm] : []));
        expect([heats, lengths]).toEqual([[settings.nozzleCelsius], [settings.retractionMm]]);
      }),
      { numRuns: 200 },
    );
  });
});

describe("PrusaSlicer", () => {
  it("gets only what differs, keeps the other extruders and how far the first layer is from the others", () => {
    const profile = written(order("prusa", { base: baseOf("b.ini", FLAT) }));
    expect(profile.changes).toEqual([
      { key: "temperature", from: "210,230", to: "205,230" },
      { key: "first_layer_temperature", from: "215", to: "210" },
      { key: "max_fan_speed", from: "100", to: "80" },
    ]);
    expect(onlyText(profile)).toContain("inherits = My PLA\n");
  });

  it("chooses among the filaments of a bundle, with what they inherit", () => {
    const bundle =
      "[filament:*base*]\nfilament_type = PLA\ntemperature = 205\nbed_temperature = 55\n[filament:A]\ninherits = *base*\n[filament:B]\ninherits = *base*\nbed_temperature = 60\n";
    expect(refused(order("prusa", { base: baseOf("v.ini", bundle) }))).toBe(
      'BASE_UNREADABLE v.ini: it holds 2 filaments, the first are "A", "B"',
    );
    const keys = (preset: string): readonly string[] =>
      written(order("prusa", { base: baseOf("v.ini", bundle, preset) })).changes.map(({ key }) => key);
    expect([keys("A").includes("bed_temperature"), keys("B").includes("bed_temperature"), keys("B").includes("temperature")]).toEqual([
      true,
      false,
      false,
    ]);
  });

  it("is told what it cannot say", () => {
    const { warnings } = written(order("prusa", { settings: { ...fine, nozzleCelsius: 204.6, firstLayerFanPercent: 70 } }));
    expect(warnings).toEqual([
      "PrusaSlicer cannot say nozzle_temp 204.6: 205 is written",
      "PrusaSlicer cannot say first_layer_fan_pct 70: 80 is written",
    ]);
  });
});

describe("OrcaSlicer", () => {
  it("gets a user preset that inherits the base and holds what differs", () => {
    const profile = written(order("orca", { base: baseOf("f.json", ORCA) }));
    expect(JSON.parse(onlyText(profile))).toEqual({
      type: "filament",
      name: "Mine",
      from: "User",
      inherits: "My PLA",
      filament_settings_id: ["Mine"],
      nozzle_temperature: ["205"],
      nozzle_temperature_initial_layer: ["210"],
      filament_retraction_length: ["5"],
      fan_max_speed: ["80"],
    });
    const read = readProfile({ path: "Mine.json", text: onlyText(profile) }, { paths: ["My PLA.json"], read: () => ORCA });
    expect(statedSettings(read?.facts ?? [])[0]?.settings).toEqual({
      nozzleCelsius: 205,
      bedCelsius: 60,
      retractionMm: 5,
      fanPercent: 80,
      firstLayerFanPercent: 0,
    });
  });

  it("gets the layer height as a process preset, and says that the rest is a filament's", () => {
    const process = JSON.stringify({ type: "process", name: "0.20 mm", layer_height: "0.24" });
    const profile = written(order("orca", { base: baseOf("p.json", process) }));
    expect(JSON.parse(onlyText(profile))).toMatchObject({ type: "process", inherits: "0.20 mm", layer_height: "0.2" });
    expect(profile.warnings[0]).toContain("a process holds the layer height alone");
  });
});

describe("firmwares", () => {
  it("get nothing over the limit of their own configuration, which is named by its line", () => {
    const base = baseOf("printer.cfg", "[extruder]\nmax_temp: 200\n[heater_bed]\nmax_temp: 100\n");
    expect(refused(order("klipper", { base }))).toBe("OUTSIDE nozzle_temp 205 is over the limit 200 of printer.cfg:2");
    expect(
      refused(
        order("marlin", {
          settings: { ...fine, bedCelsius: 70 },
          base: baseOf("Configuration.h", "#define HEATER_0_MAXTEMP 275\n#define BED_MAXTEMP 75\n"),
        }),
      ),
    ).toBe("OUTSIDE bed_temp 70 is over the limit 75 of Configuration.h:2 less the 10 °C that the firmware keeps of it");
    expect(refused(order("klipper", { base: baseOf("x.cfg", "[mcu]\n") }))).toBe("BASE_UNREADABLE x.cfg states no limit of a heater");
  });
});
