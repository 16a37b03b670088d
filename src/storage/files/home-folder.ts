/**
 * @module Folders on this machine's disk: bundled assets and projects to read, the home to read and write. Owns the promise
 * that nothing outside the root is touched: paths are plain names, links that leave the root are not followed, and no write
 * goes through a link at all. Entry: `openFolder`, `openHomeFolder`.
 */
import { randomBytes } from "node:crypto";
import {
  closeSync,
  constants,
  fstatSync,
  fsyncSync,
  openSync,
  readdirSync,
  readFileSync,
  realpathSync,
  renameSync,
  rmSync,
  writeSync,
} from "node:fs";
import { join, resolve, sep } from "node:path";
import { Bug } from "../../core/kernel/invariant.ts";
import { byCodeUnit } from "../../core/kernel/json.ts";
import type { HomeFolder, ReadableFolder } from "../../ports/home.ts";
import { StorageError } from "../storage-error.ts";
import { isAbsent, lookAt, makeFolders, syncFolder } from "./folders.ts";
import { homeError } from "./home-error.ts";

/** Bytes of the largest file that is read as one text. */
const MAX_TEXT_BYTES = 64 * 1024 * 1024;

/** Characters that mean something else than themselves in a name. */
const SPECIAL = process.platform === "win32" ? /[\0\\:]/ : /\0/;

const TEMPORARY = /^[.]tmp-[0-9a-f]+$/;

/** Opens a folder for reading. It need not exist: then it is empty. */
export const openFolder = (root: string): ReadableFolder => {
  const base = resolve(root);
  return { root: base, read: (path) => readText(base, partsOf(path)), list: (path) => listNames(base, path === "" ? [] : partsOf(path)) };
};

/** Opens the home. Nothing is created before the first write. */
export const openHomeFolder = (root: string): HomeFolder => {
  const folder = openFolder(root);
  const guarded = (path: string, act: (parts: readonly string[]) => void): void => {
    const parts = partsOf(path);
    try {
      act(parts);
    } catch (error) {
      throw homeError(error, folder.root, join(folder.root, ...parts));
    }
  };
  const readable = <T>(path: string, act: (path: string) => T): T => {
    try {
      return act(path);
    } catch (error) {
      throw homeError(error, folder.root, join(folder.root, path), "read");
    }
  };
  return {
    root: folder.root,
    read: (path) => readable(path, folder.read),
    list: (path) => readable(path, folder.list),
    write: (path, text) => guarded(path, (parts) => replaceFile(folder.root, parts, text)),
    makeFolder: (path) => guarded(path, (parts) => void makeFolders(folder.root, parts)),
    remove: (path) => guarded(path, (parts) => removeAt(folder.root, parts)),
  };
};

/** The names of a path. Throws `Bug` on anything but plain names between slashes. */
const partsOf = (path: string): readonly string[] => {
  const parts = path.split("/");
  const isPlain = (part: string): boolean => part !== "" && part !== "." && part !== ".." && !SPECIAL.test(part);
  if (parts.every(isPlain)) return parts;
  throw new Bug(`expected a path of plain names below the root but found ${JSON.stringify(path)}`);
};

/** The real place of a path, or undefined when there is none. Throws when a link leads out of the root. */
const realPlace = (root: string, parts: readonly string[]): string | undefined => {
  try {
    const base = realpathSync.native(root);
    const real = realpathSync.native(join(base, ...parts));
    if (real === base || real.startsWith(base.endsWith(sep) ? base : base + sep)) return real;
  } catch (error) {
    if (isAbsent(error)) return undefined;
    throw error;
  }
  const path = join(root, ...parts);
  throw new StorageError("disk", path, `${path} is reached through a link that leaves ${root}; put the file itself there.`);
};

const readText = (root: string, parts: readonly string[]): string | undefined => {
  const place = realPlace(root, parts);
  if (place === undefined) return undefined;
  const path = join(root, ...parts);
  const fd = openSync(place, constants.O_RDONLY | (constants.O_NONBLOCK ?? 0));
  try {
    const stats = fstatSync(fd);
    if (stats.isDirectory()) return undefined;
    if (!stats.isFile()) throw new StorageError("disk", path, `${path} is not a file.`);
    if (stats.size > MAX_TEXT_BYTES) {
      throw new StorageError("disk", path, `${path} has ${stats.size} bytes; at most ${MAX_TEXT_BYTES} are read.`);
    }
    return readFileSync(fd, "utf8");
  } finally {
    closeSync(fd);
  }
};

/** A link is listed as what it leads to while that stays below the root, and not at all otherwise. */
const listNames = (root: string, parts: readonly string[]): readonly string[] => {
  const place = realPlace(root, parts);
  if (place === undefined || lookAt(place) !== "folder") return [];
  const named = readdirSync(place, { withFileTypes: true }).flatMap((entry) => {
    if (TEMPORARY.test(entry.name)) return [];
    const kind = entry.isSymbolicLink()
      ? linkKind(root, [...parts, entry.name])
      : entry.isDirectory()
        ? "folder"
        : entry.isFile()
          ? "file"
          : "other";
    return kind === "folder" ? [`${entry.name}/`] : kind === "file" ? [entry.name] : [];
  });
  return named.sort(byCodeUnit);
};

const linkKind = (root: string, parts: readonly string[]): string => {
  try {
    const place = realPlace(root, parts);
    return place === undefined ? "none" : lookAt(place);
  } catch {
    return "outside";
  }
};

const replaceFile = (root: string, parts: readonly string[], text: string): void => {
  const folder = makeFolders(root, parts.slice(0, -1));
  const target = join(folder, parts.at(-1) as string);
  const kind = lookAt(target);
  if (kind !== "none" && kind !== "file") throw new StorageError("disk", target, `${target} is a ${kind}; only a file is replaced.`);
  const temporary = join(folder, `.tmp-${randomBytes(8).toString("hex")}`);
  try {
    writeWhole(temporary, text);
    renameSync(temporary, target);
  } catch (error) {
    rmSync(temporary, { force: true });
    throw error;
  }
  syncFolder(folder);
};

const writeWhole = (path: string, text: string): void => {
  const fd = openSync(path, "wx", 0o600);
  try {
    const bytes = Buffer.from(text, "utf8");
    for (let at = 0; at < bytes.length; ) at += writeSync(fd, bytes, at);
    fsyncSync(fd);
  } finally {
    closeSync(fd);
  }
};

const removeAt = (root: string, parts: readonly string[]): void => {
  const above = parts.slice(0, -1).map((_, index) => join(root, ...parts.slice(0, index + 1)));
  for (const folder of above) {
    const kind = lookAt(folder);
    if (kind === "none") return;
    if (kind !== "folder") throw new StorageError("disk", folder, `${folder} is a ${kind}; nothing below it is removed.`);
  }
  const target = join(root, ...parts);
  if (lookAt(target) === "none") return;
  rmSync(target, { recursive: true, force: true });
  syncFolder(above.at(-1) ?? root);
};
