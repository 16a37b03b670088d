import { isUtf8 } from "node:buffer";
import { existsSync } from "node:fs";
import { fail, ok, type Result } from "../../core/kernel/result.ts";
import { readWholeFile, type WholeFileFault } from "./descriptor.ts";

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
  const read = readWholeFile(path, MAX_READ_BYTES);
  if (!read.ok) return fail(unread(path, read.fault));
  const fault = textFault(path, read.value);
  return fault === undefined ? ok({ path, bytes: read.value }) : fail(fault);
};

const unread = (path: string, { kind, message }: WholeFileFault): BriefingFault => ({
  code: kind === "too-large" ? "BRIEFING_TOO_LARGE" : "BRIEFING_UNREADABLE",
  message: `${path} ${message}${kind === "not-a-file" ? "; a briefing is a file of Markdown" : ""}`,
});

/** A NUL byte is valid UTF-8 and in no text. Other bytes that are not UTF-8 are for the use case, which says where they are. */
const textFault = (path: string, bytes: Uint8Array): BriefingFault | undefined => {
  const nul = bytes.indexOf(0);
  if (nul >= 0) return { code: "BRIEFING_INVALID", message: `${path} is not text: it holds a NUL byte at offset ${nul}` };
  const isBlank = isUtf8(bytes) && new TextDecoder().decode(bytes).trim() === "";
  if (!isBlank) return undefined;
  const held = bytes.length === 0 ? "is empty" : "holds nothing but white space";
  return { code: "BRIEFING_EMPTY", message: `${path} ${held}: there is nothing to argue over, and no roundtable was opened` };
};
