import type { RunId, StepKey } from "../core/run/event.ts";

/**
 * What is being written at a run, for live views of every process on the home. Nothing of it is stored: a view may miss something or
 * hear it late, and the journal has the whole answer. No method throws.
 */
export interface LiveText {
  /** Says the next piece of an answer. */
  tell(run: RunId, step: StepKey, delta: string): void;
  /** Hears pieces of all processes, from what was said last on, until the returned function is called. Keeps no process alive. */
  follow(run: RunId, onText: (step: StepKey, delta: string) => void): () => void;
  /** Forgets what was said at a run. */
  end(run: RunId): void;
}
