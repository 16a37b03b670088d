import { agentCommands } from "./agents.ts";
import { exportCommands } from "./exports.ts";
import { homeCommands } from "./home.ts";
import { labCommands } from "./lab.ts";
import { labProfileCommands } from "./lab-profiles.ts";
import { roundtableCommands } from "./roundtable.ts";
import { runCommands } from "./runs.ts";
import { seatCommands } from "./seats.ts";
import type { CommandSpec, OptionSpec } from "./spec.ts";
import { teamCommands } from "./team.ts";

/** Every command, parents before their children, in the order of the help. */
export const COMMANDS: readonly CommandSpec[] = [
  ...homeCommands.filter(({ group }) => group === "Start here:"),
  ...roundtableCommands,
  ...seatCommands,
  ...runCommands,
  ...teamCommands,
  ...labCommands,
  ...labProfileCommands,
  ...exportCommands,
  ...agentCommands,
  ...homeCommands.filter(({ group }) => group !== "Start here:"),
];

/** Flags that every command takes. */
export const GLOBAL_OPTIONS: readonly OptionSpec[] = [
  { flags: "--json", description: "print one JSON object on stdout, with schema, data, warnings and next" },
  { flags: "--color <when>", description: "colours", choices: ["auto", "always", "never"] },
  { flags: "--ascii", description: "marks and lines in ASCII" },
  { flags: "--screen-reader", description: "for listening: lines only, no boxes, nothing drawn twice (or MOOT_SCREEN_READER=1)" },
  { flags: "--root <folder>", description: "the project that registered files may come from (default: the current folder)" },
  { flags: "--debug", description: "print the stack of an unexpected error" },
];

/** What the design names and a later version brings, so that asking for it gets a straight answer. */
export const LATER_COMMANDS: readonly string[] = [
  "store",
  "skill",
  "memory",
  "debrief",
  "therapist",
  "analytics",
  "sleep",
  "review",
  "adopt",
  "reject",
  "rollback",
  "export atif",
  "import",
  "trial",
  "judge",
  "serve",
  "backup",
  "restore",
  "completion",
  "uninstall",
];
export const LATER_FLAGS: readonly string[] = ["--detach"];
