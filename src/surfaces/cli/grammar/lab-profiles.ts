import { decimal, repeated, wholeNumber } from "./read-values.ts";
import type { CommandSpec, OptionSpec } from "./spec.ts";

const group = "The lab:";

const TOWER: readonly OptionSpec[] = [
  { flags: "--material <id>", description: "what it is printed with" },
  { flags: "--machine <id>", description: "the printer (default: ender-3-v2)" },
  { flags: "--from <value>", description: "the value at the plate (default: what is usual)", read: decimal },
  { flags: "--to <value>", description: "the value at the top", read: decimal },
  { flags: "--steps <n>", description: "2 to 15", read: wholeNumber },
  { flags: "--out <file>", description: "the file to write (default: moot-<kind>.gcode)" },
];

const PRINTER: readonly OptionSpec[] = [
  { flags: "--at <address>", description: "its server (default: printer.address of the settings)" },
  { flags: "--protocol <id>", description: "moonraker or octoprint (default: printer.protocol)" },
  { flags: "--key-env <name>", description: "the variable that holds its key (default: printer.keyEnv)" },
];

/** What comes into the lab from slicers, firmwares and printers, and what leaves it for them. */
export const labProfileCommands: readonly CommandSpec[] = [
  {
    name: "lab ingest",
    group,
    summary: "read profiles of slicers and firmwares as references",
    detail:
      "Reads profiles (PrusaSlicer, OrcaSlicer, Bambu Studio, Cura, Klipper, Marlin), the configuration in G-code, OctoPrint's history and lessons, and keeps what is new as reference facts and lessons, each with its line. What is left out is listed with its reason. A folder is read whole; an include or a parent is looked for in it and nowhere else. Without a path: what was read so far.",
    args: [["[path...]", "files or folders"]],
    options: [
      { flags: "--machine <id>", description: "the printer that they are for: their limits and retractions then hold for no other" },
      { flags: "--dry-run", description: "show what would be kept, and keep nothing" },
    ],
    examples: ["moot lab ingest profiles --dry-run", "moot lab ingest printer.cfg Configuration.h my-filament.json", "moot lab ingest"],
    load: async () => (await import("../commands/lab-ingest.ts")).runLabIngest,
  },
  {
    name: "lab profile",
    group,
    summary: "write settings as a profile of a slicer or firmware",
    detail:
      "Writes what differs from your own profile, for PrusaSlicer (prusa) or OrcaSlicer and Bambu Studio (orca), or start G-code for klipper or marlin. The Spine is the last step: settings that are not finite or not allowed are refused, and nothing is written. Without --out the files are printed.",
    options: [
      { flags: "--for <program>", description: "prusa, orca, klipper or marlin" },
      {
        flags: "--settings <file>",
        description: "one JSON object: the six settings, perhaps material and machine; - is the standard input",
      },
      { flags: "--run <run>", description: "a run of the lab: the settings of its best print" },
      { flags: "--base <file>", description: "your own profile; for klipper and marlin the firmware's configuration" },
      { flags: "--preset <name>", description: "which filament of a base that holds several" },
      { flags: "--material <id>", description: "the material, where the settings name none" },
      { flags: "--machine <id>", description: "the printer (default: the settings' or ender-3-v2)" },
      { flags: "--name <name>", description: "the name of the new profile (default: Moot and the material)" },
      { flags: "--clamp", description: "write the nearest settings that are allowed" },
      { flags: "--out <folder>", description: "write files there, and show what changes" },
    ],
    examples: [
      "moot lab profile --for prusa --settings settings.json --base my-filament.ini",
      "moot lab profile --for klipper --settings settings.json --material PLA --machine voron-2.4",
    ],
    load: async () => (await import("../commands/lab-profile.ts")).runLabProfile,
  },
  {
    name: "lab tower",
    group,
    summary: "print one knob in steps, and read the result",
    examples: ["moot lab tower temperature --material PLA"],
  },
  ...(["temperature", "retraction", "flow"] as const).map(
    (kind): CommandSpec => ({
      name: `lab tower ${kind}`,
      group,
      summary: `write a tower of ${kind} as G-code`,
      detail: `Writes two posts on a plate whose ${kind} changes every 5 mm. Every value is inside the envelope of material and machine and is read again from the text before it is written.`,
      options: [...TOWER],
      examples: [`moot lab tower ${kind} --material PLA`, `moot lab tower ${kind} --material PETG --machine prusa-mk4 --out tower.gcode`],
      load: async () => (await import("../commands/lab-tower.ts")).runLabTower(kind),
    }),
  ),
  {
    name: "lab tower read",
    group,
    summary: "say which step came out best: it becomes a lesson",
    detail: "Takes what you saw on a printed tower and keeps it as an earned lesson, with what speaks for that value.",
    args: [["[tower]", "the run that wrote it, or latest"]],
    options: [
      { flags: "--best <step>", description: "the step that came out best, counted from the plate", read: wholeNumber },
      { flags: "--defects <steps>", description: "what others showed, such as 1:stringing,7:under_extrusion", read: repeated },
      { flags: "--temp <celsius>", description: "the room in °C (default: 22)", read: decimal },
      { flags: "--humidity <percent>", description: "relative humidity in % (default: 45)", read: decimal },
    ],
    examples: ["moot lab tower read latest --best 4 --defects 1:stringing,8:delamination"],
    load: async () => (await import("../commands/lab-tower.ts")).runLabTowerRead,
  },
  {
    name: "lab printer",
    group,
    summary: "ask a real printer, and let it print",
    examples: ["moot lab printer status --at http://127.0.0.1:7125"],
  },
  {
    name: "lab printer status",
    group,
    summary: "say what it does and what its sensors read",
    options: PRINTER,
    examples: [
      "moot lab printer status --at http://127.0.0.1:7125",
      "moot lab printer status --protocol octoprint --at http://127.0.0.1:5000 --key-env OCTOPRINT_KEY",
    ],
    load: async () => (await import("../commands/lab-printer.ts")).runPrinterStatus,
  },
  {
    name: "lab printer history",
    group,
    summary: "list its prints, and how they ended",
    detail:
      "Lists prints of the past. That one came to its end does not say that it came out well. --keep keeps those that are not kept yet.",
    options: [
      ...PRINTER,
      { flags: "--limit <n>", description: "prints at most (default: 20)", read: wholeNumber },
      { flags: "--keep", description: "keep them in the journal" },
    ],
    examples: ["moot lab printer history --keep"],
    load: async () => (await import("../commands/lab-printer.ts")).runPrinterHistory,
  },
  {
    name: "lab printer upload",
    group,
    summary: "store a G-code file there; nothing is started",
    args: [["<file>", "the file to store"]],
    options: [...PRINTER, { flags: "--name <name>", description: "its name there (default: its own)" }],
    examples: ["moot lab printer upload tower.gcode"],
    load: async () => (await import("../commands/lab-printer.ts")).runPrinterUpload,
  },
  {
    name: "lab printer start",
    group,
    summary: "start a stored file that you approve",
    detail:
      "Starts a file that the printer has. It is refused without a reason; the approval is in the journal before the printer is asked, and what came of it after.",
    args: [["<path>", "the file as the printer knows it"]],
    options: [...PRINTER, { flags: "--approve <reason>", description: "why it may print now" }],
    examples: ['moot lab printer start tower.gcode --approve "the bed is clear"'],
    load: async () => (await import("../commands/lab-printer.ts")).runPrinterStart,
  },
];
