import { copyFileSync, existsSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { StorageError } from "../storage-error.ts";
import type { Db } from "./db.ts";
import { demandKnownSchema, type Migration, schemaVersion } from "./migrate.ts";
import { connect, demandSqlite, openDatabase } from "./open.ts";

/**
 * Opens the database of a home that can be read and not written. Where its log cannot be read in place (SQLite needs a file of
 * shared memory beside it), or its schema is older than this Moot's, a copy in a temporary folder is read, which goes away at
 * `close`. Every change is refused with `read-only`.
 */
export const openForReading = (path: string, migrations: readonly Migration[], now: () => number): Db => {
  demandSqlite(process.versions.sqlite, path);
  const db = inPlace(path, migrations) ?? copied(path, migrations, now);
  const refuse = (): never => {
    const message = `${path} can be read here and not written. Set MOOT_HOME to a folder that you own and can write to.`;
    throw new StorageError("read-only", path, message);
  };
  return { ...db, path, run: refuse, script: refuse, write: refuse };
};

/** Undefined where the file cannot be read as it lies. */
const inPlace = (path: string, migrations: readonly Migration[]): Db | undefined => {
  const db = connect(path, { readOnly: true });
  try {
    demandKnownSchema(db, migrations);
    if (schemaVersion(db) === migrations.length) return db;
  } catch (error) {
    if (!(error instanceof StorageError) || !CANNOT.has(error.code)) {
      db.close();
      throw error;
    }
  }
  db.close();
  return undefined;
};

/** How SQLite says that it may not make the files that it needs. */
const CANNOT: ReadonlySet<string> = new Set(["read-only", "disk"]);

const copied = (path: string, migrations: readonly Migration[], now: () => number): Db => {
  const folder = mkdtempSync(join(tmpdir(), "moot-read-"));
  const remove = (): void => rmSync(folder, { recursive: true, force: true });
  try {
    const copy = join(folder, "moot.db");
    copyFileSync(path, copy);
    if (existsSync(`${path}-wal`)) copyFileSync(`${path}-wal`, `${copy}-wal`);
    const db = openDatabase(copy, migrations, now);
    return {
      ...db,
      close: () => {
        db.close();
        remove();
      },
    };
  } catch (error) {
    remove();
    throw error;
  }
};
