import { fail } from "../core/kernel/result.ts";
import { leastTokens } from "../core/money/price.ts";
import { leastInput, sizeOf } from "../core/money/size.ts";
import type { Model, ModelRequest } from "../ports/model.ts";
import type { Pace, PaceLimits, PaceTicket } from "../ports/pace.ts";

/** What keeps a backend's pace. `sleep` ends early when the signal does. */
export type Pacing = {
  readonly pace: Pace;
  readonly limits: PaceLimits;
  readonly sleep: (ms: number, signal: AbortSignal) => Promise<void>;
};

/** The longest that a call sleeps before it asks for its turn again, in ms. */
const LONGEST_MS = 1_000;

/**
 * Starts each attempt in its turn, within the limits that all processes of the home keep together. A call whose time is over while
 * it waits gives its place up and was never sent.
 */
export const paced = (model: Model, { pace, limits, sleep }: Pacing): Model => ({
  id: model.id,
  complete: async (request, signal, onText) => {
    const ticket = pace.join(model.id, likelyTokens(request));
    let used: number | undefined;
    try {
      if (!(await started(pace, ticket, limits, sleep, signal)))
        return fail({ kind: "timeout", message: `${model.id}: the time was over before its turn came; llm.limits keep its pace` });
      const answer = await model.complete(request, signal, onText);
      if (answer.ok) {
        const { usage, text } = answer.value;
        used = Math.max(usage.input, leastInput(request)) + Math.max(usage.output, leastTokens(text));
      }
      return answer;
    } finally {
      pace.leave(ticket, used === undefined || !Number.isFinite(used) ? undefined : { tokens: used, limits });
    }
  },
});

const started = async (
  pace: Pace,
  ticket: PaceTicket,
  limits: PaceLimits,
  sleep: Pacing["sleep"],
  signal: AbortSignal,
): Promise<boolean> => {
  while (!signal.aborted) {
    const turn = pace.turn(ticket, limits);
    if (turn.starts) return true;
    await sleep(Math.min(turn.waitMs, LONGEST_MS), signal);
  }
  return false;
};

/** About what a call uses: four bytes a token, and all that its answer may have, as providers count it before they answer. */
const likelyTokens = (request: ModelRequest): number => {
  const { promptBytes, outputTokens } = sizeOf(request);
  return Math.ceil(promptBytes / 4) + outputTokens;
};
