import type { Written } from "./fact.ts";
import { type Gleaner, numberOf, valueAt } from "./gleaner.ts";

/** The values of an OrcaSlicer or Bambu Studio configuration by key; lists are joined by commas. */
export type OrcaValues = ReadonlyMap<string, Written>;

/** The temperature key of each plate, as `curr_bed_type` names them; without a name the smooth hot plate counts. */
export const PLATES: Readonly<Record<string, string>> = {
  "high temp plate": "hot_plate_temp",
  "textured pei plate": "textured_plate_temp",
  "engineering plate": "eng_plate_temp",
  "cool plate": "cool_plate_temp",
  "supertack plate": "supertack_plate_temp",
};

/**
 * Takes what an OrcaSlicer or Bambu filament says, of one extruder. `layer_height` and the printer's retraction count where the
 * values are a whole project.
 */
export const gleanOrca = (gleaner: Gleaner, values: OrcaValues, name: string, at = 0): void => {
  const type = values.get("filament_type");
  if (type === undefined) return;
  const said = gleaner.statement(type, name, at);
  if (said === undefined) return;
  const plate = PLATES[valueAt(values.get("curr_bed_type")?.text ?? "", 0).toLowerCase()] ?? "hot_plate_temp";
  const keys = [
    ["nozzle_temp", "nozzle_temperature"],
    ["first_layer_nozzle_temp", "nozzle_temperature_initial_layer"],
    ["bed_temp", plate],
    ["first_layer_bed_temp", `${plate}_initial_layer`],
    ["fan_pct", "fan_max_speed"],
    ["bridge_fan_pct", "overhang_fan_speed"],
    ["flow_ratio", "filament_flow_ratio"],
  ] as const;
  for (const [param, key] of keys) gleaner.take(param, values.get(key), said, at);
  const quiet = values.get("close_fan_the_first_x_layers");
  const layers = quiet && numberOf(valueAt(quiet.text, at));
  if (quiet !== undefined && layers !== undefined)
    gleaner.take("first_layer_fan_pct", layers > 0 ? { ...quiet, text: "0" } : values.get("fan_max_speed"), said, at);
  gleaner.takeOwn("retraction_mm", values.get("filament_retraction_length"), values.get("retraction_length"), said, at);
  const limit = values.get("filament_max_volumetric_speed");
  if (limit !== undefined && numberOf(valueAt(limit.text, at)) !== 0) gleaner.take("max_flow_mm3_s", limit, said, at);
  if (valueAt(values.get("enable_pressure_advance")?.text ?? "", at) === "1")
    gleaner.take("pressure_advance", values.get("pressure_advance"), said, at);
  gleaner.take("layer_height", values.get("layer_height"), said);
};

/** How many extruders a configuration states materials for. */
export const orcaExtruders = (values: OrcaValues): number => (values.get("filament_type")?.text ?? "").split(/[,;]/u).length;
