import type { Param } from "../profiles/param.ts";
import type { Setting } from "../settings.ts";

/** The knobs that a parameter bounds from both sides. */
export const BOUNDED: Readonly<Partial<Record<Param, Setting>>> = {
  nozzle_temp: "nozzleCelsius",
  bed_temp: "bedCelsius",
  retraction_mm: "retractionMm",
  fan_pct: "fanPercent",
};
/** The knobs that a parameter caps. Parameters of neither list say nothing of a knob. */
export const CAPPED: Readonly<Partial<Record<Param, Setting>>> = { max_temp: "nozzleCelsius", bed_max_temp: "bedCelsius" };
