import { z } from "zod";

const settings = {
  nozzle_temp: z.number(),
  bed_temp: z.number(),
  retraction_mm: z.number(),
  fan_pct: z.number(),
  first_layer_fan_pct: z.number(),
  layer_height: z.number(),
};
const defects = ["under_extrusion", "sag", "stringing", "adhesion", "warp", "delamination"] as const;
const mode = z.enum(["none", ...defects]);
const quality = z.number().min(0).max(1);
const range = z.tuple([z.number(), z.number()]);
const ranges = z.strictObject({ hard: range, usual: range });

const defectReading = z.strictObject({
  ratio: z.number().nonnegative(),
  severity: z.number().min(0).max(1),
  band: range,
  chance: z.number().min(0).max(1),
});
const validation = z.strictObject({ state: z.literal("unvalidated") });

/** A print of given settings, and what the Spine says to them. */
export const printedRow: z.ZodType = z.strictObject({
  outcome: z.enum(["success", "failed_sag", "failed_stringing"]),
  failure_mode: mode,
  quality,
  penalties: z.partialRecord(z.enum(defects), z.number().positive()),
  class: z.enum(["clean", "blemish", "failed", "ruined"]).optional(),
  defects: z.partialRecord(z.enum(defects), defectReading).optional(),
  failure_chance: z.number().min(0).max(1).optional(),
  validation,
  spine: z.strictObject({ settings: z.strictObject(settings), vetoes: z.array(z.string()), requires_approval: z.boolean() }),
});

/** A run of one job: each column has one item an iteration. */
export const loopRow: z.ZodType = z.strictObject({
  quality: z.array(quality),
  failure_mode: z.array(mode),
  nozzle_temp: z.array(z.number()),
  bed_temp: z.array(z.number()),
  retraction_mm: z.array(z.number()),
  fan_pct: z.array(z.number()),
  first_layer_fan_pct: z.array(z.number()),
  layer_height: z.array(z.number()),
  clamped: z.array(z.boolean()),
  grade: z.array(z.enum(["held", "overcautious", "confirmed", "missed"])),
  verdict: z.enum(["concur", "caution", "dispute", "watch"]),
  validation,
});

const share = z.number().min(0).max(1);
const outcome = z.enum(["success", "failed_sag", "failed_stringing"]);
const fittedDefect = z.discriminatedUnion("state", [
  z.strictObject({
    defect: z.enum(defects),
    state: z.enum(["proposed", "kept"]),
    bias: z.number(),
    spread: z.number().positive(),
    trained: z.int(),
    held_out: z.int(),
    gain: z.number(),
    standard_error: z.number().nonnegative(),
  }),
  z.strictObject({ defect: z.enum(defects), state: z.literal("refused"), reason: z.string() }),
]);

/** A world held against observed prints. */
export const calibration: z.ZodType = z.strictObject({
  world: z.string(),
  rows: z.int().positive(),
  left_out: z.strictObject({ refused: z.int(), unknown_outcome: z.int() }),
  machine_assumed: z.int(),
  groups: z.int().positive(),
  balanced_accuracy: z.strictObject({ value: share, low: share, high: share }),
  accuracy: share,
  baselines: z.strictObject({ chance: share, always_success: share, class_only: share }),
  verdict: z.enum(["skill", "no-skill", "too-few"]),
  recalls: z.array(z.strictObject({ outcome, rows: z.int(), recall: share })),
  confusion: z.array(z.strictObject({ observed: outcome, predicted: outcome, rows: z.int().positive() })),
  fit: z.discriminatedUnion("state", [
    z.strictObject({ state: z.literal("refused"), reason: z.string() }),
    z.strictObject({ state: z.literal("done"), defects: z.array(fittedDefect) }),
  ]),
  validation,
});

const length = z.number().nonnegative();

/** A part as it stands; `row` is what rows of the worlds take from it. */
export const measuredPart: z.ZodType = z.strictObject({
  triangles: z.int().positive(),
  degenerate: z.int().nonnegative(),
  size_mm: z.tuple([length, length, length]),
  footprint_mm2: length,
  length_mm: length,
  volume_mm3: length,
  solid_share: length,
  contact_mm2: length,
  overhang_deg: z.number().min(0).max(89),
  overhang_mm2: length,
  span_mm: length,
  bridges: z.array(z.strictObject({ height_mm: length, span_mm: length, area_mm2: length, ledge_mm2: length })).max(20),
  geometry_type: z.enum(["overhang", "bridge", "stringing", "adhesion", "vase", "cube"]),
  reason: z.string(),
  bed: z.strictObject({ machine: z.string(), fits: z.boolean(), over: z.array(z.string()) }),
  row: z.record(z.string(), z.union([z.string(), z.number()])),
});

/** A part that was sliced and whose G-code is inside the limits; `row` is a whole row, `gcode` where the G-code was written. */
export const slicedPart: z.ZodType = z.strictObject({
  part: measuredPart,
  settings: z.strictObject(settings),
  slicer: z.string(),
  gcode_lines: z.int().positive(),
  layers: z.int().positive(),
  print_s: z.int().nonnegative(),
  filament_mm: z.int().nonnegative(),
  row: z.record(z.string(), z.union([z.string(), z.number(), z.strictObject(settings)])),
  outcome: printedRow,
  gcode: z.string().nullable(),
});

/** A material with its limits. */
export const material: z.ZodType = z.strictObject({
  id: z.string(),
  title: z.string(),
  nozzle: ranges,
  bed: ranges,
  bridgeFan: range,
  isHygroscopic: z.boolean(),
  shrinks: z.boolean(),
  source: z.string(),
});

/** A printer with its limits. */
export const machine: z.ZodType = z.strictObject({
  id: z.string(),
  title: z.string(),
  nozzleMaxCelsius: z.number(),
  linerMaxCelsius: z.number().optional(),
  bedMaxCelsius: z.number(),
  buildMm: z.tuple([z.number(), z.number(), z.number()]),
  drive: z.enum(["bowden", "direct"]),
  isEnclosed: z.boolean(),
  nozzleDiameterMm: z.number(),
  retractionMm: z.number(),
  source: z.string(),
});
