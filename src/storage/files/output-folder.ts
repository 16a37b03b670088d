import { randomBytes } from "node:crypto";
import { closeSync, fsyncSync, mkdirSync, openSync, renameSync, rmSync, writeSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { syncFolder } from "./folders.ts";

/**
 * Replaces files in a folder that a person named, making it and the folders below it that names with `/` call for. Every file is written whole beside its place
 * before the first takes its place, with the modes that are usual here; then the files named `stale` go. Returns the paths, absolute, in order. Throws what the
 * disk says; then no file is half-written.
 */
export const replaceFiles = (
  folder: string,
  files: Readonly<Record<string, string | Uint8Array>>,
  stale: readonly string[] = [],
): readonly string[] => {
  const root = resolve(folder);
  mkdirSync(root, { recursive: true });
  const folders = new Set([root, ...Object.keys(files).map((name) => dirname(join(root, name)))]);
  const staged: (readonly [temporary: string, target: string])[] = [];
  try {
    for (const path of folders) mkdirSync(path, { recursive: true });
    for (const [name, content] of Object.entries(files)) {
      const temporary = join(root, `.tmp-${randomBytes(8).toString("hex")}`);
      staged.push([temporary, join(root, name)]);
      writeWhole(temporary, content);
    }
    for (const [temporary, target] of staged) renameSync(temporary, target);
    for (const name of stale) rmSync(join(root, name), { force: true });
  } catch (error) {
    for (const [temporary] of staged) rmSync(temporary, { force: true });
    throw error;
  }
  for (const path of folders) syncFolder(path);
  return staged.map(([, target]) => target);
};

const writeWhole = (path: string, content: string | Uint8Array): void => {
  const fd = openSync(path, "wx");
  try {
    const bytes = typeof content === "string" ? Buffer.from(content, "utf8") : content;
    for (let at = 0; at < bytes.length; ) at += writeSync(fd, bytes, at);
    fsyncSync(fd);
  } finally {
    closeSync(fd);
  }
};
