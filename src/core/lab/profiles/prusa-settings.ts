import { type BaseValues, baseNumber, firstLayer } from "./overlay.ts";
import type { ProfileOrder } from "./writer.ts";

/**
 * What PrusaSlicer is told of settings, key by key, over a base. The person's own cooling curve stays; only its upper end moves, and
 * its lower one where it must. With no base the fan stands still at its level, and the first layer is as hot as the others.
 */
export const prusaSettings = (
  order: Omit<ProfileOrder, "name" | "base">,
  base: BaseValues,
): readonly (readonly [key: string, value: number | string])[] => {
  const { nozzleCelsius, bedCelsius, retractionMm, fanPercent, firstLayerFanPercent, layerHeightMm } = order.settings;
  const isQuiet = firstLayerFanPercent < fanPercent / 2 || fanPercent === 0;
  const quietLayers = baseNumber(base, "disable_fan_first_layers") ?? 0;
  const hasRetraction = baseNumber(base, "filament_retract_length") === undefined && baseNumber(base, "retract_length") === retractionMm;
  return [
    ["temperature", nozzleCelsius],
    ["first_layer_temperature", firstLayer("nozzleCelsius", nozzleCelsius, base, ["first_layer_temperature", "temperature"], order)],
    ["bed_temperature", bedCelsius],
    ["first_layer_bed_temperature", firstLayer("bedCelsius", bedCelsius, base, ["first_layer_bed_temperature", "bed_temperature"], order)],
    ...(hasRetraction ? [] : ([["filament_retract_length", retractionMm]] as const)),
    ["cooling", "1"],
    ["max_fan_speed", fanPercent],
    ["min_fan_speed", Math.min(baseNumber(base, "min_fan_speed") ?? fanPercent, fanPercent)],
    ...(base.has("fan_always_on") ? [] : ([["fan_always_on", fanPercent > 0 ? "1" : "0"]] as const)),
    ["disable_fan_first_layers", isQuiet ? Math.max(quietLayers, 1) : 0],
    ["layer_height", layerHeightMm],
  ];
};
