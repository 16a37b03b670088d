import type { CommandSpec } from "./spec.ts";

const group = "The lab:";

/** What comes into the lab from slicers, firmwares and printers, and what leaves it for them. */
export const labProfileCommands: readonly CommandSpec[] = [
  {
    name: "lab ingest",
    group,
    summary: "read profiles of slicers and firmwares as references",
    detail:
      "Reads profiles (PrusaSlicer, OrcaSlicer, Bambu Studio, Cura, Klipper, Marlin), the configuration in G-code, OctoPrint's history and lessons, and keeps what is new as reference facts and lessons, each with its line. What is left out is listed with its reason. A folder is read whole; an include or a parent is looked for in it and nowhere else. Without a path: what was read so far.",
    args: [["[path...]", "files or folders"]],
    options: [{ flags: "--dry-run", description: "show what would be kept, and keep nothing" }],
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
      { flags: "--run <run>", description: "a run of the lab: what it printed last" },
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
];
