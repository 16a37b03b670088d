import { Readable } from "node:stream";
import { expect, it } from "vitest";
import { readLines, readText } from "./bounded-input.ts";

const linesOf = (chunks: readonly (string | Buffer)[], most: number): Promise<readonly (string | undefined)[]> =>
  new Promise((resolve) => {
    const lines: (string | undefined)[] = [];
    readLines(Readable.from(chunks.map((chunk) => Buffer.from(chunk as string))), most, {
      onLine: (line) => void lines.push(line),
      onEnd: () => resolve(lines),
    });
  });

it("lines are the same however their bytes were cut; the last needs no end", async () => {
  const bytes = Buffer.from("eins\r\nzwei ü😀\n\nend");
  const whole = ["eins", "zwei ü😀", "", "end"];
  expect(await linesOf([bytes], 100)).toEqual(whole);
  for (let cut = 1; cut < bytes.length; cut++) {
    expect(await linesOf([bytes.subarray(0, cut), bytes.subarray(cut)], 100), `cut at ${cut}`).toEqual(whole);
  }
});

it("a line that is too long is told as one, and the next is read", async () => {
  expect(await linesOf(["abc\n", "x".repeat(9), "y".repeat(9), "\nabcd\nabcde\n"], 4)).toEqual(["abc", undefined, "abcd", undefined]);
});

it("an input is read whole or not at all", async () => {
  expect(await readText(Readable.from([Buffer.from("ab"), Buffer.from("c")]), 3)).toBe("abc");
  expect(await readText(Readable.from([Buffer.from("ab"), Buffer.from("cd")]), 3)).toBeUndefined();
});
