import { StorageError, type StorageErrorCode } from "../storage-error.ts";

const CODES: Readonly<Record<string, StorageErrorCode>> = {
  EACCES: "unwritable-home",
  EPERM: "unwritable-home",
  EEXIST: "unwritable-home",
  ENOENT: "unwritable-home",
  ENOTDIR: "unwritable-home",
  EROFS: "read-only",
  ENOSPC: "disk-full",
  EDQUOT: "disk-full",
};

/** What the disk refused, as an error that names the path and MOOT_HOME; an error that already says so comes back unchanged. */
export const homeError = (error: unknown, home: string, path: string, act: "read" | "written" = "written"): unknown => {
  if (error instanceof StorageError || !(error instanceof Error) || !("code" in error)) return error;
  const code = CODES[String(error.code)] ?? "disk";
  const advice =
    code === "disk-full"
      ? "Nothing was lost; free some space, or set MOOT_HOME to a folder on another disk."
      : "Set MOOT_HOME to a folder that you own and can write to.";
  return new StorageError(code, path, `${path} in the home ${home} cannot be ${act} (${error.message}). ${advice}`, { cause: error });
};
