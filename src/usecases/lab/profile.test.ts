import { describe, expect, it } from "vitest";
import { readProfile } from "./profile.ts";

const ORCA = JSON.stringify({
  type: "filament",
  name: "My ABS",
  inherits: "Generic ABS",
  filament_type: ["ABS"],
  nozzle_temperature: ["255"],
  hot_plate_temp: ["105"],
});
const BUNDLE = `[filament:*petg*]
filament_type = PETG
temperature = 240
bed_temperature = 85
[filament:My PETG]
inherits = *petg*
[filament:Old PETG]
inherits = *petg*
temperature = 250
`;
const EXPORTED = `filament_type = PLA
filament_settings_id = "My PLA"
temperature = 210
bed_temperature = 60
layer_height = 0.15
retract_length = 0.7
`;
const CURA = `<?xml version="1.0"?><fdmmaterial xmlns="http://www.ultimaker.com/material"><metadata><name><brand>Acme</brand><material>PETG</material><color>Blue</color></name></metadata><settings><setting key="print temperature">235</setting></settings></fdmmaterial>`;

const settingsIn = (...args: Parameters<typeof readProfile>) => {
  const read = readProfile(...args);
  return read.ok ? read.value.settings : read.fault.message;
};

describe("the user's own profile", () => {
  it("is read of every program that an ingestion reads", () => {
    expect(settingsIn("mine/abs.json", ORCA, "ABS")).toEqual({ nozzleCelsius: 255, bedCelsius: 105 });
    expect(settingsIn("petg.xml.fdm_material", CURA, "PETG")).toEqual({ nozzleCelsius: 235 });
    expect(settingsIn("b.ini", BUNDLE, "PETG", "Old PETG")).toMatchObject({ nozzleCelsius: 250, bedCelsius: 85 });
    expect(settingsIn("part.gcode", "G1 X1\n; filament_type = PLA\n; temperature = 208\n; bed_temperature = 60\n", "PLA")).toMatchObject({
      nozzleCelsius: 208,
    });
  });

  it("has the retraction and the layer height of an exported configuration", () => {
    expect(settingsIn("config.ini", EXPORTED, "PLA")).toMatchObject({ nozzleCelsius: 210, retractionMm: 0.7, layerHeightMm: 0.15 });
  });

  it("is the one that fits: a template is none, several need a name, another material does not fit, and what is there is named", () => {
    const one = BUNDLE.slice(0, BUNDLE.indexOf("[filament:Old"));
    expect(settingsIn("b.ini", one, "PETG")).toMatchObject({ nozzleCelsius: 240 });
    expect(settingsIn("b.ini", BUNDLE, "PETG")).toBe('b.ini has 2 profiles for PETG: "My PETG", "Old PETG"');
    expect(settingsIn("b.ini", BUNDLE, "PETG", "*petg*")).toContain('has no profile "*petg*" for PETG');
    expect(settingsIn("abs.json", ORCA, "PLA")).toBe('abs.json has no profile for PLA; it has "My ABS" (ABS)');
    expect(settingsIn("printer.cfg", "[firmware_retraction]\nretract_length: 0.8\n", "PLA")).toBe(
      "printer.cfg has no profile for PLA; it has none",
    );
    expect(settingsIn("cut.json", `${ORCA.slice(0, 60)}\n`, "ABS")).toMatch(/it has none \(line \d+: /u);
  });
});
