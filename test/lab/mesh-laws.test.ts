import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { geometryOf } from "../../src/core/lab/mesh/classify.ts";
import { type Measures, measure as measureFinely } from "../../src/core/lab/mesh/measure.ts";
import type { Mesh } from "../../src/core/lab/mesh/mesh.ts";
import { ball, box, bridge, leaner, moved, SAMPLE_PARTS, stump, together, turned, vase } from "../kit/parts.ts";

/** As the product does, but in fewer cells: the laws hold at any fineness, within some cells. */
const measure = (mesh: Mesh): Measures => measureFinely(mesh, 160);
const PARTS: readonly Mesh[] = Object.values(SAMPLE_PARTS).map((make) => make());
const anyPart = fc.constantFrom(...PARTS);
const RUNS = { numRuns: 12 };

/** Within so many cells of how finely undersides are looked at. */
const near = (found: number, wanted: number, slack: number): void => {
  if (Math.abs(found - wanted) > slack) expect(found).toBeCloseTo(wanted, 6);
};

/** Two readings of one part: sums to a millionth, what hangs to a few cells. */
const alike = (a: Measures, b: Measures): void => {
  near(a.volumeMm3, b.volumeMm3, 1e-6 * b.volumeMm3);
  near(a.contactMm2, b.contactMm2, 1e-6 * b.footprintMm2);
  near(a.footprintMm2, b.footprintMm2, 1e-6 * b.footprintMm2);
  near(a.lengthMm, b.lengthMm, 1e-3 * b.lengthMm);
  near(a.overhangDegrees, b.overhangDegrees, 0.3);
  near(a.overhangMm2, b.overhangMm2, 0.03 * b.footprintMm2);
  near(a.spanMm, b.spanMm, 4 * Math.max(a.cellMm, b.cellMm));
  expect(geometryOf(a).geometry).toBe(geometryOf(b).geometry);
};

describe("the lab's labelled samples", () => {
  it.each(["cube", "bridge", "overhang", "vase"])("%s is what its label says", (name) => {
    expect(geometryOf(measureFinely(SAMPLE_PARTS[name]?.() as Mesh)).geometry).toBe(name);
  });

  it.each([
    ["plate", "adhesion"],
    ["towers", "stringing"],
    ["table", "bridge"],
    ["ball", "overhang"],
  ])("a %s is prone to what a %s is", (name, geometry) => {
    const guess = geometryOf(measure(SAMPLE_PARTS[name]?.() as Mesh));
    expect(guess.geometry).toBe(geometry);
    expect(guess.reason).toMatch(/\d/u);
  });
});

describe("a surface", () => {
  it("of any solid has no gap, and one that lost a wall has one of at least that wall's share", () => {
    for (const part of PARTS) {
      expect(measure(part).gapShare).toBeLessThan(1e-9);
      expect(
        measure(
          together(
            part,
            moved(part, ([x, y, z]) => [x + 3, y, z]),
          ),
        ).gapShare,
      ).toBeLessThan(1e-9);
    }
    const sides = fc.tuple(fc.integer({ min: 1, max: 90 }), fc.integer({ min: 1, max: 90 }), fc.integer({ min: 1, max: 90 }));
    fc.assert(
      fc.property(sides, fc.nat(5), ([w, d, h], wall) => {
        const { corners, degenerate } = box([5, -40, 2], [w, d, h]);
        const without = (...walls: readonly number[]): number => {
          const kept = [...corners].filter((_, at) => !walls.includes(Math.floor(at / 18)));
          return measure({ corners: Float64Array.from(kept), degenerate }).gapShare;
        };
        // Walls of a box by their two triangles: four sides, floor, lid.
        const area = [w * h, d * h, w * h, d * h, w * d, w * d][wall] as number;
        const rest = 2 * (w * h + d * h + w * d) - area;
        expect(without(wall)).toBeGreaterThanOrEqual(area / rest - 1e-9);
        expect(without(0, 2)).toBeGreaterThan(0.001);
      }),
      RUNS,
    );
  });
});

