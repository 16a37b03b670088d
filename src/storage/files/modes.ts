import { chmodSync, lstatSync, readdirSync, type Stats } from "node:fs";
import { join } from "node:path";
import { isAbsent } from "./folders.ts";

/** Files and folders that one look at a home visits at most. */
const MOST_VISITED = 100_000;

/** Paths of a folder and of all below it that others than its owner may use; links are not followed. Empty where modes mean nothing. */
export const openToOthers = (root: string): readonly string[] => {
  if (process.platform === "win32") return [];
  const open: string[] = [];
  const waiting = [root];
  for (let visited = 0; waiting.length > 0 && visited < MOST_VISITED; visited++) {
    const path = waiting.pop() as string;
    const stats = lookAt(path);
    if (stats === undefined || !(stats.isDirectory() || stats.isFile())) continue;
    if ((stats.mode & 0o077) !== 0) open.push(path);
    if (stats.isDirectory()) waiting.push(...readdirSync(path).map((name) => join(path, name)));
  }
  return open;
};

/** Takes the rights of everybody but the owner away from a file or a folder that `openToOthers` found. */
export const keepToOwner = (path: string): void => {
  const stats = lookAt(path);
  if (stats?.isDirectory() || stats?.isFile()) chmodSync(path, stats.mode & 0o700);
};

/** Another process may remove what was just listed. */
const lookAt = (path: string): Stats | undefined => {
  try {
    return lstatSync(path);
  } catch (error) {
    if (isAbsent(error)) return undefined;
    throw error;
  }
};
