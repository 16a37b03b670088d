import type { Machine } from "../machines.ts";
import type { Material } from "../materials.ts";
import { motionOf } from "../motion.ts";
import { prusaSettings } from "../profiles/prusa-settings.ts";
import type { Settings } from "../settings.ts";

/** What a part is sliced with: settings that the Spine let through and a slicer can say, for whom, and the part's plan in mm. */
export type SlicePlan = {
  readonly settings: Settings;
  readonly material: Material;
  readonly machine: Machine;
  readonly planMm: readonly [width: number, depth: number];
};

const FIRST_LAYER_SPEED = 20;
const BRIDGE_SPEED = 30;
const LINE_PER_BORE = 1.125;
/** Room that a skirt takes on both sides of a part, mm. */
const SKIRT_MM = 10;

/**
 * A flat configuration for PrusaSlicer that prints a plan on a bare machine: the settings as they are, the machine's own speeds, and
 * nothing that runs anything (no scripts, no macros).
 */
export const prusaIni = (plan: SlicePlan): string => {
  const { settings, material, machine, planMm } = plan;
  const [width, depth, height] = machine.buildMm;
  const motion = motionOf(material, machine);
  const line = LINE_PER_BORE * machine.nozzleDiameterMm;
  const lines: readonly (readonly [key: string, value: string | number])[] = [
    ["printer_technology", "FFF"],
    ["gcode_flavor", "marlin2"],
    ["bed_shape", `0x0,${width}x0,${width}x${depth},0x${depth}`],
    ["max_print_height", height],
    ["nozzle_diameter", machine.nozzleDiameterMm],
    ["filament_diameter", motion.filamentMm],
    ["filament_type", material.id],
    ...prusaSettings(plan, new Map()),
    ["bridge_fan_speed", settings.fanPercent],
    ["full_fan_speed_layer", 0],
    ["slowdown_below_layer_time", 5],
    ["only_retract_when_crossing_perimeters", 1],
    ["first_layer_height", settings.layerHeightMm],
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
