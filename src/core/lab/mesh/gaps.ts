import type { Box } from "./columns.ts";
import type { Mesh } from "./mesh.ts";

/**
 * How far a surface is from closed, as a share of its area: 0 for solids of any number of shells, whatever overlaps; a wall that is
 * left out weighs as much of it as it is of the whole, a pair of opposite ones the less. By the divergence theorem the outward area of a closed
 * surface sums to nothing, and its centres by areas to the volume along each axis and to nothing across.
 */
export const gapShareOf = ({ corners: c }: Mesh, { low, high }: Box): number => {
  const half = Math.max(...low.map((from, axis) => ((high[axis] as number) - from) / 2));
  const [ox, oy, oz] = low.map((from, axis) => (from + (high[axis] as number)) / 2) as [number, number, number];
  const net = new Float64Array(3);
  const moments = new Float64Array(9);
  let whole = 0;
  for (let at = 0; at < c.length; at += 9) {
    const [ax, ay, az] = [(c[at] as number) - ox, (c[at + 1] as number) - oy, (c[at + 2] as number) - oz];
    const [bx, by, bz] = [(c[at + 3] as number) - ox, (c[at + 4] as number) - oy, (c[at + 5] as number) - oz];
    const [dx, dy, dz] = [(c[at + 6] as number) - ox, (c[at + 7] as number) - oy, (c[at + 8] as number) - oz];
    const nx = ((by - ay) * (dz - az) - (bz - az) * (dy - ay)) / 2;
    const ny = ((bz - az) * (dx - ax) - (bx - ax) * (dz - az)) / 2;
    const nz = ((bx - ax) * (dy - ay) - (by - ay) * (dx - ax)) / 2;
    whole += Math.sqrt(nx * nx + ny * ny + nz * nz);
    add(net, 0, 1, nx, ny, nz);
    add(moments, 0, (ax + bx + dx) / 3, nx, ny, nz);
    add(moments, 3, (ay + by + dy) / 3, nx, ny, nz);
    add(moments, 6, (az + bz + dz) / 3, nx, ny, nz);
  }
  if (whole === 0) return 0;
  const volume = ((moments[0] as number) + (moments[4] as number) + (moments[8] as number)) / 3;
  const strays = [...moments].map((moment, index) => Math.abs(index % 4 === 0 ? moment - volume : moment) / (half * whole));
  return Math.min(1, Math.max(Math.hypot(...net) / whole, ...strays));
};

const add = (sums: Float64Array, at: number, by: number, x: number, y: number, z: number): void => {
  sums[at] = (sums[at] as number) + by * x;
  sums[at + 1] = (sums[at + 1] as number) + by * y;
  sums[at + 2] = (sums[at + 2] as number) + by * z;
};
