import { isUtf8 } from "node:buffer";
import { closeSync, constants, existsSync, fstatSync, openSync, readFileSync, type Stats } from "node:fs";
import { fail, ok, type Result } from "../../core/kernel/result.ts";

/** A briefing as read: its absolute path and its bytes, which are text and not only white space. */
export type Briefing = { readonly path: string; readonly bytes: Uint8Array };

/** Why a file cannot be a briefing: what it is, in a sentence that names it. */
export type BriefingFault = {
  readonly code: "BRIEFING_MISSING" | "BRIEFING_UNREADABLE" | "BRIEFING_TOO_LARGE" | "BRIEFING_INVALID" | "BRIEFING_EMPTY";
  readonly message: string;
};

/** Bytes of the largest file that is read whole; what a briefing may have is for the use case to say. */
const MAX_READ_BYTES = 64 * 1024 * 1024;

/** Reads the briefing that a person named `written` from the first of `places` (absolute) that is there. */
export const readBriefing = (written: string, places: readonly string[]): Result<Briefing, BriefingFault> => {
  const path = places.find((place) => existsSync(place));
  if (path === undefined)
    return fail({ code: "BRIEFING_MISSING", message: `there is no briefing ${written}; looked for ${places.join(" and ")}` });
  try {
    return readText(path);
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    return fail({ code: "BRIEFING_UNREADABLE", message: `${path} cannot be read: ${reason}` });
  }
};

/** Opens once and checks the open descriptor, so that a pipe blocks nobody. */
const readText = (path: string): Result<Briefing, BriefingFault> => {
  const fd = openSync(path, constants.O_RDONLY | (constants.O_NONBLOCK ?? 0));
  try {
    const stats = fstatSync(fd);
    if (!stats.isFile())
      return fail({ code: "BRIEFING_UNREADABLE", message: `${path} is ${kindOf(stats)}; a briefing is a file of Markdown` });
    if (stats.size > MAX_READ_BYTES)
      return fail({ code: "BRIEFING_TOO_LARGE", message: `${path} has ${stats.size} bytes; at most ${MAX_READ_BYTES} are read` });
    const bytes = new Uint8Array(readFileSync(fd));
    const fault = textFault(path, bytes);
    return fault === undefined ? ok({ path, bytes }) : fail(fault);
  } finally {
    closeSync(fd);
  }
};

const kindOf = (stats: Stats): string =>
  stats.isDirectory() ? "a folder" : stats.isFIFO() ? "a pipe" : stats.isSocket() ? "a socket" : "a device";

/** A NUL byte is valid UTF-8 and in no text. Other bytes that are not UTF-8 are for the use case, which says where they are. */
const textFault = (path: string, bytes: Uint8Array): BriefingFault | undefined => {
  const nul = bytes.indexOf(0);
  if (nul >= 0) return { code: "BRIEFING_INVALID", message: `${path} is not text: it holds a NUL byte at offset ${nul}` };
  const isBlank = isUtf8(bytes) && new TextDecoder().decode(bytes).trim() === "";
  if (!isBlank) return undefined;
  const held = bytes.length === 0 ? "is empty" : "holds nothing but white space";
  return { code: "BRIEFING_EMPTY", message: `${path} ${held}: there is nothing to argue over, and no roundtable was opened` };
};
