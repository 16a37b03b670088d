import fc from "fast-check";
import { expect, it } from "vitest";
import { utcText } from "./utc.ts";

it("law: a moment is written as the platform writes it, to the second", () => {
  const moments = fc.integer({ min: Date.parse("0000-03-01T00:00:00Z"), max: Date.parse("9999-12-31T23:59:59Z") });
  fc.assert(
    fc.property(moments, (ms) => {
      expect(utcText(ms)).toBe(new Date(ms).toISOString().replace(/[.]\d+Z$/u, "+00:00"));
    }),
    { numRuns: 2_000 },
  );
});
