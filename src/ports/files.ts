import type { Result } from "../core/kernel/result.ts";

/** Why a registered file was not read. Recorded and shown, never fatal for a roundtable. */
export type FileFault = {
  readonly kind:
    | "missing"
    | "outside-root"
    | "symlink"
    | "hard-link"
    | "not-a-file"
    | "too-large"
    | "binary"
    | "secret-name"
    | "unreadable"
    | "changed";
  readonly message: string;
};

/** A registered file as read once: `path` is what the briefing wrote, `bytes` its content. */
export type OpenedFile = { readonly path: string; readonly bytes: Uint8Array };

/** Reads registered files and nothing else. */
export interface Files {
  /**
   * Opens `path` (relative to the first of `roots` that has it, or absolute) once and checks the open descriptor: a regular
   * file, one link, inside a root, at most `maxBytes`, no NUL bytes, no name of a credential. Never follows a link.
   */
  open(path: string, roots: readonly string[], maxBytes: number): Result<OpenedFile, FileFault>;
  /** Paths under the roots that match a glob of `*`, `?` and `**` (relative results, sorted by code unit, at most `limit`). */
  expand(pattern: string, roots: readonly string[], limit: number): readonly string[];
}