describe("known solids", () => {
  it("a box has its sides, its volume, its foot and nothing that hangs", () => {
    fc.assert(
      fc.property(
        fc.tuple(fc.integer({ min: 1, max: 300 }), fc.integer({ min: 1, max: 300 }), fc.integer({ min: 1, max: 300 })),
        ([w, d, h]) => {
          const found = measure(box([-7, 3, 11], [w, d, h]));
          expect(found.sizeMm).toEqual([w, d, h]);
          expect(found).toMatchObject({
            lengthMm: Math.max(w, d),
            overhangDegrees: 0,
            overhangMm2: 0,
            spanMm: 0,
            ceilings: [],
            openShare: 0,
          });
          expect([found.volumeMm3, found.contactMm2, found.footprintMm2].map(Math.round)).toEqual([w * d * h, w * d, w * d]);
        },
      ),
      RUNS,
    );
  });

  it("a cone that stands on its tip leans by its own angle, whatever the angle", () => {
    fc.assert(
      fc.property(fc.integer({ min: 5, max: 85 }), (degrees) => {
        const sides = 64;
        const rise = 20 / Math.tan((degrees * Math.PI) / 180);
        const found = measure(stump(5, 25, rise, sides));
        // A side of the cone lies nearer to the axis than its edges, so that it leans a little less.
        const side = (Math.atan((20 * Math.cos(Math.PI / sides)) / rise) * 180) / Math.PI;
        near(found.overhangDegrees, side, 0.05);
        near(found.volumeMm3, (coneArea(sides) * rise * (25 + 125 + 625)) / 3, 1e-6 * found.volumeMm3);
        expect(found.spanMm).toBe(0);
      }),
      RUNS,
    );
  });

  it("the same cone on its base hangs nowhere", () => {
    expect(measure(stump(25, 5, 30, 64))).toMatchObject({ overhangDegrees: 0, overhangMm2: 0, spanMm: 0 });
  });

  it("a deck on two legs spans what is between them, and is no overhang", () => {
    fc.assert(
      fc.property(fc.integer({ min: 5, max: 55 }), (span) => {
        const found = measure(bridge(span));
        near(found.spanMm, span, 2 * found.cellMm);
        expect(found.overhangDegrees).toBe(0);
      }),
      RUNS,
    );
  });

  it("a ceiling over a room spans its shorter side; a hole through a block spans its width", () => {
    const room = together(
      box([0, 0, 0], [70, 5, 20]),
      box([0, 35, 0], [70, 5, 20]),
      box([0, 5, 0], [5, 30, 20]),
      box([65, 5, 0], [5, 30, 20]),
      box([0, 0, 20], [70, 40, 4]),
    );
    const found = measure(room);
    near(found.spanMm, 30, 2 * found.cellMm);
    expect(found.overhangDegrees).toBe(0);
  });

  it("a shelf that is held on one side is an overhang, not a bridge", () => {
    const found = measure(together(box([0, 0, 0], [10, 40, 40]), box([10, 0, 36], [25, 40, 4])));
    expect([found.spanMm, found.overhangDegrees]).toEqual([0, 89]);
    near(found.overhangMm2, 25 * 40, 40);
  });

  it("what leans is weighed by its area: a nick in a wall does not make an overhang", () => {
    const nick = together(box([0, 0, 0], [60, 60, 30]), box([60, 20, 20], [0.8, 10, 2]));
    expect(measure(nick).overhangDegrees).toBe(0);
  });

  it("a ball holds by its first layer alone and leans nearly level there", () => {
    const found = measure(ball(15, 96));
    near(found.volumeMm3, (4 / 3) * Math.PI * 15 ** 3, 0.002 * found.volumeMm3);
    expect([found.overhangDegrees > 70, found.spanMm, found.contactMm2 < 0.05 * found.footprintMm2]).toEqual([true, 0, true]);
  });

  it("a part that is inside out measures as it does outside out, one that is not closed says so", () => {
    const insideOut = ({ corners }: Mesh): Mesh => {
      const out = corners.slice();
      for (let at = 0; at < out.length; at += 9) out.copyWithin(at + 3, at + 6, at + 9).set(corners.subarray(at + 3, at + 6), at + 6);
      return { corners: out, degenerate: 0 };
    };
    alike(measure(insideOut(bridge(30))), measure(bridge(30)));
    const { corners } = box([0, 0, 0], [20, 20, 20]);
    expect(measure({ corners: corners.slice(0, -18), degenerate: 0 }).openShare).toBeGreaterThan(0.9);
  });
});

describe("any part", () => {
  it("measures the same in any place and turned about the vertical", () => {
    fc.assert(
      fc.property(anyPart, fc.integer({ min: 0, max: 359 }), fc.integer({ min: -500, max: 500 }), (part, degrees, shift) => {
        alike(measure(moved(turned(part, degrees), ([x, y, z]) => [x + shift, y - shift, z + shift / 3])), measure(part));
      }),
      RUNS,
    );
  });

  it("measures the same, to the last bit of what hangs, in any order of its triangles", () => {
    fc.assert(
      fc.property(anyPart, fc.integer(), (part, seed) => {
        const count = part.corners.length / 9;
        const order = Array.from({ length: count }, (_, index) => index).sort(
          (a, b) => Math.imul(a + 1, seed | 1) - Math.imul(b + 1, seed | 1),
        );
        const shuffled = {
          corners: Float64Array.from(order.flatMap((index) => [...part.corners.subarray(9 * index, 9 * index + 9)])),
          degenerate: 0,
        };
        const [a, b] = [measure(shuffled), measure(part)];
        expect([a.ceilings, a.overhangDegrees, a.spanMm]).toEqual([b.ceilings, b.overhangDegrees, b.spanMm]);
        alike(a, b);
      }),
      RUNS,
    );
  });

  it("in other units has the same angles and shares, and lengths, areas and volumes by the factor, its square and its cube", () => {
    fc.assert(
      fc.property(fc.constantFrom(bridge(40), leaner(55), vase(20, 80, 10)), fc.constantFrom(2, 5, 25.4), (part, factor) => {
        const [a, b] = [measure(moved(part, ([x, y, z]) => [x * factor, y * factor, z * factor])), measure(part)];
        near(a.volumeMm3, b.volumeMm3 * factor ** 3, 1e-6 * a.volumeMm3);
        near(a.footprintMm2, b.footprintMm2 * factor ** 2, 1e-6 * a.footprintMm2);
        near(a.spanMm, b.spanMm * factor, 2 * a.cellMm);
        near(a.overhangMm2, b.overhangMm2 * factor ** 2, 0.02 * a.footprintMm2);
        near(a.overhangDegrees, b.overhangDegrees, 0.05);
        expect(geometryOf(a).geometry).toBe(geometryOf(b).geometry);
      }),
      RUNS,
    );
  });
});

/** The area of a circle of radius 1 with so many sides. */
const coneArea = (sides: number): number => (sides / 2) * Math.sin((2 * Math.PI) / sides);
