import { repeated, wholeNumber } from "./read-values.ts";
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

const JOB: readonly OptionSpec[] = [
  { flags: "--material <id>", description: "a material of moot lab materials (default: PLA)" },
  {
    flags: "--geometry <class>",
    description: "what the part is prone to: overhang, bridge, stringing, adhesion, vase, cube (default: overhang)",
  },
  { flags: "--position <place>", description: "center, edge or corner of the bed (default: center)" },
  { flags: "--temp <celsius>", description: "air in the room (default: 22)" },
  { flags: "--humidity <percent>", description: "relative humidity of the room (default: 45)" },
  { flags: "--machine <id>", description: "a printer of moot lab machines (default: ender-3-v2)" },
  { flags: "--detail <name=value>", description: "what is measured of the part, e.g. span_mm=60; may be repeated", read: repeated },
  { flags: "--seed <text>", description: "draw what no flag says of part, material and room" },
  { flags: "--generic", description: "print a material that no table knows in the narrowest envelope of all; needs --approve" },
  { flags: "--approve <reason>", description: "why that is safe, for the record" },
];
const VOICES: readonly OptionSpec[] = [
  { flags: "--backend <id>", description: "who speaks: a backend for all, or obrien=ID, laforge=ID; may be repeated", read: repeated },
  { flags: "--model <id>", description: "their model or tier, in the same spelling; may be repeated", read: repeated },
  { flags: "--cap <usd>", description: "the most that it may cost" },
  { flags: "--allow-unknown-price", description: "ask models whose price is not known, and count them as $0.00" },
];
const RUN_OF_PLAN: readonly OptionSpec[] = [
  ...JOB,
  { flags: "--part <file>", description: "the part (.stl, .obj, .3mf): its class and measures, where no flag says them" },
  { flags: "--profile <file>", description: "your own profile, of any program that lab ingest reads: where the proposal starts" },
  { flags: "--preset <name>", description: "the preset of that file, where several fit" },
  WORLD,
  { flags: "--policy <id>", description: "who revises the plan between prints: search, or classic (default: search)" },
  { flags: "--iterations <n>", description: "prints at most, 1 to 1000 (default: 8)" },
  ...VOICES,
  { flags: "--quiet", description: "no live progress" },
];

