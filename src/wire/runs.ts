import { z } from "zod";
import { place } from "./decision.ts";
import { digest } from "./digest.ts";
import { labRecord } from "./lab-run.ts";
import { estimate } from "./money.ts";

/** A run in a list. */
export const runSummary: z.ZodType = z.strictObject({
  id: z.string(),
  kind: z.string(),
  title: z.string(),
  state: z.string(),
  rounds: z.int(),
  turns: z.int(),
  answer: z.string().nullable(),
  option: z.string().nullable(),
  confidence: z.string().nullable(),
  openedAt: z.iso.datetime(),
  parent: z.string().nullable(),
  spentMicroUsd: z.int(),
});

/** An event as stored. `id` grows over all runs, `seq` counts inside one. */
export const storedEvent: z.ZodType = z.strictObject({
  id: z.int(),
  run: z.string(),
  seq: z.int(),
  step: z.string(),
  kind: z.string(),
  data: z.json(),
  hash: z.string(),
  atMs: z.int(),
});

/** What `roundtable`, `resume` and `demo` come to. `decision` is the document as Markdown. */
export const roundtableResult: z.ZodType = z.strictObject({
  run: z.string(),
  outcome: z.string(),
  answer: z.string().nullable(),
  decision: z.string(),
  digest,
  paths: z.record(z.string(), z.string()),
  spentMicroUsd: z.int(),
  /** The print in the lab that the demo ends with. */
  lab: labRecord.optional(),
  /** As it was before the first call; absent where the run was resumed. */
  estimate: estimate.optional(),
});

/** What was told to a run; `taken` is false while its driver has not come to it. */
export const controlResult: z.ZodType = z.strictObject({ run: z.string(), taken: z.boolean() });

/** A fork, where it was cut, and whose seats differ from there on. */
export const forkResult: z.ZodType = z.strictObject({
  run: z.string(),
  parent: z.string(),
  at: z.int(),
  without: z.array(z.string()),
  replaced: z.array(z.string()),
});

/** What is stored against what the journal says. `seal` names everything recorded so far; empty for a home that holds nothing. */
export const verification: z.ZodType = z.strictObject({
  runs: z.int(),
  seal: z.string(),
  findings: z.array(z.strictObject({ run: z.string(), check: z.string(), message: z.string() })),
});

/** A cause with the causes behind it. */
export const cause: z.ZodType = z.strictObject({
  what: z.string(),
  quote: z.string().optional(),
  places: z.array(place).optional(),
  event: z.strictObject({ seq: z.int(), kind: z.string(), step: z.string() }).optional(),
  ask: z.string().optional(),
  call: z.strictObject({ step: z.string(), attempt: z.int(), model: z.string(), requestHash: z.string() }).optional(),
  get because(): z.ZodType {
    return z.array(cause);
  },
});

/** What was asked of a model in one call. `tokens` are estimates; `window` says what of the transcript is left out. */
export const promptContext: z.ZodType = z.strictObject({
  run: z.string(),
  step: z.string(),
  seat: z.string(),
  backend: z.string(),
  tier: z.string(),
  model: z.string().nullable(),
  maxTokens: z.int(),
  window: z.strictObject({
    turns: z.int(),
    characters: z.int(),
    leftOutTurns: z.int(),
    leftOutCharacters: z.int(),
    summaryOfRounds: z.int(),
  }),
  blocks: z.array(z.strictObject({ block: z.string(), characters: z.int(), tokens: z.int(), text: z.string() })),
  characters: z.int(),
  tokens: z.int(),
});
