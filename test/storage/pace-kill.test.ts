import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { createServer, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { afterEach, expect, it } from "vitest";
import { openSqliteJournal } from "../../src/storage/sqlite/journal.ts";
import { systemClock } from "../kit/drive.ts";
import { temporaryFolder } from "../kit/home.ts";
import type { PacerOrder } from "./pacer.ts";

const ends: (() => void)[] = [];

afterEach(() => {
  for (const end of ends.splice(0)) end();
});

/** A server that holds each call for a while, and what it saw: starts, who is inside now, and the most of living processes at once. */
const openServer = async (holdMs: number) => {
  const inside = new Map<ServerResponse, number>();
  const dead = new Set<number>();
  const seen = { starts: [] as { readonly pid: number; readonly at: number }[], most: 0 };
  const server = createServer((request, response) => {
    const pid = Number(request.url?.slice(1));
    seen.starts.push({ pid, at: performance.now() });
    inside.set(response, pid);
    response.on("close", () => inside.delete(response));
    seen.most = Math.max(seen.most, [...inside.values()].filter((other) => !dead.has(other)).length);
    setTimeout(() => response.end("ok"), holdMs);
  });
  await once(server.listen(0, "127.0.0.1"), "listening");
  ends.push(() => {
    server.closeAllConnections();
    server.close();
  });
  const holds = (pid: number | undefined): number => [...inside.values()].filter((other) => other === pid).length;
  return { port: (server.address() as AddressInfo).port, seen, dead, holds };
};

const startPacer = (order: PacerOrder): ChildProcess => {
  const script = join(import.meta.dirname, "pacer.ts");
  const child = spawn(process.execPath, [script, JSON.stringify(order)], { stdio: ["ignore", "ignore", "inherit"] });
  ends.push(() => child.kill("SIGKILL"));
  return child;
};

const until = async (isSo: () => boolean): Promise<void> => {
  for (let looks = 0; looks < 1_500; looks++) {
    if (isSo()) return;
    await sleep(10);
  }
  throw new Error("it never came");
};

it("kill -9 in the middle of calls frees the slots of the dead, and never do more run or start than the limits say", {
  timeout: 60_000,
}, async () => {
  const home = temporaryFolder("pace-kill");
  openSqliteJournal({ home, clock: systemClock }).close();
  const { port, seen, dead, holds } = await openServer(150);
  const limits = { concurrency: 3, requestsPerMinute: 900 };
  const living = startPacer({ home, port, limits, callers: 2, maxTokens: 1 });
  await until(() => seen.starts.some(({ pid }) => pid === living.pid));
  for (let kills = 0; kills < 4; kills++) {
    const victim = startPacer({ home, port, limits, callers: 3, maxTokens: 1 });
    await until(() => holds(victim.pid) > 0);
    dead.add(victim.pid as number);
    victim.kill("SIGKILL");
    await once(victim, "exit");
    const before = seen.starts.length;
    await until(() => seen.starts.length >= before + 6);
    expect(seen.starts.slice(before).every(({ pid }) => pid === living.pid)).toBe(true);
  }
  expect(seen.most).toBeLessThanOrEqual(limits.concurrency);
  expect(new Set(seen.starts.map(({ pid }) => pid)).size).toBe(5);
  const perMs = limits.requestsPerMinute / 60_000;
  seen.starts.forEach(({ at }, index) => {
    const later = seen.starts.slice(index).filter((start) => start.at < at + 2_000).length;
    // What may come early: a quarter of a second's worth, one call, and what a busy machine holds back and then lets through together.
    expect(later).toBeLessThanOrEqual(perMs * (2_000 + 250 + 250) + 1);
  });
});

it("tokens of a call whose process was killed stay counted: it may have been sent; only its slot is free", {
  timeout: 30_000,
}, async () => {
  const home = temporaryFolder("pace-tokens");
  const { port, holds } = await openServer(20_000);
  const limits = { concurrency: 1, tokensPerMinute: 60_000 };
  const journal = openSqliteJournal({ home, clock: systemClock });
  ends.push(() => journal.close());
  const victim = startPacer({ home, port, limits, callers: 1, maxTokens: 40_000 });
  await until(() => holds(victim.pid) > 0);
  const ticket = journal.pace.join("p", 10);
  expect(journal.pace.turn(ticket, { concurrency: 1 }).starts).toBe(false);
  victim.kill("SIGKILL");
  await once(victim, "exit");
  const wait = journal.pace.turn(ticket, limits);
  expect(wait.starts ? 0 : wait.waitMs).toBeGreaterThan(20_000);
  await until(() => journal.pace.turn(ticket, { concurrency: 1 }).starts);
});
