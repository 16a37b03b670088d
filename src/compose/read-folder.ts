import { readdirSync, realpathSync } from "node:fs";
import { join, relative, sep } from "node:path";
import type { ExportFolder } from "../usecases/export/publish.ts";
import { readRegularFile } from "./read-file.ts";

/** Entries that are listed at most. */
const MAX_ENTRIES = 20_000;

/** A folder that a person named, to be read: regular files inside it only, however links lead. */
export const readFolder = (folder: string): ExportFolder => ({
  read: (path) => {
    try {
      const root = realpathSync(folder);
      const real = realpathSync(join(root, path));
      return real === join(root, ...path.split("/")) ? readRegularFile(real) : undefined;
    } catch {
      return undefined;
    }
  },
  paths: () => {
    try {
      return readdirSync(folder, { recursive: true, withFileTypes: true })
        .slice(0, MAX_ENTRIES)
        .filter((entry) => !entry.isDirectory())
        .map((entry) => relative(folder, join(entry.parentPath, entry.name)).replaceAll(sep, "/"))
        .sort();
    } catch {
      return [];
    }
  },
});
