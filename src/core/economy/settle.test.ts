import fc from "fast-check";
import { expect, it } from "vitest";
import { settle } from "./settle.ts";

const sparks = fc.nat({ max: 60 });

it("settle() moves exactly the points awarded, less fines that never push the score below zero, plus gates", () => {
  fc.assert(
    fc.property(sparks, sparks, sparks, (gross, fines, gates) => {
      const settled = settle("elena", gross, fines, gates);
      expect(settled.net).toBe(Math.max(0, gross - fines) + gates);
      expect(settled.gross - settled.penalty + settled.gates).toBe(settled.net);
      expect(settled.penalty).toBeLessThanOrEqual(settled.gross);
    }),
  );
});
