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
];
