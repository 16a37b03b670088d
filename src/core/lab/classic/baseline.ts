import type { Settings } from "../settings.ts";

const rows: readonly (readonly [material: string, ...number[]])[] = [
  ["PLA", 205, 60, 5, 100, 0, 0.2],
  ["PETG", 235, 80, 4, 40, 0, 0.2],
  ["ABS", 245, 100, 4, 20, 0, 0.2],
  ["TPU", 228, 50, 2, 40, 0, 0.24],
];

const BASELINES: ReadonlyMap<string, Settings> = new Map(
  rows.map(([material, nozzle = 0, bed = 0, retraction = 0, fan = 0, firstLayerFan = 0, layer = 0]) => [
    material,
    {
      nozzleCelsius: nozzle,
      bedCelsius: bed,
      retractionMm: retraction,
      fanPercent: fan,
      firstLayerFanPercent: firstLayerFan,
      layerHeightMm: layer,
    },
  ]),
);

/** The reference's settings for a material in any letter case; those of PLA when it is unknown. */
export const baselineOf = (material: string): Settings => BASELINES.get(material.toUpperCase()) ?? (BASELINES.get("PLA") as Settings);
