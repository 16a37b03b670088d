import { readFileSync } from "node:fs";
import { fail, ok, type Result } from "../core/kernel/result.ts";
import type { Mesh } from "../core/lab/mesh/mesh.ts";
import { readWholeFile } from "../storage/files/descriptor.ts";

/** Bytes of the largest file of text that is read whole; what a kind of file may have is for its use case to say. */
const MAX_READ_BYTES = 64 * 1024 * 1024;

/** The bytes of a regular file that fits, opened once. Undefined for anything else. */
export const readRegularFile = (path: string): Uint8Array | undefined => {
  const read = readWholeFile(path, MAX_READ_BYTES);
  return read.ok ? read.value : undefined;
};

/** A file that was not read. */
export type ReadFault = { readonly code: "INPUT_UNREADABLE"; readonly message: string; readonly hint: string };

/** The text of a file, or of the standard input when the path is `-`. UTF-8 only; a byte-order mark is dropped. */
export const readInput = (path: string): Result<string, ReadFault> => {
  const refuse = (message: string): Result<string, ReadFault> =>
    fail({ code: "INPUT_UNREADABLE", message, hint: "give a file of UTF-8 text, or - to read the standard input" });
  try {
    const read = path === "-" ? ok(new Uint8Array(readFileSync(0))) : readWholeFile(path, MAX_READ_BYTES);
    if (!read.ok) return refuse(`${path} ${read.fault.message}`);
    if (read.value.length > MAX_READ_BYTES) return refuse(`${path} has ${read.value.length} bytes; at most ${MAX_READ_BYTES} are read`);
    return ok(new TextDecoder("utf-8", { fatal: true }).decode(read.value));
  } catch (error) {
    return refuse(`${path} cannot be read: ${error instanceof Error ? error.message : String(error)}`);
  }
};

/** A file that is no part, or was not read as one. */
export type PartFault = { readonly code: "PART_UNREADABLE"; readonly message: string; readonly hint: string };

/** The part in a file: STL, OBJ or 3MF. Its text and its paths name nothing outside it. */
export const readPartFile = async (path: string): Promise<Result<Mesh, PartFault>> => {
  const { MOST_PART_BYTES, readPart } = await import("../parts/read-part.ts");
  const bytes = readWholeFile(path, MOST_PART_BYTES);
  if (!bytes.ok)
    return fail({ code: "PART_UNREADABLE", message: `${path} ${bytes.fault.message}`, hint: "name a file of a part: .stl, .obj or .3mf" });
  const part = await readPart(path, bytes.value);
  return part.ok ? part : fail({ code: "PART_UNREADABLE", message: `${path}: ${part.fault.message}`, hint: part.fault.hint });
};
