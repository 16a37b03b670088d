import { repeated } from "./read-values.ts";
import type { CommandSpec, OptionSpec } from "./spec.ts";

const group = "The lab:";

const OUT = (folder: string): OptionSpec => ({ flags: "--out <folder>", description: `where to write (default: ${folder})` });

const RUN = ["[run]", "an id, the unique beginning of one, or latest (default: latest)"] as const;

/** What leaves the home as files for others. */
export const exportCommands: readonly CommandSpec[] = [
  { name: "export", group, summary: "write what others read", examples: ["moot export deliberation", "moot export hf"] },
  {
    name: "export deliberation",
    group,
    summary: "write the argument over four jobs as a data set",
    detail:
      "Writes deliberations.jsonl and its card: four jobs argued by the classic edition. Offline whatever keys are set, journals nothing, the same bytes every time. The options below ask for Moot's own rules, another world or other voices instead, and the card says so.",
    options: [
      { flags: "--out <folder>", description: "where to write (default: dist/deliberation)" },
      { flags: "--voices <edition>", description: "classic, or current: the runs of moot lab print", choices: ["classic", "current"] },
      { flags: "--world <id>", description: "the world that prints; asks for the current edition (default then: fdm)" },
      {
        flags: "--backend <id>",
        description: "who speaks, as in moot lab plan; asks for the current edition (default then: offline)",
        read: repeated,
      },
      { flags: "--model <id>", description: "their model or tier, in the same spelling", read: repeated },
    ],
    examples: ["moot export deliberation", "moot export deliberation --out traces", "moot export deliberation --world fdm --out traces"],
    load: async () => (await import("../commands/export-deliberation.ts")).runExportDeliberation,
  },
  {
    name: "export hf",
    group,
    summary: "write runs as a data set that the Hugging Face Hub loads",
    detail:
      "Writes tables as Parquet and JSON Lines, session traces, a card and a redaction report. Without a run the four jobs of export deliberation; nothing of yours is in it unless you name it. Secrets and what names this machine are taken out. Uploads nothing.",
    args: [["[run...]", "ids, unique beginnings of ids, or latest"]],
    options: [
      OUT("exports/hf"),
      { flags: "--all", description: "every run of the home that is done" },
      { flags: "--jobs <set>", description: "add the fixed jobs", choices: ["classic"] },
      { flags: "--license <id>", description: "the licence of the data set (default: mit without runs, else unknown)" },
    ],
    examples: ["moot export hf", "moot export hf latest --license cc-by-4.0", "moot export hf --all --jobs classic"],
    load: async () => (await import("../commands/export-hf.ts")).runExportHf,
  },
  {
    name: "export lessons",
    group,
    summary: "write the lessons of the lab as a data set",
    detail: "Writes the lessons that the lab ships with: the ledger that export deliberation argues from. Tables and card as of export hf.",
    options: [OUT("exports/lessons")],
    examples: ["moot export lessons"],
    load: async () => (await import("../commands/export-lessons.ts")).runExportLessons,
  },
  {
    name: "export traces",
    group,
    summary: "write a run as a session trace",
    detail: "Writes <run>.jsonl in the Session Trace Simple Format of the Hub, which its viewer shows as a conversation.",
    args: [RUN],
    options: [OUT("exports/traces")],
    examples: ["moot export traces latest"],
    load: async () => (await import("../commands/export-run.ts")).runExportTraces,
  },
  {
    name: "export otel",
    group,
    summary: "write the calls of a run as OpenTelemetry spans",
    detail: "Writes <run>.otlp.json: OTLP in JSON with GenAI attributes, for any collector. Prompts and answers are not in it.",
    args: [RUN],
    options: [OUT("exports/otel")],
    examples: ["moot export otel latest"],
    load: async () => (await import("../commands/export-run.ts")).runExportOtel,
  },
  {
    name: "export report",
    group,
    summary: "write a run as one HTML page",
    detail: "Writes <run>.html: what was asked, what came of it, every turn and the marks. Loads nothing, runs nothing.",
    args: [RUN],
    options: [OUT("exports/report")],
    examples: ["moot export report latest"],
    load: async () => (await import("../commands/export-run.ts")).runExportReport,
  },
  {
    name: "publish",
    group,
    summary: "send an export to the Hugging Face Hub, after a person said so",
    detail:
      "Checks that the folder is what Moot exported, byte for byte, and scans it for secrets once more. A person types the name of the data set to send it; without a terminal --confirm must repeat it. A token is taken from --token-env or typed, and looked for nowhere else.",
    args: [["<folder>", "what export hf or export lessons wrote"]],
    options: [
      { flags: "--repo <owner/name>", description: "the data set; made when it is not there" },
      { flags: "--dry-run", description: "say what would go, and send nothing" },
      { flags: "--confirm <owner/name>", description: "the same again, for scripts: nobody is asked" },
      { flags: "--token-env <name>", description: "the variable that holds a token with write access" },
      { flags: "--private", description: "make it private when it is made" },
      { flags: "--hub <url>", description: "another Hub (default: https://huggingface.co)" },
    ],
    examples: ["moot publish exports/hf --repo me/traces --dry-run", "moot publish exports/hf --repo me/traces --token-env HUB_TOKEN"],
    load: async () => (await import("../commands/publish.ts")).runPublish,
  },
];
