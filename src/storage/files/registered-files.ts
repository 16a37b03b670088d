/**
 * @module Registered files: the only door through which the steward reads a disk. Owns what may be read (a regular file
 * below a root, by its open descriptor) and what a glob may find; refuses links, pipes, devices, credentials and binaries.
 * Entry: `openRegisteredFiles`. What is read here is held in memory; no later step touches the disk.
 */
import { isUtf8 } from "node:buffer";
import { realpathSync } from "node:fs";
import { isAbsolute, join, relative, resolve, sep } from "node:path";
import { fail, ok, type Result } from "../../core/kernel/result.ts";
import type { FileFault, Files, OpenedFile } from "../../ports/files.ts";
import { readThrough } from "./descriptor.ts";
import { expandGlob } from "./expand.ts";
import { secretPartOf } from "./secret-name.ts";

/** Bytes in which a NUL marks a file as binary. */
const SNIFFED_BYTES = 8_192;

/** The reader of registered files on this machine's disk. Holds nothing open between calls. */
export const openRegisteredFiles = (): Files => ({
  open: (path, roots, maxBytes) => {
    const named = checkName(path);
    if (named !== undefined) return fail(named);
    let last: FileFault = { kind: "outside-root", message: "lies outside the briefing's folder and the project" };
    for (const root of roots) {
      const opened = openUnder(root, path, maxBytes);
      if (opened.ok) return opened;
      if (opened.fault.kind !== "missing" && opened.fault.kind !== "outside-root") return opened;
      if (last.kind !== "missing") last = opened.fault;
    }
    return fail(last);
  },
  expand: (pattern, roots, limit) => expandGlob(pattern, roots, limit),
});

const checkName = (path: string): FileFault | undefined => {
  if (path.trim() === "") return { kind: "missing", message: "an empty path names no file" };
  if (path.includes("\0")) return { kind: "missing", message: "a path with a NUL character names no file" };
  const part = secretPartOf(path);
  return part === undefined ? undefined : { kind: "secret-name", message: `"${part}" is a name of credentials; such files are never read` };
};

const openUnder = (root: string, path: string, maxBytes: number): Result<OpenedFile, FileFault> => {
  const real = realRoot(root);
  if (real === undefined) return fail({ kind: "missing", message: "the root folder does not exist" });
  const inside = pathInside(root, real, path);
  if (inside === undefined) return fail({ kind: "outside-root", message: "lies outside the briefing's folder and the project" });
  const bytes = readThrough(join(real, inside), maxBytes);
  if (!bytes.ok) return bytes;
  const binary = binaryFault(bytes.value);
  return binary === undefined ? ok({ path, bytes: bytes.value }) : fail(binary);
};

/** A root is named by a person and may itself be a link; everything below it may not. */
const realRoot = (root: string): string | undefined => {
  try {
    return realpathSync.native(root);
  } catch {
    return undefined;
  }
};

/** The path relative to the root, or undefined when its text leads outside. Dots are resolved as text, before the disk is asked. */
const pathInside = (root: string, real: string, path: string): string | undefined => {
  const bases = isAbsolute(path) ? [real, resolve(root)] : [real];
  for (const base of bases) {
    const inside = relative(base, resolve(base, path));
    if (inside !== "" && inside !== ".." && !inside.startsWith(`..${sep}`) && !isAbsolute(inside)) return inside;
  }
  return undefined;
};

const binaryFault = (bytes: Uint8Array): FileFault | undefined => {
  if (bytes.subarray(0, SNIFFED_BYTES).includes(0)) return { kind: "binary", message: "is a binary file (it holds NUL bytes)" };
  return isUtf8(bytes) ? undefined : { kind: "binary", message: "is not UTF-8 text; save it as UTF-8" };
};
