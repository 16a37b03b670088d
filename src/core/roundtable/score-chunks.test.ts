import fc from "fast-check";
import { expect, it } from "vitest";
import { chunkTurns } from "./score-chunks.ts";

const turn = (text: string, ordinal: number) => ({ ordinal, seat: "ada", round: 1, phase: "speak" as const, text });

it("chunkTurns() loses no turn, keeps the order, and keeps each chunk within its size unless one turn alone exceeds it", () => {
  fc.assert(
    fc.property(fc.array(fc.string({ maxLength: 40 })), fc.integer({ min: 1, max: 60 }), (texts, size) => {
      const turns = texts.map((text, index) => turn(text, index + 1));
      const chunks = chunkTurns(turns, size);
      expect(chunks.flat()).toEqual(turns);
      for (const chunk of chunks)
        if (chunk.length > 1) expect(chunk.reduce((sum, { text }) => sum + text.length, 0)).toBeLessThanOrEqual(size);
    }),
  );
});
