import { names, repeated, wholeNumber } from "./read-values.ts";
import type { CommandSpec, OptionSpec } from "./spec.ts";

/** What opening a roundtable takes, carried here or not. */
export const OPENING_OPTIONS: readonly OptionSpec[] = [
  { flags: "-t, --topic <text>", description: "the question, in a line (default: the briefing's title, else its first line)" },
  { flags: "-b, --briefing <file>", description: "the briefing, Markdown; looked up under <home>/briefings, then as given" },
  { flags: "--sample", description: "use the bundled briefing queue-or-cron and its title" },
  { flags: "-w, --workers <names>", description: "who takes a seat, between commas (default: all of the team)", read: names },
  { flags: "--max-rounds <n>", description: "rounds at most (default: 3)" },
  { flags: "--budget <n>", description: "floor turns of each seat (default: 3)" },
  { flags: "--speaker-timeout <s>", description: "seconds that a seat has to answer (default: 200)" },
  {
    flags: "--seat <name=external>",
    description: "a seat (or the judge's) that a person or a program takes; may be repeated",
    read: repeated,
  },
  { flags: "--external-timeout <s>", description: "seconds that such a seat has to answer (default: 3600)" },
  { flags: "--skip-naomi", description: "leave out the seats that live on Gemini" },
  { flags: "--skip-agent <name>", description: "leave out a seat; may be repeated", read: repeated },
  { flags: "--skip-post", description: "no debriefs after the debate" },
  { flags: "--protocol <name>", description: "how the debate runs", choices: ["classic"] },
  { flags: "--seed <text>", description: "draw the speaking order from this seed (default: from topic and briefing)" },
  { flags: "--cap <usd>", description: "stop before the calls of this run could cost more" },
  { flags: "--allow-unknown-price", description: "ask models whose price is not known, and count them as $0.00" },
];

const RUN = ["<run>", "an id, the unique beginning of one, or latest"] as const;

/** The roundtable and what reads its transcript. */
export const roundtableCommands: readonly CommandSpec[] = [
  {
    name: "roundtable",
    group: "Roundtables:",
    summary: "argue a question over a briefing, to a decision",
    detail:
      "The team argues a question over a briefing, the judge scores, and a decision is written. Prints the decision on stdout and the debate, as it goes, on stderr. Ctrl-C pauses it, twice cuts it.",
    options: [
      ...OPENING_OPTIONS,
      { flags: "--isolate", description: "give every seat a process of its own" },
      { flags: "--summary", description: "print the summary instead of the decision" },
      { flags: "--plan", description: "say what it may cost and what leaves this machine, and stop there" },
      { flags: "--notify", description: "show a desktop notice when it is over" },
      { flags: "--plain", description: "lines instead of the live view" },
      { flags: "--quiet", description: "no live progress" },
    ],
    examples: [
      "moot roundtable --sample",
      "moot roundtable --briefing notes.md",
      'moot roundtable -t "Queue or cron?" -b notes.md --workers elena,marcus --max-rounds 2',
    ],
    load: async () => (await import("../commands/roundtable.ts")).runRoundtable,
  },
  {
    name: "roundtable transcript",
    group: "Roundtables:",
    summary: "print every turn of a run",
    args: [RUN],
    examples: ["moot roundtable transcript latest"],
    load: async () => (await import("../commands/transcript.ts")).runTranscript,
  },
  {
    name: "roundtable index",
    group: "Roundtables:",
    summary: "print one line a turn",
    detail: "Prints one line a turn: R<round> <seat>: its first 80 characters.",
    args: [RUN],
    examples: ["moot roundtable index latest"],
    load: async () => (await import("../commands/transcript.ts")).runIndex,
  },
  {
    name: "roundtable recall",
    group: "Roundtables:",
    summary: "find turns by seat, word or round",
    detail: "Finds turns by seat, word or round; newest first, at most ten.",
    args: [RUN],
    options: [
      { flags: "--agent <name>", description: "only turns of this seat" },
      { flags: "--keyword <text>", description: "only turns that hold this text, in any letter case" },
      { flags: "--round <n>", description: "only turns of this round", read: wholeNumber },
    ],
    examples: ["moot roundtable recall latest --agent marcus --keyword restart"],
    load: async () => (await import("../commands/transcript.ts")).runRecall,
  },
];
