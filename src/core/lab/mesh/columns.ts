import type { Mesh } from "./mesh.ts";

/** The box round a part, mm. */
export type Box = { readonly low: readonly [number, number, number]; readonly high: readonly [number, number, number] };

/**
 * A part as upright columns: one for each square cell of its plan, each a list of solid intervals from below. Cell `(i, j)` is
 * column `j * wide + i`, its intervals are `starts[c]` to `starts[c + 1]`. `leans` is how far the underside of an interval leans
 * from the vertical, in degrees: 0 is a wall, 90 a ceiling. Shells that overlap or touch are one solid.
 */
export type Columns = {
  readonly box: Box;
  readonly cellMm: number;
  readonly wide: number;
  readonly deep: number;
  readonly starts: Uint32Array;
  readonly bottoms: Float64Array;
  readonly tops: Float64Array;
  readonly leans: Float64Array;
  /** Share of the columns that the surface enters without leaving, or leaves without entering: 0 for a closed part. */
  readonly openShare: number;
};

/** Crossings of columns with triangles that are worth looking at. */
const MOST_CROSSINGS = 4_000_000;
/** A gap between two shells that no printer leaves, mm. */
const CLOSED_GAP_MM = 0.01;
/** A crossing is one whole number, so that a column is sorted by numbers alone: its height in steps, then its slope in steps. */
const HEIGHT_STEPS = 2 ** 31;
const SLOPE_STEPS = 2 ** 20;

/** The box round all corners. */
export const boxOf = ({ corners }: Mesh): Box => {
  const low: [number, number, number] = [Number.POSITIVE_INFINITY, Number.POSITIVE_INFINITY, Number.POSITIVE_INFINITY];
  const high: [number, number, number] = [Number.NEGATIVE_INFINITY, Number.NEGATIVE_INFINITY, Number.NEGATIVE_INFINITY];
  for (let at = 0; at < corners.length; at += 3)
    for (let axis = 0; axis < 3; axis++) {
      const value = corners[at + axis] as number;
      if (value < (low[axis] as number)) low[axis] = value;
      if (value > (high[axis] as number)) high[axis] = value;
    }
  return { low, high };
};

/**
 * Cuts a part into columns. `outward` is 1, or -1 for a part whose triangles are turned inside out; `cells` lie along the longer side of the plan. Work is bounded: the cells
 * get coarser when so many triangles lie over each other that there would be more than four million crossings.
 */
export const columnsOf = (
  mesh: Mesh,
  box: Box,
  { outward, cells: most }: { readonly outward: 1 | -1; readonly cells: number },
): Columns => {
  const grid = gridOf(mesh, box, most);
  const cells = grid.wide * grid.deep;
  const starts = new Uint32Array(cells + 1);
  eachCrossing(mesh, grid, (cell) => {
    starts[cell + 1] = (starts[cell + 1] as number) + 1;
  });
  for (let cell = 0; cell < cells; cell++) starts[cell + 1] = (starts[cell + 1] as number) + (starts[cell] as number);
  const crossings = new Float64Array(starts[cells] as number);
  const next = starts.slice(0, cells);
  const floor = box.low[2];
  const step = Math.max(box.high[2] - floor, 1e-9) / HEIGHT_STEPS;
  eachCrossing(mesh, grid, (cell, z, up) => {
    const slope = Math.round(((up * outward + 1) / 2) * (SLOPE_STEPS - 1));
    const at = next[cell] as number;
    crossings[at] = Math.round((z - floor) / step) * SLOPE_STEPS + slope;
    next[cell] = at + 1;
  });
  return { box, cellMm: grid.cell, wide: grid.wide, deep: grid.deep, ...intervalsOf(starts, crossings, floor, step) };
};

type Grid = { readonly x: number; readonly y: number; readonly cell: number; readonly wide: number; readonly deep: number };

/** The cells of a plan: as fine as the limits of their number and of crossings allow. */
const gridOf = ({ corners }: Mesh, { low, high }: Box, most: number): Grid => {
  let plan = 0;
  let rows = 0;
  for (let at = 0; at < corners.length; at += 9) {
    const [ax, ay, bx, by, cx, cy] = planOf(corners, at);
    plan += Math.abs((bx - ax) * (cy - ay) - (cx - ax) * (by - ay)) / 2;
    rows += Math.max(ay, by, cy) - Math.min(ay, by, cy);
  }
  const [width, depth] = [high[0] - low[0], high[1] - low[1]];
  const cell = Math.max(Math.max(width, depth) / most, Math.sqrt(plan / MOST_CROSSINGS), rows / MOST_CROSSINGS, 1e-6);
  return { x: low[0], y: low[1], cell, wide: Math.max(1, Math.ceil(width / cell)), deep: Math.max(1, Math.ceil(depth / cell)) };
};

const planOf = (c: Float64Array, at: number): readonly [number, number, number, number, number, number] => [
  c[at] as number,
  c[at + 1] as number,
  c[at + 3] as number,
  c[at + 4] as number,
  c[at + 6] as number,
  c[at + 7] as number,
];

/**
 * Tells of every column whose middle runs through a triangle: the height, and `up`, the slope of the triangle there: its
 * inclination over 90°, from -1 (faces straight down) to 1. Edges belong to one side only, so that a closed part is entered as
 * often as it is left.
 */
