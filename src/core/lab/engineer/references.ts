import type { Setting } from "../settings.ts";

/** What profiles and firmwares say of one parameter, by its name in files: the upper median, the range, how many say it, and some that do. */
export type Reference = {
  readonly param: string;
  readonly value: number;
  readonly low: number;
  readonly high: number;
  readonly count: number;
  readonly sources: readonly string[];
};

/** The knobs that a parameter bounds from both sides, and those that it caps. Other parameters say nothing of a knob. */
export const BOUNDED: Readonly<Record<string, Setting>> = {
  nozzle_temp: "nozzleCelsius",
  bed_temp: "bedCelsius",
  retraction_mm: "retractionMm",
  fan_pct: "fanPercent",
};
export const CAPPED: Readonly<Record<string, Setting>> = { max_temp: "nozzleCelsius", bed_max_temp: "bedCelsius" };
