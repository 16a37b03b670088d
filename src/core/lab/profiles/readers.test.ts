import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Reading } from "./fact.ts";
import { readProfile } from "./read-profile.ts";
import type { Neighbours, SourceFile } from "./reader.ts";
import { registry } from "./readers/_registry.ts";

/** A file on its own. */
const ALONE: Neighbours = { paths: [], read: () => undefined };

const folder = (files: Readonly<Record<string, string>>): Neighbours => ({ paths: Object.keys(files), read: (path) => files[path] });
const readIn = (files: Readonly<Record<string, string>>, path: string): Reading => {
  const read = readProfile({ path, text: files[path] ?? "" }, folder(files));
  if (read === undefined) throw new Error(`nobody reads ${path}`);
  return read;
};
const read = (path: string, text: string): Reading => readIn({ [path]: text }, path);
/** `material param value @line` of every fact. */
const said = ({ facts }: Reading): readonly string[] =>
  facts.map(({ material, param, value, place }) => `${material} ${param} ${value} @${place.line}`);
const skips = ({ skipped }: Reading): readonly string[] =>
  skipped.map(({ place, what, why }) => `${place.file}:${place.line} ${what}: ${why}`);

const PRUSA = `# a vendor
[filament:*common*]
cooling = 1
max_fan_speed = 100
disable_fan_first_layers = 1
filament_retract_length = nil
filament_max_volumetric_speed = 0
[filament:*PLA*]
inherits = *common*
filament_type = PLA
temperature = 210,215
first_layer_temperature = 215
bed_temperature = 60
[filament:*cool*]
temperature = 200
filament_retract_length = 0.8
[filament:Some PLA]
inherits = *PLA*; *cool*
bed_temperature = 55
[filament:Some Carbon PLA]
inherits = *PLA*
[filament:Some PC-ABS]
inherits = *common*
filament_type = ABS
temperature = 270
cooling = 0
`;
const ORCA_PARENT = JSON.stringify(
  {
    type: "filament",
    name: "Generic PLA",
    instantiation: "false",
    filament_type: ["PLA"],
    nozzle_temperature: ["220"],
    hot_plate_temp: ["55"],
    fan_max_speed: ["100"],
    filament_retraction_length: ["nil"],
  },
  null,
  1,
);
const ORCA = `{
  "type": "filament", "name": "Mine", "inherits": "Generic PLA", "from": "User",
  "nozzle_temperature": ["215", "240"],
  "fan_max_speed": ["nil"],
  "close_fan_the_first_x_layers": ["1"],
  "enable_pressure_advance": ["1"], "pressure_advance": ["0.04"]
}`;
const KLIPPER = `[include parts/*.cfg]
[include ../secret.cfg]
[include gone.cfg]
[extruder]
#max_temp: 999
max_temp: 250   # as the maker says; 260 melts the liner
pressure_advance: 0.05
[heater_bed]
max_temp = 110 ; stated
[gcode_macro X]
gcode:
    max_temp: 400
#*# [extruder]
#*# control = pid
`;
const MARLIN = `// #define HEATER_0_MAXTEMP 400
/* #define BED_MAXTEMP 300
*/
#define HEATER_0_MAXTEMP (275)  // was 260
#define HEATER_1_MAXTEMP 260
#if X
  #define BED_MAXTEMP 125
#else
  #define BED_MAXTEMP 120u
#endif
#define HEATER_2_MAXTEMP MANY
`;
const FOOTER = `G1 X1 ; not = this
; filament used [mm] = 12
; prusaslicer_config = begin
; bed_temperature = 80
; filament_retract_length = nil
; filament_settings_id = "My PETG"
; filament_type = PETG
; layer_height = 0.2
; max_fan_speed = 50
; retract_length = 3.2
; temperature = 240
; prusaslicer_config = end
`;
const SETTING_3 = JSON.stringify({
  global_quality:
    "[general]\nversion = 4\nname = q\n[metadata]\nmaterial = generic_petg\n[values]\nlayer_height = 0.16\nmaterial_bed_temperature = =x + 5\nmaterial_print_temperature = 235\n",
});
const CURA_GCODE = `;FLAVOR:Marlin\nG28\n;End of Gcode\n;SETTING_3 ${SETTING_3.slice(0, 70)}\n;SETTING_3 ${SETTING_3.slice(70)}\n`;
const CURA_XML = `<?xml version="1.0"?>
<fdmmaterial>
 <metadata><name><brand>Some</brand><material>TPU 95A</material></name></metadata>
 <settings>
  <setting key="print temperature">225</setting>
  <!-- <setting key="heated bed temperature">99</setting> -->
  <machine><setting key="print temperature">240</setting></machine>
  <setting key="heated bed temperature">50</setting>
 </settings>
</fdmmaterial>`;
const OCTOPRINT = `File Name,Material,Note
bridge_215C_.gcode,PLA,"strings, many
of them"
a.gcode,PETG,no stringing at all
b.gcode,PC-ABS,corner lifted
c.gcode,Wood,warped
d.gcode,PLA,
e.gcode,PLA,fine
`;
const LESSON = {
  job_id: "j1",
  material: "pla",
  geometry_type: "bridge",
  env_temp: 22,
  env_humidity: 45,
  outcome: "success",
  lesson: "Full fan.",
};
const LESSONS = [
  JSON.stringify(LESSON),
  "{",
  JSON.stringify({ ...LESSON, outcome: "fine" }),
  JSON.stringify({ ...LESSON, env_temp: "warm" }),
].join("\n");

