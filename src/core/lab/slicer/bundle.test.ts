import { describe, expect, it } from "vitest";
import { type Bundle, readBundle, resolvePreset } from "./bundle.ts";
import { planOfFilament } from "./filament.ts";

const TEXT = `# a vendor
; and its bundle
[vendor]
name = Some
[filament:*common*]
cooling = 1
min_fan_speed = 20
max_fan_speed = 100
slowdown_below_layer_time = 10
fan_below_layer_time = 30
[filament:*PLA*]
inherits = *common*
filament_type = PLA
temperature = 210,215
bed_temperature = 60
filament_retract_length = nil
[filament:*slow*]
temperature = 200
filament_max_volumetric_speed = 4
[filament:Some PLA CF @0.6 nozzle]
inherits = *PLA*; *slow*
bed_temperature = 55
start_gcode = M900 K{if x==1}0.1{endif} ; a comment of G-code
`;

const bundleOf = (text: string): Bundle => {
  const read = readBundle(text);
  if (!read.ok) throw new Error(read.fault.message);
  return read.value;
};
const valuesOf = (text: string, name: string): ReadonlyMap<string, string> | string => {
  const bundle = bundleOf(text);
  const preset = bundle.find((one) => one.name === name);
  const values = preset === undefined ? undefined : resolvePreset(bundle, preset);
  return values === undefined ? "not there" : values.ok ? values.value : values.fault.message;
};

describe("a bundle", () => {
  it("gives a preset its own values, then those of its last parent, then those above", () => {
    const values = valuesOf(TEXT, "Some PLA CF @0.6 nozzle") as ReadonlyMap<string, string>;
    expect(["temperature", "bed_temperature", "max_fan_speed", "start_gcode"].map((key) => values.get(key))).toEqual([
      "200",
      "55",
      "100",
      "M900 K{if x==1}0.1{endif} ; a comment of G-code",
    ]);
  });

  it("names a parent that is not there, a circle, too many ancestors and a line that is none", () => {
    expect(valuesOf("[filament:a]\ninherits = b", "a")).toBe('filament "a" inherits from "b", which is not there');
    expect(valuesOf("[filament:a]\ninherits = b\n[filament:b]\ninherits = a", "a")).toBe('filament "a" inherits from itself');
    const bush = Array.from({ length: 12 }, (_, i) => `[filament:p${i}]\n${i === 0 ? "" : `inherits = p${i - 1};p${i - 1}`}`).join("\n");
    expect(valuesOf(bush, "p11")).toBe('filament "p11" has more than 200 ancestors');
    expect(readBundle("[filament:a]\nnonsense")).toEqual({
      ok: false,
      fault: { message: 'expected key = value but found "nonsense"', line: 2 },
    });
  });
});

describe("a filament preset", () => {
  const plan = (text: string, name: string, seconds = 12) => {
    const values = valuesOf(text, name);
    return typeof values === "string" ? undefined : planOfFilament(name, values, seconds);
  };

  it("becomes settings: the first extruder's values, the nozzle of its name, the fan of its layer time", () => {
    expect(plan(TEXT, "Some PLA CF @0.6 nozzle")).toEqual({
      material: "PLA-CF",
      settings: { nozzleCelsius: 200, bedCelsius: 55, fanPercent: 92, firstLayerFanPercent: 0, layerHeightMm: 0.3 },
      details: { layerSeconds: 12, lineWidthMm: 0.6749999999999999, nozzleDiameterMm: 0.6, flowLimitMm3s: 4, bridgeFanPercent: 92 },
    });
    expect([2, 20, 30, 100].map((seconds) => plan(TEXT, "*PLA*", seconds)?.settings.fanPercent)).toEqual([100, 60, 0, 0]);
    expect(plan(TEXT, "*PLA*")?.settings.nozzleCelsius).toBe(210);
  });

  it("is of the material that profiles are read as: a blend or a fibre that the lab does not know is no plain polymer", () => {
    const of = (type: string, name = "a") =>
      plan(`[filament:${name}]\nfilament_type = ${type}\ntemperature = 270\nbed_temperature = 105`, name)?.material;
    expect(["PLA", "PET", "FLEX", "NYLON", "PA12", "PLA-CF"].map((type) => of(type))).toEqual(["PLA", "PETG", "TPU", "PA", "PA", "PLA-CF"]);
    expect([of("PC", "Some PC-ABS"), of("ABS", "PC+ABS blend"), of("PC", "Some PC")]).toEqual([undefined, undefined, "PC"]);
    expect([of("PA", "Some PA CF"), of("PETG", "Some PETG Carbon"), of("PLA", "Some PLA GF")]).toEqual(["PA-CF", undefined, undefined]);
  });

  it("is nothing when the material is unknown or a temperature is missing", () => {
    expect(plan("[filament:a]\nfilament_type = PEEK\ntemperature = 400\nbed_temperature = 120", "a")).toBeUndefined();
    expect(plan("[filament:a]\nfilament_type = PLA\ntemperature = nil\nbed_temperature = 60", "a")).toBeUndefined();
  });
});
