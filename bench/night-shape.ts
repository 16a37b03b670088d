/**
 * A run of the shape of a night, 32 calls in flight: ms an event at 6,000, 30,000 and 100,000 events, which must be flat, and
 * read + fold of the first two from disk. `node bench/night-shape.ts` prints one JSON line a size.
 */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { foldAll } from "../src/core/run/advance.ts";
import type { Machine } from "../src/core/run/machine.ts";
import { embeddedEngine } from "../src/engines/embedded/engine.ts";
import { openSqliteJournal } from "../src/storage/sqlite/journal.ts";
import { systemClock } from "../test/kit/drive.ts";
import { nightOpening, nightReply, nightShape } from "../test/kit/night-shape.ts";

const machine = nightShape as Machine<unknown>;

for (const tasks of [6_000, 10_000, 30_000, 100_000]) {
  const home = mkdtempSync(join(tmpdir(), "moot-bench-"));
  const journal = openSqliteJournal({ home, clock: systemClock });
  journal.open({ run: "night", kind: "night-shape", version: 1, title: "night", facts: nightOpening(tasks), ledger: [[]] });
  const hosted = { machine, performer: "bench", perform: async ({ step }: { step: string }) => nightReply(step) };
  const engine = embeddedEngine({ journal, hosted: new Map([["night-shape", hosted]]), limits: { concurrency: 32, lookahead: 128 } });
  const start = performance.now();
  await engine.host("night", { signal: new AbortController().signal });
  const wallMs = performance.now() - start;
  const readStart = performance.now();
  foldAll(machine, "night", journal.read("night"));
  const readFoldMs = performance.now() - readStart;
  const round = (figure: number): number => Math.round(figure * 10) / 10;
  process.stdout.write(
    `${JSON.stringify({ bench: `night shape, ${tasks} calls`, wallMs: round(wallMs), usPerEvent: round((1000 * wallMs) / tasks), readFoldMs: round(readFoldMs), rssMb: Math.round(process.memoryUsage.rss() / 1e6) })}\n`,
  );
  journal.close();
  rmSync(home, { recursive: true, force: true });
}
