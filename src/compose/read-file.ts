import { closeSync, constants, fstatSync, openSync, readFileSync } from "node:fs";
import { fail, ok, type Result } from "../core/kernel/result.ts";

/** Bytes of the largest file that is read whole; what a kind of file may have is for its use case to say. */
const MAX_READ_BYTES = 64 * 1024 * 1024;

/** Opens once and checks the open descriptor, so that a pipe blocks nobody. Undefined for anything but a file that fits. */
export const readRegularFile = (path: string): Uint8Array | undefined => {
  const fd = openSync(path, constants.O_RDONLY | (constants.O_NONBLOCK ?? 0));
  try {
    const stats = fstatSync(fd);
    return stats.isFile() && stats.size <= MAX_READ_BYTES ? new Uint8Array(readFileSync(fd)) : undefined;
  } finally {
    closeSync(fd);
  }
};

/** A file that was not read. */
export type ReadFault = { readonly code: "INPUT_UNREADABLE"; readonly message: string; readonly hint: string };

/** The text of a file, or of the standard input when the path is `-`. UTF-8 only; a byte-order mark is dropped. */
export const readInput = (path: string): Result<string, ReadFault> => {
  const refuse = (message: string): Result<string, ReadFault> =>
    fail({ code: "INPUT_UNREADABLE", message, hint: "give a file of UTF-8 text, or - to read the standard input" });
  try {
    const bytes = path === "-" ? new Uint8Array(readFileSync(0)) : readRegularFile(path);
    if (bytes === undefined || bytes.length > MAX_READ_BYTES) return refuse(`${path} is no file of at most ${MAX_READ_BYTES} bytes`);
    return ok(new TextDecoder("utf-8", { fatal: true }).decode(bytes));
  } catch (error) {
    return refuse(`${path} cannot be read: ${error instanceof Error ? error.message : String(error)}`);
  }
};
