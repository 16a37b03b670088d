import { expect, it } from "vitest";
import { estimateTokens } from "./tokens.ts";

it("words count by letters, numbers by digits, ideographs and marks one by one", () => {
  expect(["", "  \n", "cat", "cats and dogs", "international", "2026", "1,234.5", "漢字かな", "a+b"].map(estimateTokens)).toEqual([
    0, 0, 1, 3, 3, 2, 5, 4, 3,
  ]);
});

it("grows with the text and never shrinks it to nothing", () => {
  const text = "The answer turns on row 25 of the table: 42.3 %. ";
  expect(estimateTokens(text.repeat(50))).toBe(50 * estimateTokens(text));
});
