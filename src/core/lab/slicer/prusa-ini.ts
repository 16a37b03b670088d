import type { Machine } from "../machines.ts";
import type { Settings } from "../settings.ts";
import { POLYMERS } from "../worlds/fdm/materials.ts";
import { PRINTERS } from "../worlds/fdm/printers.ts";

/** What a part is sliced with: settings that the Spine let through, the id of the material, the machine, the part's plan in mm. */
export type SlicePlan = {
  readonly settings: Settings;
  readonly material: string;
  readonly machine: Machine;
  readonly planMm: readonly [width: number, depth: number];
};

/** What motion and melt of a pair allow: speeds in mm/s, acceleration in mm/s², flow in mm³/s, bore of the filament in mm. */
export type Motion = {
  readonly speed: number;
  readonly travelSpeed: number;
  readonly acceleration: number;
  readonly flowMm3s: number;
  readonly filamentMm: number;
};

const FIRST_LAYER_SPEED = 20;
const BRIDGE_SPEED = 30;
const LINE_PER_BORE = 1.125;
/** Room that a skirt takes on both sides of a part, mm. */
const SKIRT_MM = 10;

/** Usual motion of a machine, and the flow that vendors allow a material. Nothing for ids that no table has. */
export const motionOf = ({ material, machine }: Pick<SlicePlan, "material" | "machine">): Motion | undefined => {
  const [printer, polymer] = [PRINTERS.get(machine.id), POLYMERS.get(material)];
  if (printer === undefined || polymer === undefined) return undefined;
  const { speed, travelSpeed, acceleration, filamentMm } = printer;
  return { speed, travelSpeed, acceleration, filamentMm, flowMm3s: polymer.flowLimit };
};

/**
 * A flat configuration for PrusaSlicer that prints a plan on a bare machine: the settings as they are, the machine's own speeds, and
 * nothing that runs anything (no scripts, no macros). PrusaSlicer has one fan for the first layers or none: a first-layer fan
 * that is not 0 becomes the fan of all layers.
 */
export const prusaIni = ({ settings, material, machine, planMm }: SlicePlan, motion: Motion): string => {
  const [width, depth, height] = machine.buildMm;
  const { nozzleCelsius, bedCelsius, retractionMm, fanPercent, firstLayerFanPercent, layerHeightMm } = settings;
  const line = LINE_PER_BORE * machine.nozzleDiameterMm;
  const fan = Math.round(fanPercent);
  const lines: readonly (readonly [key: string, value: string | number])[] = [
    ["printer_technology", "FFF"],
    ["gcode_flavor", "marlin2"],
    ["bed_shape", `0x0,${width}x0,${width}x${depth},0x${depth}`],
    ["max_print_height", height],
    ["nozzle_diameter", machine.nozzleDiameterMm],
    ["filament_diameter", motion.filamentMm],
    ["filament_type", material],
    ["temperature", Math.round(nozzleCelsius)],
    ["first_layer_temperature", Math.round(nozzleCelsius)],
    ["bed_temperature", Math.round(bedCelsius)],
    ["first_layer_bed_temperature", Math.round(bedCelsius)],
    ["cooling", 1],
    ["fan_always_on", 1],
    ...["min_fan_speed", "max_fan_speed", "bridge_fan_speed"].map((key) => [key, fan] as const),
    ["disable_fan_first_layers", firstLayerFanPercent > 0 ? 0 : 1],
    ["full_fan_speed_layer", 0],
    ["slowdown_below_layer_time", 5],
    ["retract_length", retractionMm],
    ["only_retract_when_crossing_perimeters", 1],
    ["layer_height", layerHeightMm],
    ["first_layer_height", layerHeightMm],
    ["extrusion_width", line],
    ["first_layer_extrusion_width", line],
    ...SPEEDS.map((key) => [key, motion.speed] as const),
    ["bridge_speed", Math.min(motion.speed, BRIDGE_SPEED)],
    ["first_layer_speed", Math.min(motion.speed, FIRST_LAYER_SPEED)],
    ["travel_speed", motion.travelSpeed],
    ["filament_max_volumetric_speed", motion.flowMm3s],
    ["machine_limits_usage", "time_estimate_only"],
    ...["extruding", "travel", "x", "y"].map((axis) => [`machine_max_acceleration_${axis}`, motion.acceleration] as const),
    ...["x", "y"].map((axis) => [`machine_max_feedrate_${axis}`, motion.travelSpeed] as const),
    // A line round the part primes the nozzle; where the bed has no room for one there is none.
    ["skirts", planMm[0] + SKIRT_MM <= width && planMm[1] + SKIRT_MM <= depth ? 1 : 0],
    ["skirt_distance", 3],
    ["thick_bridges", 0],
    ["start_gcode", "G28\\nG92 E0"],
    ["end_gcode", "M104 S0\\nM140 S0\\nM107"],
    ["use_relative_e_distances", 1],
    ["layer_gcode", "G92 E0"],
  ];
  return `${lines.map(([key, value]) => `${key} = ${value}`).join("\n")}\n`;
};

const SPEEDS = [
  "perimeter_speed",
  "external_perimeter_speed",
  "small_perimeter_speed",
  "infill_speed",
  "solid_infill_speed",
  "top_solid_infill_speed",
  "gap_fill_speed",
] as const;
