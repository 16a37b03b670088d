import type { Settings } from "./settings.ts";
import type { Outcome } from "./world.ts";

/** One print of a run: `n` counts from 1, `settings` are what the Spine let through, `learned` is the policy's word on it. */
export type IterationRecord = {
  readonly n: number;
  readonly settings: Settings;
  readonly outcome: Outcome;
  readonly learned: string;
  /** The Spine had something to say. */
  readonly isClamped: boolean;
};
