import { z } from "zod";

const range = z.strictObject({ low: z.number(), high: z.number() });

/** What a roundtable may cost before its first call. Amounts in micro-USD, prices in US dollars per million tokens. */
export const estimate: z.ZodType = z.strictObject({
  calls: range,
  microUsd: range,
  models: z.array(
    z.strictObject({
      backend: z.string(),
      model: z.string(),
      price: z.strictObject({ input: z.number(), output: z.number() }).nullable(),
      from: z.string(),
      calls: range,
      inputTokens: range,
      outputTokens: range,
      microUsd: range,
    }),
  ),
  leaves: z.strictObject({ backends: z.array(z.string()), files: z.array(z.string()) }),
  capMicroUsd: z.int().nullable(),
});

/** What `roundtable --plan` comes to. */
export const planResult: z.ZodType = z.strictObject({ estimate });

/** What a run cost. Amounts in micro-USD. */
export const receipt: z.ZodType = z.strictObject({
  run: z.string(),
  capMicroUsd: z.int().nullable(),
  lines: z.array(
    z.strictObject({
      backend: z.string(),
      model: z.string(),
      seat: z.string(),
      calls: z.int(),
      failed: z.int(),
      inputTokens: z.int(),
      outputTokens: z.int(),
      cachedTokens: z.int(),
      reservedMicroUsd: z.int(),
      settledMicroUsd: z.int(),
    }),
  ),
  calls: z.int(),
  reservedMicroUsd: z.int(),
  settledMicroUsd: z.int(),
  openMicroUsd: z.int(),
  corrected: z.array(z.string()),
});
