import type { Json } from "../core/kernel/json.ts";
import type { RunId, RunKind, StepKey } from "../core/run/event.ts";
import type { Machine, Reply } from "../core/run/machine.ts";
import type { CapFault, StoredEvent } from "./journal.ts";
import type { OnText } from "./model.ts";

/** The only impure word of a machine's life: answers a request. Never throws; a fault is a reply. `onText` hears it being written. */
export type Perform = (call: {
  readonly run: RunId;
  readonly step: StepKey;
  readonly request: Json;
  /** After this long the driver gives the call up; `signal` aborts then. */
  readonly timeoutMs: number;
  readonly signal: AbortSignal;
  readonly onText?: OnText;
}) => Promise<Reply>;

/** A machine with what answers its requests. */
export type Hosted = {
  readonly machine: Machine<unknown>;
  readonly perform: Perform;
  readonly performer: string;
  /** What answering a request may cost at most, in whole micro-USD: reserved before the call, where it is more than the step says. Pure but for what the run stored. */
  readonly worstMicroUsd?: (call: { readonly run: RunId; readonly request: Json }) => number;
};

/**
 * How a hosted run came to rest. `capped` is a pause whose reason is a spend cap, with the cap's scope and amounts; `held` names
 * who drives it; `waiting`: nothing goes on before somebody writes one of the `files`; `awaiting`: nothing goes on before a person
 * answers one of the `steps` by an input `step:<key>`. Both stay open and are hosted again for it.
 */
export type Outcome =
  | { readonly kind: "done" }
  | { readonly kind: "paused" }
  | ({ readonly kind: "capped" } & Omit<CapFault, "kind" | "fits">)
  | { readonly kind: "waiting"; readonly files: readonly string[] }
  | { readonly kind: "awaiting"; readonly steps: readonly { readonly key: StepKey; readonly what: Json }[] }
  | { readonly kind: "held"; readonly message: string }
  | { readonly kind: "conflict"; readonly message: string }
  | { readonly kind: "unknown-run"; readonly message: string }
  | { readonly kind: "interrupted" };

/**
 * `onEvents` gets what was stored, in order. `onText` gets pieces of answers while backends write them: for live views of this
 * process alone, and nothing of it is stored.
 */
export type HostOptions = {
  readonly signal: AbortSignal;
  readonly onEvents?: (events: readonly StoredEvent[]) => void;
  readonly onText?: (step: StepKey, delta: string) => void;
};

/** Who hosts runs: this process, or a durable engine on many machines. */
export interface Engine {
  /** Carries a run from its last stored event until it is done, paused or `signal` aborts. */
  host(run: RunId, options: HostOptions): Promise<Outcome>;
  /** The kinds of run it can carry, sorted. */
  readonly kinds: readonly RunKind[];
}
