/**
 * @module Parts as triangles: readers of files that need no package, and what a part measures as it stands on the bed. Pure:
 * bytes in, numbers out. Lengths are in mm, z points up. Start at `mesh.ts`, `measure.ts`.
 */
import { fail, ok, type Result } from "../../kernel/result.ts";

/**
 * A part as triangles. `corners` has nine finite numbers a triangle: x, y, z of three corners in mm, counter-clockwise when
 * seen from outside. Triangles without an area are left out and counted.
 */
export type Mesh = { readonly corners: Float64Array; readonly degenerate: number };

/** Why bytes are no part: what is wrong and where, and what to do. The caller says which file. */
export type MeshFault = { readonly kind: "too-large" | "malformed" | "empty"; readonly message: string; readonly hint: string };

/** Triangles that one part may have. */
export const MOST_TRIANGLES = 2_000_000;
/** How far from the origin a corner may lie, mm; beyond it no printer reaches and sums lose their digits. */
const MOST_MM = 100_000;
const FIRST_CAPACITY = 1024;

/** Collects triangles under the limits of a part. The first fault stays; what comes after it is not looked at. */
export class MeshBuilder {
  fault: MeshFault | undefined;
  private corners: Float64Array;
  private used = 0;
  private degenerate = 0;

  /** `expected` triangles, when a file says so: room is made for them at once. */
  constructor(expected: number = FIRST_CAPACITY) {
    this.corners = new Float64Array(9 * Math.max(1, Math.min(expected, MOST_TRIANGLES)));
  }

  /** Adds the nine numbers that stand at `at` of `from`. `where` names the triangle in a fault. */
  add(from: Float64Array, at: number, where: () => string): void {
    if (this.fault !== undefined) return;
    for (let k = 0; k < 9; k++) {
      const value = from[at + k] as number;
      if (!(Math.abs(value) <= MOST_MM)) {
        const what = Number.isFinite(value) ? `lies ${value} mm out` : `is ${value}`;
        this.fault = malformed(`${where()}: a coordinate ${what}; all must be numbers within ${MOST_MM} mm`);
        return;
      }
    }
    if (areaOf(from, at) === 0) {
      this.degenerate++;
      return;
    }
    if (this.used === this.corners.length && !this.grow()) return;
    for (let k = 0; k < 9; k++) this.corners[this.used + k] = from[at + k] as number;
    this.used += 9;
  }

  /** The part; `empty` when no triangle has an area. */
  finish(): Result<Mesh, MeshFault> {
    if (this.fault !== undefined) return fail(this.fault);
    if (this.used === 0) {
      const message = this.degenerate > 0 ? `all ${this.degenerate} triangles are without an area` : "there is no triangle in it";
      return fail({ kind: "empty", message, hint: "export the part again as a solid" });
    }
    return ok({ corners: this.corners.subarray(0, this.used), degenerate: this.degenerate });
  }

  private grow(): boolean {
    if (this.used >= 9 * MOST_TRIANGLES) {
      this.fault = tooMany(`more than ${MOST_TRIANGLES}`);
      return false;
    }
    const larger = new Float64Array(Math.min(2 * this.corners.length, 9 * MOST_TRIANGLES));
    larger.set(this.corners);
    this.corners = larger;
    return true;
  }
}

/** A fault of a file that is not what it should be. */
export const malformed = (message: string): MeshFault => ({
  kind: "malformed",
  message,
  hint: "export the part again, as binary STL, OBJ or 3MF",
});

/** The fault of a part with so many triangles. */
export const tooMany = (count: string): MeshFault => ({
  kind: "too-large",
  message: `it has ${count} triangles; at most ${MOST_TRIANGLES} are read`,
  hint: "simplify the mesh in your modelling program",
});

/** Twice the area of a triangle, mm². */
const areaOf = (c: Float64Array, at: number): number => {
  const [x, y, z] = crossOf(c, at);
  return Math.hypot(x, y, z);
};

/** The direction that a triangle faces, of length 1; zeros for one without an area. */
export const normalOf = (c: Float64Array, at: number): readonly [number, number, number] => {
  const [x, y, z] = crossOf(c, at);
  const length = Math.hypot(x, y, z) || 1;
  return [x / length, y / length, z / length];
};

const crossOf = (c: Float64Array, at: number): readonly [number, number, number] => {
  const ux = (c[at + 3] as number) - (c[at] as number);
  const uy = (c[at + 4] as number) - (c[at + 1] as number);
  const uz = (c[at + 5] as number) - (c[at + 2] as number);
  const vx = (c[at + 6] as number) - (c[at] as number);
  const vy = (c[at + 7] as number) - (c[at + 1] as number);
  const vz = (c[at + 8] as number) - (c[at + 2] as number);
  return [uy * vz - uz * vy, uz * vx - ux * vz, ux * vy - uy * vx];
};
