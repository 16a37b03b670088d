import { canonicalJson, type Json } from "../../core/kernel/json.ts";
import { foldAll } from "../../core/run/advance.ts";
import type { RunId, StepKey } from "../../core/run/event.ts";
import type { Machine, Reply } from "../../core/run/machine.ts";
import type { Journal } from "../../ports/journal.ts";
import { type Attempt, waitsFor } from "./in-flight.ts";

/** Where a run stands: its state after `head`, and what an earlier host left behind. */
export type Recovered = { readonly state: unknown; readonly head: number; readonly kept: KeptReplies; readonly lost: readonly Attempt[] };

/** Folds the stored events, keeps raw replies whose facts are not stored yet, and notes calls that nobody answered. */
export const recover = (journal: Journal, machine: Machine<unknown>, run: RunId): Recovered => {
  const events = journal.read(run);
  const done = new Set(events.map((event) => event.step));
  const kept = new KeptReplies();
  const lost: Attempt[] = [];
  for (const { step, attempt, request, reply, lost: isLost } of journal.calls(run)) {
    if (reply !== undefined && !done.has(step) && waitsFor(reply) === undefined) kept.keep(step, request, reply);
    if (reply === undefined && !isLost) lost.push({ step, attempt });
  }
  return { state: foldAll(machine, run, events), head: events.at(-1)?.seq ?? 0, kept, lost };
};

/** Raw replies from before a crash, by step; the last attempt of a step counts. */
export class KeptReplies {
  readonly #replies = new Map<StepKey, { readonly request: Json; readonly reply: Reply }>();

  keep(step: StepKey, request: Json, reply: Reply): void {
    this.#replies.set(step, { request, reply });
  }

  /** The reply of a step if its request is still the same; else it is forgotten, and the step is asked again. */
  get(step: StepKey, requestNow: () => Json): Reply | undefined {
    const kept = this.#replies.get(step);
    if (kept === undefined) return undefined;
    if (canonicalJson(kept.request) === canonicalJson(requestNow())) return kept.reply;
    this.#replies.delete(step);
    return undefined;
  }
}
