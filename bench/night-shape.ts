/**
 * A run of the shape of a night, 32 calls in flight: CPU, wall and bytes written an event at 6,000 to 100,000 events, which
 * must be flat, then read and fold from disk. `node bench/night-shape.ts` prints one JSON line a size, each from a fresh
 * process after a warm-up run. CPU is this process alone; wall has the disk and whoever else uses the machine in it.
 */
import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { foldAll } from "../src/core/run/advance.ts";
import type { Machine } from "../src/core/run/machine.ts";
import { embeddedEngine } from "../src/engines/embedded/engine.ts";
import type { Journal } from "../src/ports/journal.ts";
import { openSqliteJournal } from "../src/storage/sqlite/journal.ts";
import { systemClock } from "../test/kit/drive.ts";
import { nightOpening, nightReply, nightShape } from "../test/kit/night-shape.ts";

const machine = nightShape as Machine<unknown>;

type Cost = { readonly wallMs: number; readonly cpuMs: number; readonly writtenBytes: number };

/** Bytes handed to the kernel by this process; 0 where the kernel does not say. */
const written = (): number =>
  process.platform === "linux" ? Number(/wchar: (\d+)/.exec(readFileSync("/proc/self/io", "utf8"))?.[1] ?? 0) : 0;

const cost = async (work: () => unknown): Promise<Cost> => {
  const [cpu, wall, bytes] = [process.cpuUsage(), performance.now(), written()];
  await work();
  const { user, system } = process.cpuUsage(cpu);
  return { wallMs: performance.now() - wall, cpuMs: (user + system) / 1000, writtenBytes: written() - bytes };
};

const night = (journal: Journal, run: string, tasks: number): Promise<Cost> => {
  journal.open({ run, kind: "night-shape", version: 1, title: run, facts: nightOpening(tasks), ledger: [[]] });
  const hosted = { machine, performer: "bench", perform: async ({ step }: { step: string }) => nightReply(step) };
  const engine = embeddedEngine({ journal, hosted: new Map([["night-shape", hosted]]), limits: { concurrency: 32, lookahead: 128 } });
  return cost(() => engine.host(run, { signal: new AbortController().signal }));
};

const measure = async (tasks: number): Promise<void> => {
  const home = mkdtempSync(join(tmpdir(), "moot-bench-"));
  const journal = openSqliteJournal({ home, clock: systemClock });
  await night(journal, "warm-up", 6_000);
  const driven = await night(journal, "night", tasks);
  const readings: Cost[] = [];
  for (let i = 0; i < 5; i++) readings.push(await cost(() => foldAll(machine, "night", journal.read("night"))));
  const best = (of: (reading: Cost) => number): number => Math.min(...readings.map(of));
  const figures = {
    cpuUsPerEvent: (1000 * driven.cpuMs) / tasks,
    wallUsPerEvent: (1000 * driven.wallMs) / tasks,
    writtenBytesPerEvent: Math.round(driven.writtenBytes / tasks),
    readFoldCpuMs: best(({ cpuMs }) => cpuMs),
    readFoldWallMs: best(({ wallMs }) => wallMs),
    readFoldFirstCpuMs: readings[0]?.cpuMs ?? 0,
    rssMb: Math.round(process.memoryUsage.rss() / 1e6),
  };
  const rounded = Object.fromEntries(Object.entries(figures).map(([name, figure]) => [name, Math.round(figure * 10) / 10]));
  process.stdout.write(`${JSON.stringify({ bench: `night shape, ${tasks} calls`, ...rounded })}\n`);
  journal.close();
  rmSync(home, { recursive: true, force: true });
};

const only = process.argv[2];
if (only !== undefined) await measure(Number(only));
else
  for (const tasks of [6_000, 10_000, 20_000, 50_000, 100_000])
    execFileSync(process.execPath, [import.meta.filename, String(tasks)], { stdio: "inherit" });
