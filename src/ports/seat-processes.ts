import type { RunId } from "../core/run/event.ts";

/** Keeps one process a seat alive while a run is carried. Knows nothing of what the seats say. */
export interface SeatProcesses {
  /** Makes sure that a process runs for the seat, unless it was given up. */
  ensure(run: RunId, seat: string): void;
  /** Why the seat gets no process any more, in a sentence; undefined while it has one or will have one. */
  failure(run: RunId, seat: string): string | undefined;
  /** Says that the seat answered: earlier ends of its process count no more. */
  answered(run: RunId, seat: string): void;
  /** Calls `listener` when a seat is given up. Returns the stop function. */
  subscribe(listener: () => void): () => void;
  /** Ends all processes of a run with everything that they started. Resolves when they are gone, within 5 s. */
  stop(run: RunId): Promise<void>;
}
