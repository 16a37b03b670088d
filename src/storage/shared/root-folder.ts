import { existsSync, mkdirSync, statSync } from "node:fs";
import { dirname } from "node:path";

/**
 * Makes a folder and the folders above it that are missing, mode 0700, and returns the first that was made. One `mkdir` a
 * level: Node's recursive form asks again without end where a file system answers ENOENT to a new name, as /proc does.
 * Throws what the system says when a level cannot be made, or when `path` is something else than a folder.
 */
export const makeRootFolder = (path: string): string | undefined => {
  const missing: string[] = [];
  for (let at = path; !existsSync(at) && at !== dirname(at); at = dirname(at)) missing.unshift(at);
  for (const folder of missing) {
    try {
      mkdirSync(folder, { mode: 0o700 });
    } catch (error) {
      // Another process may make the same folder at the same moment; that is as good.
      if (!isFolder(folder)) throw error;
    }
  }
  if (!isFolder(path)) throw Object.assign(new Error(`${path} is not a folder`), { code: "ENOTDIR" });
  return missing[0];
};

const isFolder = (path: string): boolean => statSync(path, { throwIfNoEntry: false })?.isDirectory() === true;
