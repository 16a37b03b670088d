import { invariant } from "../../core/kernel/invariant.ts";
import type { Json } from "../../core/kernel/json.ts";
import { type Advanced, advance } from "../../core/run/advance.ts";
import type { RunId } from "../../core/run/event.ts";
import type { CallStep, RunStep } from "../../core/run/machine.ts";
import type { Hosted, Outcome } from "../../ports/engine.ts";
import type { Batch, CapFault, Committed, Fence, Journal, SpendCaps, StoredEvent } from "../../ports/journal.ts";
import { type Answer, type Attempt, InFlight } from "./in-flight.ts";
import { mailbox } from "./mailbox.ts";
import { type KeptReplies, recover } from "./recover.ts";

/** Limits of one driver. */
export type DriverLimits = {
  /** Calls in flight. */
  readonly concurrency: number;
  /** Steps planned ahead: 8 × concurrency gives 1.00–1.09 of ideal with 2 % stragglers (machine guide). */
  readonly lookahead: number;
  /** Facts in one transaction. */
  readonly maxFacts: number;
  /** How long a pause waits for calls in flight before it gives them up, in ms. */
  readonly graceMs: number;
};

/** A run that was taken with `fence`, and what carries it. */
export type Driven = {
  readonly journal: Journal;
  readonly hosted: Hosted;
  readonly limits: DriverLimits;
  readonly caps: SpendCaps;
  readonly failpoint: (name: string) => void;
  readonly run: RunId;
  readonly fence: Fence;
  readonly signal: AbortSignal;
  readonly onEvents: (events: readonly StoredEvent[]) => void;
  readonly answer: Answer;
};

/** Carries one run: advances, stores, starts what may start, and sleeps until a reply, an input or the signal wakes it. */
export class Driver {
  readonly #by: Driven;
  readonly #calls: InFlight;
  readonly #kept: KeptReplies;
  readonly #mail = mailbox();
  #lost: readonly Attempt[];
  #state: unknown;
  #head: number;

