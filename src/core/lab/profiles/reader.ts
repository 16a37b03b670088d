import type { Reading } from "./fact.ts";

/** A text file. `path` is relative to the folder that is read, with `/`. */
export type SourceFile = { readonly path: string; readonly text: string };

/**
 * The other files of the folder: what a profile may include or inherit from. Paths are relative to that folder, so nothing
 * outside can be named. `read` gives undefined for what is not there or no text.
 */
export type Neighbours = { readonly paths: readonly string[]; readonly read: (path: string) => string | undefined };

/**
 * A reader of one kind of file: an open set, one file of `readers/` each, exported as `entry`. At most one recognises a file.
 * `read` is total: what it cannot take is skipped with its place and reason.
 */
export type ProfileReader = {
  readonly id: string;
  readonly title: string;
  readonly recognises: (file: SourceFile) => boolean;
  readonly read: (file: SourceFile, neighbours: Neighbours) => Reading;
};

/** A path that a file names, seen from its own folder, as a path from the folder that is read; undefined when it leads out of it. */
export const resolvePath = (from: string, named: string): string | undefined => {
  if (named.startsWith("/") || named.startsWith("~") || named.includes("\\")) return undefined;
  const parts = from.split("/").slice(0, -1);
  for (const part of named.split("/")) {
    if (part === "..") {
      if (parts.pop() === undefined) return undefined;
    } else if (part !== "." && part !== "") parts.push(part);
  }
  return parts.join("/");
};
