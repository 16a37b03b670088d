import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { lintGcode } from "../gcode/lint.ts";
import { MACHINES } from "../machines.ts";
import { MATERIALS } from "../materials.ts";
import { motionOf } from "../motion.ts";
import { measure } from "./measure.ts";
import { readObj } from "./obj.ts";
import { readStl, writeStl } from "./stl.ts";

const bytesOf = (text: string): Uint8Array => Uint8Array.from(text, (character) => character.charCodeAt(0));

describe("any bytes", () => {
  const start = fc.constantFrom("", "solid ", "v 1 2 3\n", "f 1 2 3\n", "vertex 1 1 1\n");
  const lines = fc.array(
    fc.constantFrom(
      "v 0 0 1",
      "v 1e3 2 -0",
      "f 1 2 3",
      "f 1/1 2/2 3/3 1/1",
      "vertex 0 1 2",
      "endfacet",
      "facet",
      "endsolid",
      "solid",
      "\\",
      "",
    ),
  );

  it("are a part or a fault, never a crash", () => {
    fc.assert(
      fc.property(start, fc.uint8Array({ maxLength: 400 }), (head, tail) => {
        for (const read of [readStl, readObj]) expect(typeof read(Uint8Array.from([...bytesOf(head), ...tail])).ok).toBe("boolean");
      }),
      { numRuns: 20_000 },
    );
    fc.assert(
      fc.property(lines, (words) => {
        for (const read of [readStl, readObj]) expect(typeof read(bytesOf(words.join("\n"))).ok).toBe("boolean");
      }),
      { numRuns: 20_000 },
    );
  });

  it("that are triangles measure without a crash, all numbers finite and in their ranges", () => {
    const coordinate = fc.oneof(
      fc.integer({ min: -50, max: 50 }),
      fc.float({ min: -100, max: 100, noNaN: true }),
      fc.constantFrom(0, 1e5, -1e5, 1e-30),
    );
    fc.assert(
      fc.property(fc.array(coordinate, { minLength: 9, maxLength: 180 }), (values) => {
        const read = readStl(writeStl({ corners: Float64Array.from(values.slice(0, values.length - (values.length % 9))), degenerate: 0 }));
        if (!read.ok) return;
        const { ceilings, sizeMm, ...numbers } = measure(read.value);
        for (const value of [...Object.values(numbers), ...sizeMm, ...ceilings.flatMap((ceiling) => Object.values(ceiling))]) {
          expect(Number.isFinite(value)).toBe(true);
          expect(value).toBeGreaterThanOrEqual(0);
        }
        expect(numbers.overhangDegrees).toBeLessThanOrEqual(89);
      }),
      { numRuns: 300 },
    );
  });

  it("that are G-code are inside or have a finding, never a crash", () => {
    const [material, machine] = [MATERIALS[0] as (typeof MATERIALS)[0], MACHINES[0]];
    const limits = { material, machine, motion: motionOf(material, machine), prints: true };
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 300 }), fc.constantFrom("", "G1 X", "M104 S", ";TYPE:", "G92 E"), (tail, head) => {
        expect(lintGcode(Uint8Array.from([...bytesOf(head), ...tail]), limits)).toBeInstanceOf(Array);
      }),
      { numRuns: 20_000 },
    );
  });
});
