import fc from "fast-check";
import { expect, it } from "vitest";
import { onlyColours, safe, safeLine } from "./safe.ts";

const HIDDEN = /[\p{Cc}\p{Cs}\p{Zl}\p{Zp}\u{202a}-\u{202e}\u{2066}-\u{2069}\u{200b}\u{200e}\u{200f}\u{2060}\u{feff}\u{ad}]/u;
const hostile = fc.string({
  unit: fc.constantFrom(
    "a",
    "é",
    "漢",
    "👩",
    "\u{200d}",
    "💻",
    "\u{1b}",
    "[",
    "2",
    "J",
    "\u{9b}",
    "\u{202e}",
    "\u{200b}",
    "\r",
    "\n",
    "\t",
    "\u{7}",
    "\u{fe0f}",
    "\u{2028}",
    "\u{ad}",
  ),
});

it("safe() lets nothing through that a terminal acts on or hides", () => {
  fc.assert(
    fc.property(fc.oneof(hostile, fc.string({ unit: "binary" })), (text) => {
      expect(safe(text).replaceAll("\n", "")).not.toMatch(HIDDEN);
    }),
  );
});

it("safe() shows what it found and is idempotent", () => {
  expect(safe("\u{1b}[2Jwipe\u{7}")).toBe("<U+001B>[2Jwipe<U+0007>");
  expect(safe("file\u{202e}txt.exe")).toBe("file<U+202E>txt.exe");
  expect(safe("pass\u{200b}word")).toBe("pass<U+200B>word");
  expect(safe("a\r\nb\rc\td")).toBe("a\nb\nc  d");
  fc.assert(fc.property(hostile, (text) => void expect(safe(safe(text))).toBe(safe(text))));
});

it("safe() leaves letters of every script and emoji whole", () => {
  for (const text of ["naïve Zürich", "漢字かな交じり", "שלום", "नमस्ते", "👩‍💻 ❤️ 🇪🇺 1️⃣"]) expect(safe(text)).toBe(text);
});

it("safeLine() is one line", () => {
  expect(safeLine("  one\n\n two\u{b}\tthree ")).toBe("one two three");
});

it("onlyColours() passes our colours and nothing else", () => {
  expect(onlyColours("\u{1b}[1mbold\u{1b}[22m\n\u{1b}]52;c;aGk=\u{7}\u{1b}[2K")).toBe(
    "\u{1b}[1mbold\u{1b}[22m\n<U+001B>]52;c;aGk=<U+0007><U+001B>[2K",
  );
});
