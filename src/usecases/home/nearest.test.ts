import fc from "fast-check";
import { expect, test } from "vitest";
import { nearest } from "./nearest.ts";

test.each([
  ["maxRound", ["budget", "maxRounds"], "maxRounds"],
  ["max_rounds", ["maxRounds"], "maxRounds"],
  ["elnea", ["elena", "helena"], "elena"],
  ["ELENA", ["elena"], "elena"],
  ["cpa", ["cap", "cup"], "cap"],
  ["lm", ["llm", "elm"], "llm"],
  ["ab", ["xy"], undefined],
  ["key", ["cap", "llm"], undefined],
  ["roundtable", ["steward"], undefined],
  ["x".repeat(200), ["x".repeat(199)], undefined],
  ["x", [], undefined],
] as const)("of %2$j the one that %1$j means is %3$j", (word, candidates, meant) => expect(nearest(word, candidates)).toBe(meant));

test("a word means itself, whatever else there is", () => {
  fc.assert(
    fc.property(fc.string({ maxLength: 20 }), fc.array(fc.string({ maxLength: 20 })), (word, others) => {
      expect(nearest(word, [...others.filter((other) => other.toLowerCase() !== word.toLowerCase()), word])).toBe(word);
    }),
  );
});
