import { wholeNumber } from "./read-values.ts";
import { OPENING_OPTIONS } from "./roundtable.ts";
import type { CommandSpec } from "./spec.ts";

const RUN = ["<run>", "an id, the unique beginning of one, or latest"] as const;
const AS = { flags: "--as <name>", description: "the seat" } as const;
const TOKEN = { flags: "--token <token>", description: "the seat's token (default: MOOT_SEAT_TOKEN)" } as const;
const REASON = { flags: "--reason <text>", description: "why, for the record" } as const;
const group = "Roundtables:";

/** The chat at the table: opening without carrying, seats for people and programs, what was said. */
export const seatCommands: readonly CommandSpec[] = [
  {
    name: "roundtable open",
    group,
    summary: "open one without carrying it; prints id and tokens",
    detail:
      "Opens a roundtable and carries nothing: moot resume does. Prints its id, and a token for each seat that is taken from outside. Several may be open at once.",
    options: OPENING_OPTIONS,
    examples: ["moot roundtable open --sample --seat clare=external"],
    load: async () => (await import("../commands/roundtable-open.ts")).runOpen,
  },
  {
    name: "roundtable status",
    group,
    summary: "who sits there, whose turn it is, until when",
    args: [["[run]", "an id, the unique beginning of one, or latest (default: all that are open)"]],
    examples: ["moot roundtable status", "moot roundtable status latest --json"],
    load: async () => (await import("../commands/roundtable-status.ts")).runStatus,
  },
  {
    name: "roundtable join",
    group,
    summary: "take a seat, as a person or for a program",
    detail:
      "Takes a seat from its next turn on and prints the token that speaks for it. On a terminal it stays: it shows what is said, and when it is your turn it opens your editor (VISUAL, EDITOR) or reads lines up to a single dot.",
    args: [RUN],
    options: [
      AS,
      { flags: "--token <token>", description: "a token that you have already (default: MOOT_SEAT_TOKEN, else a new one)" },
      { flags: "--inline", description: "stay, and read answers from standard input" },
      { flags: "--editor", description: "stay, and write answers in your editor" },
      { flags: "--leave-it", description: "take the seat, print the token, and go" },
    ],
    examples: ["moot roundtable join latest --as clare"],
    load: async () => (await import("../commands/roundtable-join.ts")).runJoin,
  },
  {
    name: "roundtable listen",
    group,
    summary: "print what was said after a cursor",
    args: [RUN],
    options: [
      { flags: "--since <seq>", description: "only what came after this event (default: 0)", read: wholeNumber },
      { flags: "--follow", description: "go on until the roundtable is over or paused" },
      { flags: "--as <name>", description: "hear what only this seat may hear; needs its token" },
      TOKEN,
    ],
    examples: ["moot roundtable listen latest", "moot roundtable listen latest --since 40 --json"],
    load: async () => (await import("../commands/roundtable-listen.ts")).runListen,
  },
  {
    name: "roundtable speak",
    group,
    summary: "answer the turn of your seat",
    args: [RUN, ["[text]", "what to say (default: standard input); PASS passes"]],
    options: [AS, TOKEN, { flags: "--turn <id>", description: "answer this turn and no other" }],
    examples: ['moot roundtable speak latest "Cron, because one worker is enough." --as clare'],
    load: async () => (await import("../commands/roundtable-speak.ts")).runSpeak,
  },
  {
    name: "roundtable leave",
    group,
    summary: "give a seat back to its backend",
    args: [RUN],
    options: [AS, TOKEN, { flags: "--force", description: "take the seat away from whoever lost its token" }],
    examples: ["moot roundtable leave latest --as clare"],
    load: async () => (await import("../commands/roundtable-join.ts")).runLeave,
  },
  {
    name: "roundtable close",
    group,
    summary: "end the debate now; it is scored and decided",
    args: [RUN],
    options: [REASON, { flags: "--isolate", description: "give the judge a process of its own" }],
    examples: ["moot roundtable close latest"],
    load: async () => (await import("../commands/roundtable-close.ts")).runClose,
  },
  {
    name: "roundtable cut",
    group,
    summary: "end it for good, without scores",
    args: [RUN],
    options: [REASON],
    examples: ["moot roundtable cut latest"],
    load: async () => (await import("../commands/control.ts")).runCut,
  },
  { name: "seat", group, summary: "programs that take a seat", examples: ["moot seat listen latest --as clare -- python3 seat.py"] },
  {
    name: "seat listen",
    group,
    summary: "let a program answer for a seat",
    detail:
      "Prints each turn of a seat as a line of JSON and reads answers as lines of JSON: on its own streams, or on those of a command after --. See the reference on the seat protocol.",
    args: [RUN, ["[command...]", "a program that reads turns on its input and writes answers on its output"]],
    options: [AS, { flags: "--token <token>", description: "the seat's token (default: MOOT_SEAT_TOKEN; none: the seat is joined)" }],
    examples: ["moot seat listen latest --as clare -- python3 seat.py"],
    load: async () => (await import("../commands/seat-listen.ts")).runSeatListen,
  },
  {
    name: "seat serve",
    group,
    summary: "the process of an isolated seat",
    args: [RUN],
    options: [AS],
    examples: ["moot seat serve rt-3f --as clare"],
    hidden: true,
    load: async () => (await import("../commands/seat-serve.ts")).runSeatServe,
  },
];
