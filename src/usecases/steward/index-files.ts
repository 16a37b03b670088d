import { isGlob } from "../../core/steward/glob.ts";
import { redact } from "../../core/steward/secrets.ts";
import type { FileFault, Files } from "../../ports/files.ts";

/** A registered file after reading: its redacted text and the hash of that text, or why it was refused. */
export type RegisteredFile = {
  readonly path: string;
  readonly status: "read" | "refused";
  readonly fault?: FileFault;
  readonly sha256: string;
  readonly bytes: number;
  readonly lines: number;
  readonly redacted: number;
  readonly text: string;
};

/** What reading needs. `sha256` hashes a text's UTF-8 bytes to hex. */
export type ReadRequest = {
  readonly files: Files;
  readonly paths: readonly string[];
  readonly roots: readonly string[];
  readonly sha256: (text: string) => string;
  /** Bytes of one file and of all together; default 16 MiB and 64 MiB. */
  readonly maxFileBytes?: number;
  readonly maxTotalBytes?: number;
};

/** Files that one briefing may register, globs expanded. */
export const MAX_FILES = 200;

const MIB = 1024 * 1024;

/**
 * Reads what a briefing registers: globs expanded, each file opened once through the port, secrets redacted, the redacted
 * text hashed. In the order of `paths`, equal paths once. A file that cannot be read is in the list with its fault.
 */
export const readRegistered = (request: ReadRequest): { readonly files: readonly RegisteredFile[] } => {
  let left = request.maxTotalBytes ?? 64 * MIB;
  const files = expand(request).map((path): RegisteredFile => {
    const opened = request.files.open(path, request.roots, Math.min(left, request.maxFileBytes ?? 16 * MIB));
    if (!opened.ok) return refused(path, opened.fault);
    const text = decode(opened.value.bytes);
    if (text === undefined) return refused(path, { kind: "binary", message: `${path} is not UTF-8 text` });
    left -= opened.value.bytes.length;
    const clean = redact(text);
    return {
      path,
      status: "read",
      sha256: request.sha256(clean.text),
      bytes: opened.value.bytes.length,
      lines: clean.text.split("\n").length - (clean.text.endsWith("\n") ? 1 : 0),
      redacted: clean.found.length,
      text: clean.text,
    };
  });
  return { files };
};

const expand = ({ files, paths, roots }: ReadRequest): readonly string[] => {
  const found = paths.flatMap((path) => {
    if (!isGlob(path)) return [path];
    const matches = files.expand(path, roots, MAX_FILES);
    return matches.length > 0 ? matches : [path];
  });
  return [...new Set(found.map((path) => path.replace(/^(\.\/)+/u, "")))].slice(0, MAX_FILES);
};

const refused = (path: string, fault: FileFault): RegisteredFile => ({
  path,
  status: "refused",
  fault,
  sha256: "",
  bytes: 0,
  lines: 0,
  redacted: 0,
  text: "",
});

const decode = (bytes: Uint8Array): string | undefined => {
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    return undefined;
  }
};
