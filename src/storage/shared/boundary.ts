import type { StepKey } from "../../core/run/event.ts";

/**
 * The last step boundary at or before `at`, in [0, head]: a `seq` whose step differs from the step of the next event, or
 * the head. 0 when there is none. `stepOf(seq)` is asked for `seq` in [1, head] only.
 */
export const boundaryAt = (at: number, head: number, stepOf: (seq: number) => StepKey): number => {
  let seq = Number.isNaN(at) ? 0 : Math.min(Math.floor(at), head);
  while (seq > 0 && seq < head && stepOf(seq) === stepOf(seq + 1)) seq--;
  return Math.max(seq, 0);
};
