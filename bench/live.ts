/**
 * The live view's speed. `node bench/live.ts` prints one JSON line per measurement: from the start to the first frame on a run of
 * 5,000 events, and from a commit of another process to the frame on the terminal (as `moot watch` draws it, over the bell), with how
 * long the commits themselves took and how late a timer of the watcher woke meanwhile, which is the machine's part in it.
 */
import { fork } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import type { App } from "../src/compose.ts";
import { fact, type RoundtableFact } from "../src/core/roundtable/event.ts";
import type { Fence, Journal } from "../src/ports/journal.ts";
import { openSqliteJournal } from "../src/storage/sqlite/journal.ts";
import { openLive } from "../src/surfaces/cli/live/live.ts";
import type { Terminal } from "../src/surfaces/cli/live/screen.ts";
import { lookOf } from "../src/surfaces/cli/render/look.ts";
import { systemClock } from "../test/kit/drive.ts";
import { tableOpening } from "../test/kit/table.ts";

const MESSAGES = 200;
const HISTORY = 5_000;
const TEXT = "The answer turns on the figure in row 25 of the table, and nobody has recounted it. ".repeat(24);

const turn = (ordinal: number, text: string): RoundtableFact =>
  fact("turn-spoken", { ordinal, seat: "ada", round: 1, phase: "speak", text, claims: [], model: "bench", truncatedFrom: null } as never);

const commit = (journal: Journal, fence: Fence, head: number, facts: readonly RoundtableFact[]): number => {
  const step = { step: `s${head}`, facts: facts as never, ledger: facts.map(() => []) };
  const stored = journal.commit("rt-live", fence, head, { settle: [], lose: [], facts: [step], inputs: [], reserve: [], status: "open" });
  if (!stored.ok) throw new Error(stored.fault.message);
  return stored.value.head;
};

const openRun = (journal: Journal): { readonly fence: Fence; readonly head: number } => {
  const facts = tableOpening();
  journal.open({ run: "rt-live", kind: "roundtable", version: 1, title: "Bench", facts, ledger: facts.map(() => []) });
  const fence = journal.acquire("rt-live");
  if (!fence.ok) throw new Error(fence.fault.message);
  return { fence: fence.value, head: facts.length };
};

/** A terminal that notes when text reached it. */
const terminalOf = (onWrite: (text: string) => void): Terminal => {
  const nothing = (): void => undefined;
  return {
    output: { write: onWrite, columns: 120, rows: 40, on: nothing, off: nothing },
    input: { setRawMode: nothing, resume: nothing, pause: nothing, unref: nothing, on: nothing, off: nothing },
  };
};

const look = lookOf({ isTerminal: true, columns: 120, colour: "always", ascii: false, noColor: false, forceColor: true, dumb: false });

const print = (bench: string, figures: Readonly<Record<string, number>>): void => {
  const rounded = Object.fromEntries(Object.entries(figures).map(([key, figure]) => [key, Math.round(figure * 10) / 10]));
  process.stdout.write(`${JSON.stringify({ bench, ...rounded })}\n`);
};

const percentile = (values: readonly number[], part: number): number =>
  [...values].sort((left, right) => left - right)[Math.min(values.length - 1, Math.floor(part * values.length))] ?? 0;

