import type { ModelRequest } from "../ports/model.ts";

/** Effort as tokens for thinking, as the systems before Moot have it. */
export const THINKING_TOKENS: Readonly<Record<NonNullable<ModelRequest["effort"]>, number>> = {
  low: 2_048,
  medium: 4_096,
  high: 8_192,
  max: 16_000,
};

/** Tokens that an answer keeps beside its thinking. */
export const ANSWER_TOKENS = 4_096;
