import { lineOf } from "../../core/kernel/line-of.ts";
import { findSecrets } from "../../core/steward/secrets.ts";

/**
 * Why the settings could not be read: what, on which value, what to do. `file` is a path, or names a variable or a flag;
 * `line` and `column` count from 1; `text` is that line and `caret` the marks to print under it. Secrets are masked.
 */
export type ConfigFault = {
  readonly code: "CONFIG_INVALID" | "BAD_LIMIT" | "USAGE";
  readonly kind: "syntax" | "unknown-key" | "wrong-type" | "out-of-range";
  readonly message: string;
  readonly hint: string;
  readonly file: string;
  readonly line: number;
  readonly column: number;
  /** Columns that are marked. */
  readonly length: number;
  readonly text: string;
  readonly caret: string;
};

/** A text to point into: a file, or one line that stands for a variable or a flag. */
export type ConfigText = { readonly file: string; readonly text: string };

type What = Pick<ConfigFault, "kind" | "message" | "hint"> & { readonly code?: ConfigFault["code"] };

/** A fault at `[start, end)` of a text, in UTF-16 units. */
export const faultAt = ({ file, text }: ConfigText, start: number, end: number, what: What): ConfigFault => {
  const { line, column, from, to } = lineOf(text, start);
  const shown = maskSecrets(text.slice(from, to)).replace(/[\u0000-\u0008\u000b-\u001f\u007f]/g, " ");
  const length = Math.max(1, Math.min(end, to) - start);
  const caret = shown.slice(0, column - 1).replace(/[^\t]/g, " ") + "^".repeat(length);
  const { code = "CONFIG_INVALID", kind, hint } = what;
  return { code, kind, message: maskSecrets(what.message), hint, file, line, column, length, text: shown, caret };
};

/** Every secret as stars of the same length, so that columns stay. */
const maskSecrets = (text: string): string =>
  findSecrets(text).reduceRight((masked, { start, end }) => masked.slice(0, start) + "*".repeat(end - start) + masked.slice(end), text);

/** A value as a message shows it: JSON, at most 60 characters. */
export const shownValue = (value: unknown): string => {
  const text = JSON.stringify(value) ?? String(value);
  return text.length > 60 ? `${text.slice(0, 59)}…` : text;
};
