import type { Finding } from "./secret-shapes.ts";

const BEGIN = "-----BEGIN";
const LABEL = /-----BEGIN [A-Z0-9 ]{0,40}PRIVATE KEY[A-Z0-9 ]{0,10}-----/y;
/** A block without an end is followed no further than this. */
const MAX_BLOCK_CHARS = 32_768;
/** What the lines of a key are made of: base64, headers, and the signs of the text that holds them. */
const KEY_LINE =
  /^[\s"'+>|*#/\\-]{0,24}(?:[A-Za-z0-9+/=\\]{16,}|[A-Z][A-Za-z-]{2,20}: .{1,120}|[A-Za-z0-9+/]{1,76}={0,2})[\s"',;\\nr+]{0,12}$/;

/** Private key blocks (PEM, OpenSSH, PGP), from their first dash to the last; without an end, the lines that look like one. */
export const keyBlocks = (text: string): readonly Finding[] => {
  const findings: Finding[] = [];
  for (let at = text.indexOf(BEGIN); at !== -1; at = text.indexOf(BEGIN, at + BEGIN.length)) {
    LABEL.lastIndex = at;
    const label = LABEL.exec(text)?.[0];
    if (label === undefined) continue;
    const end = blockEnd(text, at + label.length);
    if (end === at + label.length) continue;
    findings.push({ rule: "private-key", start: at, end });
    at = end - BEGIN.length;
  }
  return findings;
};

const blockEnd = (text: string, from: number): number => {
  const ahead = text.slice(from, from + MAX_BLOCK_CHARS);
  const next = ahead.indexOf(BEGIN);
  const window = next === -1 ? ahead : ahead.slice(0, next);
  const close = /-----END [A-Z0-9 ]{0,60}-----/.exec(window);
  if (close !== null) return from + close.index + close[0].length;
  let end = 0;
  for (let start = 0; start < window.length; ) {
    const stop = window.indexOf("\n", start);
    const line = window.slice(start, stop === -1 ? window.length : stop);
    const isBlank = line.trim() === "";
    if (!isBlank && !KEY_LINE.test(line)) break;
    if (!isBlank) end = start + line.replace(/\r$/, "").length;
    if (stop === -1) break;
    start = stop + 1;
  }
  return from + end;
};
