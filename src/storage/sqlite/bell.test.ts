import { mkdtempSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { afterEach, beforeEach, expect, test } from "vitest";
import { openBell } from "./bell.ts";
import { createFile } from "./home.ts";
import { openSqliteJournal } from "./journal.ts";

const clock = { now: () => 1_795_500_000_000, elapsed: () => 0 };
let home = "";

beforeEach(() => {
  home = mkdtempSync(join(tmpdir(), "moot-bell-"));
});
afterEach(() => rmSync(home, { recursive: true }));

test("another journal's commits are heard soon and seen at once; the bell does not grow", async () => {
  const [writer, watcher] = [openSqliteJournal({ home, clock }), openSqliteJournal({ home, clock })];
  const seen: number[] = [];
  const stop = watcher.subscribe(() => seen.push(watcher.runs().length));
  for (let i = 1; i <= 20; i++) {
    const started = performance.now();
    writer.open({ run: `rt-${i}`, kind: "k", version: 1, title: "", facts: [], ledger: [] });
    while (seen.at(-1) !== i && performance.now() - started < 2000) await sleep(1);
    expect(seen.at(-1)).toBe(i);
  }
  expect(statSync(join(home, "bell")).size).toBe(1);
  stop();
  writer.close();
  watcher.close();
});

test("one's own bell does not wake one twice", async () => {
  const journal = openSqliteJournal({ home, clock });
  let heard = 0;
  journal.subscribe(() => heard++);
  for (let i = 1; i <= 5; i++) journal.open({ run: `rt-${i}`, kind: "k", version: 1, title: "", facts: [], ledger: [] });
  await sleep(400);
  expect(heard).toBe(1);
  journal.close();
});

test("where the file watcher is silent the poll hears within a second", async () => {
  createFile(join(home, "silent"));
  let version = 1;
  let heard = 0;
  const bell = openBell(join(home, "silent"), () => version);
  bell.subscribe(() => heard++);
  version = 2;
  await sleep(900);
  expect(heard).toBe(1);
  bell.close();
});
