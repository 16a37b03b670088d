import { count, dollars, repeated, wholeNumber } from "./read-values.ts";
import type { CommandSpec } from "./spec.ts";

const RUN = ["<run>", "an id, the unique beginning of one, or latest"] as const;
const LATEST = ["[run]", "an id, the unique beginning of one, or latest (default: latest)"] as const;
const REASON = { flags: "--reason <text>", description: "why, for the record" } as const;
const group = "Runs:";

/** What reads and steers runs. */
export const runCommands: readonly CommandSpec[] = [
  {
    name: "runs",
    group,
    summary: "list runs, newest first",
    options: [{ flags: "--limit <n>", description: "how many at most (default: 20)", read: count }],
    examples: ["moot runs", "moot runs --json"],
    load: async () => (await import("../commands/runs.ts")).runRuns,
  },
  {
    name: "show",
    group,
    summary: "show its decision, scores, sparks, gates and notes",
    args: [LATEST],
    options: [
      { flags: "--transcript", description: "every turn, and nothing else" },
      { flags: "--raw", description: "the events as stored, one JSON object a line" },
      { flags: "--context <seat@turn>", description: "what that seat, or the judge, had before it at a turn: each block with its size" },
      { flags: "--full", description: "with --context: the whole text, too" },
    ],
    examples: ["moot show latest", "moot show rt-3f --transcript", "moot show latest --context elena@6"],
    load: async () => (await import("../commands/show.ts")).runShow,
  },
  {
    name: "watch",
    group,
    summary: "follow it live; calls no model",
    detail:
      "Shows what was said so far, then what comes, until the run is done or paused. Calls no model. On a terminal it takes the whole screen: ? shows the keys, q leaves without touching the run. Elsewhere it prints lines.",
    args: [LATEST],
    options: [
      { flags: "--full", description: "whole turns instead of their first line" },
      { flags: "--rt <run>", description: "the run, in the spelling of amatelier" },
      { flags: "--plain", description: "lines instead of the full screen" },
      { flags: "--no-rich", description: "as --plain, in the spelling of amatelier" },
      {
        flags: "--research <how>",
        description: "how much of a look-up to show",
        choices: ["collapsed", "preview", "full"],
      },
    ],
    examples: ["moot watch", "moot watch latest --full"],
    load: async () => (await import("../commands/watch.ts")).runWatch,
  },
  {
    name: "resume",
    group,
    summary: "carry it on where it stopped",
    detail: "Carries a paused or interrupted run to its end. An answer that was stored is not asked for again.",
    args: [["[run]", "an id, the unique beginning of one, or latest: here the newest that is not finished (default: latest)"]],
    options: [
      { flags: "--summary", description: "print the summary instead of the decision" },
      { flags: "--cap <usd>", description: "a new cap, when the old one stopped it", read: dollars },
      { flags: "--isolate", description: "give every seat a process of its own" },
      { flags: "--notify", description: "show a desktop notice when it is over" },
      { flags: "--plain", description: "lines instead of the live view" },
      { flags: "--quiet", description: "no live progress" },
    ],
    examples: ["moot resume latest"],
    load: async () => (await import("../commands/resume.ts")).runResume,
  },
  {
    name: "pause",
    group,
    summary: "pause it after the calls in flight",
    args: [RUN],
    options: [REASON],
    examples: ["moot pause latest"],
    load: async () => (await import("../commands/control.ts")).runPause,
  },
  {
    name: "cut",
    group,
    summary: "end it for good, without scores",
    detail: "Ends a run for good, without scores. Every seat gets its fee back.",
    args: [RUN],
    options: [REASON],
    examples: ['moot cut latest --reason "wrong briefing"'],
    load: async () => (await import("../commands/control.ts")).runCut,
  },
  {
    name: "fork",
    group,
    summary: "copy it up to an event, with a ledger of its own",
    detail:
      "Copies a run up to an event under a new id; moot resume carries the copy on. The copy has a ledger of its own, so it moves no balance. What was said before the cut is copied; after it, an answer whose request did not change is taken from the original, unpaid.",
    args: [RUN],
    options: [
      { flags: "--at <seq>", description: "the last event to copy; rounded down to the end of a step", read: wholeNumber },
      {
        flags: "--replace <seat=what>",
        description: "from there on another tier, model id, backend or persona, or external; may be repeated",
        read: repeated,
      },
      { flags: "--without <seat>", description: "from there on without this seat; may be repeated", read: repeated },
      { flags: "--fresh", description: "ask everything after the cut again" },
      { flags: "--allow-unknown-price", description: "ask models whose price is not known, and count them as $0.00" },
    ],
    examples: ["moot fork latest --at 40", "moot fork latest --at 2 --without simon", "moot fork latest --at 40 --replace clare=opus"],
    load: async () => (await import("../commands/fork.ts")).runFork,
  },
  {
    name: "compare",
    group,
    summary: "show what changed between two runs",
    detail:
      "Shows what changed between two roundtables (answer, scores, positions, gates) or two runs of the lab (settings, opinion, prints, review), with cost and the first step that differs.",
    args: [RUN, ["<other>", "the run to compare it with"]],
    examples: ["moot compare rt-3f latest"],
    load: async () => (await import("../commands/compare.ts")).runCompare,
  },
  {
    name: "why",
    group,
    summary: "show what led to a number, down to quote and call",
    detail:
      "Shows what led to a number or a sentence, in at most three steps down to the event, the quote or the call. A run alone lists what it can be asked, and so does a reference without its last word. Says no record when there is none.",
    args: [["[ref]", "what to explain, e.g. gate:latest/1; or a run: an id, the unique beginning of one, or latest (the default)"]],
    terms: {
      title: "References:",
      rows: [
        ["score:RUN/SEAT[/AXIS]", "a seat's score; the axes are novelty, accuracy, impact, challenge"],
        ["gate:RUN/N", "the judge's N-th award"],
        ["fee:RUN/SEAT", "what a seat paid to sit there"],
        ["sparks:RUN/SEAT", "every ledger line of a seat in this run"],
        ["penalty:RUN/SEAT", "what a seat was fined for"],
        ["turn:RUN/N", "a turn: who answered it, and what it claims"],
        ["claim:RUN/TURN/N", "the N-th claim of a turn: whether it holds, and where that stands"],
        ["flag:RUN/SEAT", "why a seat was flagged"],
        ["convergence:RUN/ROUND", "why the debate went on or ended there"],
        ["decision:RUN", "what the answer rests on"],
        ["outcome:RUN", "how it ended, by whom and why"],
        ["plan:RUN[/SETTING]", "of a run of the lab: what its settings come from"],
        ["opinion:RUN, hold:RUN", "what was said against the plan, and what held it"],
        ["print:RUN/N", "a simulated print: the plan, the clamp, the grade"],
        ["verdict:RUN", "what the run came to"],
      ],
    },
    examples: [
      "moot why latest",
      "moot why decision:latest",
      "moot why gate:latest",
      "moot why score:latest/marcus/impact",
      "moot why claim:latest/4/1",
    ],
    load: async () => (await import("../commands/why.ts")).runWhy,
  },
  { name: "journal", group, summary: "the journal", examples: ["moot journal verify"] },
  {
    name: "journal verify",
    group,
    summary: "check what is stored against the journal",
    detail:
      "Checks every run: order, hashes, times, titles, calls and replies, ledger, spend, inputs. Exit 9 on a finding. The seal that it prints names everything recorded so far: note it elsewhere, and a later check with --noted says whether this is still that history.",
    args: [["[run]", "only this run"]],
    options: [{ flags: "--noted <seal>", description: "a seal of an earlier check that must still be there" }],
    examples: ["moot journal verify", "moot journal verify latest --json"],
    load: async () => (await import("../commands/verify.ts")).runVerify,
  },
];
