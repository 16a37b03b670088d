import type { Json } from "../core/kernel/json.ts";
import type { RunId, RunKind, StepKey } from "../core/run/event.ts";
import type { Machine, Reply } from "../core/run/machine.ts";
import type { CapFault, StoredEvent } from "./journal.ts";

/** The only impure word of a machine's life: answers a request. Never throws; a fault is a reply. */
export type Perform = (call: {
  readonly run: RunId;
  readonly step: StepKey;
  readonly request: Json;
  readonly signal: AbortSignal;
}) => Promise<Reply>;

/** A machine with what answers its requests. */
export type Hosted = {
  readonly machine: Machine<unknown>;
  readonly perform: Perform;
  readonly performer: string;
  /** What answering a request may cost at most, in whole micro-USD: reserved before the call, where it is more than the step says. Pure but for what the run stored. */
  readonly worstMicroUsd?: (call: { readonly run: RunId; readonly request: Json }) => number;
};

/** How a hosted run came to rest. `capped` is a pause whose reason is a spend cap, with the cap's scope and amounts; `held` names who drives it. */
export type Outcome =
  | { readonly kind: "done" }
  | { readonly kind: "paused" }
  | ({ readonly kind: "capped" } & Omit<CapFault, "kind" | "fits">)
  | { readonly kind: "held"; readonly message: string }
  | { readonly kind: "conflict"; readonly message: string }
  | { readonly kind: "unknown-run"; readonly message: string }
  | { readonly kind: "interrupted" };

/** Who hosts runs: this process, or a durable engine on many machines. */
export interface Engine {
  /** Carries a run from its last stored event until it is done, paused or `signal` aborts. `onEvents` gets what was stored, in order. */
  host(
    run: RunId,
    options: { readonly signal: AbortSignal; readonly onEvents?: (events: readonly StoredEvent[]) => void },
  ): Promise<Outcome>;
  /** The kinds of run it can carry, sorted. */
  readonly kinds: readonly RunKind[];
}
