import { type BigIntStats, closeSync, constants, fstatSync, lstatSync, openSync, readlinkSync, readSync, realpathSync } from "node:fs";
import { fail, ok, type Result } from "../../core/kernel/result.ts";
import type { FileFault } from "../../ports/files.ts";

const FLAGS = constants.O_RDONLY | (constants.O_NOFOLLOW ?? 0) | (constants.O_NONBLOCK ?? 0) | (constants.O_NOCTTY ?? 0);

/** Kernel views that pretend to be files: their content is this process or this machine, never a registered file. */
const PSEUDO = /^\/(?:proc|sys|dev)(?:\/|$)/;

/**
 * Reads the file that stands at `path`, whose every folder below the root must be a real one: `path` is the root's real
 * path and plain segments. Opens once, never follows a link in the last segment, never blocks, and then believes only
 * the open descriptor: regular, one link, and the kernel's own path of it equal to `path`. So a file or folder that is
 * swapped at any moment is refused, not read. Names of kinds come from a look before the open; nothing rests on it.
 */
export const readThrough = (path: string, maxBytes: number): Result<Uint8Array, FileFault> => {
  if (PSEUDO.test(path)) return fault("not-a-file", "a kernel or device path is no file");
  const seen = lookBefore(path);
  if (!seen.ok) return seen;
  let fd: number;
  try {
    fd = openSync(path, FLAGS);
  } catch (error) {
    return fail(openFault(error));
  }
  try {
    return readOpen(fd, path, maxBytes);
  } catch (error) {
    return fault("unreadable", `could not be read (${codeOf(error)})`);
  } finally {
    closeSync(fd);
  }
};

/** Why a file that a person named was not read; the message follows its path in a sentence. */
export type WholeFileFault = { readonly kind: "not-a-file" | "too-large" | "unreadable"; readonly message: string };

/**
 * Reads the file that a person named, also through a link. Opens once, never blocks, and believes only the open descriptor: a pipe, a
 * folder or a device is refused, and no more than `maxBytes` are ever held, whatever the file says of its size.
 */
export const readWholeFile = (path: string, maxBytes: number): Result<Uint8Array, WholeFileFault> => {
  let fd: number | undefined;
  try {
    fd = openSync(path, constants.O_RDONLY | (constants.O_NONBLOCK ?? 0) | (constants.O_NOCTTY ?? 0));
    const stats = fstatSync(fd);
    if (!stats.isFile()) return fail({ kind: "not-a-file", message: `is ${kindOf(stats)}` });
    if (stats.size > maxBytes) return fail({ kind: "too-large", message: `has ${stats.size} bytes; at most ${maxBytes} are read` });
    const bytes = readAll(fd, stats.size, maxBytes);
    return bytes === undefined ? fail({ kind: "too-large", message: `grew over ${maxBytes} bytes while it was read` }) : ok(bytes);
  } catch (error) {
    return fail({ kind: "unreadable", message: unreadable(error) });
  } finally {
    if (fd !== undefined) closeSync(fd);
  }
};

const unreadable = (error: unknown): string => {
  const { code, message } = error instanceof Error ? (error as NodeJS.ErrnoException) : { code: undefined, message: String(error) };
  if (code === "ENOENT") return "is not there";
  return code === "EACCES" ? "may not be read by you" : `cannot be read: ${message}`;
};

/** Opening a device or a pipe can itself act on it, so what is plainly no file is not opened at all. */
const lookBefore = (path: string): Result<undefined, FileFault> => {
  try {
    const stats = lstatSync(path);
    if (stats.isSymbolicLink()) return fault("symlink", "is a symbolic link");
    return stats.isFile() ? ok(undefined) : fault("not-a-file", `is ${kindOf(stats)}, not a file`);
  } catch (error) {
    return fail(openFault(error));
  }
};

