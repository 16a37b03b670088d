/**
 * @module The only file that knows `node:sqlite`. Owns one connection: durable settings, a statement cache, immediate
 * transactions, patience with locks. Refuses an old SQLite, a newer schema and raw statements elsewhere.
 */
import { hash } from "node:crypto";
import { DatabaseSync, type StatementSync } from "node:sqlite";
import { StorageError } from "../storage-error.ts";
import type { Db, Value } from "./db.ts";
import { demandKnownSchema, type Migration, migrate } from "./migrate.ts";
import { isBusy, translate } from "./sqlite-error.ts";
import { StatementCache } from "./statement-cache.ts";

/** How long a locked database is waited for, in ms. */
const PATIENCE_MS = 10_000;

/** The oldest SQLite that is opened: older releases can lose a write when a WAL is reset while a checkpoint runs. */
export const OLDEST_SQLITE = "3.51.3";

/** Opens (and creates) a database and brings its schema up to date. The file must exist or be creatable. */
export const openDatabase = (path: string, migrations: readonly Migration[], now: () => number): Db => {
  demandSqlite(process.versions.sqlite, path);
  const db = connect(path);
  try {
    demandKnownSchema(db, migrations);
    const mode = db.get<{ journal_mode: string }>("PRAGMA journal_mode = WAL")?.journal_mode;
    if (mode !== "wal") throw new StorageError("disk", path, `${path}: expected a write-ahead log but found '${mode}'. Use a local disk.`);
    db.script("PRAGMA synchronous = FULL; PRAGMA foreign_keys = ON; PRAGMA journal_size_limit = 67108864");
    migrate(db, migrations, now);
    return db;
  } catch (error) {
    db.close();
    throw error;
  }
};

/** Throws `old-sqlite` when `version` is older than Moot accepts. */
export const demandSqlite = (version: string | undefined, path: string): void => {
  const parts = (text: string): number[] => text.split(".").map(Number);
  const [have, want] = [parts(version ?? "0"), parts(OLDEST_SQLITE)];
  const differing = want.findIndex((part, i) => part !== (have[i] ?? 0));
  if (differing === -1 || (have[differing] ?? 0) > (want[differing] as number)) return;
  const found = version === undefined ? "no SQLite" : `SQLite ${version}`;
  throw new StorageError(
    "old-sqlite",
    path,
    `Expected SQLite ${OLDEST_SQLITE} or newer for ${path} but this Node carries ${found}. Update Node.`,
  );
};

/** `patienceMs` 0 fails at once on a lock. */
type ConnectOptions = { readonly patienceMs?: number; readonly readOnly?: boolean };

/** A connection without settings or schema: for lock files, checks and homes that are only read. */
export const connect = (path: string, { patienceMs = PATIENCE_MS, readOnly = false }: ConnectOptions = {}): Db => {
  const database = guarded(path, () => new DatabaseSync(path, { timeout: 0, readOnly }));
  database.function("sha256", { deterministic: true }, (text) => (typeof text === "string" ? hash("sha256", text, "hex") : null));
  const cache = new StatementCache<StatementSync>((sql) => database.prepare(sql));
  const tupleCache = new StatementCache<StatementSync>((sql) => {
    const statement = database.prepare(sql);
    statement.setReturnArrays(true);
    return statement;
  });
  const patiently = <T>(action: () => T): T => guarded(path, () => withPatience(action, patienceMs));

  const run: Db["run"] = (sql, ...values) => {
    const { changes, lastInsertRowid } = patiently(() => cache.get(sql).run(...values));
    return { changes: Number(changes), id: Number(lastInsertRowid) };
  };
  const inTransaction = <T>(begin: string, body: () => T, keep: (value: T) => boolean): T => {
    run(begin);
    try {
      const value = body();
      run(keep(value) ? "COMMIT" : "ROLLBACK");
      return value;
    } catch (error) {
      // SQLite has already rolled back after some errors, such as a full disk.
      if (database.isTransaction) run("ROLLBACK");
      throw error;
    }
  };

  return {
    path,
    run,
    get: <T>(sql: string, ...values: Value[]) => patiently(() => cache.get(sql).get(...values)) as T | undefined,
    all: <T>(sql: string, ...values: Value[]) => patiently(() => cache.get(sql).all(...values)) as T[],
    tuples: <T extends readonly unknown[]>(sql: string, ...values: Value[]) =>
      patiently(() => tupleCache.get(sql).all(...values)) as unknown as T[],
    iterate: <T>(sql: string, ...values: Value[]) => patiently(() => cache.get(sql).iterate(...values)) as IterableIterator<T>,
    script: (sql) => patiently(() => database.exec(sql)),
    write: (body) => inTransaction("BEGIN IMMEDIATE", body, ({ ok }) => ok),
    snapshot: (body) => inTransaction("BEGIN", body, () => true),
    close: () => {
      cache.clear();
      tupleCache.clear();
      if (database.isOpen) database.close();
    },
  };
};

const guarded = <T>(path: string, action: () => T): T => {
  try {
    return action();
  } catch (error) {
    throw translate(error, path);
  }
};

const LONGEST_PAUSE_MS = 8;
const pauseCell = new Int32Array(new SharedArrayBuffer(4));

/** Repeats `action` while the database is locked, with jittered pauses, until `patienceMs` have passed. */
const withPatience = <T>(action: () => T, patienceMs: number): T => {
  let deadline: number | undefined;
  for (let longest = 0.5; ; longest = Math.min(longest * 2, LONGEST_PAUSE_MS)) {
    try {
      return action();
    } catch (error) {
      if (!isBusy(error)) throw error;
      const now = performance.now();
      deadline ??= now + patienceMs;
      if (now >= deadline) throw error;
      Atomics.wait(pauseCell, 0, 0, Math.random() * longest);
    }
  }
};
