/**
 * How much of a provider's limit four processes on one home use together, and whether a server that enforces it ever refuses a
 * call. `node bench/rate.ts [seconds] [requests a minute]`; default 70 and 1,200. The server counts any window of a minute and,
 * more strictly than providers do, lets no more than a second's worth of requests come early. Exits 1 where a call was refused or
 * less than 95 % of the limit was used.
 */
import { fork } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { ok } from "../src/core/kernel/result.ts";
import { paced } from "../src/models/pacing.ts";
import { sleep } from "../src/models/retrying.ts";
import type { Model } from "../src/ports/model.ts";
import { openSqliteJournal } from "../src/storage/sqlite/journal.ts";

const PROCESSES = 4;
const CALLERS = 8;
const clock = { now: () => Date.now(), elapsed: () => performance.now() };

type Counts = { accepted: number; refused: number; readonly at: number[] };

/** A server with a bucket of one second's worth and a window of one minute. */
const startServer = async (perMinute: number, counts: Counts): Promise<Server> => {
  let level = perMinute / 60;
  let seen = performance.now();
  const server = createServer((_request, response) => {
    const now = performance.now();
    level = Math.min(perMinute / 60, level + ((now - seen) * perMinute) / 60_000);
    seen = now;
    const inWindow = counts.at.length - counts.at.findLastIndex((at) => at <= now - 60_000) - 1;
    const fits = level >= 1 && inWindow < perMinute;
    if (fits) {
      level -= 1;
      counts.at.push(now);
      counts.accepted += 1;
    } else counts.refused += 1;
    response.writeHead(fits ? 200 : 429).end("ok");
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return server;
};

/** One process: callers that ask as often as they may until the time is over. */
const call = async (home: string, port: number, perMinute: number, untilMs: number): Promise<void> => {
  const journal = openSqliteJournal({ home, clock });
  const model: Model = {
    id: "bench",
    complete: async () => {
      const answer = await fetch(`http://127.0.0.1:${port}/`);
      await answer.text();
      return ok({ text: "ok", model: "bench", usage: { input: 1, output: 1, cached: 0 }, latencyMs: 0 });
    },
  };
  const turns = paced(model, { pace: journal.pace, limits: { requestsPerMinute: perMinute }, sleep });
  const over = AbortSignal.timeout(Math.max(1, untilMs - Date.now()));
  const caller = async (): Promise<void> => {
    while (!over.aborted) await turns.complete({ system: "", messages: [], tier: "haiku", maxTokens: 1 }, over);
  };
  await Promise.all(Array.from({ length: CALLERS }, caller));
  journal.close();
};

const measure = async (seconds: number, perMinute: number): Promise<boolean> => {
  const home = mkdtempSync(join(tmpdir(), "moot-rate-"));
  openSqliteJournal({ home, clock }).close();
  const counts: Counts = { accepted: 0, refused: 0, at: [] };
  const server = await startServer(perMinute, counts);
  const { port } = server.address() as AddressInfo;
  const untilMs = Date.now() + seconds * 1000;
  const children = Array.from({ length: PROCESSES }, () =>
    fork(import.meta.filename, ["--call", home, String(port), String(perMinute), String(untilMs)]),
  );
  await Promise.all(children.map((child) => new Promise((resolve) => child.once("exit", resolve))));
  server.close();
  rmSync(home, { recursive: true });
  const spanMs = (counts.at.at(-1) ?? 0) - (counts.at[0] ?? 0);
  const used = (counts.accepted - 1) / (spanMs / 60_000) / perMinute;
  process.stdout.write(
    `${PROCESSES} processes, ${PROCESSES * CALLERS} callers, ${perMinute} requests a minute, ${(spanMs / 1000).toFixed(1)} s: ` +
      `${counts.accepted} accepted, ${counts.refused} refused, ${(used * 100).toFixed(1)} % of the limit\n`,
  );
  return counts.refused === 0 && used >= 0.95;
};

const [first, ...rest] = process.argv.slice(2);
if (first === "--call") await call(rest[0] as string, Number(rest[1]), Number(rest[2]), Number(rest[3]));
else if (!(await measure(Number(first ?? 70), Number(rest[0] ?? 1_200)))) process.exitCode = 1;
