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
