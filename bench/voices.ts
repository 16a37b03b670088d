/**
 * A whole offline roundtable, opening to decision, over briefings of growing size: `node bench/voices.ts`. Prints cold and
 * warm wall (the index cached) and the resident memory, one JSON line a size. The journal is in memory.
 */
import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { openMemoryJournal } from "../src/storage/memory/journal.ts";
import { systemClock } from "../test/kit/drive.ts";
import { engine, open, request } from "../test/kit/roundtable.ts";

const generator = fileURLToPath(new URL("../tools/gen-large-briefing.ts", import.meta.url));
const bundled = fileURLToPath(new URL("../assets/briefings/queue-or-cron", import.meta.url));

const measure = async (name: string, folder: string): Promise<void> => {
  const briefing = readFileSync(join(folder, "briefing.md"));
  const journal = openMemoryJournal({ clock: systemClock });
  const hosted = engine(journal);
  const once = async (): Promise<number> => {
    const start = performance.now();
    const run = open(journal, request(briefing, { topic: name, roots: [folder] }));
    await hosted.host(run, { signal: new AbortController().signal });
    return performance.now() - start;
  };
  const coldMs = await once();
  const warm: number[] = [];
  for (let i = 0; i < 5; i++) warm.push(await once());
  const warmMs = warm.sort((a, b) => a - b)[2] ?? 0;
  const round = (figure: number): number => Math.round(figure * 10) / 10;
  process.stdout.write(
    `${JSON.stringify({ bench: name, kB: Math.round(briefing.length / 1000), coldMs: round(coldMs), warmMs: round(warmMs), rssMb: Math.round(process.memoryUsage.rss() / 1e6) })}\n`,
  );
};

await measure("bundled briefing with four files", bundled);
for (const bytes of [66_000, 300_000, 1_000_000]) {
  const folder = mkdtempSync(join(tmpdir(), "moot-bench-"));
  execFileSync(process.execPath, [generator, folder, String(bytes)]);
  await measure(`generated, ${bytes} bytes`, folder);
  rmSync(folder, { recursive: true, force: true });
}
