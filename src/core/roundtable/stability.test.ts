import fc from "fast-check";
import { expect, it } from "vitest";
import { jaccard } from "./stability.ts";

it("jaccard() is symmetric, 1 on equal texts with a word, 0 when either has none, and knows every script", () => {
  fc.assert(fc.property(fc.string(), fc.string(), (left, right) => jaccard(left, right) === jaccard(right, left)));
  expect(jaccard("Die Pumpe läuft.", "die pumpe LÄUFT")).toBe(1);
  expect(jaccard("", "word")).toBe(0);
  expect(jaccard("один два", "один три")).toBe(0.333);
});
