import type { CommandSpec } from "./spec.ts";

const group = "This home:";

/** Set-up, health, documentation. */
export const homeCommands: readonly CommandSpec[] = [
  {
    name: "demo",
    group: "Start here:",
    summary: "argue a bundled briefing, offline; nothing is kept",
    detail: "Argues the bundled briefing in a temporary home: no key, no network, nothing kept.",
    options: [
      { flags: "--keep", description: "keep the temporary home and say where it is" },
      { flags: "--quiet", description: "no live progress" },
    ],
    examples: ["moot demo", "moot demo --keep"],
    load: async () => (await import("../commands/demo.ts")).runDemo,
  },
  {
    name: "init",
    group: "Start here:",
    summary: "make the home and its team",
    detail: "Makes the home and its team, and says which backend will answer and why.",
    options: [
      { flags: "--force", description: "write personas again; files that you edited are kept" },
      {
        flags: "--template <name>",
        description: "the team to start with (default: curated-five)",
        choices: ["curated-five", "minimal", "empty"],
      },
    ],
    examples: ["moot init", "moot init --template minimal"],
    load: async () => (await import("../commands/init.ts")).runInit,
  },
  {
    name: "doctor",
    group: "Start here:",
    summary: "check this machine and this home",
    detail: "Checks this machine and this home. Exit 1 when something is wrong. Changes nothing without --fix.",
    options: [
      {
        flags: "--fix",
        description: "mend what is safe to mend: rights of the home and its files, missing folders, locks of dead processes",
      },
      { flags: "--deep", description: "verify every run too" },
    ],
    examples: ["moot doctor", "moot doctor --fix", "moot doctor --deep"],
    load: async () => (await import("../commands/doctor.ts")).runDoctor,
  },
  {
    name: "config",
    group,
    summary: "show every setting and where it came from",
    detail: "Shows every setting, where its value came from, and why this backend answers. Never shows a key.",
    examples: ["moot config", "moot config --json"],
    load: async () => (await import("../commands/config.ts")).runConfig,
  },
  {
    name: "refresh-seeds",
    group,
    summary: "bring personas up to date with this version",
    detail: "Brings personas up to date with this version. Files that you edited are kept.",
    options: [
      { flags: "--agent <name>", description: "only this persona" },
      { flags: "--force", description: "overwrite edited files too" },
      { flags: "--dry-run", description: "say what would be written and write nothing" },
    ],
    examples: ["moot refresh-seeds --dry-run", "moot refresh-seeds --agent elena"],
    load: async () => (await import("../commands/refresh-seeds.ts")).runRefreshSeeds,
  },
  {
    name: "docs",
    group,
    summary: "list or print the bundled documentation",
    args: [["[topic]", "a page, e.g. personas or reference/exit-codes"]],
    examples: ["moot docs", "moot docs personas"],
    load: async () => (await import("../commands/docs.ts")).runDocs,
  },
  {
    name: "schema",
    group,
    summary: "list or print the JSON schemas of --json",
    args: [["[name]", "a schema, e.g. runs"]],
    examples: ["moot schema", "moot schema runs"],
    load: async () => (await import("../commands/schema.ts")).runSchema,
  },
  {
    name: "help",
    group,
    summary: "help on a command, or on exit-codes",
    args: [["[topic...]", "a command such as team new, or exit-codes"]],
    examples: ["moot help roundtable", "moot help exit-codes"],
    load: async () => (await import("../commands/help.ts")).runHelp,
  },
];
