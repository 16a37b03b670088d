import { z } from "zod";

/** Where something stands; lines count from 1. */
export const place: z.ZodType = z.strictObject({ file: z.string(), line: z.int(), endLine: z.int() });

const decisionLine = z.strictObject({
  text: z.string(),
  places: z.array(place),
  turns: z.array(z.int()),
  seat: z.string().optional(),
});

const flipPoint = z.strictObject({
  subject: z.string(),
  now: z.number(),
  turns: z.number(),
  nowText: z.string(),
  turnsText: z.string(),
});

/** The decision as data. */
export const decision: z.ZodType = z.strictObject({
  kind: z.enum(["answer", "open", "none-keeps-every-limit", "no-question"]),
  language: z.enum(["en", "de", "fr", "es"]).optional(),
  question: z.string(),
  answer: z.string(),
  option: z.string().optional(),
  confidence: z.strictObject({ word: z.enum(["open", "weak", "fair", "good"]), p: z.number().min(0).max(1) }),
  madeBy: z.string(),
  options: z.array(z.strictObject({ name: z.string(), score: z.number(), out: z.boolean(), why: z.array(decisionLine) })),
  why: z.array(decisionLine),
  against: z.array(decisionLine),
  criteria: z.array(
    z.strictObject({
      name: z.string(),
      weight: z.number(),
      inferred: z.boolean(),
      cells: z.array(
        z.strictObject({
          option: z.string(),
          value: z.string(),
          sign: z.enum(["+", "-", "0", "?"]),
          places: z.array(place),
          spread: z.string().optional(),
        }),
      ),
    }),
  ),
  limits: z.array(
    z.strictObject({
      text: z.string(),
      place,
      per: z.array(
        z.strictObject({
          option: z.string(),
          state: z.enum(["kept", "appears kept", "in doubt", "broken", "untested", "not applicable"]),
          why: z.string(),
          places: z.array(place),
        }),
      ),
    }),
  ),
  flips: z.array(decisionLine.extend({ point: flipPoint.optional() })),
  moved: z.array(z.strictObject({ seat: z.string(), from: z.string(), to: z.string(), cause: decisionLine })),
  positions: z.array(z.strictObject({ seat: z.string(), option: z.string(), turn: z.int() })),
  dissent: z.array(decisionLine),
  open: z.array(decisionLine),
  next: z.array(decisionLine),
  secondQuestion: z.string().optional(),
  setAside: z.array(decisionLine),
  unusedFiles: z.array(z.string()),
  optionOrigin: z.string(),
});