/** The lab and what leaves it. */
export const labCommands: readonly CommandSpec[] = [
  { name: "lab", group, summary: "print in a simulated world", examples: ["moot lab materials"] },
  {
    name: "lab plan",
    group,
    summary: "propose settings, check and doubt them; print nothing",
    detail:
      "O'Brien proposes settings from your profile or what vendors ship, shifted by lessons, references and what was printed before; the Spine bounds them; La Forge gives a second opinion. Nothing is printed before you order it.",
    options: RUN_OF_PLAN,
    examples: [
      "moot lab plan --material PETG --geometry bridge --temp 29 --humidity 62",
      "moot lab plan --material NYLONX --generic --approve 'maker says 220' --world classic",
    ],
    load: async () => (await import("../commands/lab-print.ts")).runLabPlan,
  },
  {
    name: "lab print",
    group,
    summary: "print a plan in a simulated world, to the verdict",
    detail:
      "Prints a planned run, or plans and prints a new one: each print is graded, and a policy revises the plan until a print is clean or the prints are used up. A clamp or a dispute holds the print until you acknowledge it with a reason. Outcomes are simulated.",
    args: [["[run]", "a run of moot lab plan; without one, a new run of the flags"]],
    options: [
      ...RUN_OF_PLAN,
      { flags: "--acknowledge <reason>", description: "print in spite of a clamp or a dispute, and say why" },
      {
        flags: "--set <name=value>",
        description: "your own value instead of the plan's, before the first print; may be repeated",
        read: repeated,
      },
      { flags: "--because <reason>", description: "why, for the record" },
    ],
    examples: [
      "moot lab print latest",
      'moot lab print latest --acknowledge "a test print"',
      "moot lab print --material ABS --position edge",
    ],
    load: async () => (await import("../commands/lab-print.ts")).runLabPrint,
  },
  {
    name: "lab session",
    group,
    summary: "load, plan, print and review, step by step",
    detail: "Asks for the job, shows the plan, prints it when you say so, and logs how a real print came out. For a person at a terminal.",
    options: RUN_OF_PLAN,
    examples: ["moot lab session", "moot lab session --material PETG"],
    load: async () => (await import("../commands/lab-session.ts")).runLabSession,
  },
  {
    name: "lab log",
    group,
    summary: "record how a real print came out",
    detail:
      "Puts a real print on the record, with what the world had said of it beside, and draws one lesson from it, which later proposals weigh. Settings are those of a run's print, of a print that moot lab printer history --keep kept, or --set.",
    options: [
      { flags: "--run <run>", description: "the run of the lab whose print it was" },
      { flags: "--print <n>", description: "which of its prints (default: its best)" },
      { flags: "--observed <id>", description: "the print of a printer's history that it was, as --pending lists it" },
      { flags: "--pending", description: "list kept prints of printers that nobody logged yet" },
      { flags: "--set <name=value>", description: "settings of a print that no run knows; may be repeated", read: repeated },
      { flags: "--outcome <word>", description: "clean, sag, stringing, adhesion, warp, under_extrusion or delamination" },
      { flags: "--quality <share>", description: "how good it was, 0 to 1" },
      { flags: "--note <text>", description: "what you saw" },
      ...JOB,
      { flags: "--world <id>", description: "the world whose prediction stands beside it (default: the run's, else fdm)" },
      ...VOICES,
    ],
    examples: [
      "moot lab log --run latest --outcome clean --quality 0.9",
      "moot lab log --pending",
      "moot lab log --observed 000003 --geometry overhang --outcome sag",
      "moot lab log --material PETG --geometry stringing --outcome stringing --set nozzle_temp=245 --set fan_pct=40",
    ],
    load: async () => (await import("../commands/lab-log.ts")).runLabLog,
  },
  {
    name: "lab lessons",
    group,
    summary: "list what prints taught, newest first",
    options: [
      { flags: "--material <id>", description: "of this material only" },
      { flags: "--geometry <class>", description: "of this class of part only" },
      { flags: "--source <word>", description: "seed, ingested, earned or sim" },
      { flags: "--limit <n>", description: "how many at most (default: 20)", read: wholeNumber },
    ],
    examples: ["moot lab lessons", "moot lab lessons --source earned --json"],
    load: async () => (await import("../commands/lab-lessons.ts")).runLabLessons,
  },
  {
    name: "lab policy",
    group,
    summary: "show what simulated prints taught, cell by cell",
    examples: ["moot lab policy", "moot lab policy --json"],
    load: async () => (await import("../commands/lab-policy.ts")).runLabPolicy,
  },
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
      "Says how well a world predicts real prints: balanced accuracy with its interval, beside chance, always success and what the class of the part alone tells. Fits what may be fitted on prints it did not see, or says why not; applies nothing. Rows: as of lab simulate, with outcome and perhaps failure_mode. Without a file: the real prints that lab log put on record with all their settings.",
    options: [
      { flags: "--in <file>", description: "observed prints, one JSON object a line; - is the standard input (default: those of lab log)" },
      { flags: "--world <id>", description: "the world that predicts (default: fdm)" },
      { flags: "--machine <id>", description: "the printer of rows that name none (default: ender-3-v2)" },
    ],
    examples: ["moot lab calibrate", "moot lab calibrate --in prints.jsonl", "moot lab calibrate --in prints.jsonl --world classic --json"],
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
      { flags: "--run <run>", description: "a run of the lab: material, printer, room, and the settings of its best print" },
      { flags: "--material <id>", description: "what it is printed in (default: the run's)" },
      { flags: "--machine <id>", description: "the printer (default: the run's, else ender-3-v2)" },
      {
        flags: "--settings <json>",
        description: 'knobs to set, such as {"nozzle_temp":210}; the others are the run\'s, else what vendors ship',
      },
      { flags: "--env <t,rh>", description: "the room, °C and % of humidity (default: the run's, else 22,40)" },
      { flags: "--out <file>", description: "where to write the G-code; without it nothing is written" },
      { flags: "--timeout <s>", description: "seconds that the slicer may take, 1 to 3600 (default: 120)", read: wholeNumber },
    ],
    examples: [
      "moot lab slice part.stl --material PLA",
      "moot lab slice part.stl --run latest --out part.gcode",
      "moot lab slice part.3mf --material PETG --machine prusa-mk4 --out part.gcode",
    ],
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
];
