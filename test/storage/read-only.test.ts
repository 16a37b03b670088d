import { copyFileSync, mkdirSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { expect, onTestFinished, test } from "vitest";
import type { Journal } from "../../src/ports/journal.ts";
import { canRead, openSqliteJournal, openSqliteJournalToRead } from "../../src/storage/sqlite/journal.ts";
import { StorageError } from "../../src/storage/storage-error.ts";
import { freeze } from "../kit/frozen.ts";
import { temporaryFolder } from "../kit/home.ts";

const clock = { now: () => 1_795_500_000_000, elapsed: () => 0 };

const writeRun = (journal: Journal, run: string): void =>
  void journal.open({ run, kind: "k", version: 1, title: "Why?", facts: [{ kind: "said", data: { n: 1 } }], ledger: [[]] });

/** A home with two runs, the second of which lies in the log alone, as a killed process leaves it. */
const leftHome = (...files: readonly string[]): string => {
  const folder = temporaryFolder("frozen");
  const [live, left] = [join(folder, "live"), join(folder, "left")];
  const journal = openSqliteJournal({ home: live, clock });
  onTestFinished(() => journal.close());
  writeRun(journal, "rt-1");
  new DatabaseSync(join(live, "moot.db")).exec("PRAGMA wal_checkpoint(TRUNCATE)");
  writeRun(journal, "rt-2");
  mkdirSync(left);
  for (const name of files) copyFileSync(join(live, name), join(left, name));
  return left;
};

const read = (home: string): Journal => {
  const journal = openSqliteJournalToRead({ home, clock });
  onTestFinished(() => journal.close());
  return journal;
};

test.each([
  ["closed well", ["moot.db"], ["rt-1"]],
  ["left by a killed process", ["moot.db", "moot.db-wal", "moot.db-shm"], ["rt-2", "rt-1"]],
  ["left by a killed process, without its shared memory", ["moot.db", "moot.db-wal"], ["rt-2", "rt-1"]],
])("a home that cannot be written is read to its last event: %s", (_, files, runs) => {
  const home = leftHome(...files);
  freeze(home);
  expect(canRead(home)).toBe(true);
  const journal = read(home);
  expect(journal.runs().map(({ run }) => run)).toEqual(runs);
  expect(journal.read("rt-1")).toHaveLength(1);
  expect([journal.isHosted("rt-1"), journal.verify(() => [])]).toEqual([false, []]);
  expect(readdirSync(home).sort()).toEqual([...files].sort());
});

test("what would change it is refused as read-only, by the name of the home, and changes nothing", () => {
  const home = leftHome("moot.db", "moot.db-wal");
  freeze(home);
  const journal = read(home);
  for (const change of [
    () => writeRun(journal, "rt-3"),
    () => journal.acquire("rt-1"),
    () => journal.setCap("rt-1", 5),
    () => journal.putBlob(new Uint8Array([1])),
    () => journal.offer("rt-1", { key: "k", kind: "pause", data: null }, "me"),
  ]) {
    expect(change).toThrow(StorageError);
    expect(change).toThrow(`${join(home, "moot.db")} can be read here and not written`);
  }
  expect(journal.runs()).toHaveLength(2);
});

test("a home of an earlier schema is read from a copy, which is brought up to date in its place", () => {
  const home = leftHome("moot.db", "moot.db-wal");
  const db = new DatabaseSync(join(home, "moot.db"));
  db.exec("DROP VIEW sealable; DROP TABLE seal; DELETE FROM migration WHERE number >= 4; PRAGMA user_version = 3");
  db.close();
  freeze(home);
  expect(read(home).runs()).toHaveLength(2);
  expect(read(home).verify(() => [])).toEqual([]);
});
