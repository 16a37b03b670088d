import { hash } from "node:crypto";
import { ok } from "../../core/kernel/result.ts";
import { StorageError } from "../storage-error.ts";
import type { Db } from "./db.ts";

/** One step of the schema. `number` counts from 1 without gaps; `sha256` (hex) freezes `sql` once it is released. */
export type Migration = { readonly number: number; readonly name: string; readonly sha256: string; readonly sql: string };

/** `MOOT` in ASCII: says whose file this is. */
const APPLICATION_ID = 0x4d4f4f54;

/** SHA-256 (hex) of a migration's SQL. */
export const migrationHash = (migration: Migration): string => hash("sha256", migration.sql, "hex");

/** Throws, before anything is written, on a schema newer than `migrations` or on a database that is not Moot's. */
export const demandKnownSchema = (db: Db, migrations: readonly Migration[]): void => {
  const known = migrations.length;
  const { found, empty } = db.snapshot(() => ({
    found: schemaVersion(db),
    empty: db.get("SELECT 1 FROM sqlite_schema LIMIT 1") === undefined,
  }));
  if (found > known) {
    const message = `${db.path} has schema ${found} but this Moot knows ${known}. Update Moot; nothing was written.`;
    throw new StorageError("newer-schema", db.path, message);
  }
  if (found === 0 && !empty) {
    const message = `${db.path} is a database of another program. Move it away or set MOOT_HOME to another folder.`;
    throw new StorageError("damaged", db.path, message);
  }
};

/** Applies what is missing, each step in one immediate transaction, and checks the hashes of what was applied before. */
export const migrate = (db: Db, migrations: readonly Migration[], now: () => number): void => {
  for (const migration of migrations) {
    if (schemaVersion(db) < migration.number) db.write(() => ok(apply(db, migration, now)));
  }
  for (const { number, sha256 } of db.all<{ number: number; sha256: string }>("SELECT number, sha256 FROM migration ORDER BY number")) {
    const known = migrations[number - 1];
    if (known !== undefined && migrationHash(known) === sha256) continue;
    const message = `${db.path}: schema step ${number} is not the one this Moot knows. It was made by a changed build.`;
    throw new StorageError("damaged", db.path, message);
  }
};

/** Another process may have applied the step while this one waited for the lock. */
const apply = (db: Db, migration: Migration, now: () => number): void => {
  if (schemaVersion(db) >= migration.number) return;
  if (migration.number === 1) {
    db.script(
      "CREATE TABLE migration (number INTEGER PRIMARY KEY, name TEXT NOT NULL, sha256 TEXT NOT NULL, applied_ms INTEGER NOT NULL) STRICT",
    );
    db.script(`PRAGMA application_id = ${APPLICATION_ID}`);
  }
  db.script(migration.sql);
  const { number, name } = migration;
  db.run("INSERT INTO migration(number, name, sha256, applied_ms) VALUES (?, ?, ?, ?)", number, name, migrationHash(migration), now());
  db.script(`PRAGMA user_version = ${number}`);
};

/** How many steps of the schema were applied. */
export const schemaVersion = (db: Db): number => db.get<{ user_version: number }>("PRAGMA user_version")?.user_version ?? 0;
