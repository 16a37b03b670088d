import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { afterEach, beforeEach, expect, test } from "vitest";
import { ok } from "../../core/kernel/result.ts";
import { migrations } from "../migrations/all.ts";
import { StorageError, type StorageErrorCode } from "../storage-error.ts";
import { openSqliteJournal } from "./journal.ts";
import { type Migration, migrationHash } from "./migrate.ts";
import { demandSqlite, openDatabase } from "./open.ts";

const clock = { now: () => 1_795_500_000_000, elapsed: () => 0 };
let home = "";

beforeEach(() => {
  home = mkdtempSync(join(tmpdir(), "moot-open-"));
});
afterEach(() => rmSync(home, { recursive: true, force: true }));

const errorOf = (action: () => unknown): StorageError => {
  try {
    action();
  } catch (error) {
    if (error instanceof StorageError) return error;
    throw error;
  }
  throw new Error("expected a StorageError");
};

const expectCode = (code: StorageErrorCode, action: () => unknown): StorageError => {
  const error = errorOf(action);
  expect(error.code).toBe(code);
  expect(error.message).toContain(error.path);
  return error;
};

const raw = (work: (db: DatabaseSync) => void): void => {
  const db = new DatabaseSync(join(home, "moot.db"));
  work(db);
  db.close();
};

test("a home is made with folders 0700 and files 0600, also the log beside the database", () => {
  const path = join(home, "deep", "er");
  const journal = openSqliteJournal({ home: path, clock });
  journal.open({ run: "rt-1", kind: "k", version: 1, title: "", facts: [{ kind: "a", data: 1 }], ledger: [[]] });
  journal.acquire("rt-1");
  const mode = (name: string): string => (statSync(join(path, name)).mode & 0o777).toString(8);
  expect(["", "hosts"].map(mode)).toEqual(["700", "700"]);
  expect(["moot.db", "moot.db-wal", "moot.db-shm", "bell", join("hosts", readdirSync(join(path, "hosts"))[0] as string)].map(mode)).toEqual(
    Array.from({ length: 5 }, () => "600"),
  );
  journal.close();
  expect(readdirSync(join(path, "hosts"))).toEqual([]);
});

test("the connection is durable: write-ahead log, full sync, foreign keys", () => {
  const db = openDatabase(join(home, "moot.db"), migrations, () => 0);
  const pragma = (name: string): unknown => Object.values(db.get<object>(`PRAGMA ${name}`) ?? {})[0];
  expect(["journal_mode", "synchronous", "foreign_keys", "user_version"].map(pragma)).toEqual(["wal", 2, 1, migrations.length]);
  db.close();
});

test("an old SQLite, or none, is refused by name", () => {
  for (const version of ["3.51.2", "3.50.9", "2.99.99", undefined]) expectCode("old-sqlite", () => demandSqlite(version, home));
  for (const version of ["3.51.3", "3.51.10", "3.52.0", "4.0.0"]) demandSqlite(version, home);
});

test("a newer schema is refused and not written", () => {
  openSqliteJournal({ home, clock }).close();
  raw((db) => db.exec(`PRAGMA user_version = ${migrations.length + 1}`));
  const before = readFileSync(join(home, "moot.db"));
  const error = expectCode("newer-schema", () => openSqliteJournal({ home, clock }));
  expect(error.message).toContain(String(migrations.length + 1));
  expect(readFileSync(join(home, "moot.db"))).toEqual(before);
});

test("a database of another program is refused and not written", () => {
  raw((db) => db.exec("CREATE TABLE theirs (a)"));
  expectCode("damaged", () => openSqliteJournal({ home, clock }));
  raw((db) => expect(db.prepare("SELECT count(*) AS n FROM sqlite_schema").get()?.n).toBe(1));
});

test("a file that is no database is refused and kept", () => {
  writeFileSync(join(home, "moot.db"), "not a database, but long enough to have a header of one hundred bytes ".repeat(4));
  expectCode("damaged", () => openSqliteJournal({ home, clock }));
});