const EXAMPLES: readonly SourceFile[] = [
  { path: "Vendor.ini", text: PRUSA },
  { path: "Mine.json", text: ORCA },
  { path: "printer.cfg", text: KLIPPER },
  { path: "Configuration.h", text: MARLIN },
  { path: "a.gcode", text: FOOTER },
  { path: "b.gcode", text: CURA_GCODE },
  { path: "x.xml.fdm_material", text: CURA_XML },
  { path: "q.inst.cfg", text: "[general]\nname = fast\n[values]\nlayer_height = 0.3\n" },
  { path: "history.csv", text: OCTOPRINT },
  { path: "my-lessons.jsonl", text: LESSONS },
];

describe("every reader", () => {
  it("knows its own kind and leaves the others alone", () => {
    expect(EXAMPLES.map((file) => registry.filter((reader) => reader.recognises(file)).length)).toEqual(EXAMPLES.map(() => 1));
    expect(new Set(EXAMPLES.map((file) => registry.find((reader) => reader.recognises(file))?.id)).size).toBe(registry.length);
    expect(readProfile({ path: "README.md", text: "# Read me" }, ALONE)).toBeUndefined();
  });

  it("points at the line that says it", () => {
    for (const file of EXAMPLES) {
      const lines = file.text.split("\n");
      for (const { place, value } of readProfile(file, ALONE)?.facts ?? [])
        if (value !== 0 && !file.text.includes("SETTING_3")) expect(lines[place.line - 1]).toContain(String(value));
    }
  });

  it("is total: whatever is cut off or changed in a file, there is a reading, of finite facts only", () => {
    const spoiled = fc.record({
      file: fc.constantFrom(...EXAMPLES),
      from: fc.nat(900),
      length: fc.nat(60),
      put: fc.string({ maxLength: 20 }),
    });
    fc.assert(
      fc.property(spoiled, ({ file, from, length, put }) => {
        const text = file.text.slice(0, from) + put + file.text.slice(from + length);
        for (const reader of registry) {
          const { facts, skipped } = reader.read({ path: file.path, text }, folder({ [file.path]: text, "Generic PLA.json": ORCA_PARENT }));
          expect(facts.every(({ value, place }) => Number.isFinite(value) && place.line >= 1)).toBe(true);
          expect(skipped.every(({ place }) => place.line >= 1)).toBe(true);
        }
      }),
      { numRuns: 300 },
    );
  });

  it("ends on 100,000 characters of any one sign that opens something", () => {
    const pieces = [
      "/*",
      "//",
      '"',
      "<machine>",
      "; a = ",
      "[a",
      "[include *]\n",
      ",",
      "= ",
      "\n",
      "<setting key=",
      "[filament:a]\ninherits=a\n",
    ];
    for (const piece of pieces)
      for (const reader of registry)
        expect(reader.read({ path: "a.cfg", text: piece.repeat(100_000 / piece.length) }, ALONE).facts).toEqual([]);
  });
});

