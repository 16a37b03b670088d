import type { Written } from "./fact.ts";
import { type Gleaner, valueAt } from "./gleaner.ts";

/** The values of a PrusaSlicer configuration by key, with everything that it inherits. */
export type PrusaValues = ReadonlyMap<string, Written>;

/** Keys whose value is the fact. The fan's own level, the first layer's and the retraction hang on more than one key. */
const PLAIN = [
  ["nozzle_temp", "temperature"],
  ["first_layer_nozzle_temp", "first_layer_temperature"],
  ["bed_temp", "bed_temperature"],
  ["first_layer_bed_temp", "first_layer_bed_temperature"],
  ["bridge_fan_pct", "bridge_fan_speed"],
  ["flow_ratio", "extrusion_multiplier"],
] as const;

/**
 * Takes what a PrusaSlicer filament says, of one extruder. `layer_height` counts where the values are a whole configuration.
 * A fan that the profile turns off is 0 and a flow of 0 is no limit; `filament_retract_length` goes before the printer's own.
 */
export const gleanPrusa = (gleaner: Gleaner, values: PrusaValues, name: string, at = 0): void => {
  const type = values.get("filament_type");
  if (type === undefined) return;
  const said = gleaner.statement(type, name, at);
  if (said === undefined) return;
  const is = (key: string, text: string): boolean => valueAt(values.get(key)?.text ?? "", at) === text;
  for (const [param, key] of PLAIN) gleaner.take(param, values.get(key), said, at);
  gleaner.take("fan_pct", fanOf(values, is), said, at);
  gleaner.take("first_layer_fan_pct", firstLayerFanOf(values, is), said, at);
  gleaner.takeOwn("retraction_mm", values.get("filament_retract_length"), values.get("retract_length"), said, at);
  if (!is("filament_max_volumetric_speed", "0")) gleaner.take("max_flow_mm3_s", values.get("filament_max_volumetric_speed"), said, at);
  gleaner.take("layer_height", values.get("layer_height"), said);
};

type Is = (key: string, text: string) => boolean;

/** The level that the fan may reach. Without automatic cooling it is the least one where the fan is always on, else off. */
const fanOf = (values: PrusaValues, is: Is): Written | undefined => {
  const cooling = values.get("cooling");
  if (cooling === undefined || !is("cooling", "0")) return values.get("max_fan_speed");
  return is("fan_always_on", "1") ? values.get("min_fan_speed") : { ...cooling, text: "0" };
};

/** Off where layers without a fan are asked for; as high as on the others where none are. */
const firstLayerFanOf = (values: PrusaValues, is: Is): Written | undefined => {
  const layers = values.get("disable_fan_first_layers");
  if (layers === undefined) return undefined;
  return is("disable_fan_first_layers", "0") ? fanOf(values, is) : { ...layers, text: "0" };
};

/** How many extruders a configuration states materials for. */
export const extrudersOf = (values: PrusaValues): number => (values.get("filament_type")?.text ?? "").split(";").length;
