/**
 * @module The embedded engine: carries runs in this process. It owns the order of things (reserve, commit, perform, store the
 * raw reply, append the head of the plan) and refuses to know what a run is about. Entry: `embeddedEngine`.
 */
import { createHash } from "node:crypto";
import { invariant } from "../../core/kernel/invariant.ts";
import { canonicalJson, type Json } from "../../core/kernel/json.ts";
import { type Advanced, advance, foldAll, openingLedger } from "../../core/run/advance.ts";
import type { RunId, RunKind, StepKey } from "../../core/run/event.ts";
import type { CallStep, Reply, RunStep } from "../../core/run/machine.ts";
import type { Engine, Hosted, HostOptions, Outcome } from "../../ports/engine.ts";
import type { Batch, Committed, Fence, Journal, Settlement, StoredEvent } from "../../ports/journal.ts";
import { mailbox } from "./mailbox.ts";

/** Limits of one driver. */
export type EmbeddedLimits = {
  /** Calls in flight. Default 8. */
  readonly concurrency?: number;
  /** Steps planned ahead. Default 8 × concurrency (machine guide: 1.00–1.09 of ideal with 2 % stragglers). */
  readonly lookahead?: number;
  /** Facts in one transaction. Default 256. */
  readonly maxFacts?: number;
  /** How long a pause waits for calls in flight before it gives them up. Default 5,000 ms. */
  readonly graceMs?: number;
};

/** What the engine needs. `failpoint` is called at named places; tests kill the process there. */
export type EmbeddedDeps = {
  readonly journal: Journal;
  readonly hosted: ReadonlyMap<RunKind, Hosted>;
  readonly limits?: EmbeddedLimits;
  readonly failpoint?: (name: string) => void;
};

/** Opens the engine of this process. */
export const embeddedEngine = (deps: EmbeddedDeps): Engine => {
  const here = new Set<RunId>();
  const engine: Engine = {
    kinds: [...deps.hosted.keys()].sort(),
    host: async (run, options) => {
      const row = deps.journal.run(run);
      if (row === undefined) return { kind: "unknown-run", message: `no run ${run}` };
      const hosted = deps.hosted.get(row.kind);
      if (hosted === undefined)
        return { kind: "unknown-run", message: `run ${run} is of kind ${row.kind}, which this engine does not carry` };
      if (here.has(run)) return { kind: "held", message: `this process drives ${run} already` };
      const acquired = deps.journal.acquire(run);
      if (!acquired.ok) return { kind: acquired.fault.kind, message: acquired.fault.message };
      const driver = new Driver(deps, engine, hosted, run, acquired.value, options);
      here.add(run);
      let lost = false;
      try {
        const outcome = await driver.drive();
        lost = outcome.kind === "conflict";
        return outcome;
      } finally {
        driver.stopAll();
        here.delete(run);
        if (!lost) deps.journal.release(run, acquired.value);
      }
    },
  };
  return engine;
};

type Running = { readonly attempt: number; readonly abort: AbortController };

class Driver {
  readonly #deps: EmbeddedDeps;
  readonly #engine: Engine;
  readonly #hosted: Hosted;
  readonly #run: RunId;
  readonly #fence: Fence;
  readonly #signal: AbortSignal;
  readonly #onEvents: (events: readonly StoredEvent[]) => void;
  readonly #onText: HostOptions["onText"];
  readonly #concurrency: number;
  readonly #running = new Map<StepKey, Running>();
  readonly #replies = new Map<StepKey, Reply>();
  readonly #arrived: Settlement[] = [];
  readonly #kept = new Map<StepKey, { readonly requestHash: string; readonly reply: Reply }>();
  readonly #lost: { readonly step: StepKey; readonly attempt: number }[] = [];
  readonly #mail = mailbox();
  #state: unknown;
  #head = 0;

  constructor(deps: EmbeddedDeps, engine: Engine, hosted: Hosted, run: RunId, fence: Fence, options: HostOptions) {
    this.#deps = deps;
    this.#engine = engine;
    this.#hosted = hosted;
    this.#run = run;
    this.#fence = fence;
    this.#signal = options.signal;
    this.#onEvents = options.onEvents ?? (() => undefined);
    this.#onText = options.onText;
    this.#concurrency = deps.limits?.concurrency ?? 8;
  }

