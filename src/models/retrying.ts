import { fail } from "../core/kernel/result.ts";
import type { ModelFault } from "../core/run/fault.ts";
import type { Clock } from "../ports/clock.ts";
import type { Model } from "../ports/model.ts";

/**
 * How long a fault that may pass is waited out. `attempts` counts the first one; a wait before attempt n + 1 is drawn evenly
 * from 0 to `baseMs` doubled n - 1 times, at most `mostMs` (full jitter), and on top of what a server asked for. No attempt
 * begins after `totalMs`. `random` gives numbers from 0 to below 1; `sleep` ends early when the signal does.
 */
export type Patience = {
  readonly attempts: number;
  readonly baseMs: number;
  readonly mostMs: number;
  readonly totalMs: number;
  readonly clock: Clock;
  readonly random: () => number;
  readonly sleep: (ms: number, signal: AbortSignal) => Promise<void>;
};

/** The patience of this product on a real clock. */
export const patience = (clock: Clock): Patience => ({
  attempts: 4,
  baseMs: 500,
  mostMs: 8_000,
  totalMs: 120_000,
  clock,
  random: Math.random,
  sleep,
});

/** Faults that may pass by themselves, unless they say that they last. */
const PASSING: ReadonlySet<ModelFault["kind"]> = new Set(["rate-limited", "overloaded", "unavailable"]);

/**
 * Asks again while a fault may pass and patience lasts; the last fault is the answer. What a server asks to wait is waited, or
 * not at all where it is longer than the time left. Once an attempt has streamed text, later ones stream none, so that deltas are never said twice.
 */
export const retrying = (model: Model, limits: Patience): Model => ({
  id: model.id,
  complete: async (request, signal, onText) => {
    const began = limits.clock.elapsed();
    let streamed = false;
    const live = (delta: string): void => {
      streamed = true;
      onText?.(delta);
    };
    if (signal.aborted) return fail({ kind: "timeout", message: "the time was over before the first attempt" });
    for (let attempt = 1; ; attempt++) {
      const answer = await model.complete(request, signal, onText === undefined || streamed ? undefined : live);
      if (answer.ok || attempt >= limits.attempts || !mayPass(answer.fault)) return answer;
      const wait = waitMs(answer.fault, attempt, limits);
      if (signal.aborted || limits.clock.elapsed() - began + wait > limits.totalMs) return answer;
      await limits.sleep(wait, signal);
      if (signal.aborted) return fail({ kind: "timeout", message: `no time was left to ask again after: ${answer.fault.message}` });
    }
  },
});

const mayPass = (fault: ModelFault): boolean => PASSING.has(fault.kind) && !("lasting" in fault && fault.lasting === true);

const waitMs = (fault: ModelFault, attempt: number, { baseMs, mostMs, random }: Patience): number => {
  const asked = fault.kind === "rate-limited" ? (fault.retryAfterMs ?? 0) : 0;
  return asked + Math.floor(random() * Math.min(mostMs, baseMs * 2 ** (attempt - 1)));
};

/** Sleeps for `ms`, or until the signal comes. */
export const sleep = (ms: number, signal: AbortSignal): Promise<void> =>
  new Promise((resolve) => {
    if (signal.aborted) return resolve();
    const done = (): void => {
      clearTimeout(timer);
      signal.removeEventListener("abort", done);
      resolve();
    };
    const timer = setTimeout(done, ms);
    signal.addEventListener("abort", done, { once: true });
  });
