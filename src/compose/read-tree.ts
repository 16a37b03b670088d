import { basename, dirname, join } from "node:path";
import { fail, ok, type Result } from "../core/kernel/result.ts";
import type { Neighbours } from "../core/lab/profiles/reader.ts";
import type { ReadableFolder } from "../ports/home.ts";
import type { ReadFault } from "./read-file.ts";

/** What a person named: the files to read, by their paths in a folder, and everything in it that they may refer to. */
export type Tree = { readonly root: string; readonly paths: readonly string[]; readonly neighbours: Neighbours };

/** Paths of one folder, and how deep they may lie. */
const MOST_PATHS = 5_000;
const MOST_DEPTH = 12;

/** A file with its folder, or a folder with all it holds. Nothing outside that folder can be read by it. */
export const readTree = async (named: string): Promise<Result<Tree, ReadFault>> => {
  const [{ openFolder }, { lookAt }] = await Promise.all([
    import("../storage/files/home-folder.ts"),
    import("../storage/files/folders.ts"),
  ]);
  const refuse = (message: string): Result<Tree, ReadFault> =>
    fail({ code: "INPUT_UNREADABLE", message, hint: "name a file or a folder that you can read" });
  try {
    const kind = lookAt(named);
    if (kind !== "file" && kind !== "folder")
      return refuse(`${named} is ${kind === "none" ? "not there" : `a ${kind}, no file and no folder`}`);
    const root = kind === "folder" ? named : dirname(named);
    const folder = openFolder(root);
    const all = pathsOf(folder);
    if (all.length > MOST_PATHS) return refuse(`${root} holds more than ${MOST_PATHS} files`);
    return ok({
      root,
      paths: kind === "folder" ? all : [basename(named)],
      neighbours: { paths: all, read: (path) => readable(folder, path) },
    });
  } catch (error) {
    return refuse(`${named} cannot be read: ${error instanceof Error ? error.message : String(error)}`);
  }
};

/** The files below a folder, in code-unit order of each folder; hidden ones are left out. At most one more than may be. */
const pathsOf = (folder: ReadableFolder): readonly string[] => {
  const found: string[] = [];
  const visit = (path: string, depth: number): void => {
    for (const name of folder.list(path)) {
      if (found.length > MOST_PATHS) return;
      if (name.startsWith(".")) continue;
      if (!name.endsWith("/")) found.push(join(path, name));
      else if (depth < MOST_DEPTH) visit(join(path, name.slice(0, -1)), depth + 1);
    }
  };
  visit("", 0);
  return found;
};

/** What cannot be read is no text, like what is not there. */
const readable = (folder: ReadableFolder, path: string): string | undefined => {
  try {
    return folder.read(path);
  } catch {
    return undefined;
  }
};