test("a home that cannot be one is refused with MOOT_HOME in the message", () => {
  writeFileSync(join(home, "file"), "");
  expect(expectCode("unwritable-home", () => openSqliteJournal({ home: join(home, "file"), clock })).message).toContain("MOOT_HOME");
  mkdirSync(join(home, "other", "moot.db"), { recursive: true });
  expectCode("unwritable-home", () => openSqliteJournal({ home: join(home, "other"), clock }));
});

test("a migration that fails leaves the step before it", () => {
  const path = join(home, "moot.db");
  const broken: Migration = {
    number: migrations.length + 1,
    name: "broken",
    sha256: "",
    sql: "CREATE TABLE half (a); CREATE TABLE half (a);",
  };
  expectCode("disk", () => openDatabase(path, [...migrations, broken], () => 0));
  const db = openDatabase(path, migrations, () => 0);
  expect(db.get("SELECT 1 FROM sqlite_schema WHERE name = 'half'")).toBeUndefined();
  db.close();
});

test("later migrations are applied once, in order, to a home of an earlier version", () => {
  const path = join(home, "moot.db");
  openDatabase(path, migrations, () => 0).close();
  const next: Migration = { number: migrations.length + 1, name: "next", sha256: "", sql: "CREATE TABLE next (a)" };
  for (let i = 0; i < 2; i++) openDatabase(path, [...migrations, next], () => 7).close();
  const db = openDatabase(path, [...migrations, next], () => 0);
  const rows = db.all<{ number: number; applied_ms: number }>("SELECT number, applied_ms FROM migration ORDER BY number");
  expect(rows.map(({ number, applied_ms }) => [number, applied_ms])).toEqual([
    ...migrations.map(({ number }) => [number, 0]),
    [next.number, 7],
  ]);
  db.close();
});

test("released migrations are frozen: their text has the hash that was written down", () => {
  expect(migrations.map(({ number }) => number)).toEqual(migrations.map((_, i) => i + 1));
  for (const migration of migrations) expect(migrationHash(migration)).toBe(migration.sha256);
});

test("a home that another build of a migration made is refused", () => {
  const path = join(home, "moot.db");
  const [first] = migrations as readonly [Migration];
  openDatabase(path, [{ ...first, sql: `${first.sql} -- changed` }], () => 0).close();
  expectCode("damaged", () => openDatabase(path, migrations, () => 0));
});

test("a throw or a fault rolls a transaction back, and the connection goes on", () => {
  const db = openDatabase(join(home, "moot.db"), migrations, () => 0);
  const insert = (): unknown => db.run("INSERT INTO blob(hash, bytes) VALUES ('a', x'00')");
  expect(() =>
    db.write(() => {
      insert();
      throw new Error("planted");
    }),
  ).toThrow("planted");
  db.write(() => {
    insert();
    return { ok: false, fault: "no" };
  });
  expect(db.all("SELECT * FROM blob")).toEqual([]);
  db.write(() => ok(insert()));
  expect(db.all("SELECT * FROM blob")).toHaveLength(1);
  db.close();
});

test("no module of storage but open.ts prepares statements or opens databases", () => {
  const root = join(import.meta.dirname, "..");
  const files = readdirSync(root, { recursive: true, encoding: "utf8" }).filter(
    (name) => name.endsWith(".ts") && !name.endsWith(".test.ts"),
  );
  const preparing = files.filter((name) => /\.prepare\(|new DatabaseSync/.test(readFileSync(join(root, name), "utf8")));
  expect(preparing).toEqual([join("sqlite", "open.ts")]);
});

test("many reads of few statements keep the memory flat", () => {
  const db = openDatabase(join(home, "moot.db"), migrations, () => 0);
  const read = (count: number): void => {
    for (let i = 0; i < count; i++) db.get("SELECT 1 FROM run WHERE run = ?", String(i));
  };
  read(20_000);
  const before = process.memoryUsage().rss;
  read(200_000);
  expect((process.memoryUsage().rss - before) / 1e6).toBeLessThan(60);
  db.close();
});
