/** The knobs of a print. Fans are in percent of full speed. */
export type Settings = {
  readonly nozzleCelsius: number;
  readonly bedCelsius: number;
  readonly retractionMm: number;
  readonly fanPercent: number;
  readonly firstLayerFanPercent: number;
  readonly layerHeightMm: number;
};

/** One knob. */
export type Setting = keyof Settings;

/** The name of each knob in files and messages, in the order of files. */
export const SETTING_NAMES = {
  nozzleCelsius: "nozzle_temp",
  bedCelsius: "bed_temp",
  retractionMm: "retraction_mm",
  fanPercent: "fan_pct",
  firstLayerFanPercent: "first_layer_fan_pct",
  layerHeightMm: "layer_height",
} as const;

/** Every knob, in the order of files. */
export const SETTINGS: readonly Setting[] = Object.keys(SETTING_NAMES) as readonly Setting[];
