import type { Columns } from "./columns.ts";

/**
 * Undersides that a printer cannot put on the layer below: nearly level ones over air. `bridge` is held on both sides in some
 * direction, `ledge` on one side or on none. Areas are of the plan, mm².
 */
export type Ceiling = {
  readonly heightMm: number;
  readonly bridgeMm2: number;
  /** The longest way over air from hold to hold, going the shortest way at each place; 0 without a bridge. */
  readonly spanMm: number;
  readonly ledgeMm2: number;
};

/** An underside that leans: degrees from the vertical, and its area in mm². */
export type TellLeaning = (leanDegrees: number, areaMm2: number) => void;

/** From here on an underside is a ceiling, degrees from the vertical: a layer of 0.2 mm then reaches further than a line is wide. */
const CEILING_DEGREES = 70;
/** What lies this close over the bed is printed on it, mm: the first layer. */
export const FIRST_LAYER_MM = 0.2;
/** A ceiling that juts out less than this rests on the line below it, mm. */
const LINE_MM = 0.5;
/** Neighbours belong to one ceiling when their heights differ by at most so many cells. */
const REACH_CELLS = 2;
/** A ceiling of fewer cells is a line's width. */
const LEAST_CELLS = 5;
/** Directions in which a hold is looked for, over half a turn, and steps between two of them when the best one is refined. */
const DIRECTIONS = 36;
const FINER = 10;
/** Places of all ceilings from which a hold is looked for, and places of one ceiling that choose its best direction. */
const MOST_PLACES = 2_000;
const CHOOSING_PLACES = 60;
const LEAST_CHOOSING = 8;
/** The share of a bridge's places that its span covers; the rest are odd corners. */
const SPAN_SHARE = 0.98;
/** A ceiling that juts out of its bridge by no more than this share is all bridge. */
const RAGGED_SHARE = 0.05;

/** Finds ceilings over the first layer, in order of their height, and tells of every underside that leans and is no bridge. */
export const ceilingsOf = (columns: Columns, tell: TellLeaning): readonly Ceiling[] => {
  const { box, cellMm, starts, bottoms, leans, wide, deep } = columns;
  const region = new Int32Array(bottoms.length);
  const owner = new Uint32Array(bottoms.length);
  const area = cellMm * cellMm;
  let hanging = 0;
  for (let cell = 0; cell < wide * deep; cell++)
    for (let at = starts[cell] as number; at < (starts[cell + 1] as number); at++) {
      owner[at] = cell;
      if ((bottoms[at] as number) <= box.low[2] + FIRST_LAYER_MM) continue;
      const lean = leans[at] as number;
      if (lean < CEILING_DEGREES) tell(lean, area / slopeOf(lean));
      else {
        region[at] = -1;
        hanging++;
      }
    }
  const stride = Math.max(1, Math.ceil(hanging / MOST_PLACES));
  const found: Ceiling[] = [];
  let id = 0;
  for (let at = 0; at < region.length; at++)
    if (region[at] === -1) {
      const members = spread(columns, region, owner, at, id + 1);
      id++;
      if (members.length >= LEAST_CELLS) found.push(ceilingOf({ columns, region, owner, id }, members, stride, tell));
    }
  return found.sort((a, b) => a.heightMm - b.heightMm);
};

/** The plan's share of a leaning area. */
const slopeOf = (lean: number): number => Math.max(Math.sin((lean * Math.PI) / 180), 1e-3);

/** Fills one ceiling from one of its places: neighbours whose undersides lie at nearly the same height. */
const spread = (columns: Columns, region: Int32Array, owner: Uint32Array, start: number, id: number): readonly number[] => {
  const { bottoms, starts, cellMm } = columns;
  const reach = REACH_CELLS * cellMm;
  const members = [start];
  region[start] = id;
  for (let read = 0; read < members.length; read++) {
    const at = members[read] as number;
    const height = bottoms[at] as number;
    for (const cell of neighbours(columns, owner[at] as number)) {
      const end = starts[cell + 1] as number;
      for (let other = firstFrom(columns, cell, height - reach); other < end && (bottoms[other] as number) <= height + reach; other++)
        if (region[other] === -1) {
          region[other] = id;
          members.push(other);
        }
    }
  }
  return members;
};

/** The first interval of a column whose bottom is at a height or over it; the end of the column when there is none. */
const firstFrom = ({ starts, bottoms }: Columns, cell: number, height: number): number => {
  let low = starts[cell] as number;
  let high = starts[cell + 1] as number;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((bottoms[middle] as number) < height) low = middle + 1;
    else high = middle;
  }
  return low;
};

const neighbours = ({ wide, deep }: Columns, cell: number): readonly number[] => {
  const column = cell % wide;
  const found: number[] = [];
  if (column > 0) found.push(cell - 1);
  if (column < wide - 1) found.push(cell + 1);
  if (cell >= wide) found.push(cell - wide);
  if (cell < wide * (deep - 1)) found.push(cell + wide);
  return found;
};

type Region = { readonly columns: Columns; readonly region: Int32Array; readonly owner: Uint32Array; readonly id: number };

