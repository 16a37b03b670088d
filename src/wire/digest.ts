import { z } from "zod";
import { decision } from "./decision.ts";
import { receipt } from "./money.ts";

const axis = z.literal([0, 1, 2, 3, 10]);
const perSeat = z.record(z.string(), z.number());

/** One turn: the seed's `agent` and `message`, with where and when. */
export const turn: z.ZodType = z.strictObject({
  agent: z.string(),
  message: z.string(),
  turn: z.int(),
  round: z.int(),
  phase: z.string(),
  timestamp: z.int(),
});

const fields = {
  roundtable_id: z.string(),
  rt_id: z.string(),
  topic: z.string(),
  rounds: z.int(),
  total_messages: z.int(),
  timestamp: z.int(),
  mode: z.string(),
  outcome: z.string(),
  contributions: perSeat,
  converged: z.boolean(),
  convergence_reason: z.string(),
  judge_interventions: z.int(),
  judge_messages: z.array(z.strictObject({ turn: z.int(), kind: z.string(), agent: z.string(), message: z.string() })),
  final_positions: z.record(z.string(), z.string()),
  transcript: z.array(turn),
  budget_usage: z.record(z.string(), z.strictObject({ starting: z.int(), spent: z.int(), remaining: z.int() })),
  steward_requests: z.int(),
  steward_log: z.array(
    z.strictObject({
      agent: z.string(),
      round: z.int(),
      request: z.string(),
      model: z.string(),
      status: z.string(),
      private: z.boolean(),
      result_preview: z.string(),
      result: z.string(),
      timestamp: z.int(),
    }),
  ),
  sources: z.array(z.strictObject({ path: z.string(), status: z.string(), sha256: z.string().nullable(), reason: z.string().nullable() })),
  scoring: z.strictObject({
    status: z.enum(["scored", "failed", "none"]),
    rt_id: z.string(),
    scores: z.array(
      z.strictObject({
        agent: z.string(),
        novelty: axis,
        accuracy: axis,
        impact: axis,
        challenge: axis,
        score: z.int(),
        sparks_earned: z.int(),
        reasoning: z.string(),
        grand_insight: z.strictObject({ quote: z.string(), before: z.string(), after: z.string() }).nullable(),
        scored_by: z.string(),
      }),
    ),
    error: z.string().optional(),
  }),
  scoring_status: z.enum(["complete", "pending", "none"]),
  gate_bonuses: z.array(z.strictObject({ agent: z.string(), reason: z.string(), turn: z.int(), sparks: z.int() })),
  penalties: z.array(z.strictObject({ agent: z.string(), kind: z.string(), sparks: z.int(), quote: z.string(), reason: z.string() })),
  byzantine_flags: z.array(z.strictObject({ agent: z.string(), rule: z.string(), value: z.number(), peers: z.number(), window: z.int() })),
  stability_jaccard: z.record(z.string(), perSeat),
  stability_scores: z.record(z.string(), perSeat),
  entry_fees: perSeat,
  from_outside: z.array(z.string()).optional(),
  refunds: perSeat,
  failures: z.array(z.strictObject({ agent: z.string(), round: z.int(), phase: z.string(), fault: z.string() })),
  decision: decision.nullable(),
};

/** The digest of a roundtable, in the seed's field names. */
export const digest: z.ZodType = z.strictObject(fields);

/** A roundtable as it is shown: its digest, and what it cost. */
export const shown: z.ZodType = z.strictObject({ ...fields, money: receipt });
