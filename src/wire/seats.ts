import { z } from "zod";

const pair = (of: z.ZodType): z.ZodType => z.strictObject({ a: of, b: of });
const textOrNull = z.string().nullable();

/** An open roundtable and the tokens of its seats from outside: shown this once. */
export const openedTable: z.ZodType = z.strictObject({
  run: z.string(),
  seats: z.array(z.strictObject({ seat: z.string(), token: z.string() })),
});

/** How a roundtable stands. `deadline` is ISO 8601. */
export const tableStatus: z.ZodType = z.strictObject({
  run: z.string(),
  topic: z.string(),
  status: z.enum(["open", "paused", "done"]),
  driven: z.boolean(),
  round: z.int(),
  phase: textOrNull,
  turn: z.array(z.string()),
  seats: z.array(
    z.strictObject({
      seat: z.string(),
      sits: z.enum(["here", "isolated", "external", "empty"]),
      backend: z.string(),
      budget: z.int(),
      due: z.boolean(),
      deadline: z.iso.datetime().nullable(),
    }),
  ),
});

/** A seat that was taken, with the token that speaks for it. */
export const joinedSeat: z.ZodType = z.strictObject({ run: z.string(), seat: z.string(), token: z.string() });

/** What was said after a cursor; `cursor` is the next one. */
export const heard: z.ZodType = z.strictObject({
  run: z.string(),
  messages: z.array(z.strictObject({ seq: z.int(), kind: z.string(), from: z.string(), round: z.int(), text: z.string() })),
  cursor: z.int(),
  status: z.enum(["open", "paused", "done"]),
});

/** A turn as a seat's program is told it: a line of `moot seat listen`. */
export const seatTurn: z.ZodType = z.strictObject({
  type: z.literal("turn"),
  protocol: z.literal("moot-seat/1"),
  id: z.string(),
  run: z.string(),
  seat: z.string(),
  step: z.string(),
  kind: z.enum(["research", "speak", "rebut", "floor", "watch", "check", "summarise", "score"]),
  round: z.int(),
  deadline: z.iso.datetime(),
  system: z.string(),
  messages: z.array(z.strictObject({ role: z.literal("user"), text: z.string() })),
  schema: z.json(),
  maxTokens: z.int(),
});

/** What a seat's program answers with: a line that `moot seat listen` reads. */
export const seatAnswer: z.ZodType = z.object({ id: z.string(), text: z.string().min(1).max(64_000) });

/** What changed between two roundtables. */
export const comparison: z.ZodType = z.strictObject({
  runs: pair(z.string()),
  same: z.boolean(),
  outcome: pair(z.string()),
  answer: pair(textOrNull),
  option: pair(textOrNull),
  confidence: pair(textOrNull),
  rounds: pair(z.int()),
  spentMicroUsd: pair(z.int()),
  calls: pair(z.int()),
  seats: z.array(
    z.strictObject({
      seat: z.string(),
      score: pair(z.int().nullable()),
      gates: pair(z.int()),
      position: pair(textOrNull),
    }),
  ),
  firstDifference: z.strictObject({ seq: pair(z.int().nullable()), step: pair(textOrNull), kind: pair(textOrNull) }).nullable(),
});
