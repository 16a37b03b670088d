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
  readonly #waiting = new Map<StepKey, readonly string[]>();
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
      const settled = settledAs(reply);
      const files = waitsFor(settled.reply);
      if (files === undefined) this.#replies.set(step.key, settled.reply);
      else this.#waiting.set(step.key, files);
      this.#arrived.push({ step: step.key, attempt, ...settled });
      this.#onReply();
    });
  }

  /** The files that would answer a step which waits for somebody outside; such a step is not asked again by this driver. */
  filesOf(step: StepKey): readonly string[] | undefined {
    return this.#waiting.get(step);
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

/** The files that would answer a call whose reply only says that it waits. Such a reply settles its attempt and nothing else. */
export const waitsFor = (reply: Reply): readonly string[] | undefined =>
  !reply.ok && reply.fault.kind === "waiting" ? reply.fault.files : undefined;

/** A reply with what it is booked at: what waits costs nothing; what is no amount cannot be stored, and books the whole reservation. */
const settledAs = (reply: Reply): Pick<Settlement, "reply" | "microUsd"> => {
  const { microUsd, ...said } = reply;
  const booked = waitsFor(reply) === undefined ? bookable(microUsd) : 0;
  return { reply: booked === undefined ? said : { ...said, microUsd: booked }, microUsd: booked };
};