describe("PrusaSlicer", () => {
  it("resolves inheritance, the child and the last parent first, one extruder's value, and leaves templates out", () => {
    const reading = read("Vendor.ini", PRUSA);
    expect(said(reading).filter((fact) => fact.startsWith("PLA "))).toEqual([
      "PLA nozzle_temp 200 @15",
      "PLA first_layer_nozzle_temp 215 @12",
      "PLA bed_temp 55 @19",
      "PLA fan_pct 100 @4",
      "PLA first_layer_fan_pct 0 @5",
      "PLA retraction_mm 0.8 @16",
    ]);
    expect(new Set(reading.facts.map(({ source }) => source))).toEqual(new Set(["Some PLA", "Some Carbon PLA", "Some PC-ABS"]));
  });

  it("takes no blend and no filled material for the plain one, and a fan that is off for 0", () => {
    const reading = read("Vendor.ini", PRUSA);
    expect(said(reading).filter((fact) => fact.startsWith("PLA-CF nozzle"))).toEqual(["PLA-CF nozzle_temp 210 @11"]);
    expect(said(reading).filter((fact) => fact.startsWith("PC-ABS"))).toEqual([
      "PC-ABS nozzle_temp 270 @25",
      "PC-ABS fan_pct 0 @26",
      "PC-ABS first_layer_fan_pct 0 @5",
    ]);
  });

  it("skips what is no number, outside the sane range, a fan of 0 for PLA and a missing parent, with line and reason", () => {
    const text =
      "[filament:a]\nfilament_type = PLA\ntemperature = 900\nbed_temperature = NaN\nmax_fan_speed = 0\n[filament:b]\ninherits = c\n[filament:d]\ntemperature = 200\n";
    expect(skips(read("x.ini", text))).toEqual([
      "x.ini:3 a: nozzle_temp 900: is outside 170 to 320 °C",
      "x.ini:4 a: bed_temp NaN: is no finite number",
      "x.ini:5 a: fan_pct 0: a fan of 0 is a gap in a profile for PLA, not a setting",
      'x.ini:7 b: filament "b" inherits from "c", which is not there',
      "x.ini:9 d: states no filament_type",
    ]);
    expect(said(read("x.ini", text))).toEqual([]);
  });

  it("reads a flat export, each extruder with its own values, and the comments of a 3mf's configuration", () => {
    const flat =
      'filament_type = PLA;PETG\nfilament_settings_id = "A";"B"\ntemperature = 205,240\nbed_temperature = 60\nlayer_height = 0.2\n';
    const expected = [
      "PLA nozzle_temp 205",
      "PLA bed_temp 60",
      "PLA layer_height 0.2",
      "PETG nozzle_temp 240",
      "PETG bed_temp 60",
      "PETG layer_height 0.2",
    ];
    for (const text of [flat, flat.replaceAll(/^/gmu, "; ").replace(/; $/u, "")])
      expect(read("Slic3r_PE.config", text).facts.map(({ material, param, value }) => `${material} ${param} ${value}`)).toEqual(expected);
    expect(new Set(read("f.ini", flat).facts.map(({ source }) => source))).toEqual(new Set(["A", "B"]));
  });
});

