import type { Finding } from "./secret-shapes.ts";

const ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
const SEXTET = new Int8Array(128).fill(-1);
for (let index = 0; index < 64; index++) SEXTET[ALPHABET.charCodeAt(index)] = index;
SEXTET["-".charCodeAt(0)] = 62;
SEXTET["_".charCodeAt(0)] = 63;

const sextetAt = (text: string, at: number): number => {
  const unit = text.charCodeAt(at);
  return unit < 128 ? (SEXTET[unit] as number) : -1;
};

/** Bytes of base64 (or base64url) text as characters 0 to 255, up to the first character that is neither. */
export const decodeBase64 = (text: string): string => {
  let bytes = "";
  let bits = 0;
  let held = 0;
  for (let index = 0; index < text.length; index++) {
    const sextet = sextetAt(text, index);
    if (sextet < 0) break;
    bits = ((bits << 6) | sextet) & 0xffff;
    held += 6;
    if (held < 8) continue;
    held -= 8;
    bytes += String.fromCharCode((bits >> held) & 0xff);
  }
  return bytes;
};

/** The characters of base64 that a text fixes when `offset` unknown bytes (0 to 2) stand before it. */
const fixedPart = (text: string, offset: number): string => {
  let encoded = "";
  const bytes = "\0".repeat(offset) + text;
  for (let bit = 0; bit + 6 <= bytes.length * 8; bit += 6) {
    const at = bit >> 3;
    const pair = (bytes.charCodeAt(at) << 8) | (at + 1 < bytes.length ? bytes.charCodeAt(at + 1) : 0);
    encoded += ALPHABET.charAt((pair >> (10 - (bit & 7))) & 63);
  }
  return encoded.slice(Math.ceil((offset * 8) / 6));
};

/** Starts of the commonest tokens; any of them may have been encoded once, alone or inside other text. */
const STARTS = "ghp_ gho_ github_pat_ sk-ant- sk-proj- sk_live_ AKIA ASIA AIza glpat- xoxb- xoxp- npm_ pypi- -----BEGIN".split(" ");
const ENCODED = new Map(
  STARTS.flatMap((start) => [0, 1, 2].map((offset): readonly [string, number] => [fixedPart(start, offset), offset])),
);
const ANY = new RegExp([...ENCODED.keys()].map((part) => part.replace(/[+/]/g, "\\$&")).join("|"), "g");

/** How much behind an encoded start is decoded to tell whether it is a secret; every form shows itself in less. */
const DECODED_CHARS = 512;

/**
 * The base64 stretch around the run `text[start, end)` when it encodes a secret that `find` knows. The whole stretch is the
 * finding: what else it encodes cannot be told apart.
 */
export const encodedSecret = (
  text: string,
  start: number,
  end: number,
  find: (decoded: string) => readonly Finding[],
): Finding | undefined => {
  const run = text.slice(start, end);
  ANY.lastIndex = 0;
  for (let hit = ANY.exec(run); hit !== null; hit = ANY.exec(run)) {
    const from = start + hit.index - Math.ceil(((ENCODED.get(hit[0]) as number) * 8) / 6);
    const found = from < 0 ? undefined : find(decodeBase64(text.slice(from, from + DECODED_CHARS)))[0];
    if (found !== undefined && found.start <= 2) return { rule: found.rule, ...stretchAround(text, start, end) };
    ANY.lastIndex = hit.index + 1;
  }
  return undefined;
};

const stretchAround = (text: string, start: number, end: number): { readonly start: number; readonly end: number } => {
  let left = start;
  let right = end;
  while (left > 0 && sextetAt(text, left - 1) >= 0) left--;
  while (right < text.length && sextetAt(text, right) >= 0) right++;
  while (right < text.length && text.charAt(right) === "=") right++;
  return { start: left, end: right };
};
