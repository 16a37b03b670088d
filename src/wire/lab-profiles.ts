import { z } from "zod";
import { lessonRow } from "./lab-lesson.ts";

const place = z.strictObject({ file: z.string(), line: z.int().positive() });
const param = z.enum([
  "nozzle_temp",
  "first_layer_nozzle_temp",
  "bed_temp",
  "first_layer_bed_temp",
  "retraction_mm",
  "fan_pct",
  "bridge_fan_pct",
  "first_layer_fan_pct",
  "layer_height",
  "max_flow_mm3_s",
  "flow_ratio",
  "pressure_advance",
  "max_temp",
  "bed_max_temp",
]);
const fact = z.strictObject({ material: z.string(), param, value: z.number(), unit: z.string(), source: z.string(), place });

/** What was read, what was left out and why, and what is new. `run` is null when nothing was kept. */
export const ingestion: z.ZodType = z.strictObject({
  run: z.string().nullable(),
  files: z.array(
    z.strictObject({
      file: z.string(),
      reader: z.string(),
      facts: z.int(),
      lessons: z.int(),
      fresh: z.int(),
      skipped: z.int(),
    }),
  ),
  skipped: z.array(z.strictObject({ file: z.string(), line: z.int().positive(), what: z.string(), why: z.string() })),
  facts: z.array(fact),
  lessons: z.array(lessonRow),
});

/** What profiles said so far, by material; `*` is what holds for all. */
export const references: z.ZodType = z.strictObject({
  facts: z.int(),
  lessons: z.int(),
  materials: z.array(
    z.strictObject({
      material: z.string(),
      references: z.array(
        z.strictObject({
          param,
          value: z.number(),
          low: z.number(),
          high: z.number(),
          unit: z.string(),
          count: z.int().positive(),
          sources: z.array(z.string()),
        }),
      ),
    }),
  ),
});

/** A profile as files, what it changes against the base, and where it was written. */
export const writtenProfile: z.ZodType = z.strictObject({
  program: z.string(),
  files: z.array(z.strictObject({ name: z.string(), text: z.string() })),
  changes: z.array(z.strictObject({ key: z.string(), from: z.string().nullable(), to: z.string() })),
  written: z.array(z.string()),
});

/** A tower that was written, and the run that knows its steps. */
export const tower: z.ZodType = z.strictObject({
  run: z.string(),
  kind: z.enum(["temperature", "retraction", "flow"]),
  file: z.string(),
  lines: z.int().positive(),
  filamentMm: z.int().positive(),
  unit: z.enum(["°C", "mm", "%"]),
  steps: z.array(z.strictObject({ number: z.int().positive(), value: z.number(), fromMm: z.number(), toMm: z.number() })),
});

/** What a printed tower taught. */
export const towerReading: z.ZodType = z.strictObject({
  run: z.string(),
  tower: z.string(),
  look: z.strictObject({ best: z.int(), defects: z.array(z.strictObject({ step: z.int(), defect: z.string() })) }),
  value: z.number(),
  cause: z.string(),
  lesson: lessonRow,
});

const printer = { protocol: z.string(), host: z.string() };

/** A printer now. */
export const printerStatus: z.ZodType = z.strictObject({
  ...printer,
  state: z.enum(["idle", "printing", "paused", "complete", "error", "offline"]),
  message: z.string(),
  file: z.string().nullable(),
  progress: z.number().nullable(),
  sensors: z.array(
    z.strictObject({ name: z.string(), kind: z.enum(["temperature", "humidity"]), value: z.number(), target: z.number().nullable() }),
  ),
});

/** Prints of the past, and the run that keeps those that were new; null when none was kept. */
export const printerHistory: z.ZodType = z.strictObject({
  ...printer,
  run: z.string().nullable(),
  kept: z.int(),
  prints: z.array(
    z.strictObject({
      id: z.string(),
      file: z.string(),
      ending: z.enum(["finished", "cancelled", "failed", "running"]),
      startedAtMs: z.int().nullable(),
      seconds: z.number().nullable(),
      filamentMm: z.number().nullable(),
      material: z.string().nullable(),
      nozzleCelsius: z.number().nullable(),
      bedCelsius: z.number().nullable(),
      layerHeightMm: z.number().nullable(),
    }),
  ),
});

/** A file that is stored on the printer. */
export const printerUpload: z.ZodType = z.strictObject({ ...printer, run: z.string(), path: z.string() });

/** A print that was approved and started. */
export const printerStart: z.ZodType = z.strictObject({ ...printer, path: z.string(), approval: z.string(), run: z.string() });
