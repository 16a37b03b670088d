/**
 * @module The wire: schemas of everything that a surface emits as data. Owns shapes, refuses behaviour; the web imports this
 * and nothing else. Entry: `SCHEMAS` in `schemas.ts`; every answer lies in the envelope of this file.
 */
import { z } from "zod";

/** A success: `schema` is `moot/<name>@<version>`, `next` are commands that make sense now. */
export const success: z.ZodType = z.strictObject({
  schema: z.string().regex(/^moot\/[a-z.-]+@\d+$/u),
  ok: z.literal(true),
  data: z.unknown(),
  warnings: z.array(z.string()),
  next: z.array(z.string()),
});

/** A failure. `code` is stable, `hint` a command that runs or a sentence. */
export const failure: z.ZodType = z.strictObject({
  ok: z.literal(false),
  error: z.strictObject({
    code: z.string().regex(/^[A-Z][A-Z_]*$/u),
    message: z.string().min(1),
    hint: z.string().min(1),
    retryable: z.boolean(),
  }),
});