const watch = async (home: string): Promise<void> => {
  const journal = openSqliteJournal({ home, clock: systemClock });
  const drawnAt = new Map<string, number>();
  const commits: Committed[] = [];
  const timers: number[] = [];
  const app = { journal, clock: systemClock } as unknown as App;
  const terminal = terminalOf((text) => {
    for (const [, sentAt = ""] of text.matchAll(/sent=(\d+)=/gu)) {
      // It is drawn again at every place that it scrolls through; its first time counts.
      if (!drawnAt.has(sentAt)) drawnAt.set(sentAt, preciseNow());
    }
  });
  const live = openLive({ app, run: "rt-live", terminal, look, isCarried: false, onWish: () => undefined });
  let after = journal.run("rt-live")?.head ?? 0;
  const child = fork(import.meta.filename, ["write", home]);
  child.on("message", (committed) => void commits.push(committed as Committed));
  let dueAt = preciseNow() + TIMER_MS;
  const timer = setInterval(() => {
    timers.push(preciseNow() - dueAt);
    dueAt = preciseNow() + TIMER_MS;
  }, TIMER_MS);
  const stop = journal.subscribe(() => {
    const fresh = journal.read("rt-live", after);
    after = fresh.at(-1)?.seq ?? after;
    live.tell({ kind: "events", events: fresh });
  });
  await new Promise((done) => child.on("exit", done));
  await sleep(300);
  stop();
  clearInterval(timer);
  live.close();
  journal.close();
  const late = commits.flatMap(({ sent, atMs }) => ((drawn) => (drawn === undefined ? [] : [drawn - atMs]))(drawnAt.get(sent)));
  print("commit of another process to frame", { messages: MESSAGES, drawn: late.length, ...spread(late) });
  print("the commits themselves", spread(commits.map(({ tookMs }) => tookMs)));
  print("a timer of the watcher, late by", spread(timers));
};

/** A message as its writer knows it: when it was committed, on the clock that both processes share, and how long that took. */
type Committed = { readonly sent: string; readonly atMs: number; readonly tookMs: number };

const TIMER_MS = 10;

const preciseNow = (): number => performance.timeOrigin + performance.now();

const spread = (values: readonly number[]): Readonly<Record<string, number>> => ({
  p50Ms: percentile(values, 0.5),
  p95Ms: percentile(values, 0.95),
  p99Ms: percentile(values, 0.99),
  mostMs: Math.max(...values),
});

const write = async (home: string): Promise<void> => {
  const journal = openSqliteJournal({ home, clock: systemClock });
  const fence = journal.acquire("rt-live");
  if (!fence.ok) throw new Error(fence.fault.message);
  let head = journal.run("rt-live")?.head ?? 0;
  for (let nth = 1; nth <= MESSAGES; nth++) {
    await sleep(40);
    const began = performance.now();
    head = commit(journal, fence.value, head, [turn(nth, `sent=${nth}= ${TEXT}`)]);
    process.send?.({ sent: String(nth), atMs: preciseNow(), tookMs: performance.now() - began } satisfies Committed);
  }
  journal.release("rt-live", fence.value);
  journal.close();
};

const history = (home: string): void => {
  const journal = openSqliteJournal({ home, clock: systemClock });
  const opened = openRun(journal);
  let { head } = opened;
  while (head < HISTORY)
    head = commit(
      journal,
      opened.fence,
      head,
      Array.from({ length: 100 }, (_, nth) => turn(head + nth, TEXT)),
    );
  const app = { journal, clock: systemClock } as unknown as App;
  for (const state of ["cold", "warm", "warm"]) {
    let drawnMs = 0;
    const start = performance.now();
    const terminal = terminalOf((text) => {
      if (text.includes("speak") && drawnMs === 0) drawnMs = performance.now() - start;
    });
    openLive({ app, run: "rt-live", terminal, look, isCarried: true, onWish: () => undefined }).close();
    print(`first frame on ${head} events, ${state}`, { drawnMs });
  }
  journal.close();
};

const inHome = async (use: (home: string) => Promise<void> | void): Promise<void> => {
  const home = mkdtempSync(join(tmpdir(), "moot-bench-"));
  try {
    await use(home);
  } finally {
    rmSync(home, { recursive: true, force: true });
  }
};

if (process.argv[2] === "write") await write(process.argv[3] as string);
else {
  await inHome(history);
  await inHome(async (home) => {
    const journal = openSqliteJournal({ home, clock: systemClock });
    const { fence } = openRun(journal);
    journal.release("rt-live", fence);
    journal.close();
    await watch(home);
  });
}
