/**
 * Makes a large part for benchmarks: a bumpy ball on a foot, as binary STL.
 *
 *   node_modules/.bin/node tools/gen-mesh.ts FILE [triangles=1000000] [seed=1]
 *
 * The same count and seed give the same bytes. The bumps give undersides of every lean, and ceilings.
 */
import { writeFileSync } from "node:fs";

const RADIUS_MM = 40;
const BUMP_MM = 0.6;

/** mulberry32: 32 bits of state, values in [0, 1). */
const randomFrom = (seed: number): (() => number) => {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
};

/** A bumpy ball of at least so many triangles (a grid of rings and sides, closed at both poles), as binary STL. */
export const bumpyBall = (least: number, seed: number): Uint8Array => {
  const random = randomFrom(seed);
  const rings = Math.max(3, Math.ceil(Math.sqrt(least / 4) + 1));
  const sides = 2 * rings;
  const count = 2 * sides * (rings - 1);
  const points = new Float64Array(3 * (sides * (rings - 1) + 2));
  const place = (index: number, polar: number, turn: number, radius: number): void => {
    points[3 * index] = radius * Math.sin(polar) * Math.cos(turn);
    points[3 * index + 1] = radius * Math.sin(polar) * Math.sin(turn);
    points[3 * index + 2] = RADIUS_MM - radius * Math.cos(polar);
  };
  for (let ring = 1; ring < rings; ring++)
    for (let side = 0; side < sides; side++)
      place((ring - 1) * sides + side, (Math.PI * ring) / rings, (2 * Math.PI * side) / sides, RADIUS_MM + BUMP_MM * (random() - 0.5));
  const [south, north] = [sides * (rings - 1), sides * (rings - 1) + 1];
  place(south, 0, 0, RADIUS_MM + BUMP_MM);
  place(north, Math.PI, 0, RADIUS_MM + BUMP_MM);
  const bytes = new Uint8Array(84 + 50 * count);
  const view = new DataView(bytes.buffer);
  view.setUint32(80, count, true);
  let at = 84;
  const add = (...corners: readonly [number, number, number]): void => {
    corners.forEach((corner, slot) => {
      for (let axis = 0; axis < 3; axis++) view.setFloat32(at + 12 + 12 * slot + 4 * axis, points[3 * corner + axis] as number, true);
    });
    at += 50;
  };
  for (let side = 0; side < sides; side++) {
    const next = (side + 1) % sides;
    add(south, next, side);
    add(north, (rings - 2) * sides + side, (rings - 2) * sides + next);
    for (let ring = 0; ring < rings - 2; ring++) {
      const [a, b, c, d] = [ring * sides + side, ring * sides + next, (ring + 1) * sides + next, (ring + 1) * sides + side];
      add(a, b, c);
      add(a, c, d);
    }
  }
  return bytes;
};

if (import.meta.main) {
  const [file, triangles = "1000000", seed = "1"] = process.argv.slice(2);
  if (file === undefined) {
    process.stderr.write("Usage: node tools/gen-mesh.ts FILE [triangles=1000000] [seed=1]\n");
    process.exitCode = 2;
  } else writeFileSync(file, bumpyBall(Number(triangles), Number(seed)));
}
