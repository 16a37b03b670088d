import type { GEOMETRIES } from "../job.ts";
import type { Measures } from "./measure.ts";

/** What a part is prone to, and the measures that say so. */
export type GeometryGuess = { readonly geometry: (typeof GEOMETRIES)[number]; readonly reason: string };

/** From here on each is worth a class of its own; chosen. Lengths in mm. */
const BRIDGE_MM = 10;
const OVERHANG_DEGREES = 45;
const VASE = { heightOverLength: 1.5, solidShare: 0.35 } as const;
const APART_SHARE = 0.25;
const PLATE = { lengthMm: 60, heightShare: 0.25 } as const;
const FOOT_SHARE = 0.1;

/**
 * The class of a part: the first that its measures reach, of bridge, overhang, vase, stringing and adhesion; else it is an
 * ordinary part, `cube`.
 */
export const geometryOf = (measures: Measures): GeometryGuess => {
  const { spanMm, overhangDegrees, sizeMm, lengthMm, solidShare, apartShare, contactMm2, footprintMm2 } = measures;
  const height = sizeMm[2];
  if (spanMm >= BRIDGE_MM) return { geometry: "bridge", reason: `a ceiling spans ${mm(spanMm)} of air from hold to hold` };
  if (overhangDegrees >= OVERHANG_DEGREES)
    return { geometry: "overhang", reason: `an underside leans ${overhangDegrees.toFixed(0)}° from the vertical with nothing below it` };
  if (height >= VASE.heightOverLength * lengthMm && solidShare < VASE.solidShare)
    return {
      geometry: "vase",
      reason: `it is ${mm(height)} high on ${mm(lengthMm)} and hollow: ${percent(solidShare)} of its room is solid`,
    };
  if (apartShare >= APART_SHARE)
    return { geometry: "stringing", reason: `over ${percent(apartShare)} of its height it is separate pieces with travels between them` };
  if (lengthMm >= PLATE.lengthMm && height <= PLATE.heightShare * lengthMm)
    return { geometry: "adhesion", reason: `it is flat: ${mm(height)} high on ${mm(lengthMm)}, so that its ends lift` };
  if (contactMm2 < FOOT_SHARE * footprintMm2)
    return { geometry: "adhesion", reason: `it stands on ${percent(contactMm2 / footprintMm2)} of its footprint` };
  return { geometry: "cube", reason: "nothing spans, leans, strings or lifts: an ordinary part" };
};

const mm = (value: number): string => `${value.toFixed(1)} mm`;
const percent = (share: number): string => `${(share * 100).toFixed(0)} %`;
