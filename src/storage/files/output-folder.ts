import { randomBytes } from "node:crypto";
import { closeSync, fsyncSync, mkdirSync, openSync, renameSync, rmSync, writeSync } from "node:fs";
import { join, resolve } from "node:path";
import { syncFolder } from "./folders.ts";

/**
 * Replaces files in a folder that a person named, making it when it is missing. Every file is written whole beside its place
 * before the first takes its place, with the modes that are usual here. Returns the paths, absolute, in order. Throws what the
 * disk says; then no file is half-written.
 */
export const replaceFiles = (folder: string, files: Readonly<Record<string, string>>): readonly string[] => {
  const root = resolve(folder);
  mkdirSync(root, { recursive: true });
  const staged: (readonly [temporary: string, target: string])[] = [];
  try {
    for (const [name, text] of Object.entries(files)) {
      const temporary = join(root, `.tmp-${randomBytes(8).toString("hex")}`);
      staged.push([temporary, join(root, name)]);
      writeWhole(temporary, text);
    }
    for (const [temporary, target] of staged) renameSync(temporary, target);
  } catch (error) {
    for (const [temporary] of staged) rmSync(temporary, { force: true });
    throw error;
  }
  syncFolder(root);
  return staged.map(([, target]) => target);
};

const writeWhole = (path: string, text: string): void => {
  const fd = openSync(path, "wx");
  try {
    const bytes = Buffer.from(text, "utf8");
    for (let at = 0; at < bytes.length; ) at += writeSync(fd, bytes, at);
    fsyncSync(fd);
  } finally {
    closeSync(fd);
  }
};