/** Looks from every `stride`-th place of a ceiling for what holds it, and adds up what was found. */
const ceilingOf = (region: Region, members: readonly number[], stride: number, tell: TellLeaning): Ceiling => {
  const { cellMm, bottoms, leans, box } = region.columns;
  const places = everyNth(members, stride);
  const directions = directionsFor(region, everyNth(places, Math.ceil(places.length / CHOOSING_PLACES)));
  const spans: number[] = [];
  const ledges: number[] = [];
  for (const at of places) {
    const { span, reach } = holdOf(region, at, directions);
    if (span !== undefined) spans.push(span);
    else if (reach > Math.max(LINE_MM, 2.5 * cellMm)) ledges.push(at);
  }
  const isRagged = spans.length > 0 && ledges.length <= RAGGED_SHARE * places.length;
  const share = (members.length * cellMm * cellMm) / places.length;
  if (!isRagged) for (const at of ledges) tell(leans[at] as number, share / slopeOf(leans[at] as number));
  spans.sort((a, b) => a - b);
  return {
    heightMm: members.reduce((sum, at) => sum + (bottoms[at] as number), 0) / members.length - box.low[2],
    bridgeMm2: (spans.length + (isRagged ? ledges.length : 0)) * share,
    spanMm: spans[Math.max(0, Math.ceil(spans.length * SPAN_SHARE) - 1)] ?? 0,
    ledgeMm2: isRagged ? 0 : ledges.length * share,
  };
};

/** Every so many-th, from the middle of the first on; at least one. */
const everyNth = (members: readonly number[], stride: number): readonly number[] => {
  const first = Math.min(stride >> 1, members.length - 1);
  return Array.from({ length: Math.ceil((members.length - first) / stride) }, (_, index) => members[first + index * stride] as number);
};

type Direction = readonly [dx: number, dy: number];

const directionAt = (turns: number): Direction => [Math.cos(Math.PI * turns), Math.sin(Math.PI * turns)];

const EVEN: readonly Direction[] = Array.from({ length: DIRECTIONS }, (_, step) => directionAt(step / DIRECTIONS));

/** Evenly spread directions, and the one near them in which most of the places are held: lines of a bridge run along it. */
const directionsFor = (region: Region, places: readonly number[]): readonly Direction[] => {
  const held = (turns: number): number => places.filter((at) => holdOf(region, at, [directionAt(turns)]).span !== undefined).length;
  const best = (from: number, steps: number, width: number): number => {
    let [found, most] = [from, -1];
    for (let step = 0; step < steps; step++) {
      const turns = from + (step * width) / DIRECTIONS;
      const count = held(turns);
      if (count > most) [found, most] = [turns, count];
    }
    return found;
  };
  if (places.length < LEAST_CHOOSING) return EVEN.filter((_, step) => step % 4 === 0);
  const coarse = best(0, DIRECTIONS, 1);
  return [...EVEN, directionAt(best(coarse - 1 / DIRECTIONS, 2 * FINER + 1, 1 / FINER))];
};

/** The shortest way from hold to hold over a place, and the way to the nearest hold; without a hold that way has no end. */
const holdOf = (
  region: Region,
  at: number,
  directions: readonly Direction[],
): { readonly span: number | undefined; readonly reach: number } => {
  let span: number | undefined;
  let reach = Number.POSITIVE_INFINITY;
  for (const [dx, dy] of directions) {
    const ahead = wayToHold(region, at, dx, dy);
    const behind = wayToHold(region, at, -dx, -dy);
    reach = Math.min(reach, ahead, behind);
    const whole = ahead + behind;
    if (Number.isFinite(whole) && (span === undefined || whole < span)) span = whole;
  }
  return { span, reach };
};

/** How far it is over this ceiling to where the part goes on below it, mm; infinite when the ceiling ends in the air. */
const wayToHold = ({ columns, region, owner, id }: Region, from: number, dx: number, dy: number): number => {
  const { wide, deep, cellMm, starts, bottoms, tops } = columns;
  const reach = 2 * REACH_CELLS * cellMm;
  const start = owner[from] as number;
  const [column, row] = [start % wide, Math.floor(start / wide)];
  let height = bottoms[from] as number;
  for (let step = 1; ; step++) {
    const x = Math.round(column + dx * step);
    const y = Math.round(row + dy * step);
    if (x < 0 || y < 0 || x >= wide || y >= deep) return Number.POSITIVE_INFINITY;
    const cell = y * wide + x;
    const end = starts[cell + 1] as number;
    let at = firstFrom(columns, cell, height - reach);
    while (at < end && (bottoms[at] as number) <= height + reach && region[at] !== id) at++;
    if (at < end && region[at] === id) {
      height = bottoms[at] as number;
      continue;
    }
    const below = firstFrom(columns, cell, height) - 1;
    const isHold = below >= (starts[cell] as number) && (tops[below] as number) > height;
    return isHold ? (step - 0.5) * cellMm : Number.POSITIVE_INFINITY;
  }
};