describe("OrcaSlicer and Bambu Studio", () => {
  it("inherit by name within the folder; nil leaves the parent's value, and each value keeps its own file", () => {
    const reading = readIn({ "user/Mine.json": ORCA, "system/Generic PLA.json": ORCA_PARENT }, "user/Mine.json");
    expect(reading.facts.map(({ param, value, place }) => `${param} ${value} ${place.file}:${place.line}`)).toEqual([
      "nozzle_temp 215 user/Mine.json:3",
      "bed_temp 55 system/Generic PLA.json:11",
      "fan_pct 100 system/Generic PLA.json:14",
      "first_layer_fan_pct 0 user/Mine.json:5",
      "pressure_advance 0.04 user/Mine.json:6",
    ]);
    expect(reading.skipped).toEqual([]);
  });

  it("say what parent is missing, and go round no circle", () => {
    expect(skips(read("Mine.json", ORCA))).toEqual([
      "Mine.json:2 Generic PLA: the preset that it inherits from is not in this folder",
      "Mine.json:1 Mine: states no filament_type",
    ]);
    const circle = {
      "a.json": '{"name":"a","inherits":"b","filament_type":["PLA"]}',
      "b.json": '{"name":"b","inherits":"a","nozzle_temperature":["210"]}',
    };
    expect(said(readIn(circle, "a.json"))).toEqual(["PLA nozzle_temp 210 @1"]);
  });

  it("take the plate that a project chose", () => {
    const project = {
      filament_type: ["PLA", "PETG"],
      filament_settings_id: ["A", "B"],
      nozzle_temperature: ["220", "250"],
      hot_plate_temp: ["55", "70"],
      textured_plate_temp: ["60", "80"],
      curr_bed_type: "Textured PEI Plate",
      retraction_length: ["0.8"],
    };
    const reading = read("project_settings.config", JSON.stringify(project));
    expect(reading.facts.map(({ source, param, value }) => `${source} ${param} ${value}`)).toEqual([
      "A nozzle_temp 220",
      "A bed_temp 60",
      "A retraction_mm 0.8",
      "B nozzle_temp 250",
      "B bed_temp 80",
      "B retraction_mm 0.8",
    ]);
  });
});

describe("Klipper", () => {
  it("respects comments, keeps values of macros out, and gives limits to no material", () => {
    const reading = readIn(
      { "p/printer.cfg": KLIPPER, "p/parts/bed.cfg": "[firmware_retraction]\nretract_length: 0.6\n[heater_bed]\nmax_temp: 90\n" },
      "p/printer.cfg",
    );
    expect(reading.facts.map(({ material, param, value, place }) => `${material} ${param} ${value} ${place.file}:${place.line}`)).toEqual([
      "* retraction_mm 0.6 p/parts/bed.cfg:2",
      "* bed_max_temp 110 p/printer.cfg:9",
      "* max_temp 250 p/printer.cfg:6",
    ]);
    expect(skips(reading)).toEqual([
      "p/printer.cfg:2 [include ../secret.cfg]: there is no such file in the folder that is read",
      "p/printer.cfg:3 [include gone.cfg]: there is no such file in the folder that is read",
      "p/printer.cfg:7 [extruder]: pressure_advance: it belongs to a material, and none is named",
    ]);
  });

  it("never leaves the folder, and never goes round in a circle", () => {
    expect(skips(read("printer.cfg", "[include ../../etc/passwd]\n[include /etc/passwd]\n[include printer.cfg]\n[printer]\n"))).toEqual([
      "printer.cfg:1 [include ../../etc/passwd]: it leads out of the folder that is read",
      "printer.cfg:2 [include /etc/passwd]: it leads out of the folder that is read",
      "printer.cfg:3 [include printer.cfg]: it includes itself",
    ]);
    const many = Object.fromEntries(Array.from({ length: 300 }, (_, i) => [`p${i}.cfg`, "[include p*.cfg]\n"]));
    expect(readIn({ ...many, "printer.cfg": "[include p0.cfg]\n[mcu]\n" }, "printer.cfg").facts).toEqual([]);
  });
});

describe("Marlin", () => {
  it("does not read comments, takes parentheses, and the lowest of several limits", () => {
    const reading = read("Configuration.h", MARLIN);
    expect(said(reading)).toEqual(["* max_temp 275 @4", "* max_temp 260 @5", "* bed_max_temp 120 @9"]);
    expect(skips(reading)).toEqual([
      "Configuration.h:9 BED_MAXTEMP 120: it is defined more than once: the lowest value counts",
      "Configuration.h:11 HEATER_2_MAXTEMP: max_temp MANY: is no finite number",
    ]);
  });
});

