import type { Columns } from "./columns.ts";

/** Heights at which a part is looked at. */
const LOOKS = 12;
/** A piece of a layer counts from so many cells on. */
const LEAST_CELLS = 4;

/** Share of the looks, evenly over the height, at which a part is two or more pieces: between them a nozzle travels through air. */
export const towersOf = (columns: Columns): number => {
  const { low, high } = columns.box;
  let apart = 0;
  for (let look = 0; look < LOOKS; look++) if (piecesAt(columns, low[2] + ((look + 0.5) / LOOKS) * (high[2] - low[2])) > 1) apart++;
  return apart / LOOKS;
};

/** How many pieces a layer has, up to two. */
const piecesAt = ({ wide, deep, starts, bottoms, tops }: Columns, height: number): number => {
  const isSolid = new Uint8Array(wide * deep);
  for (let cell = 0; cell < isSolid.length; cell++)
    for (let at = starts[cell] as number; at < (starts[cell + 1] as number); at++)
      if ((bottoms[at] as number) <= height && height < (tops[at] as number)) isSolid[cell] = 1;
  const stack = new Uint32Array(isSolid.length);
  let pieces = 0;
  for (let first = 0; first < isSolid.length && pieces < 2; first++)
    if (isSolid[first] === 1 && fill(isSolid, stack, first, wide) >= LEAST_CELLS) pieces++;
  return pieces;
};

/** Takes a piece out of a layer; returns its cells. Cells that touch at a corner belong together. */
const fill = (isSolid: Uint8Array, stack: Uint32Array, first: number, wide: number): number => {
  let held = 1;
  let cells = 0;
  stack[0] = first;
  isSolid[first] = 0;
  while (held > 0) {
    const cell = stack[--held] as number;
    const column = cell % wide;
    cells++;
    for (let dy = -wide; dy <= wide; dy += wide)
      for (let dx = column === 0 ? 0 : -1; dx <= (column === wide - 1 ? 0 : 1); dx++) {
        const next = cell + dy + dx;
        if (isSolid[next] !== 1) continue;
        isSolid[next] = 0;
        stack[held++] = next;
      }
  }
  return cells;
};
