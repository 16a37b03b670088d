import { realpathSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import { fail, ok, type Result } from "../core/kernel/result.ts";
import type { Neighbours } from "../core/lab/profiles/reader.ts";
import type { ReadableFolder } from "../ports/home.ts";
import type { ReadFault } from "./read-file.ts";

/**
 * What a person named: the files to read, by their paths in a folder, and everything in it that they may refer to. A file of an archive
 * has the archive's path before its own. `unread` is what could not be opened, and why.
 */
export type Tree = {
  readonly root: string;
  readonly paths: readonly string[];
  readonly neighbours: Neighbours;
  readonly unread: readonly { readonly path: string; readonly why: string }[];
};

/** Paths of one folder, and how deep they may lie. */
const MOST_PATHS = 5_000;
const MOST_DEPTH = 12;
/** Archives that are opened, and bytes of one. */
const MOST_ARCHIVES = 100;
const MOST_ARCHIVE_BYTES = 128 * 1024 * 1024;

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
    const paths = kind === "folder" ? all : [basename(named)];
    const { texts, unread } = await unpacked(realpathSync.native(root), paths, kind === "folder");
    const inside = [...texts.keys()];
    return ok({
      root,
      paths: paths.flatMap((path) => (isProfileArchive(path) ? inside.filter((one) => one.startsWith(`${path}/`)) : [path])),
      neighbours: { paths: [...all, ...inside], read: (path) => texts.get(path) ?? readable(folder, path) },
      unread,
    });
  } catch (error) {
    return refuse(`${named} cannot be read: ${error instanceof Error ? error.message : String(error)}`);
  }
};

type Unpacked = { readonly texts: ReadonlyMap<string, string>; readonly unread: Tree["unread"] };

/** The texts of the archives among these paths. In a folder no link is followed; a file that a person named may be one. */
const unpacked = async (root: string, paths: readonly string[], isFolder: boolean): Promise<Unpacked> => {
  const texts = new Map<string, string>();
  const unread: { path: string; why: string }[] = [];
  const archives = paths.filter(isProfileArchive);
  if (archives.length === 0) return { texts, unread };
  const { archivedProfiles } = await import("../parts/archived-profiles.ts");
  const { readThrough, readWholeFile } = await import("../storage/files/descriptor.ts");
  for (const path of archives.slice(MOST_ARCHIVES)) unread.push({ path, why: `is not read: at most ${MOST_ARCHIVES} archives are` });
  for (const path of archives.slice(0, MOST_ARCHIVES)) {
    const bytes = (isFolder ? readThrough : readWholeFile)(join(root, path), MOST_ARCHIVE_BYTES);
    const read = bytes.ok ? await archivedProfiles(bytes.value) : fail(bytes.fault.message);
    if (!read.ok) unread.push({ path, why: read.fault });
    else if (read.value.size === 0) unread.push({ path, why: "holds no text that may be a profile" });
    else for (const [name, text] of read.value) texts.set(`${path}/${name}`, text);
  }
  return { texts, unread };
};

/** By its name: a project of a slicer, or what Cura exports. */
const isProfileArchive = (path: string): boolean => /[.](?:3mf|curaprofile)$/iu.test(path);

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
