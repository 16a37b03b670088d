/** One detail of a print, with its unit in the name. */
export type Detail =
  | "lengthMm"
  | "heightMm"
  | "overhangDegrees"
  | "spanMm"
  | "travelMm"
  | "fillShare"
  | "layerSeconds"
  | "lineWidthMm"
  | "nozzleDiameterMm"
  | "speedMms"
  | "bridgeSpeedMms"
  | "travelSpeedMms"
  | "flowLimitMm3s"
  | "bridgeFanPercent"
  | "brimMm"
  | "chamberCelsius"
  | "surfaceFactor"
  | "exposedHours"
  | "moisturePercent";

/** The name in files, the closed range that a print may give, and what it means. Lengths in mm, times in s, speeds in mm/s. */
type Spec = readonly [name: string, low: number, high: number, meaning: string];

/** Every detail, in the order of documents. */
export const DETAILS: Readonly<Record<Detail, Spec>> = {
  lengthMm: ["length_mm", 1, 2000, "longest side of the footprint"],
  heightMm: ["height_mm", 0.1, 2000, "height of the part"],
  overhangDegrees: ["overhang_deg", 0, 89, "steepest overhang, from the vertical"],
  spanMm: ["span_mm", 0, 1000, "longest bridge"],
  travelMm: ["travel_mm", 0.1, 1000, "longest open travel"],
  fillShare: ["fill_share", 0.01, 1, "share of the footprint that a layer fills"],
  layerSeconds: ["layer_time_s", 0.5, 3600, "time of the quickest layer"],
  lineWidthMm: ["line_width_mm", 0.1, 3, "width of an extruded line"],
  nozzleDiameterMm: ["nozzle_diameter_mm", 0.1, 2, "bore of the nozzle"],
  speedMms: ["speed_mm_s", 1, 2000, "print speed"],
  bridgeSpeedMms: ["bridge_speed_mm_s", 1, 2000, "print speed on bridges, at most 30 is used"],
  travelSpeedMms: ["travel_speed_mm_s", 1, 2000, "travel speed"],
  flowLimitMm3s: ["max_flow_mm3_s", 0, 1000, "cap of the flow in mm³/s; 0 is none"],
  bridgeFanPercent: ["bridge_fan_pct", 0, 100, "fan on bridges and overhangs in %"],
  brimMm: ["brim_mm", 0, 100, "width of the brim"],
  chamberCelsius: ["chamber_temp", -50, 150, "air round the part in °C, when it is controlled"],
  surfaceFactor: ["surface_factor", 0.05, 5, "how well the plate holds; 1 is a clean sheet"],
  exposedHours: ["exposed_h", 0, 100000, "hours since the spool was dried or opened"],
  moisturePercent: ["moisture_pct", 0, 50, "water in the filament when it was dried or opened, % of mass"],
};

/** What is known about a print beyond its settings. What is absent takes the default of the world that reads it. */
export type PrintDetails = Readonly<Partial<Record<Detail, number>>> & { readonly isEnclosed?: boolean };
