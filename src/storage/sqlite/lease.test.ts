import { mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import type { Batch, Journal } from "../../ports/journal.ts";
import { openSqliteJournal } from "./journal.ts";

const clock = { now: () => 1_795_500_000_000, elapsed: () => 0 };
const nothing: Batch = { settle: [], lose: [], facts: [], inputs: [], reserve: [], status: "open" };
let home = "";
let journals: Journal[] = [];

beforeEach(() => {
  home = mkdtempSync(join(tmpdir(), "moot-lease-"));
  journals = [];
});
afterEach(() => {
  for (const journal of journals) journal.close();
  rmSync(home, { recursive: true });
});

const open = (): Journal => {
  const journal = openSqliteJournal({ home, clock });
  journals.push(journal);
  return journal;
};

const openRun = (journal: Journal, run: string): void => {
  journal.open({ run, kind: "k", version: 1, title: "", facts: [{ kind: "a", data: 1 }], ledger: [[]] });
};

const hosts = (): string[] => readdirSync(join(home, "hosts"));

test("a run that a live journal holds is held, and the fault names the process", () => {
  const [one, two] = [open(), open()];
  openRun(one, "rt-1");
  expect(one.acquire("rt-1")).toEqual({ ok: true, value: 1 });
  const refused = two.acquire("rt-1");
  expect(refused).toMatchObject({ ok: false, fault: { kind: "held" } });
  expect(!refused.ok && refused.fault.message).toContain(`process ${process.pid}`);
  expect(one.commit("rt-1", 1, 1, nothing).ok).toBe(true);
});

test("a released run, or one whose holder closed, is taken with a higher fence", () => {
  const [one, two, three] = [open(), open(), open()];
  openRun(one, "rt-1");
  one.acquire("rt-1");
  one.release("rt-1", 1);
  expect(two.acquire("rt-1")).toEqual({ ok: true, value: 3 });
  expect(one.commit("rt-1", 1, 1, nothing)).toMatchObject({ ok: false, fault: { kind: "conflict" } });
  two.close();
  expect(three.acquire("rt-1")).toEqual({ ok: true, value: 4 });
  expect(three.commit("rt-1", 4, 1, nothing).ok).toBe(true);
});

test("a journal that only reads, watches and offers makes no host file", () => {
  const journal = open();
  openRun(journal, "rt-1");
  journal.subscribe(() => {})();
  journal.offer("rt-1", { key: "k", kind: "pause", data: null }, "me");
  expect(hosts()).toEqual([]);
  journal.acquire("rt-1");
  expect(hosts()).toHaveLength(1);
});

test("host files that nobody locks are swept; other files are left alone", () => {
  const journal = open();
  openRun(journal, "rt-1");
  for (const name of ["1-aaaaaaaaaaaa.db", "2-bbbbbbbbbbbb.db", "note.txt"]) writeFileSync(join(home, "hosts", name), "");
  journal.acquire("rt-1");
  expect(hosts().filter((name) => !name.startsWith(`${process.pid}-`))).toEqual(["note.txt"]);
});

test("the same journal may take its run again: the newer fence makes the older one worthless", () => {
  const journal = open();
  openRun(journal, "rt-1");
  journal.acquire("rt-1");
  expect(journal.acquire("rt-1")).toEqual({ ok: true, value: 2 });
  expect(journal.commit("rt-1", 1, 1, nothing).ok).toBe(false);
  journal.release("rt-1", 1);
  expect(journal.commit("rt-1", 2, 1, nothing).ok).toBe(true);
});
