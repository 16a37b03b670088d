import type { CommandSpec, OptionSpec } from "./spec.ts";

const group = "The lab:";

const OUT = (folder: string): OptionSpec => ({ flags: "--out <folder>", description: `where to write (default: ${folder})` });

/** What leaves the home as files for others. */
export const exportCommands: readonly CommandSpec[] = [
  { name: "export", group, summary: "write what others read", examples: ["moot export deliberation", "moot export hf"] },
  {
    name: "export deliberation",
    group,
    summary: "write the argument over four jobs as a data set",
    detail:
      "Writes deliberations.jsonl and its card: four jobs argued by the classic edition. Offline whatever keys are set, journals nothing, the same bytes every time.",
    options: [OUT("dist/deliberation")],
    examples: ["moot export deliberation", "moot export deliberation --out traces"],
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
];