  async drive(): Promise<Outcome> {
    this.#recover();
    const unsubscribe = this.#deps.journal.subscribe(() => this.#mail.ring());
    const onAbort = (): void => this.#mail.ring();
    this.#signal.addEventListener("abort", onAbort);
    const keepAlive = setInterval(() => undefined, 1 << 30);
    try {
      for (;;) {
        if (this.#signal.aborted) return await this.#interrupt();
        const outcome = this.#turn();
        if (outcome === "again") continue;
        if (outcome !== "wait") return outcome.kind === "paused" || outcome.kind === "capped" ? await this.#settleRest(outcome) : outcome;
        await this.#mail.wait();
        // Replies that come at once would else keep signals, timers and watchers from ever getting a turn.
        await new Promise((resolve) => setImmediate(resolve));
      }
    } finally {
      clearInterval(keepAlive);
      this.#signal.removeEventListener("abort", onAbort);
      unsubscribe();
    }
  }

  /** Aborts what is still in flight; its reservations are booked as lost by whoever drives next. */
  stopAll(): void {
    for (const { abort } of this.#running.values()) abort.abort();
    this.#running.clear();
  }

  /** Folds the stored events, keeps raw replies whose facts are not stored yet, and notes calls that nobody answered. */
  #recover(): void {
    const events = this.#deps.journal.read(this.#run);
    this.#state = foldAll(this.#hosted.machine, this.#run, events);
    this.#head = events.at(-1)?.seq ?? 0;
    const done = new Set(events.map((event) => event.step));
    for (const call of this.#deps.journal.calls(this.#run)) {
      if (call.reply !== undefined && !done.has(call.step)) this.#kept.set(call.step, { requestHash: call.requestHash, reply: call.reply });
      if (call.reply === undefined && !call.lost) this.#lost.push({ step: call.step, attempt: call.attempt });
    }
  }

  /** One advance, its transaction and the calls that it starts. */
  #turn(): Outcome | "again" | "wait" {
    const { journal } = this.#deps;
    const advanced = advance(this.#hosted.machine, this.#state, {
      run: this.#run,
      head: this.#head,
      inputs: journal.pending(this.#run).map(({ id, key, kind, data }) => ({ id, input: { key, kind, data } })),
      reply: (step) => this.#replies.get(step.key) ?? this.#keptReply(step),
      lookahead: this.#deps.limits?.lookahead ?? 8 * this.#concurrency,
      maxFacts: this.#deps.limits?.maxFacts ?? 256,
    });
    this.#state = advanced.state;
    this.#stopUnplanned(advanced);
    const starts = this.#startable(advanced);
    const requests = starts.map((step) => this.#request(step));
    const committed = this.#commit(advanced, requests);
    if ("kind" in committed) return committed;
    this.#head = committed.head;
    for (const { step } of advanced.facts) this.#replies.delete(step);
    if (committed.events.length > 0) this.#onEvents(committed.events);
    starts.forEach((step, index) => {
      this.#start(step, requests[index] as Request, committed.attempts[index] as number);
    });
    if (advanced.more) return "again";
    if (advanced.status === "done") return { kind: "done" };
    if (advanced.status === "paused") return { kind: "paused" };
    const idle = this.#running.size === 0 && advanced.awaits.length === 0 && this.#arrived.length === 0;
    invariant(!idle, `machine ${this.#hosted.machine.kind}: run ${this.#run} is open but plans nothing`);
    return "wait";
  }

  #startable(advanced: Advanced<unknown>): readonly (CallStep | RunStep)[] {
    const free = this.#concurrency - this.#running.size;
    return advanced.status === "open" ? advanced.calls.filter((step) => !this.#running.has(step.key)).slice(0, Math.max(0, free)) : [];
  }

  /** A paused run plans nothing, yet its calls in flight may still finish and be kept. */
  #stopUnplanned(advanced: Advanced<unknown>): void {
    if (advanced.status === "paused" || advanced.more) return;
    const planned = new Set(advanced.calls.map((step) => step.key));
    for (const [step, running] of this.#running) {
      if (planned.has(step)) continue;
      running.abort.abort();
      this.#running.delete(step);
      this.#lost.push({ step, attempt: running.attempt });
    }
  }

  #commit(advanced: Advanced<unknown>, requests: readonly Request[]): Committed | Outcome {
    const settle = this.#arrived.splice(0);
    const lose = this.#lost.splice(0);
    const batch: Batch = {
      settle,
      lose,
      facts: advanced.facts,
      inputs: advanced.inputs,
      reserve: requests.map(({ step, request, requestHash }) => ({
        step: step.key,
        request,
        requestHash,
        performer: this.#hosted.performer,
        worstMicroUsd: step.kind === "call" ? step.worstMicroUsd : 0,
      })),
      status: advanced.status,
    };
    if (isEmpty(batch)) return { head: this.#head, events: [], attempts: [] };
    const committed = this.#deps.journal.commit(this.#run, this.#fence, this.#head, batch);
    if (committed.ok) return committed.value;
    if (committed.fault.kind === "conflict") return { kind: "conflict", message: committed.fault.message };
    return this.#commitCapped(batch, committed.fault.message);
  }

