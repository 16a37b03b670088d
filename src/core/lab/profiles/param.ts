/** What a fact can be about. */
export type Param =
  | "nozzle_temp"
  | "first_layer_nozzle_temp"
  | "bed_temp"
  | "first_layer_bed_temp"
  | "retraction_mm"
  | "fan_pct"
  | "bridge_fan_pct"
  | "first_layer_fan_pct"
  | "layer_height"
  | "max_flow_mm3_s"
  | "flow_ratio"
  | "pressure_advance"
  | "max_temp"
  | "bed_max_temp";

/** Unit and closed sane range of every parameter: what lies outside is a slip of the file or of its reader. */
export const PARAMS: Readonly<Record<Param, readonly [unit: string, low: number, high: number]>> = {
  nozzle_temp: ["°C", 170, 320],
  first_layer_nozzle_temp: ["°C", 170, 320],
  bed_temp: ["°C", 40, 130],
  first_layer_bed_temp: ["°C", 40, 130],
  retraction_mm: ["mm", 0.2, 8],
  fan_pct: ["%", 0, 100],
  bridge_fan_pct: ["%", 0, 100],
  first_layer_fan_pct: ["%", 0, 100],
  layer_height: ["mm", 0.04, 1.2],
  max_flow_mm3_s: ["mm³/s", 0.1, 100],
  flow_ratio: ["", 0.5, 1.5],
  pressure_advance: ["s", 0, 3],
  max_temp: ["°C", 200, 350],
  bed_max_temp: ["°C", 60, 150],
};

/** The material of facts that hold whatever is printed. */
export const ANY_MATERIAL = "*";
