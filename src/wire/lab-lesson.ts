import { z } from "zod";

/** A lesson as a flat row: what the tables of exports have, and what `moot lab ingest` reads. */
export const lessonRow: z.ZodObject = z.strictObject({
  job_id: z.string(),
  material: z.string(),
  geometry_type: z.string(),
  env_temp: z.number(),
  env_humidity: z.number(),
  outcome: z.enum(["success", "failed_sag", "failed_stringing"]),
  lesson: z.string(),
  source: z.enum(["seed", "ingested", "earned", "sim"]),
  settings_nozzle_temp: z.number().nullable(),
  settings_bed_temp: z.number().nullable(),
  settings_retraction_mm: z.number().nullable(),
  settings_fan_pct: z.number().nullable(),
  settings_first_layer_fan_pct: z.number().nullable(),
  settings_layer_height: z.number().nullable(),
  failure_mode: z.enum(["none", "under_extrusion", "sag", "stringing", "adhesion", "warp", "delamination"]).nullable(),
  quality: z.number().min(0).max(1).nullable(),
  bed_position: z.string().nullable(),
  machine: z.string().nullable(),
  advice: z.string().nullable(),
});
