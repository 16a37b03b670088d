/** A closed range: from, to. */
export type Range = readonly [low: number, high: number];

/**
 * A material. `hard` is what the Spine holds to, `usual` what vendors ship: outside it settings are unusual, not unsafe.
 * Temperatures in °C, fan on bridges in percent.
 */
export type Material = {
  readonly id: string;
  readonly title: string;
  readonly nozzle: { readonly hard: Range; readonly usual: Range };
  readonly bed: { readonly hard: Range; readonly usual: Range };
  readonly bridgeFan: Range;
  /** Takes up water from the air, and strings when it did. */
  readonly isHygroscopic: boolean;
  /** Shrinks enough to lift its edges. */
  readonly shrinks: boolean;
  readonly source: string;
};

/** Where the ranges come from: minimum to maximum over profiles, widened to OrcaSlicer's, cut where the polymer decays. */
const VENDORS = "608 filament profiles in 18 vendor bundles of PrusaSlicer 2.5.0 (5-95 % is usual), OrcaSlicer and Bambu base profiles";
const FEW = "few vendor profiles (PrusaSlicer 2.5.0, OrcaSlicer), widened from the plain material";

type Row = readonly [
  id: string,
  title: string,
  nozzleHard: Range,
  nozzleUsual: Range,
  bedHard: Range,
  bedUsual: Range,
  bridgeFan: Range,
  traits: string,
  source: string,
];

const ROWS: readonly Row[] = [
  ["PLA", "polylactic acid", [170, 250], [190, 230], [0, 80], [50, 65], [80, 100], "", VENDORS],
  ["PETG", "glycol-modified PET", [205, 285], [220, 265], [55, 110], [70, 90], [35, 100], "wet", VENDORS],
  ["ABS", "acrylonitrile butadiene styrene", [220, 290], [235, 270], [70, 120], [90, 110], [15, 50], "wet shrinks", VENDORS],
  ["ASA", "acrylonitrile styrene acrylate", [215, 290], [235, 275], [55, 120], [90, 110], [25, 50], "wet shrinks", VENDORS],
  ["TPU", "thermoplastic polyurethane", [195, 265], [215, 250], [0, 100], [35, 60], [40, 100], "wet", VENDORS],
  ["PC", "polycarbonate, easy-print blends", [250, 315], [260, 285], [90, 130], [100, 115], [0, 60], "wet shrinks", VENDORS],
  ["PA", "polyamide, nylon", [230, 310], [245, 290], [35, 130], [60, 115], [0, 60], "wet shrinks", VENDORS],
  ["PVA", "polyvinyl alcohol, soluble support", [185, 230], [190, 220], [0, 70], [45, 60], [75, 100], "wet", VENDORS],
  ["PLA-CF", "PLA with carbon fibre", [190, 255], [205, 235], [0, 80], [50, 65], [80, 100], "", FEW],
  ["PA-CF", "polyamide with carbon fibre", [240, 315], [265, 300], [35, 130], [60, 110], [0, 40], "wet shrinks", FEW],
];

/** Every material, in the order of lists. */
export const MATERIALS: readonly Material[] = ROWS.map(
  ([id, title, nozzleHard, nozzleUsual, bedHard, bedUsual, bridgeFan, traits, source]) => ({
    id,
    title,
    nozzle: { hard: nozzleHard, usual: nozzleUsual },
    bed: { hard: bedHard, usual: bedUsual },
    bridgeFan,
    isHygroscopic: traits.includes("wet"),
    shrinks: traits.includes("shrinks"),
    source,
  }),
);

/** The material of an id in any letter case. */
export const materialOf = (id: string): Material | undefined => MATERIALS.find((material) => material.id === id.toUpperCase());
