import type { Json } from "../../core/kernel/json.ts";
import { bookable } from "../../core/money/price.ts";
import type { StepKey } from "../../core/run/event.ts";
import type { CallStep, Reply, RunStep } from "../../core/run/machine.ts";
import type { Settlement } from "../../ports/journal.ts";

/** One try at a step. `attempt` counts from 1. */
export type Attempt = { readonly step: StepKey; readonly attempt: number };

/** Answers a planned step. Never rejects; `abort` may be pulled by either side. */
export type Answer = (step: CallStep | RunStep, request: Json, abort: AbortController) => Promise<Reply>;

/** The calls and child runs of one driver: those under way, and the replies whose facts are not stored yet. */
export class InFlight {
  readonly #answer: Answer;
  readonly #onReply: () => void;
  readonly #running = new Map<StepKey, { readonly attempt: number; readonly abort: AbortController }>();
  readonly #replies = new Map<StepKey, Reply>();
  #arrived: Settlement[] = [];

  constructor(answer: Answer, onReply: () => void) {
    this.#answer = answer;
    this.#onReply = onReply;
  }

  /** How many are under way. */
  get size(): number {
    return this.#running.size;
  }

  isRunning(step: StepKey): boolean {
    return this.#running.has(step);
  }

  /** Starts a step whose reservation is stored. */
  start(step: CallStep | RunStep, request: Json, attempt: number): void {
    const abort = new AbortController();
    this.#running.set(step.key, { attempt, abort });
    void this.#answer(step, request, abort).then((reply) => {
      // A reply to a call that was stopped meanwhile belongs to nobody.
      if (this.#running.get(step.key)?.attempt !== attempt) return;
      this.#running.delete(step.key);
      // What is no amount cannot be stored either; the spend line then says what was booked instead.
      const { microUsd, ...said } = reply;
      const booked = bookable(microUsd);
      const kept: Reply = booked === undefined ? said : { ...said, microUsd: booked };
      this.#replies.set(step.key, kept);
      this.#arrived.push({ step: step.key, attempt, reply: kept, microUsd: booked });
      this.#onReply();
    });
  }

  /** The reply of a step whose facts are not stored yet. */
  reply(step: StepKey): Reply | undefined {
    return this.#replies.get(step);
  }

  /** Drops the reply of a step whose facts are stored. */
  forget(step: StepKey): void {
    this.#replies.delete(step);
  }

  /** Replies that are not stored yet, in the order they came; the caller stores them. */
  takeArrived(): readonly Settlement[] {
    const arrived = this.#arrived;
    this.#arrived = [];
    return arrived;
  }

  get hasArrived(): boolean {
    return this.#arrived.length > 0;
  }

  /** Aborts what is under way, but for the steps to keep. The caller books their reservations as lost. */
  stop(keep: ReadonlySet<StepKey> = new Set()): readonly Attempt[] {
    const stopped: Attempt[] = [];
    for (const [step, { attempt, abort }] of this.#running) {
      if (keep.has(step)) continue;
      abort.abort();
      this.#running.delete(step);
      stopped.push({ step, attempt });
    }
    return stopped;
  }
}
