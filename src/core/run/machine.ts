import type { Json } from "../kernel/json.ts";
import type { Result } from "../kernel/result.ts";
import type { Event, Fact, RunId, RunKind, StepKey } from "./event.ts";
import type { ModelFault } from "./fault.ts";
import type { LedgerLine } from "./ledger.ts";

/** Something decided by code alone: nothing to perform, its facts are ready. */
export type NoteStep = { readonly kind: "note"; readonly key: StepKey; readonly facts: readonly Fact[] };

/**
 * Something to ask of a performer. `sees` is the last `seq` that its request may read. `worstMicroUsd` is reserved before
 * the call. `what` is the machine's own parameter for `request` and `absorb`.
 */
export type CallStep = {
  readonly kind: "call";
  readonly key: StepKey;
  readonly sees: number;
  readonly op: string;
  readonly worstMicroUsd: number;
  readonly timeoutMs: number;
  readonly what: Json;
};

/** A child run; its reply is the data of its closing fact. */
export type RunStep = {
  readonly kind: "run";
  readonly key: StepKey;
  readonly opens: { readonly kind: RunKind; readonly facts: readonly Fact[] };
};

/** A person or another process must answer, by an input with the key `step:<key>`. */
export type AwaitStep = { readonly kind: "await"; readonly key: StepKey; readonly from: string; readonly what: Json };

/** What a machine wants to happen next. */
export type Step = NoteStep | CallStep | RunStep | AwaitStep;

/**
 * What came back of a call or a child run. `microUsd` is what it cost, an answer that came to nothing included; where it is not
 * known, or no amount, the whole reservation is booked.
 */
export type Reply =
  | { readonly ok: true; readonly value: Json; readonly microUsd?: number }
  | { readonly ok: false; readonly fault: ModelFault; readonly microUsd?: number };

/** What people and other processes say to a run. `key` is unique in the run; `step:<key>` answers an `await`. */
export type Input = { readonly key: string; readonly kind: string; readonly data: Json };

/** Why an input was not taken. */
export type Refusal = { readonly code: string; readonly message: string };

/** `open` plans steps; `paused` plans none until an input resumes it; `done` plans none for ever. */
export type RunStatus = "open" | "paused" | "done";

/**
 * A kind of run as pure functions over its events. The laws that every machine keeps (persistence, independence, key
 * uniqueness, fork identity, control neutrality, prefix fold, progress) are the suite in `ports/machine-laws.ts`.
 */
export interface Machine<S> {
  readonly kind: RunKind;
  readonly version: number;
  /** The state before any event. */
  initial(run: RunId): S;
  /** Total over stored events. May reuse `state`: nobody else holds it. */
  fold(state: S, event: Event): S;
  /** In plan order, at most `limit`; `nextSteps(s, k)` is a prefix of `nextSteps(s, k + 1)`. */
  nextSteps(state: S, limit: number): readonly Step[];
  /** The request of a planned call, built from facts with `seq <= step.sees` only; never prints a `seq`. */
  request(state: S, step: CallStep): Json;
  /** Parses a reply when its step is the head of the plan; at least one fact; a fault becomes a `…-failed` fact. */
  absorb(state: S, step: CallStep | RunStep, reply: Reply): readonly Fact[];
  /** Turns an input into facts, or says why not. Never throws on what people type. */
  accept(state: S, input: Input): Result<readonly Fact[], Refusal>;
  /** The ledger lines that one event causes. */
  consequences(event: Event): readonly LedgerLine[];
  status(state: S): RunStatus;
}
