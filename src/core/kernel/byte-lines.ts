/** A line that is longer than a reader takes; `line` counts from 1. */
export type LongLine = { readonly line: number };

const LINE_FEED = 10;
const CARRIAGE_RETURN = 13;
/** Arguments of one call of `fromCharCode`. */
const CHUNK = 8192;

/**
 * Hands every line of bytes to `take`, one character a byte, without its end (`\n` or `\r\n`), numbered from 1; a last line
 * without an end counts. Stops when `take` answers false. Returns the first line over `mostBytes`, which is not handed on.
 */
export const eachLine = (bytes: Uint8Array, mostBytes: number, take: (text: string, line: number) => boolean): LongLine | undefined => {
  let line = 0;
  for (let start = 0; start < bytes.length; ) {
    const found = bytes.indexOf(LINE_FEED, start);
    const end = found < 0 ? bytes.length : found;
    line++;
    if (end - start > mostBytes) return { line };
    const stop = end > start && bytes[end - 1] === CARRIAGE_RETURN ? end - 1 : end;
    if (!take(latinText(bytes, start, stop), line)) return undefined;
    start = end + 1;
  }
  return undefined;
};

/** Bytes as text, one character a byte. */
export const latinText = (bytes: Uint8Array, start: number, end: number): string => {
  let text = "";
  for (let at = start; at < end; at += CHUNK)
    text += String.fromCharCode.apply(null, bytes.subarray(at, Math.min(end, at + CHUNK)) as unknown as number[]);
  return text;
};

/** Text as bytes, one a character; a character over 255 is a question mark. */
export const latinBytes = (text: string): Uint8Array =>
  Uint8Array.from({ length: text.length }, (_, at) => (text.charCodeAt(at) < 256 ? text.charCodeAt(at) : 63));
