import type { Machine } from "../../core/lab/machines.ts";
import { geometryOf } from "../../core/lab/mesh/classify.ts";
import { type Measures, measure } from "../../core/lab/mesh/measure.ts";
import type { Mesh } from "../../core/lab/mesh/mesh.ts";
import { DETAILS, type Detail, type PrintDetails } from "../../core/lab/print-details.ts";

/** A part as it stands, for people and for rows. Names are those of files; `row` is what a row of `lab simulate` takes from it. */
export type MeasuredPart = {
  readonly triangles: number;
  readonly degenerate: number;
  readonly size_mm: readonly [width: number, depth: number, height: number];
  readonly footprint_mm2: number;
  readonly length_mm: number;
  readonly volume_mm3: number;
  readonly solid_share: number;
  readonly contact_mm2: number;
  readonly overhang_deg: number;
  readonly overhang_mm2: number;
  readonly span_mm: number;
  readonly bridges: readonly {
    readonly height_mm: number;
    readonly span_mm: number;
    readonly area_mm2: number;
    readonly ledge_mm2: number;
  }[];
  readonly geometry_type: string;
  readonly reason: string;
  readonly bed: { readonly machine: string; readonly fits: boolean; readonly over: readonly string[] };
  readonly row: Readonly<Record<string, string | number>>;
};

/** A measured part with its measures and details as the core names them. */
export type PartReading = {
  readonly part: MeasuredPart;
  readonly measures: Measures;
  readonly details: PrintDetails;
  readonly warnings: readonly string[];
};

/** Share of columns from which on a surface is called open. */
const OPEN_SHARE = 0.01;
/** Share of the surface from which on a gap is told: seams that do not quite meet are less. */
const GAP_SHARE = 0.002;
/** Share of the footprint that a part stands on at least. */
const STAND_SHARE = 0.01;
/** mm: smaller than this is no part but one in a larger unit. Chosen: slicers ask below a few mm³. */
const SMALL_MM = 3;
const SIDES = ["wide", "deep", "high"] as const;

/** Measures a part and holds it against the bed of a machine. */
export const measurePart = (mesh: Mesh, machine: Machine): PartReading => {
  const measures = measure(mesh);
  const { geometry, reason } = geometryOf(measures);
  const details = detailsOf(measures);
  const over = SIDES.flatMap((side, axis) => {
    const [size, room] = [measures.sizeMm[axis] as number, machine.buildMm[axis] as number];
    return size > room ? [`${round(size)} mm ${side} on a bed of ${room} mm`] : [];
  });
  const { sizeMm, ceilings } = measures;
  return {
    measures,
    details,
    warnings: warningsOf(measures),
    part: {
      triangles: measures.triangles,
      degenerate: measures.degenerate,
      size_mm: [round(sizeMm[0]), round(sizeMm[1]), round(sizeMm[2])],
      footprint_mm2: round(measures.footprintMm2),
      length_mm: round(measures.lengthMm),
      volume_mm3: round(measures.volumeMm3),
      solid_share: round(measures.solidShare),
      contact_mm2: round(measures.contactMm2),
      overhang_deg: round(measures.overhangDegrees),
      overhang_mm2: round(measures.overhangMm2),
      span_mm: round(measures.spanMm),
      bridges: ceilings.map(({ heightMm, spanMm, bridgeMm2, ledgeMm2 }) => ({
        height_mm: round(heightMm),
        span_mm: round(spanMm),
        area_mm2: round(bridgeMm2),
        ledge_mm2: round(ledgeMm2),
      })),
      geometry_type: geometry,
      reason,
      bed: { machine: machine.id, fits: over.length === 0, over },
      row: { geometry_type: geometry, ...namedDetails(details) },
    },
  };
};

/** Details by their names in files. */
export const namedDetails = (details: PrintDetails): Readonly<Record<string, number>> =>
  Object.fromEntries(
    (Object.keys(DETAILS) as Detail[]).flatMap((detail) => {
      const value = details[detail];
      return value === undefined ? [] : [[DETAILS[detail][0], value] as const];
    }),
  );

/** What the worlds may know of a measured part, inside the ranges that rows may give. */
const detailsOf = ({ lengthMm, sizeMm, overhangDegrees, spanMm }: Measures): PrintDetails =>
  Object.fromEntries(
    (
      [
        ["lengthMm", lengthMm],
        ["heightMm", sizeMm[2]],
        ["overhangDegrees", overhangDegrees],
        ["spanMm", spanMm],
      ] as const
    ).map(([detail, value]) => {
      const [, low, high] = DETAILS[detail];
      return [detail, Math.min(high, Math.max(low, round(value)))];
    }),
  );

const warningsOf = ({ degenerate, openShare, gapShare, volumeMm3, sizeMm, contactMm2, footprintMm2 }: Measures): readonly string[] => [
  ...(degenerate > 0 ? [`${degenerate} triangles have no area and were left out`] : []),
  ...(openShare > OPEN_SHARE || volumeMm3 === 0
    ? [`the surface is not closed over ${(openShare * 100).toFixed(0)} % of its plan: volume, overhangs and bridges are a guess`]
    : gapShare > GAP_SHARE
      ? [`the surface has a gap of at least ${percent(gapShare)} of its area: slicers may find nothing to print`]
      : []),
  ...(Math.max(...sizeMm) < SMALL_MM
    ? [`the part is ${round(Math.max(...sizeMm))} mm at most: is its file in inches, or in metres? STL and OBJ are read as mm`]
    : []),
  ...(contactMm2 < STAND_SHARE * footprintMm2 ? [`it stands on ${round(contactMm2)} mm²: turn it, or it comes off the bed`] : []),
];

const percent = (share: number): string => `${(share * 100).toPrecision(2)} %`;
const round = (value: number): number => Math.round(value * 100) / 100;
