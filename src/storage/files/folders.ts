import { closeSync, fsyncSync, lstatSync, mkdirSync, openSync } from "node:fs";
import { dirname, join } from "node:path";
import { makeRootFolder } from "../shared/root-folder.ts";
import { StorageError } from "../storage-error.ts";

/** What stands at a path, without following a link. */
export type PlaceKind = "none" | "file" | "folder" | "link" | "device";

/** True when an error says that nothing stands at the path. */
export const isAbsent = (error: unknown): boolean =>
  error instanceof Error && "code" in error && (error.code === "ENOENT" || error.code === "ENOTDIR");

/** Looks at a path itself, never at what a link there leads to. */
export const lookAt = (path: string): PlaceKind => {
  try {
    const stats = lstatSync(path);
    return stats.isFile() ? "file" : stats.isDirectory() ? "folder" : stats.isSymbolicLink() ? "link" : "device";
  } catch (error) {
    if (isAbsent(error)) return "none";
    throw error;
  }
};

/**
 * Makes the root and the folders below it that are missing, mode 0700, and returns the path of the last. The root may be a
 * link that a person set; below it every folder must be a real one. What was made survives a crash.
 */
export const makeFolders = (root: string, parts: readonly string[]): string => {
  makeRoot(root);
  let folder = root;
  for (const part of parts) {
    const above = folder;
    folder = join(above, part);
    const kind = lookAt(folder);
    if (kind === "folder") continue;
    if (kind !== "none") throw new StorageError("disk", folder, `${folder} is a ${kind}, not a folder; nothing is written through it.`);
    makeOne(folder);
    syncFolder(above);
  }
  return folder;
};

const makeRoot = (root: string): void => {
  const first = makeRootFolder(root);
  if (first !== undefined) syncFolder(dirname(first));
};

/** Another process may make the same folder at the same moment; that is as good. */
const makeOne = (folder: string): void => {
  try {
    mkdirSync(folder, { mode: 0o700 });
  } catch (error) {
    if (lookAt(folder) !== "folder") throw error;
  }
};

/** Makes the names in a folder durable. A system that cannot open folders makes them so by itself. */
export const syncFolder = (folder: string): void => {
  if (process.platform === "win32") return;
  const fd = openSync(folder, "r");
  try {
    fsyncSync(fd);
  } finally {
    closeSync(fd);
  }
};