describe("G-code", () => {
  it("gives the configuration that PrusaSlicer sliced it with", () => {
    expect(said(read("a.gcode", FOOTER))).toEqual([
      "PETG nozzle_temp 240 @11",
      "PETG bed_temp 80 @4",
      "PETG fan_pct 50 @9",
      "PETG retraction_mm 3.2 @10",
      "PETG layer_height 0.2 @8",
    ]);
    const long = `${"G1 X1 Y1 E1\n".repeat(200_000)}${FOOTER}`;
    expect(said(read("a.gcode", long))[0]).toBe("PETG nozzle_temp 240 @200011");
  });

  it("gives Orca's, which stands at the head, and Cura's, which is cut into lines", () => {
    const orca =
      "; CONFIG_BLOCK_START\n; filament_type = PLA;PETG\n; nozzle_temperature = 220,250\n; layer_height = 0.2\n; CONFIG_BLOCK_END\nG28\n";
    expect(said(read("o.gcode", orca))).toEqual([
      "PLA nozzle_temp 220 @3",
      "PLA layer_height 0.2 @4",
      "PETG nozzle_temp 250 @3",
      "PETG layer_height 0.2 @4",
    ]);
    const cura = read("b.gcode", CURA_GCODE);
    expect(said(cura)).toEqual(["PETG nozzle_temp 235 @4", "PETG layer_height 0.16 @4"]);
    expect(skips(cura)).toEqual(["b.gcode:4 material_bed_temperature: is a formula of Cura"]);
    expect(skips(read("c.gcode", "G28\n"))).toEqual(["c.gcode:1 c.gcode: no slicer left its configuration here"]);
  });
});

describe("Cura", () => {
  it("gives a material's own settings, not a machine's and not a comment's", () => {
    expect(said(read("x.xml.fdm_material", CURA_XML))).toEqual(["TPU nozzle_temp 225 @5", "TPU bed_temp 50 @8"]);
  });

  it("says when a profile names no material", () => {
    expect(skips(read("q.inst.cfg", "[general]\nname = fast\n[values]\nlayer_height = 0.3\n"))).toEqual([
      "q.inst.cfg:4 fast: Cura names no material here",
    ]);
  });
});

describe("lessons", () => {
  it("come from notes of OctoPrint's history, and a denied defect is none", () => {
    const reading = read("history.csv", OCTOPRINT);
    expect(reading.lessons.map(({ material, geometry, outcome, text, source }) => [material, geometry, outcome, text, source])).toEqual([
      ["PLA", "stringing", "failed_stringing", "strings, many\nof them (nozzle 215 °C)", "ingested"],
      ["PC-ABS", "adhesion", "failed_sag", "corner lifted", "ingested"],
    ]);
    expect(reading.lessons.map(({ mode, printed }) => [mode, printed])).toEqual([
      ["stringing", { nozzleCelsius: 215 }],
      ["warp", undefined],
    ]);
    expect(skips(reading)).toEqual([
      "history.csv:4 a.gcode: its note names no defect",
      'history.csv:6 c.gcode: "Wood" is no material that is known here',
      "history.csv:7 d.gcode: has no note",
      "history.csv:8 e.gcode: its note names no defect",
    ]);
    expect(read("history.csv", OCTOPRINT).lessons.map(({ id }) => id)).toEqual(reading.lessons.map(({ id }) => id));
  });

  it("come from rows of another ledger; a bad row is named by its line", () => {
    const reading = read("my-lessons.jsonl", LESSONS);
    expect(reading.lessons).toEqual([
      {
        id: "j1",
        material: "PLA",
        geometry: "bridge",
        celsius: 22,
        humidityPercent: 45,
        outcome: "success",
        text: "Full fan.",
        source: "ingested",
      },
    ]);
    expect(reading.skipped.map(({ place }) => place.line)).toEqual([2, 3, 4]);
  });

  it("know their settings where the row states them, and a row with a setting that no printer has is left out", () => {
    const settings = [{ nozzle_temp: 235, retraction_mm: 0, fan_pct: null }, {}, { nozzle_temp: 1e9 }, { fan_pct: "full" }, "hot"];
    const reading = read("x.jsonl", settings.map((stated) => JSON.stringify({ ...LESSON, settings: stated })).join("\n"));
    expect(reading.lessons.map(({ printed }) => printed)).toEqual([{ nozzleCelsius: 235, retractionMm: 0 }, undefined]);
    expect(reading.skipped.map(({ place, why }) => `${place.line} ${why}`)).toEqual([
      "3 settings: nozzle_temp is no number of 170 to 320 °C",
      "4 settings: fan_pct is no number of 0 to 100 %",
      "5 settings is no object",
    ]);
  });
});
