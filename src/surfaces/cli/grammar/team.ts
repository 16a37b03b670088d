import { count } from "./read-values.ts";
import type { CommandSpec } from "./spec.ts";

const group = "The team:";
const NAME = ["<name>", "lower-case letters, digits and -"] as const;

/** The team, its agents and its sparks. */
export const teamCommands: readonly CommandSpec[] = [
  { name: "team", group, summary: "who takes the seats", examples: ["moot team list"] },
  {
    name: "team list",
    group,
    summary: "list the workers and what answers for them",
    examples: ["moot team list"],
    load: async () => (await import("../commands/team-list.ts")).runTeamList,
  },
  {
    name: "team new",
    group,
    summary: "add a worker with a persona of its own",
    args: [NAME],
    options: [
      { flags: "--model <model>", description: "a tier (haiku, flash, sonnet, opus) or a model id (default: sonnet)" },
      { flags: "--backend <name>", description: "what answers for it (default: auto)" },
      { flags: "--role <text>", description: "what it looks at, in a few words" },
      { flags: "--effort <level>", description: "how hard it thinks: low, medium, high or max (default: the backend's own)" },
      { flags: "--from-template <name>", description: "copy this bundled persona" },
    ],
    examples: ['moot team new vera --role "law and liability"', "moot team new zoe --from-template clare --model haiku"],
    load: async () => (await import("../commands/team-edit.ts")).runTeamNew,
  },
  {
    name: "team remove",
    group,
    summary: "take a worker off the team; its record stays",
    args: [NAME],
    options: [{ flags: "--delete-folder", description: "delete its folder in the home too" }],
    examples: ["moot team remove vera"],
    load: async () => (await import("../commands/team-edit.ts")).runTeamRemove,
  },
  {
    name: "team import",
    group,
    summary: "add the workers of a bundled team",
    args: [["<template>", "curated-five, minimal or empty"]],
    options: [{ flags: "--replace", description: "replace the team instead of adding to it" }],
    examples: ["moot team import minimal --replace"],
    load: async () => (await import("../commands/team-edit.ts")).runTeamImport,
  },
  {
    name: "team templates",
    group,
    summary: "list the bundled teams",
    examples: ["moot team templates"],
    load: async () => (await import("../commands/team-list.ts")).runTeamTemplates,
  },
  {
    name: "team validate",
    group,
    summary: "check the team; exit 1 on an error",
    examples: ["moot team validate"],
    load: async () => (await import("../commands/team-list.ts")).runTeamValidate,
  },
  { name: "agent", group, summary: "one of them", examples: ["moot agent show elena"] },
  {
    name: "agent show",
    group,
    summary: "show an agent: card, seat, balance, latest scores",
    args: [["<name>", "a worker or another persona of the home"]],
    examples: ["moot agent show elena"],
    load: async () => (await import("../commands/agent-show.ts")).runAgentShow,
  },
  { name: "sparks", group, summary: "what they earned", examples: ["moot sparks balances"] },
  {
    name: "sparks balances",
    group,
    summary: "list what every account holds: the sum of its ledger lines",
    examples: ["moot sparks balances"],
    load: async () => (await import("../commands/sparks.ts")).runBalances,
  },
  {
    name: "sparks ledger",
    group,
    summary: "list ledger lines, newest last, with the balance after each",
    args: [["[name]", "only this account"]],
    options: [{ flags: "--limit <n>", description: "how many at most (default: 50)", read: count }],
    examples: ["moot sparks ledger marcus"],
    load: async () => (await import("../commands/sparks.ts")).runLedger,
  },
  {
    name: "sparks leaderboard",
    group,
    summary: "rank the workers by their mean score",
    examples: ["moot sparks leaderboard"],
    load: async () => (await import("../commands/leaderboard.ts")).runLeaderboard,
  },
  {
    name: "leaderboard",
    group,
    hidden: true,
    summary: "the same as sparks leaderboard",
    examples: ["moot leaderboard"],
    load: async () => (await import("../commands/leaderboard.ts")).runLeaderboard,
  },
];
