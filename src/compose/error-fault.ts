import { StorageError, type StorageErrorCode } from "../storage/storage-error.ts";

/** A failure of a disk or a bug, as every surface tells it. */
export type ErrorFault = { readonly code: string; readonly message: string; readonly hint: string; readonly retryable: boolean };

const STORAGE_CODES: Readonly<Record<StorageErrorCode, { readonly code: string; readonly hint: string }>> = {
  "newer-schema": { code: "HOME_NEWER", hint: "npm install -g moot@latest" },
  "old-sqlite": { code: "OLD_SQLITE", hint: "install the latest Node 24: https://nodejs.org/en/download" },
  "unwritable-home": { code: "HOME_UNWRITABLE", hint: "MOOT_HOME=~/moot-home moot init" },
  "network-home": { code: "HOME_ON_NETWORK", hint: "MOOT_HOME=~/moot-home moot init" },
  busy: { code: "HOME_BUSY", hint: "moot doctor" },
  "disk-full": { code: "DISK_FULL", hint: "free some space; what was begun goes on with: moot resume latest" },
  "read-only": { code: "HOME_READ_ONLY", hint: "MOOT_HOME=~/moot-home moot init" },
  damaged: { code: "HOME_DAMAGED", hint: "moot doctor --deep" },
  disk: { code: "DISK_FAILED", hint: "moot doctor" },
};

/** Turns what was thrown into a fault. Anything that storage did not throw is a bug of ours. */
export const faultOfError = (error: unknown): ErrorFault => {
  if (error instanceof StorageError) return { ...STORAGE_CODES[error.code], message: error.message, retryable: error.code === "busy" };
  const message = error instanceof Error ? `${error.name}: ${error.message}` : String(error);
  return { code: "UNEXPECTED", message, hint: "run it again with --debug and report what it prints", retryable: false };
};
