import { z } from "zod";

const settings = {
  nozzle_temp: z.number(),
  bed_temp: z.number(),
  retraction_mm: z.number(),
  fan_pct: z.number(),
  first_layer_fan_pct: z.number(),
  layer_height: z.number(),
};
const defects = ["under_extrusion", "sag", "stringing", "adhesion", "warp"] as const;
const mode = z.enum(["none", ...defects]);
const quality = z.number().min(0).max(1);
const range = z.tuple([z.number(), z.number()]);
const ranges = z.strictObject({ hard: range, usual: range });

/** A print of given settings, and what the Spine says to them. */
export const printedRow: z.ZodType = z.strictObject({
  outcome: z.enum(["success", "failed_sag", "failed_stringing"]),
  failure_mode: mode,
  quality,
  penalties: z.partialRecord(z.enum(defects), z.number().positive()),
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

/** What an export of the deliberation wrote, and how to publish it. */
export const deliberationExport: z.ZodType = z.strictObject({
  turns: z.int(),
  jobs: z.int(),
  rows: z.string(),
  card: z.string(),
  publish: z.string(),
});
