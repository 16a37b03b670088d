import { isGlob } from "../../core/steward/glob.ts";
import { redact } from "../../core/steward/secrets.ts";
import { splitLines } from "../../core/steward/text.ts";
import type { FileFault, Files } from "../../ports/files.ts";

/** A registered file after reading: its redacted text and the hash of that text, or why it was refused. `bytes` counts as read. */
export type RegisteredFile = {
  readonly path: string;
  readonly status: "read" | "refused";
  readonly fault?: FileFault;
  readonly sha256: string;
  readonly bytes: number;
  readonly lines: number;
  /** Secrets that were taken out. */
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

/** Files that one briefing may register, globs expanded; later ones are refused. */
export const MAX_FILES = 200;

const MIB = 1024 * 1024;

/**
 * Reads what a briefing registers: globs expanded, each file opened once through the port, secrets redacted, the redacted
 * text hashed. In the order of `paths`, equal paths once. What cannot be read is in the list with its fault; nothing throws.
 */
export const readRegistered = (request: ReadRequest): { readonly files: readonly RegisteredFile[] } => {
  const most = request.maxFileBytes ?? 16 * MIB;
  const total = request.maxTotalBytes ?? 64 * MIB;
  let left = total;
  const files = expandAll(request).map(({ path, fault }): RegisteredFile => {
    if (fault !== undefined) return refused(path, fault);
    if (left <= 0) return refused(path, { kind: "too-large", message: `the registered files hold more than ${total} bytes together` });
    const opened = request.files.open(path, request.roots, Math.min(left, most));
    if (!opened.ok)
      return refused(
        path,
        opened.fault.kind === "too-large" && left < most
          ? { kind: "too-large", message: `${opened.fault.message}, since the files hold at most ${total} bytes together` }
          : opened.fault,
      );
    const text = decode(opened.value.bytes);
    if (text === undefined) return refused(path, { kind: "binary", message: "is not UTF-8 text; save it as UTF-8" });
    left -= opened.value.bytes.length;
    const clean = redact(text);
    return {
      path,
      status: "read",
      sha256: request.sha256(clean.text),
      bytes: opened.value.bytes.length,
      lines: splitLines(clean.text).length,
      redacted: clean.found.length,
      text: clean.text,
    };
  });
  return { files };
};

type Wanted = { readonly path: string; readonly fault?: FileFault };

/** Plain paths and matches of globs in order, each once; a glob that matches nothing and what is over the limit are faults. */
const expandAll = ({ files, paths, roots }: ReadRequest): readonly Wanted[] => {
  const wanted = new Map<string, Wanted>();
  for (const written of paths) {
    const foreign = foreignFault(written);
    if (foreign !== undefined) {
      wanted.set(written, { path: written, fault: foreign });
      continue;
    }
    const matches = isGlob(written) ? files.expand(written, roots, MAX_FILES + 1) : [written];
    if (matches.length === 0)
      wanted.set(written, {
        path: written,
        fault: { kind: "missing", message: "matches no file below the briefing's folder or the project" },
      });
    for (const path of matches.map(plainPath)) {
      if (wanted.has(path)) continue;
      if (wanted.size < MAX_FILES) wanted.set(path, { path });
      else wanted.set(written, { path: written, fault: { kind: "too-large", message: `a briefing registers at most ${MAX_FILES} files` } });
    }
  }
  return [...wanted.values()];
};

/** What is no path below a folder: a network address (a drive letter is none), and a person's own folder in a shell's spelling. */
const foreignFault = (written: string): FileFault | undefined => {
  const allowed = "name a file below the briefing's folder or the project, such as data/bench.csv";
  if (/^[a-z][a-z0-9+.-]+:\//iu.test(written))
    return { kind: "outside-root", message: `is an address, and only files are read: ${allowed}` };
  if (/^~(?:$|[/\\\w])/u.test(written)) return { kind: "outside-root", message: `starts with ~, which only a shell expands: ${allowed}` };
  return undefined;
};

const plainPath = (path: string): string => path.replace(/\/{2,}/gu, "/").replace(/^(?:\.\/)+/u, "");

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
