import type { Machine } from "./machines.ts";
import { MATERIALS, type Material, type Range } from "./materials.ts";
import type { Settings } from "./settings.ts";

/** Where in the usual range of each knob a print starts: a little cooler and with less fan than the middle; chosen. */
const START = { nozzle: 0.4, bed: 0.75, fan: 0.15 } as const;
/** The layer height in mm of who names none. */
export const USUAL_LAYER_MM = 0.2;

/** Settings for a material on a machine when nothing else is known: inside what vendors ship, no fan on the first layer. */
export const usualSettings = ({ nozzle, bed, bridgeFan }: Material, { retractionMm }: Machine): Settings => ({
  nozzleCelsius: between(nozzle.usual, START.nozzle),
  bedCelsius: between(bed.usual, START.bed),
  retractionMm,
  fanPercent: between(bridgeFan, START.fan),
  firstLayerFanPercent: 0,
  layerHeightMm: USUAL_LAYER_MM,
});

const between = ([low, high]: Range, share: number): number => low + share * (high - low);

/**
 * The narrowest common envelope, for a material that no table knows: never hotter and never more fan than what the most delicate
 * known material stands, and with the doubts of one that takes up water and shrinks. Only for who approved it.
 */
export const genericMaterial = (id: string): Material => {
  const narrowest = (read: (material: Material) => Range): Range => {
    const ranges = MATERIALS.map(read);
    return [Math.min(...ranges.map(([low]) => low)), Math.min(...ranges.map(([, high]) => high))];
  };
  const nozzle = narrowest(({ nozzle: { hard } }) => hard);
  const bed = narrowest(({ bed: { hard } }) => hard);
  return {
    id,
    title: "not in the tables",
    nozzle: { hard: nozzle, usual: nozzle },
    bed: { hard: bed, usual: bed },
    bridgeFan: narrowest(({ bridgeFan }) => bridgeFan),
    isHygroscopic: true,
    shrinks: true,
    source: "the narrowest of all known materials",
  };
};
