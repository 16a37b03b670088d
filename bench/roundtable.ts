/**
 * The driver's own cost: scripted tables at zero latency. `node bench/roundtable.ts` prints one JSON line per measurement:
 * wall and CPU of one roundtable (4 seats × 3 rounds), its commits, what the scripted model itself takes of that, the
 * overhead per turn, fifty at once, and the makespan against the critical path with latencies of up to 40 ms and of
 * 50 to 800 ms. CPU is this process alone; wall has the disk and whoever else uses the machine in it.
 */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { advance, foldAll } from "../src/core/run/advance.ts";
import type { Reply } from "../src/core/run/machine.ts";
import type { Journal } from "../src/ports/journal.ts";
import { openMemoryJournal } from "../src/storage/memory/journal.ts";
import { openSqliteJournal } from "../src/storage/sqlite/journal.ts";
import { drawnLatency, machine, openTable, systemClock, tableEngine } from "../test/kit/drive.ts";
import { tableOpening, tableReply } from "../test/kit/table.ts";

const never = new AbortController().signal;
const knobs = { asks: 0.2, passes: 0.6 };

let commits = 0;

const inHome = async <T>(use: (journal: Journal) => Promise<T>): Promise<T> => {
  const home = mkdtempSync(join(tmpdir(), "moot-bench-"));
  const failpoint = (name: string): void => {
    if (name === "after-commit") commits += 1;
  };
  const journal = openSqliteJournal({ home, clock: systemClock, failpoint });
  try {
    return await use(journal);
  } finally {
    journal.close();
    rmSync(home, { recursive: true, force: true });
  }
};

const print = (name: string, figures: Readonly<Record<string, number>>): void => {
  const rounded = Object.fromEntries(Object.entries(figures).map(([key, figure]) => [key, Math.round(figure * 100) / 100]));
  process.stdout.write(`${JSON.stringify({ bench: name, ...rounded })}\n`);
};

type Cost = { readonly wallMs: number; readonly cpuMs: number; readonly commits: number };

/** Opens a table and carries it to its end. Commits are the driver's; opening, taking and giving back the run are three more. */
const one = async (journal: Journal, run: string): Promise<Cost> => {
  const before = commits;
  const cpu = process.cpuUsage();
  const start = performance.now();
  openTable(journal, run, knobs);
  await tableEngine(journal, knobs).host(run, { signal: never });
  const used = process.cpuUsage(cpu);
  return { wallMs: performance.now() - start, cpuMs: (used.user + used.system) / 1000, commits: commits - before };
};

const median = (values: readonly number[]): number => [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;

await inHome(async (journal) => {
  const runs: Cost[] = [];
  for (let i = 0; i < 45; i++) runs.push(await one(journal, `rt-${i}`));
  const events = journal.read("rt-0").length;
  const turns = journal.read("rt-0").filter(({ kind }) => kind.startsWith("turn-")).length;
  const wallMs = median(runs.slice(5).map((run) => run.wallMs));
  print("one roundtable, sqlite FULL", {
    firstWallMs: runs[0]?.wallMs ?? 0,
    wallMs,
    cpuMs: median(runs.slice(5).map((run) => run.cpuMs)),
    leastWallMs: Math.min(...runs.map((run) => run.wallMs)),
    leastCpuMs: Math.min(...runs.map((run) => run.cpuMs)),
    scriptedModelCpuMs: modelCpuMs(journal),
    commits: runs[0]?.commits ?? 0,
    events,
    calls: journal.calls("rt-0").length,
    turns,
    msPerTurn: wallMs / turns,
  });
});

const memory = openMemoryJournal({ clock: systemClock });
const inMemory: Cost[] = [];
for (let i = 0; i < 45; i++) inMemory.push(await one(memory, `rt-${i}`));
print("one roundtable, memory journal", {
  wallMs: median(inMemory.slice(5).map((run) => run.wallMs)),
  cpuMs: median(inMemory.slice(5).map((run) => run.cpuMs)),
  leastCpuMs: Math.min(...inMemory.map((run) => run.cpuMs)),
});

await inHome(async (journal) => {
  const before = process.memoryUsage.rss();
  const start = performance.now();
  await Promise.all(Array.from({ length: 50 }, (_, i) => one(journal, `rt-${i}`)));
  print("fifty at once", {
    wallMs: performance.now() - start,
    rssMb: process.memoryUsage.rss() / 1e6,
    addedMb: (process.memoryUsage.rss() - before) / 1e6,
  });
});

await inHome(async (journal) => {
  const long = (step: string): number => 50 + drawnLatency("long", 750)(step);
  for (const [name, latency] of [
    ["latencies of 0-40 ms", drawnLatency("makespan", 40)],
    ["latencies of 50-800 ms", long],
  ] as const) {
    const before = commits;
    openTable(journal, name, knobs);
    const start = performance.now();
    await tableEngine(journal, knobs, { latencyMs: latency }).host(name, { signal: never });
    const wallMs = performance.now() - start;
    const criticalPathMs = idealMakespan(latency);
    const overheadMsPerCommit = (wallMs - criticalPathMs) / (commits - before);
    print(`makespan, ${name}`, { wallMs, criticalPathMs, ratio: wallMs / criticalPathMs, overheadMsPerCommit });
  }
});

/** CPU that the scripted model takes for the calls of one run: not the driver's, but in its figure. */
function modelCpuMs(journal: Journal): number {
  const calls = journal.calls("rt-0");
  const reply = tableReply(knobs);
  const cpu = process.cpuUsage();
  for (let i = 0; i < 20; i++) for (const { step, request } of calls) reply(step, request);
  const used = process.cpuUsage(cpu);
  return (used.user + used.system) / 20_000;
}

/** The makespan of the same run in virtual time: no overhead, calls start the moment they are planned. */
function idealMakespan(latency: (step: string) => number): number {
  const facts = tableOpening(knobs);
  const reply = tableReply(knobs);
  let state = foldAll(
    machine,
    "rt",
    facts.map((fact, index) => ({ run: "rt", seq: index + 1, step: "open", ...fact })),
  );
  let head = facts.length;
  let now = 0;
  const flying = new Map<string, { readonly at: number; readonly reply: Reply }>();
  for (;;) {
    const landed = (key: string): Reply | undefined => {
      const call = flying.get(key);
      return call !== undefined && call.at <= now ? call.reply : undefined;
    };
    const advanced = advance(machine, state, {
      run: "rt",
      head,
      inputs: [],
      reply: (step) => landed(step.key),
      lookahead: 64,
      maxFacts: 1 << 20,
    });
    ({ state, head } = advanced);
    if (advanced.status === "done") return now;
    for (const step of advanced.calls) {
      if (step.kind !== "call" || flying.has(step.key)) continue;
      flying.set(step.key, { at: now + latency(step.key), reply: reply(step.key, machine.request(state, step)) });
    }
    now = Math.min(...[...flying.values()].map(({ at }) => at).filter((at) => at > now));
  }
}