  constructor(driven: Driven) {
    const { state, head, kept, lost } = recover(driven.journal, driven.hosted.machine, driven.run);
    this.#by = driven;
    this.#state = state;
    this.#head = head;
    this.#kept = kept;
    this.#lost = lost;
    this.#calls = new InFlight(driven.answer, () => {
      driven.failpoint("reply-arrived");
      this.#mail.ring();
    });
  }

  async drive(): Promise<Outcome> {
    const { journal, signal } = this.#by;
    const ring = (): void => this.#mail.ring();
    const unsubscribe = journal.subscribe(ring);
    signal.addEventListener("abort", ring);
    const keepAlive = setInterval(() => undefined, 1 << 30);
    try {
      for (;;) {
        if (signal.aborted) return this.#storeArrived() ?? { kind: "interrupted" };
        const outcome = this.#turn();
        if (outcome !== "again" && outcome !== "wait")
          return outcome.kind === "paused" || outcome.kind === "capped" ? await this.#settleRest(outcome) : outcome;
        if (outcome === "wait") await this.#mail.wait();
        // Replies that come at once, and plans that need none, would else keep signals, timers and watchers from ever getting a turn.
        await new Promise((resolve) => setImmediate(resolve));
      }
    } finally {
      clearInterval(keepAlive);
      signal.removeEventListener("abort", ring);
      unsubscribe();
    }
  }

  /** Aborts what is still in flight; its reservations are booked as lost by whoever drives next. */
  stop(): void {
    this.#calls.stop();
  }

  /** One advance, its transaction and the calls that it starts. */
  #turn(): Outcome | "again" | "wait" {
    const advanced = this.#advance();
    this.#stopUnplanned(advanced);
    const starts = this.#startable(advanced).map((step) => ({ step, request: this.#request(step) }));
    const committed = this.#commit(advanced, starts);
    if ("kind" in committed) return committed;
    this.#head = committed.head;
    for (const { step } of advanced.facts) this.#calls.forget(step);
    if (committed.events.length > 0) this.#by.onEvents(committed.events);
    committed.attempts.forEach((attempt, index) => {
      const { step, request } = starts[index] as (typeof starts)[number];
      this.#calls.start(step, request, attempt);
    });
    if (advanced.more) return "again";
    if (advanced.status !== "open") return { kind: advanced.status };
    const isIdle = this.#calls.size === 0 && !this.#calls.hasArrived;
    const files = advanced.calls.flatMap(({ key }) => this.#calls.filesOf(key) ?? []);
    const isWaiting = advanced.calls.some(({ key }) => this.#calls.filesOf(key) !== undefined);
    if (isIdle && isWaiting) return { kind: "waiting", files };
    if (isIdle && advanced.awaits.length > 0) return { kind: "awaiting", steps: advanced.awaits.map(({ key, what }) => ({ key, what })) };
    invariant(!isIdle, `machine ${this.#by.hosted.machine.kind}: run ${this.#by.run} is open but plans nothing`);
    return "wait";
  }

  #advance(): Advanced<unknown> {
    const { journal, hosted, limits, run } = this.#by;
    const advanced = advance(hosted.machine, this.#state, {
      run,
      head: this.#head,
      inputs: journal.pending(run).map(({ id, key, kind, data }) => ({ id, input: { key, kind, data } })),
      reply: (step) => this.#calls.reply(step.key) ?? this.#kept.get(step.key, () => this.#request(step)),
      lookahead: limits.lookahead,
      maxFacts: limits.maxFacts,
    });
    this.#state = advanced.state;
    return advanced;
  }

  /** A paused run plans nothing, yet its calls in flight may still finish and be kept. */
  #stopUnplanned(advanced: Advanced<unknown>): void {
    if (advanced.status === "paused" || advanced.more) return;
    this.#lost = [...this.#lost, ...this.#calls.stop(new Set(advanced.calls.map(({ key }) => key)))];
  }

  #startable(advanced: Advanced<unknown>): readonly (CallStep | RunStep)[] {
    const free = this.#by.limits.concurrency - this.#calls.size;
    const isFree = ({ key }: CallStep | RunStep): boolean => !this.#calls.isRunning(key) && this.#calls.filesOf(key) === undefined;
    return advanced.status === "open" ? advanced.calls.filter(isFree).slice(0, Math.max(0, free)) : [];
  }

  #request(step: CallStep | RunStep): Json {
    if (step.kind === "call") return this.#by.hosted.machine.request(this.#state, step);
    return { opens: step.opens.kind, facts: step.opens.facts.map(({ kind, data }) => ({ kind, data })) };
  }

  #commit(
    advanced: Advanced<unknown>,
    starts: readonly { readonly step: CallStep | RunStep; readonly request: Json }[],
  ): Committed | Outcome {
    const { journal, hosted, run, fence, caps } = this.#by;
    const lose = this.#lost;
    this.#lost = [];
    const batch: Batch = {
      settle: this.#calls.takeArrived(),
      lose,
      facts: advanced.facts,
      inputs: advanced.inputs,
      reserve: starts.map(({ step, request }) => ({
        step: step.key,
        request,
        performer: hosted.performer,
        worstMicroUsd: step.kind === "call" ? Math.max(step.worstMicroUsd, hosted.worstMicroUsd?.({ run, request }) ?? 0) : 0,
      })),
      status: advanced.status,
      caps,
    };
    if (isEmpty(batch)) return { head: this.#head, events: [], attempts: [] };
    const committed = journal.commit(run, fence, this.#head, batch);
    if (committed.ok) return committed.value;
    if (committed.fault.kind === "conflict") return { kind: "conflict", message: committed.fault.message };
    return this.#commitCapped(batch, committed.fault);
  }

  /**
   * Reserves what fits. Where nothing does, what is in flight may still leave room when it is settled for less than it reserved; only
   * a run with nothing in flight is stopped by its cap.
   */
  #commitCapped(batch: Batch, fault: CapFault): Committed | Outcome {
    if (fault.fits === 0 && this.#calls.size === 0) return this.#pauseCapped(batch, fault);
    const rest = { ...batch, reserve: batch.reserve.slice(0, fault.fits) };
    if (isEmpty(rest)) return { head: this.#head, events: [], attempts: [] };
    const { journal, run, fence } = this.#by;
    const committed = journal.commit(run, fence, this.#head, rest);
    if (committed.ok) return committed.value;
    // Another process took the room meanwhile: then what is booked is stored without any reservation.
    if (committed.fault.kind === "cap") return this.#commitCapped({ ...rest, reserve: [] }, { ...committed.fault, fits: 0 });
    return { kind: "conflict", message: committed.fault.message };
  }

  /** Stores all but the reservations that the cap refused, and pauses the run with that reason. */
  #pauseCapped(batch: Batch, { kind: _, fits: __, ...cap }: CapFault): Outcome {
    const { journal, hosted, run, fence } = this.#by;
    const key = `cap/${this.#head}`;
    const accepted = hosted.machine.accept(this.#state, { key, kind: "pause", data: { reason: "cap" } });
    const facts = accepted.ok ? accepted.value : [];
    const paused = { step: `input:${key}`, facts, ledger: facts.map(() => []) };
    const stored = journal.commit(run, fence, this.#head, {
      ...batch,
      facts: facts.length > 0 ? [...batch.facts, paused] : batch.facts,
      reserve: [],
      status: "paused",
    });
    if (!stored.ok) return { kind: "conflict", message: stored.fault.message };
    const { events, head } = stored.value;
    for (const event of events.slice(events.length - facts.length)) this.#state = hosted.machine.fold(this.#state, event);
    this.#head = head;
    this.#by.onEvents(events);
    return { kind: "capped", ...cap };
  }

  /** After a pause: waits for the calls in flight and stores their raw replies, so that resuming repeats none of them. */
  async #settleRest(outcome: Outcome): Promise<Outcome> {
    const until = Date.now() + this.#by.limits.graceMs;
    while (this.#calls.size > 0 && Date.now() < until && !this.#by.signal.aborted) await this.#mail.wait(until - Date.now());
    return this.#storeArrived() ?? outcome;
  }

  /** Stores what arrived since the last turn and gives up the rest. A fault only when another driver took the run. */
  #storeArrived(): Outcome | undefined {
    const { journal, hosted, run, fence } = this.#by;
    const settle = this.#calls.takeArrived();
    const lose = this.#calls.stop();
    if (settle.length === 0 && lose.length === 0) return undefined;
    const status = hosted.machine.status(this.#state);
    const stored = journal.commit(run, fence, this.#head, { settle, lose, facts: [], inputs: [], reserve: [], status });
    return stored.ok ? undefined : { kind: "conflict", message: stored.fault.message };
  }
}

const isEmpty = (batch: Batch): boolean =>
  batch.settle.length + batch.lose.length + batch.facts.length + batch.inputs.length + batch.reserve.length === 0;
