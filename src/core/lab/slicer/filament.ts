import { materialOf } from "../materials.ts";
import type { PrintDetails } from "../print-details.ts";
import { numberOf, valueAt } from "../profiles/gleaner.ts";
import { materialNameOf } from "../profiles/material-name.ts";
import type { Settings } from "../settings.ts";

/** What a filament preset asks for on an ordinary part. Retraction is absent when the printer's holds. */
export type FilamentPlan = {
  readonly material: string;
  readonly settings: Omit<Settings, "retractionMm"> & { readonly retractionMm?: number };
  readonly details: PrintDetails;
};

/** Layer and line of a nozzle as shares of its bore: 0.2 and 0.45 mm for 0.4 mm. */
const LAYER_SHARE = 0.5;
const LINE_SHARE = 1.125;

/**
 * Reads a resolved filament preset. Nothing when its type is none of the lab's materials, or nozzle or bed is not a number. The
 * fan is computed as the slicer does for a layer of `layerSeconds`, which a slow-down time makes longer.
 */
export const planOfFilament = (name: string, values: ReadonlyMap<string, string>, layerSeconds: number): FilamentPlan | undefined => {
  const material = materialOf(materialNameOf(valueAt(values.get("filament_type") ?? "", 0), name) ?? "")?.id;
  const number = (key: string): number | undefined => numberOf(valueAt(values.get(key) ?? "", 0));
  const [nozzleCelsius, bedCelsius] = [number("temperature"), number("bed_temperature")];
  if (material === undefined || nozzleCelsius === undefined || bedCelsius === undefined) return undefined;
  const bore = boreOf(name, values.get("compatible_printers_condition") ?? "");
  const seconds = Math.max(layerSeconds, number("slowdown_below_layer_time") ?? 0);
  const fanPercent = fanOf(number, seconds);
  const retractionMm = number("filament_retract_length");
  return {
    material,
    settings: {
      nozzleCelsius,
      bedCelsius,
      ...(retractionMm === undefined ? {} : { retractionMm }),
      fanPercent,
      firstLayerFanPercent: (number("disable_fan_first_layers") ?? 1) > 0 ? 0 : fanPercent,
      layerHeightMm: LAYER_SHARE * bore,
    },
    details: {
      layerSeconds: seconds,
      lineWidthMm: LINE_SHARE * bore,
      nozzleDiameterMm: bore,
      flowLimitMm3s: number("filament_max_volumetric_speed") ?? 0,
      bridgeFanPercent: number("bridge_fan_speed") ?? fanPercent,
    },
  };
};

/** The bore of the nozzle that a preset is made for, mm, by its name or condition; 0.4 when they name none. */
const boreOf = (name: string, condition: string): number => {
  const found = /@.*?\b(0\.\d+)\b/u.exec(name)?.[1] ?? /nozzle_diameter\[0\]==(0\.\d+)/u.exec(condition)?.[1];
  return found === undefined ? 0.4 : Number(found);
};

/** The fan of a layer: the largest under the slow-down time, then falling to the smallest, which also stands when it is always on. */
const fanOf = (number: (key: string) => number | undefined, seconds: number): number => {
  const [least, most] = [number("min_fan_speed") ?? 35, number("max_fan_speed") ?? 100];
  const resting = number("fan_always_on") === 1 ? least : 0;
  if (number("cooling") === 0) return resting;
  const [slow, cool] = [number("slowdown_below_layer_time") ?? 5, number("fan_below_layer_time") ?? 60];
  if (seconds < slow) return most;
  if (seconds >= cool) return resting;
  return most - ((most - least) * (seconds - slow)) / (cool - slow);
};
