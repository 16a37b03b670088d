import { z } from "zod";

/** What an export of the deliberation wrote, and how to publish it. */
export const deliberationExport: z.ZodType = z.strictObject({
  turns: z.int(),
  jobs: z.int(),
  rows: z.string(),
  card: z.string(),
  publish: z.string(),
});

/** What an export of runs as a data set wrote. `empty` are tables without rows, which are left out. */
export const datasetExport: z.ZodType = z.strictObject({
  folder: z.string(),
  card: z.string(),
  tables: z.array(z.strictObject({ name: z.string(), rows: z.int().positive() })),
  empty: z.array(z.string()),
  sessions: z.int().nonnegative(),
  redactions: z.int().nonnegative(),
  license: z.string(),
  publish: z.string(),
});

/** What an export of the lessons wrote. */
export const lessonsExport: z.ZodType = z.strictObject({ folder: z.string(), card: z.string(), lessons: z.int().positive() });

/** What an export of one run as one file wrote. */
export const runExport: z.ZodType = z.strictObject({ run: z.string(), file: z.string(), redactions: z.int().nonnegative() });

/** What went to a Hub, or would go. `left_out` lies in the folder and is not of the export. */
export const publication: z.ZodType = z.strictObject({
  repo: z.string(),
  hub: z.string(),
  generator: z.string(),
  sent: z.boolean(),
  url: z.string().nullable(),
  bytes: z.int().positive(),
  files: z.array(z.strictObject({ path: z.string(), bytes: z.int().nonnegative() })),
  left_out: z.array(z.string()),
});
