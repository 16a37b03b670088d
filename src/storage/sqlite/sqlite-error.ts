import { Bug } from "../../core/kernel/invariant.ts";
import { StorageError } from "../storage-error.ts";

const BUSY = 5;
const LOCKED = 6;
const READONLY = 8;
const CORRUPT = 11;
const FULL = 13;
const CONSTRAINT = 19;
const NOTADB = 26;

/** The primary SQLite code of an error, or undefined when it did not come from SQLite. */
const primaryCode = (error: unknown): number | undefined =>
  error instanceof Error && "errcode" in error && typeof error.errcode === "number" ? error.errcode & 0xff : undefined;

/** True when another connection holds a lock and waiting may help. */
export const isBusy = (error: unknown): boolean => primaryCode(error) === BUSY;

/** A SQLite error as `StorageError`, or as `Bug` when a constraint refused the row. Other errors come back unchanged. */
export const translate = (error: unknown, path: string): unknown => {
  const code = primaryCode(error);
  if (code === undefined) return error;
  const text = (error as Error).message;
  const options = { cause: error };
  switch (code) {
    case CONSTRAINT:
      return new Bug(`journal: the database refused a row: ${text}`, options);
    case BUSY:
    case LOCKED:
      return new StorageError("busy", path, `${path} is locked by another process (${text}). Try again when it has ended.`, options);
    case FULL:
      return new StorageError(
        "disk-full",
        path,
        `The disk that holds ${path} is full (${text}). Nothing was lost; free some space.`,
        options,
      );
    case READONLY:
      return new StorageError(
        "read-only",
        path,
        `${path} cannot be written (${text}). Check its owner and mode, or set MOOT_HOME.`,
        options,
      );
    case CORRUPT:
    case NOTADB:
      return new StorageError("damaged", path, `${path} is damaged (${text}). Keep a copy and restore a backup.`, options);
    default:
      return new StorageError("disk", path, `${path} could not be read or written (${text}). Check the disk and its free space.`, options);
  }
};
