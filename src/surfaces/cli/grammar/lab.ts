import { wholeNumber } from "./read-values.ts";
import type { CommandSpec, OptionSpec } from "./spec.ts";

const group = "The lab:";

const ROWS: OptionSpec = { flags: "--in <file>", description: "rows, one JSON object a line; - is the standard input" };
const WORLD: OptionSpec = {
  flags: "--world <id>",
  description: "the world that prints: fdm, or classic as the reference had it (default: fdm)",
};
const PART: OptionSpec = {
  flags: "--part <file>",
  description: "a part (.stl, .obj, .3mf): rows that do not say how the part is take its class and measures",
};
const RULES: readonly OptionSpec[] = [
  {
    flags: "--edition <id>",
    description: "rules of Spine and inspector: classic, as the reference had them, or current (default: the world's)",
  },
  { flags: "--machine <id>", description: "the printer of rows that name none (default: ender-3-v2)" },
];

/** The lab and what leaves it. */
export const labCommands: readonly CommandSpec[] = [
  { name: "lab", group, summary: "print in a simulated world", examples: ["moot lab materials"] },
  {
    name: "lab simulate",
    group,
    summary: "print rows of settings as they are",
    detail:
      "Prints every row with its settings as they are, and says what the Spine says to them. Rows: material, geometry_type, bed_position, env_temp, env_humidity, settings, and what else is known of the print. Outcomes are simulated.",
    options: [ROWS, WORLD, PART, ...RULES],
    examples: ["moot lab simulate --in rows.jsonl --json"],
    load: async () => (await import("../commands/lab-simulate.ts")).runLabSimulate,
  },
  {
    name: "lab loop",
    group,
    summary: "let a policy print jobs again and again",
    detail:
      "Lets a policy that starts knowing nothing print every job so many times: it proposes, the Spine clamps, the world prints, the policy learns. Outcomes are simulated.",
    options: [
      ROWS,
      WORLD,
      PART,
      { flags: "--policy <id>", description: "the learner: classic, or search (default: classic)" },
      { flags: "--iterations <n>", description: "prints of each job, 1 to 1000 (default: 8)", read: wholeNumber },
      ...RULES,
    ],
    examples: ["moot lab loop --policy classic --iterations 16 --in jobs.jsonl --json"],
    load: async () => (await import("../commands/lab-loop.ts")).runLabLoop,
  },
  {
    name: "lab calibrate",
    group,
    summary: "hold a world against real prints",
    detail:
      "Says how well a world predicts real prints: balanced accuracy with its interval, beside chance, always success and what the class of the part alone tells. Fits what may be fitted on prints it did not see, or says why not; applies nothing. Rows: as of lab simulate, with outcome and perhaps failure_mode.",
    options: [
      { flags: "--in <file>", description: "observed prints, one JSON object a line; - is the standard input" },
      { flags: "--world <id>", description: "the world that predicts (default: fdm)" },
      { flags: "--machine <id>", description: "the printer of rows that name none (default: ender-3-v2)" },
    ],
    examples: ["moot lab calibrate --in prints.jsonl", "moot lab calibrate --in prints.jsonl --world classic --json"],
    load: async () => (await import("../commands/lab-calibrate.ts")).runLabCalibrate,
  },
  {
    name: "lab measure",
    group,
    summary: "measure a part: overhangs, bridges, footprint",
    detail:
      "Measures a part as it stands, z up, and says what it is prone to and whether it fits the bed. STL, OBJ or 3MF; STL and OBJ are read as mm. In --json, row is what rows of lab simulate take from it.",
    args: [["<file>", "the part: .stl, .obj or .3mf"]],
    options: [{ flags: "--machine <id>", description: "the printer whose bed it is held against (default: ender-3-v2)" }],
    examples: ["moot lab measure part.stl", "moot lab measure part.3mf --machine prusa-mk4 --json"],
    load: async () => (await import("../commands/lab-measure.ts")).runLabMeasure,
  },
  {
    name: "lab slice",
    group,
    summary: "slice a part with prusa-slicer and check its G-code",
    detail:
      "Slices a part with prusa-slicer by settings that the Spine let through, reads every line of the G-code back, and writes it only when all of them are inside the limits of material and machine. Layer times, travels and speeds of the G-code go into what the fdm world says of the print.",
    args: [["<file>", "the part: .stl, .obj or .3mf"]],
    options: [
      { flags: "--material <id>", description: "what it is printed in" },
      { flags: "--machine <id>", description: "the printer (default: ender-3-v2)" },
      { flags: "--settings <json>", description: 'knobs to set, such as {"nozzle_temp":210}; the others are what vendors ship' },
      { flags: "--env <t,rh>", description: "the room, °C and % of humidity (default: 22,40)" },
      { flags: "--out <file>", description: "where to write the G-code; without it nothing is written" },
      { flags: "--timeout <s>", description: "seconds that the slicer may take, 1 to 3600 (default: 120)", read: wholeNumber },
    ],
    examples: ["moot lab slice part.stl --material PLA", "moot lab slice part.3mf --material PETG --machine prusa-mk4 --out part.gcode"],
    load: async () => (await import("../commands/lab-slice.ts")).runLabSlice,
  },
  {
    name: "lab materials",
    group,
    summary: "list materials with their limits and sources",
    examples: ["moot lab materials", "moot lab materials --json"],
    load: async () => (await import("../commands/lab-tables.ts")).runLabMaterials,
  },
  {
    name: "lab machines",
    group,
    summary: "list printers with their limits and sources",
    examples: ["moot lab machines", "moot lab machines --json"],
    load: async () => (await import("../commands/lab-tables.ts")).runLabMachines,
  },
  { name: "export", group, summary: "write what others read", examples: ["moot export deliberation"] },
  {
    name: "export deliberation",
    group,
    summary: "write the argument over four jobs as a data set",
    detail:
      "Writes deliberations.jsonl and its card: four jobs argued by the classic edition. Offline whatever keys are set, journals nothing, the same bytes every time.",
    options: [{ flags: "--out <folder>", description: "where to write (default: dist/deliberation)" }],
    examples: ["moot export deliberation", "moot export deliberation --out traces"],
    load: async () => (await import("../commands/export-deliberation.ts")).runExportDeliberation,
  },
];
