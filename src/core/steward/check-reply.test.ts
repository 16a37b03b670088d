import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { SourceText } from "../voices/types.ts";
import { checkReply, UNVERIFIED } from "./check-reply.ts";

const files: readonly SourceText[] = [
  { file: "data/bench.csv", sha256: "a", text: "run,store,ms\n1,alder,12\n2,birch,30\n" },
  { file: "notes.md", sha256: "b", text: "# Notes\nThe pool was\nexhausted at noon.\n" },
];
const check = (text: string, asked = ""): string => checkReply(text, files, asked).text;

describe("checkReply", () => {
  it("keeps places that are in the files, by path or base name", () => {
    for (const text of [
      "[data/bench.csv:2]",
      "[bench.csv:1-3]",
      "see bench.csv:3.",
      "lines 1-2 of notes.md say so",
      "[notes.md:1,3]",
      "notes.md#L2",
    ]) {
      expect(check(text)).toBe(text);
    }
    expect(checkReply("[bench.csv:2] and [bench.csv:2] and notes.md:1", files, "").places).toEqual([
      { file: "data/bench.csv", line: 2, endLine: 2 },
      { file: "notes.md", line: 1, endLine: 1 },
    ]);
  });

  it("marks an unknown file and a line that the file has not", () => {
    for (const text of [
      "[other.csv:2]",
      "[bench.csv:4]",
      "[bench.csv:0]",
      "[bench.csv:3-2]",
      "[notes.md:1,9]",
      "secret.txt:1",
      "line 9 of notes.md",
    ]) {
      expect([text, check(text)]).toEqual([text, `${text} ${UNVERIFIED}`]);
    }
  });

  it("keeps quotes that stand in a file, over line ends and with an ellipsis", () => {
    for (const text of ['It says "The pool was exhausted".', "“2,birch,30”", "`alder,12`", '"The pool … at noon"', "> exhausted at noon."])
      expect(check(text)).toBe(text);
  });

  it("marks quotes that stand nowhere, but not the words of the request", () => {
    expect(check('It says "The pool was empty".')).toBe(`It says "The pool was empty" ${UNVERIFIED}.`);
    expect(check('Not found: no line holds "pool_size".', "value of pool_size in notes.md")).toBe('Not found: no line holds "pool_size".');
  });

  it("marks a place that does not hold the quote before it", () => {
    expect(check('"2,birch,30" [bench.csv:3]')).toBe('"2,birch,30" [bench.csv:3]');
    expect(check('"2,birch,30" [notes.md:1]')).toBe(`"2,birch,30" [notes.md:1] ${UNVERIFIED}`);
  });

  it("is not fooled by marks that the reply brings along", () => {
    expect(check(`[bench.csv:2] ${UNVERIFIED} fine`)).toBe("[bench.csv:2]  fine");
  });

  it("law: total, and every place it returns lies inside its file", () => {
    const piece = fc.constantFrom(
      "[",
      "]",
      "bench.csv",
      "data/bench.csv",
      "notes.md",
      ":",
      "1",
      "-",
      "9",
      '"',
      "“",
      "”",
      "`",
      "> ",
      "\n",
      "line 2 of ",
      "#L",
      ",",
      "pool was",
      "…",
      UNVERIFIED,
      " ",
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 40 }), (pieces) => {
        const { places, text } = checkReply(pieces.join(""), files, "");
        for (const { file, line, endLine } of places) {
          const lines =
            files
              .find((source) => source.file === file)
              ?.text.trimEnd()
              .split("\n").length ?? 0;
          expect(line >= 1 && line <= endLine && endLine <= lines).toBe(true);
        }
        expect(typeof text).toBe("string");
      }),
      { numRuns: 2_000 },
    );
  });

  it("reads long hostile replies in linear time", () => {
    for (const text of [
      "[".repeat(40_000),
      '"'.repeat(40_000),
      "a.b:1".repeat(8_000),
      "line 1 of ".repeat(4_000),
      "[a:1,".repeat(8_000),
      "x. ".repeat(13_000),
    ]) {
      expect(check(text), text.slice(0, 6)).not.toBe("");
    }
  });
});
