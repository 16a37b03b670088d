import { wholeNumber } from "./read-values.ts";
import type { CommandSpec, OptionSpec } from "./spec.ts";

const group = "The lab:";

const ROWS: OptionSpec = { flags: "--in <file>", description: "rows, one JSON object a line; - is the standard input" };
const WORLD: OptionSpec = { flags: "--world <id>", description: "the world that prints (default: classic)" };
const RULES: readonly OptionSpec[] = [
  {
    flags: "--edition <id>",
    description: "rules of Spine and inspector: classic, as the reference had them, or current (default: the world's)",
  },
  { flags: "--machine <id>", description: "the printer that the current rules hold to (default: ender-3-v2)" },
];

/** The lab and what leaves it. */
export const labCommands: readonly CommandSpec[] = [
  { name: "lab", group, summary: "print in a simulated world", examples: ["moot lab materials"] },
  {
    name: "lab simulate",
    group,
    summary: "print rows of settings as they are",
    detail:
      "Prints every row with its settings as they are, and says what the Spine says to them. Rows: material, geometry_type, bed_position, env_temp, env_humidity, settings. Outcomes are simulated.",
    options: [ROWS, WORLD, ...RULES],
    examples: ["moot lab simulate --world classic --in rows.jsonl --json"],
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
      { flags: "--policy <id>", description: "the learner (default: classic)" },
      { flags: "--iterations <n>", description: "prints of each job, 1 to 1000 (default: 8)", read: wholeNumber },
      ...RULES,
    ],
    examples: ["moot lab loop --world classic --policy classic --iterations 16 --in jobs.jsonl --json"],
    load: async () => (await import("../commands/lab-loop.ts")).runLabLoop,
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
