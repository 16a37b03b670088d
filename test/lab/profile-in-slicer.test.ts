/**
 * Profiles that Moot writes, in the real PrusaSlicer: loaded after a base, a cube is sliced, and the configuration that stands in
 * its G-code is read again. Needs `prusa-slicer`; without it nothing here runs, and a line says so.
 */
import { execFileSync, spawnSync } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { MACHINES } from "../../src/core/lab/machines.ts";
import { readProfile } from "../../src/core/lab/profiles/read-profile.ts";
import { statedSettings } from "../../src/core/lab/profiles/settings-of.ts";
import { writeProfile } from "../../src/core/lab/profiles/write-profile.ts";
import type { Settings } from "../../src/core/lab/settings.ts";
import { temporaryFolder } from "../kit/home.ts";

const isInstalled = spawnSync("prusa-slicer", ["--help"], { stdio: "ignore" }).status === 0;
if (!isInstalled) process.stderr.write("REDUCED: prusa-slicer is not installed; no profile was sliced with it\n");

const ALONE = { paths: [], read: () => undefined };
const BASE = `filament_settings_id = "My own"
temperature = 215
first_layer_temperature = 215
bed_temperature = 60
first_layer_bed_temperature = 60
cooling = 1
max_fan_speed = 100
min_fan_speed = 100
fan_always_on = 1
disable_fan_first_layers = 1
retract_length = 2
layer_height = 0.3
`;
const CASES: readonly (readonly [material: string, machine: string, base: string | undefined, settings: Settings])[] = [
  [
    "PLA",
    "ender-3-v2",
    BASE,
    { nozzleCelsius: 203, bedCelsius: 58, retractionMm: 4.5, fanPercent: 90, firstLayerFanPercent: 0, layerHeightMm: 0.16 },
  ],
  [
    "PETG",
    "prusa-mk3s",
    BASE,
    { nozzleCelsius: 241, bedCelsius: 82, retractionMm: 0.8, fanPercent: 45, firstLayerFanPercent: 45, layerHeightMm: 0.2 },
  ],
  [
    "ABS",
    "voron-2.4",
    undefined,
    { nozzleCelsius: 252, bedCelsius: 104, retractionMm: 0.6, fanPercent: 0, firstLayerFanPercent: 0, layerHeightMm: 0.24 },
  ],
  [
    "TPU",
    "bambu-p1s",
    undefined,
    { nozzleCelsius: 229, bedCelsius: 45, retractionMm: 0.4, fanPercent: 60, firstLayerFanPercent: 0, layerHeightMm: 0.2 },
  ],
];

/** A box of 10 mm as ASCII STL. */
const cube = (): string => {
  const corner = (at: number): string => `vertex ${at & 4 ? 10 : 0} ${at & 2 ? 10 : 0} ${at & 1 ? 10 : 0}`;
  const faces = [
    [0, 2, 6],
    [0, 6, 4],
    [1, 5, 7],
    [1, 7, 3],
    [0, 4, 5],
    [0, 5, 1],
    [2, 3, 7],
    [2, 7, 6],
    [0, 1, 3],
    [0, 3, 2],
    [4, 6, 7],
    [4, 7, 5],
  ];
  const facets = faces.map((face) => `facet normal 0 0 0\nouter loop\n${face.map(corner).join("\n")}\nendloop\nendfacet`);
  return `solid cube\n${facets.join("\n")}\nendsolid cube\n`;
};

describe.runIf(isInstalled)("a profile for PrusaSlicer", () => {
  it.each(CASES)("of %s on %s loads, slices, and stands in the G-code as it was meant", (material, id, base, settings) => {
    const machine = MACHINES.find((one) => one.id === id);
    if (machine === undefined) throw new Error(`no machine ${id}`);
    const over = base === undefined ? {} : { base: { path: "base.ini", text: base, neighbours: ALONE } };
    const written = writeProfile({ program: "prusa", settings, material, machine, name: `Moot ${material}`, clamps: false, ...over });
    if (!written.ok) throw new Error(written.fault.message);
    const folder = temporaryFolder("slice");
    const files = {
      "base.ini": `${base ?? ""}filament_type = ${material}\n`,
      "moot.ini": written.value.files[0]?.text ?? "",
      "cube.stl": cube(),
    };
    for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, name), text);
    execFileSync("prusa-slicer", ["--export-gcode", "--load", "base.ini", "--load", "moot.ini", "-o", "cube.gcode", "cube.stl"], {
      cwd: folder,
      stdio: "pipe",
    });
    const text = readFileSync(join(folder, "cube.gcode"), "utf8");
    expect(text.match(/^G1 .*E/gmu)?.length).toBeGreaterThan(100);
    const read = readProfile({ path: "cube.gcode", text }, ALONE);
    expect(read?.reader).toBe("gcode-footer");
    expect(statedSettings(read?.facts ?? [])).toEqual([{ source: `Moot ${material}`, material, settings }]);
    expect(text).toMatch(new RegExp(`^M10[49] S${settings.nozzleCelsius}\\b`, "mu"));
  });
});