  /** Stores all but the reservations that the cap refused, and pauses the run with that reason. */
  #commitCapped(batch: Batch, message: string): Outcome {
    const { machine } = this.#hosted;
    const accepted = machine.accept(this.#state, { key: `cap/${this.#head}`, kind: "pause", data: { reason: "cap" } });
    const step = `input:cap/${this.#head}`;
    const facts = accepted.ok ? accepted.value : [];
    const paused = { step, facts, ledger: facts.map(() => []) };
    const stored = this.#deps.journal.commit(this.#run, this.#fence, this.#head, {
      ...batch,
      facts: facts.length > 0 ? [...batch.facts, paused] : batch.facts,
      reserve: [],
      status: "paused",
    });
    if (!stored.ok) return { kind: "conflict", message: stored.fault.message };
    this.#onEvents(stored.value.events);
    this.#head = stored.value.head;
    return { kind: "capped", message };
  }

  /** A reply kept from before a crash counts only if its request is still the same; else the step is asked again. */
  #keptReply(step: CallStep | RunStep): Reply | undefined {
    const kept = this.#kept.get(step.key);
    if (kept === undefined) return undefined;
    if (this.#request(step).requestHash === kept.requestHash) return kept.reply;
    this.#kept.delete(step.key);
    return undefined;
  }

  #request(step: CallStep | RunStep): Request {
    const request: Json =
      step.kind === "call"
        ? this.#hosted.machine.request(this.#state, step)
        : { opens: step.opens.kind, facts: step.opens.facts.map(({ kind, data }) => ({ kind, data })) };
    return { step, request, requestHash: hashRequest(request) };
  }

  #start(step: CallStep | RunStep, { request }: Request, attempt: number): void {
    const abort = new AbortController();
    this.#running.set(step.key, { attempt, abort });
    const answered = step.kind === "call" ? this.#performCall(step, request, abort) : this.#performChild(step, abort.signal);
    void answered.then((reply) => {
      if (this.#running.get(step.key)?.attempt !== attempt) return;
      this.#running.delete(step.key);
      this.#replies.set(step.key, reply);
      this.#arrived.push({ step: step.key, attempt, reply, microUsd: reply.ok ? (reply.microUsd ?? 0) : 0 });
      this.#deps.failpoint?.("reply-arrived");
      this.#mail.ring();
    });
  }

  async #performCall(step: CallStep, request: Json, abort: AbortController): Promise<Reply> {
    let timer: NodeJS.Timeout | undefined;
    const timeout = new Promise<Reply>((resolve) => {
      timer = setTimeout(() => {
        abort.abort();
        resolve({ ok: false, fault: { kind: "timeout", message: `no answer within ${step.timeoutMs} ms` } });
      }, step.timeoutMs);
    });
    const { signal } = abort;
    const heard = this.#onText;
    const onText = heard && ((delta: string): void => void (signal.aborted || heard(step.key, delta)));
    const performed = this.#hosted
      .perform({ run: this.#run, step: step.key, request, signal, ...(onText === undefined ? {} : { onText }) })
      .catch((bug: unknown): Reply => ({ ok: false, fault: { kind: "unavailable", message: `bug in perform: ${String(bug)}` } }));
    const reply = await Promise.race([performed, timeout]);
    clearTimeout(timer);
    return reply;
  }

  /** Opens the child run unless an earlier driver did, carries it to its end and answers with its closing fact. */
  async #performChild(step: RunStep, signal: AbortSignal): Promise<Reply> {
    const child = `${this.#run}.${createHash("sha256").update(step.key).digest("hex").slice(0, 8)}`;
    const { journal } = this.#deps;
    const hosted = this.#deps.hosted.get(step.opens.kind);
    if (hosted === undefined) return { ok: false, fault: { kind: "unavailable", message: `no machine carries ${step.opens.kind}` } };
    if (journal.run(child) === undefined) {
      const { facts } = step.opens;
      const ledger = openingLedger(hosted.machine, child, facts);
      journal.open({
        run: child,
        kind: step.opens.kind,
        version: hosted.machine.version,
        title: step.key,
        facts,
        ledger,
        parent: this.#run,
      });
    }
    const outcome = await this.#engine.host(child, { signal });
    if (outcome.kind !== "done") return { ok: false, fault: { kind: "unavailable", message: `child run ${child}: ${outcome.kind}` } };
    return { ok: true, value: journal.read(child).at(-1)?.data ?? null };
  }

  /** After a pause: waits for the calls in flight and stores their raw replies, so that resuming repeats none of them. */
  async #settleRest(outcome: Outcome): Promise<Outcome> {
    const until = Date.now() + (this.#deps.limits?.graceMs ?? 5_000);
    while (this.#running.size > 0 && Date.now() < until && !this.#signal.aborted) await this.#mail.wait(until - Date.now());
    return this.#storeArrived() ?? outcome;
  }

  async #interrupt(): Promise<Outcome> {
    return this.#storeArrived() ?? { kind: "interrupted" };
  }

  #storeArrived(): Outcome | undefined {
    const settle = this.#arrived.splice(0);
    const lose = [...this.#running].map(([step, { attempt }]) => ({ step, attempt }));
    this.stopAll();
    if (settle.length === 0 && lose.length === 0) return undefined;
    const status = this.#hosted.machine.status(this.#state);
    const batch: Batch = { settle, lose, facts: [], inputs: [], reserve: [], status };
    const stored = this.#deps.journal.commit(this.#run, this.#fence, this.#head, batch);
    return stored.ok ? undefined : { kind: "conflict", message: stored.fault.message };
  }
}

type Request = { readonly step: CallStep | RunStep; readonly request: Json; readonly requestHash: string };

const isEmpty = (batch: Batch): boolean =>
  batch.settle.length + batch.lose.length + batch.facts.length + batch.inputs.length + batch.reserve.length === 0;

const hashRequest = (request: Json): string => createHash("sha256").update(canonicalJson(request)).digest("hex");