const readOpen = (fd: number, path: string, maxBytes: number): Result<Uint8Array, FileFault> => {
  const before = fstatSync(fd, { bigint: true });
  if (!before.isFile()) return fault("not-a-file", `is ${kindOf(before)}, not a file`);
  if (before.nlink !== 1n)
    return before.nlink > 1n ? fault("hard-link", `has ${before.nlink} hard links`) : fault("changed", "was removed while it was opened");
  const where = misplaced(fd, path, before);
  if (where !== undefined) return fail(where);
  if (before.size > BigInt(maxBytes)) return fault("too-large", `has ${before.size} bytes; at most ${maxBytes} are read`);
  const bytes = readAll(fd, Number(before.size), maxBytes);
  if (bytes === undefined) return fault("too-large", `grew over ${maxBytes} bytes while it was read`);
  const after = fstatSync(fd, { bigint: true });
  const moved = misplaced(fd, path, after);
  if (moved !== undefined) return fail(moved);
  return after.size === BigInt(bytes.length) && after.mtimeNs === before.mtimeNs && after.nlink === 1n
    ? ok(bytes)
    : fault("changed", "changed while it was read");
};

/** The kernel's path of the descriptor against the path that was asked for; where there is no such path, the file that now stands there. */
const misplaced = (fd: number, path: string, stats: BigIntStats): FileFault | undefined => {
  const real = descriptorPath(fd);
  if (real === path) return undefined;
  if (real !== undefined) {
    return real.endsWith(" (deleted)")
      ? { kind: "changed", message: "was removed while it was opened" }
      : { kind: "symlink", message: "is reached through a symbolic link" };
  }
  try {
    const now = lstatSync(path, { bigint: true });
    if (realpathSync.native(path) !== path) return { kind: "symlink", message: "is reached through a symbolic link" };
    return now.dev === stats.dev && now.ino === stats.ino ? undefined : { kind: "changed", message: "was replaced while it was opened" };
  } catch (error) {
    return openFault(error);
  }
};

/** The path that the kernel holds for an open descriptor; undefined where the system does not tell. */
export const descriptorPath = (fd: number): string | undefined => {
  if (process.platform !== "linux") return undefined;
  try {
    return readlinkSync(`/proc/self/fd/${fd}`);
  } catch {
    return undefined;
  }
};

/** Everything up to the end, or undefined when that is more than `maxBytes`. */
const readAll = (fd: number, expected: number, maxBytes: number): Uint8Array | undefined => {
  let buffer = new Uint8Array(Math.min(expected, maxBytes) + 1);
  let length = 0;
  for (;;) {
    const got = readSync(fd, buffer, length, buffer.length - length, null);
    if (got === 0) return buffer.subarray(0, length);
    length += got;
    if (length > maxBytes) return undefined;
    if (length < buffer.length) continue;
    const larger = new Uint8Array(Math.min(buffer.length * 2, maxBytes + 1));
    larger.set(buffer);
    buffer = larger;
  }
};

const fault = (kind: FileFault["kind"], message: string): Result<never, FileFault> => fail({ kind, message });

const codeOf = (error: unknown): string => (error instanceof Error && "code" in error ? String(error.code) : "unknown error");

const openFault = (error: unknown): FileFault => {
  const code = codeOf(error);
  if (code === "ENOENT" || code === "ENOTDIR") return { kind: "missing", message: "does not exist" };
  if (code === "ELOOP" || code === "EMLINK") return { kind: "symlink", message: "is a symbolic link" };
  if (code === "ENXIO" || code === "ENODEV") return { kind: "not-a-file", message: "is a pipe, a socket or a device, not a file" };
  if (code === "ENAMETOOLONG") return { kind: "missing", message: "has a name that is too long to exist" };
  return { kind: "unreadable", message: `could not be opened (${code})` };
};

type Kinds = { isDirectory(): boolean; isFIFO(): boolean; isSocket(): boolean };

const kindOf = (stats: Kinds): string =>
  stats.isDirectory() ? "a folder" : stats.isFIFO() ? "a pipe" : stats.isSocket() ? "a socket" : "a device";