const eachCrossing = ({ corners: c }: Mesh, grid: Grid, tell: (cell: number, z: number, up: number) => void): void => {
  const { x, y, cell, wide, deep } = grid;
  for (let at = 0; at < c.length; at += 9) {
    const [ax, ay, az] = [c[at] as number, c[at + 1] as number, c[at + 2] as number];
    const [bx, by, bz] = [c[at + 3] as number, c[at + 4] as number, c[at + 5] as number];
    const [cx, cy, cz] = [c[at + 6] as number, c[at + 7] as number, c[at + 8] as number];
    const nz = (bx - ax) * (cy - ay) - (cx - ax) * (by - ay);
    if (nz === 0) continue;
    const firstRow = Math.max(0, Math.ceil((Math.min(ay, by, cy) - y) / cell - 0.5));
    const lastRow = Math.min(deep - 1, Math.floor((Math.max(ay, by, cy) - y) / cell - 0.5));
    if (firstRow > lastRow) continue;
    const nx = (by - ay) * (cz - az) - (cy - ay) * (bz - az);
    const ny = (bz - az) * (cx - ax) - (cz - az) * (bx - ax);
    const up = Math.atan2(nz, Math.hypot(nx, ny)) / (Math.PI / 2);
    const [lowZ, highZ] = [Math.min(az, bz, cz), Math.max(az, bz, cz)];
    for (let row = firstRow; row <= lastRow; row++) {
      const py = y + (row + 0.5) * cell;
      const ab = edgeAt(ax, ay, bx, by, py);
      const bc = edgeAt(bx, by, cx, cy, py);
      const ca = edgeAt(cx, cy, ax, ay, py);
      const left = least(ab, bc, ca);
      const right = most(ab, bc, ca);
      const first = Math.max(0, Math.ceil((left - x) / cell - 0.5));
      const end = Math.min(wide, Math.ceil((right - x) / cell - 0.5));
      for (let column = first; column < end; column++) {
        const z = az - (nx * (x + (column + 0.5) * cell - ax) + ny * (py - ay)) / nz;
        tell(row * wide + column, z < lowZ ? lowZ : z > highZ ? highZ : z, up);
      }
    }
  }
};

/** Where an edge crosses the row at `py`; NaN when it does not. The same number from either end. */
const edgeAt = (px: number, py0: number, qx: number, qy: number, py: number): number => {
  if (py0 > qy) return edgeAt(qx, qy, px, py0, py);
  return py0 <= py && py < qy ? px + (py - py0) * ((qx - px) / (qy - py0)) : Number.NaN;
};

const least = (a: number, b: number, c: number): number => {
  let found = Number.POSITIVE_INFINITY;
  if (a < found) found = a;
  if (b < found) found = b;
  return c < found ? c : found;
};

const most = (a: number, b: number, c: number): number => {
  let found = Number.NEGATIVE_INFINITY;
  if (a > found) found = a;
  if (b > found) found = b;
  return c > found ? c : found;
};

type Intervals = Pick<Columns, "starts" | "bottoms" | "tops" | "leans" | "openShare">;

/** Every column as intervals from below; those with less air between them than a printer leaves are one. */
const intervalsOf = (firsts: Uint32Array, crossings: Float64Array, floor: number, step: number): Intervals => {
  const cells = firsts.length - 1;
  const most = crossings.length >> 1;
  const starts = new Uint32Array(cells + 1);
  const [bottoms, tops, leans] = [new Float64Array(most), new Float64Array(most), new Float64Array(most)];
  let used = 0;
  let first = 0;
  const add: TellInterval = (bottom, top, lean) => {
    const below = floor + bottom * step;
    if (used > first && below - (tops[used - 1] as number) <= CLOSED_GAP_MM) tops[used - 1] = floor + top * step;
    else {
      bottoms[used] = below;
      tops[used] = floor + top * step;
      leans[used++] = lean;
    }
  };
  let crossed = 0;
  let open = 0;
  for (let cell = 0; cell < cells; cell++) {
    const column = crossings.subarray(firsts[cell], firsts[cell + 1]);
    first = used;
    if (column.length > 0) {
      crossed++;
      if (!climb(column, add)) open++;
    }
    starts[cell + 1] = used;
  }
  return {
    starts,
    bottoms: bottoms.subarray(0, used),
    tops: tops.subarray(0, used),
    leans: leans.subarray(0, used),
    openShare: crossed === 0 ? 0 : open / crossed,
  };
};

type TellInterval = (bottom: number, top: number, lean: number) => void;

/**
 * Climbs a column: an interval opens where the first shell is entered and closes where the last one is left. False when one is
 * left that was not entered, or entered and not left.
 */
const climb = (column: Float64Array, add: TellInterval): boolean => {
  sortColumn(column);
  let depth = 0;
  let isSound = true;
  let bottom = 0;
  let lean = 0;
  for (const crossing of column) {
    const height = Math.floor(crossing / SLOPE_STEPS);
    const up = ((crossing - height * SLOPE_STEPS) / (SLOPE_STEPS - 1)) * 2 - 1;
    if (up < 0) {
      if (depth++ > 0) continue;
      bottom = height;
      lean = -up * 90;
    } else if (depth === 0) isSound = false;
    else if (--depth === 0) add(bottom, height, lean);
  }
  return isSound && depth === 0;
};

/** Most columns have two crossings; a sort of the engine costs more than it saves there. */
const sortColumn = (column: Float64Array): void => {
  if (column.length > 32) {
    column.sort();
    return;
  }
  for (let at = 1; at < column.length; at++) {
    const value = column[at] as number;
    let place = at;
    for (; place > 0 && (column[place - 1] as number) > value; place--) column[place] = column[place - 1] as number;
    column[place] = value;
  }
};
