/** Why storage cannot go on. `newer-schema`, `busy`: nothing is wrong with the data. `damaged`: run the integrity check. */
export type StorageErrorCode =
  | "newer-schema"
  | "old-sqlite"
  | "unwritable-home"
  | "network-home"
  | "busy"
  | "disk-full"
  | "read-only"
  | "damaged"
  | "disk";

/** Thrown when the disk, the home or the database file cannot serve. The message names the path and what to do next. */
export class StorageError extends Error {
  override readonly name = "StorageError";
  readonly code: StorageErrorCode;
  /** The file or folder concerned. */
  readonly path: string;

  constructor(code: StorageErrorCode, path: string, message: string, options?: ErrorOptions) {
    super(message, options);
    this.code = code;
    this.path = path;
  }
}
