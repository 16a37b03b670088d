import { type Ceiling, ceilingsOf, FIRST_LAYER_MM } from "./ceilings.ts";
import { boxOf, columnsOf } from "./columns.ts";
import { gapShareOf } from "./gaps.ts";
import type { Mesh } from "./mesh.ts";
import { planOf } from "./plan.ts";
import { towersOf } from "./towers.ts";

/**
 * What a part measures as it stands: z up, its lowest point on the bed. mm, mm², mm³, degrees from the vertical. The face on the
 * bed is no overhang, a ceiling that is held on two sides is a bridge and no overhang either.
 */
export type Measures = {
  readonly triangles: number;
  readonly degenerate: number;
  readonly sizeMm: readonly [width: number, depth: number, height: number];
  /** The convex outline from above: its area, and the longer side of the smallest rectangle round it. */
  readonly footprintMm2: number;
  readonly lengthMm: number;
  readonly volumeMm3: number;
  /** The part's share of the room over its footprint. */
  readonly solidShare: number;
  /** What the first layer holds by. */
  readonly contactMm2: number;
  /** The steepest lean that undersides worth 1 % of the footprint reach; 0 when none lean. At most 89. */
  readonly overhangDegrees: number;
  /** Undersides that lean 45° or more, bridges apart. */
  readonly overhangMm2: number;
  /** The longest bridge; 0 without one. */
  readonly spanMm: number;
  /** Undersides over air from the lowest to the highest, the slightest left out. */
  readonly ceilings: readonly Ceiling[];
  /** Share of the height at which the part is two or more separate pieces. */
  readonly apartShare: number;
  /** Share of the part's columns at which its surface is not closed; 0 for a sound part. */
  readonly openShare: number;
  /** How far the whole surface is from closed, as a share of its area: 0 for a sound part. */
  readonly gapShare: number;
  /** How finely undersides were looked at, mm. */
  readonly cellMm: number;
};

/** Undersides count from this share of the footprint on; a printer forgives smaller ones. */
const NOTABLE_SHARE = 0.01;
/** Up to here an underside prints without a thought, degrees. */
const EASY_DEGREES = 45;
/** Printers reach 89 at most: beyond it a side is a ceiling. */
const STEEPEST_DEGREES = 89;
const LEAN_STEPS_PER_DEGREE = 100;
/** Ceilings that are told one by one. */
const MOST_CEILINGS = 20;
/** Cells that tell a bridge to a quarter of a millimetre on a part of 120 mm. */
const USUAL_CELLS = 512;

/**
 * Measures a part. The order of its triangles, and where it stands on the bed, change nothing. What hangs is looked at in so many
 * cells along the longer side.
 */
export const measure = (mesh: Mesh, cells: number = USUAL_CELLS): Measures => {
  const box = boxOf(mesh);
  const { volume, contact } = sumsOf(mesh, box.low[2]);
  const plan = planOf(mesh, box);
  const columns = columnsOf(mesh, box, { outward: volume < 0 ? -1 : 1, cells });
  const lean = new LeanScale();
  const ceilings = ceilingsOf(columns, (degrees, area) => lean.add(degrees, area));
  const notable = NOTABLE_SHARE * plan.areaMm2;
  const height = box.high[2] - box.low[2];
  return {
    triangles: mesh.corners.length / 9,
    degenerate: mesh.degenerate,
    sizeMm: [box.high[0] - box.low[0], box.high[1] - box.low[1], height],
    footprintMm2: plan.areaMm2,
    lengthMm: plan.longMm,
    volumeMm3: Math.abs(volume),
    solidShare: plan.areaMm2 * height > 0 ? Math.abs(volume) / (plan.areaMm2 * height) : 0,
    contactMm2: contact,
    overhangDegrees: Math.min(lean.steepest(notable), STEEPEST_DEGREES),
    overhangMm2: lean.from(EASY_DEGREES),
    spanMm: ceilings.reduce((most, { spanMm, bridgeMm2 }) => (bridgeMm2 >= notable ? Math.max(most, spanMm) : most), 0),
    ceilings: largest(ceilings),
    apartShare: towersOf(columns),
    openShare: columns.openShare,
    gapShare: gapShareOf(mesh, box),
    cellMm: columns.cellMm,
  };
};

const largest = (ceilings: readonly Ceiling[]): readonly Ceiling[] => {
  const areaOf = ({ bridgeMm2, ledgeMm2 }: Ceiling): number => bridgeMm2 + ledgeMm2;
  return [...ceilings]
    .filter((ceiling) => areaOf(ceiling) > 0)
    .sort((a, b) => areaOf(b) - areaOf(a))
    .slice(0, MOST_CEILINGS)
    .sort((a, b) => a.heightMm - b.heightMm);
};

/** The signed volume (divergence theorem), and the plan of the undersides that lie in the first layer whole. */
const sumsOf = ({ corners: c }: Mesh, floor: number): { readonly volume: number; readonly contact: number } => {
  let volume = 0;
  let up = 0;
  let down = 0;
  for (let at = 0; at < c.length; at += 9) {
    const [ax, ay, az] = [c[at] as number, c[at + 1] as number, (c[at + 2] as number) - floor];
    const [bx, by, bz] = [c[at + 3] as number, c[at + 4] as number, (c[at + 5] as number) - floor];
    const [cx, cy, cz] = [c[at + 6] as number, c[at + 7] as number, (c[at + 8] as number) - floor];
    const plan = ((bx - ax) * (cy - ay) - (cx - ax) * (by - ay)) / 2;
    volume += (plan * (az + bz + cz)) / 3;
    if (Math.max(az, bz, cz) > FIRST_LAYER_MM) continue;
    if (plan < 0) down -= plan;
    else up += plan;
  }
  return { volume, contact: volume < 0 ? up : down };
};

/** How much area leans how far, in steps of a hundredth of a degree. */
class LeanScale {
  private readonly areas = new Float64Array(90 * LEAN_STEPS_PER_DEGREE + 1);

  add(degrees: number, area: number): void {
    const step = Math.round(degrees * LEAN_STEPS_PER_DEGREE);
    this.areas[step] = (this.areas[step] as number) + area;
  }

  /** The steepest lean that `area` or more reaches, to a hundredth of a degree. */
  steepest(area: number): number {
    let sum = 0;
    for (let step = this.areas.length - 1; step > 0; step--) {
      sum += this.areas[step] as number;
      if (sum > 0 && sum >= area) return step / LEAN_STEPS_PER_DEGREE;
    }
    return 0;
  }

  /** The area that leans so many degrees or more. */
  from(degrees: number): number {
    return this.areas.subarray(degrees * LEAN_STEPS_PER_DEGREE).reduce((sum, area) => sum + area, 0);
  }
}
