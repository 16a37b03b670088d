import { invariant } from "../kernel/invariant.ts";
import type { Json } from "../kernel/json.ts";
import type { Event, Fact, RunId, StepKey } from "./event.ts";
import type { LedgerLine } from "./ledger.ts";
import type { AwaitStep, CallStep, Input, Machine, Reply, RunStatus, RunStep } from "./machine.ts";

/** The facts of one cause, stored together or not at all. `ledger` is aligned with `facts`. */
export type StepFacts = { readonly step: StepKey; readonly facts: readonly Fact[]; readonly ledger: readonly (readonly LedgerLine[])[] };

/** What `advance` is given besides the state. `head` is the `seq` of the last folded event. */
export type AdvanceInput = {
  readonly run: RunId;
  readonly head: number;
  /** Inputs nobody handled yet, oldest first. */
  readonly inputs: readonly { readonly id: number; readonly input: Input }[];
  /** The raw reply of a planned step, when there is one. */
  readonly reply: (step: CallStep | RunStep) => Reply | undefined;
  /** How many steps to plan; at least the number of calls that may be in flight. */
  readonly lookahead: number;
  /** Facts after which to stop draining, so that one transaction stays short. */
  readonly maxFacts: number;
};

/** What one advance decided. `state` has the new facts folded in; store them before acting on anything else here. */
export type Advanced<S> = {
  readonly state: S;
  readonly head: number;
  readonly facts: readonly StepFacts[];
  readonly inputs: readonly { readonly id: number; readonly refused?: string }[];
  /** All planned calls and child runs without a reply, in plan order: start what is not under way, stop what is not here. */
  readonly calls: readonly (CallStep | RunStep)[];
  readonly awaits: readonly AwaitStep[];
  readonly status: RunStatus;
  /** True when draining stopped at `maxFacts`: store and call again. */
  readonly more: boolean;
};

/**
 * The one step that every engine shares; pure. Takes inputs, then appends only the head of the plan: notes at once, calls
 * when their reply is there. Later entries may be finished, but become facts when they are the head (plan order), so the
 * journal is the same at any concurrency and in any order of completion.
 */
export const advance = <S>(machine: Machine<S>, state: S, given: AdvanceInput): Advanced<S> => {
  const facts: StepFacts[] = [];
  let current = state;
  let head = given.head;
  let stored = 0;

  const append = (step: StepKey, produced: readonly Fact[]): void => {
    invariant(produced.length > 0, `machine ${machine.kind}: step ${step} gave no fact`);
    const ledger: (readonly LedgerLine[])[] = [];
    for (const fact of produced) {
      head += 1;
      stored += 1;
      const event: Event = { run: given.run, seq: head, step, kind: fact.kind, data: fact.data };
      ledger.push(machine.consequences(event));
      current = machine.fold(current, event);
    }
    facts.push({ step, facts: produced, ledger });
  };

  const inputs = given.inputs.map(({ id, input }) => {
    const accepted = machine.accept(current, input);
    if (!accepted.ok) return { id, refused: accepted.fault.message };
    append(`input:${input.key}`, accepted.value);
    return { id };
  });

  while (stored < given.maxFacts) {
    const step = machine.nextSteps(current, 1)[0];
    if (step === undefined || step.kind === "await") break;
    if (step.kind === "note") {
      append(step.key, step.facts);
      continue;
    }
    const reply = given.reply(step);
    if (reply === undefined) break;
    append(step.key, machine.absorb(current, step, reply));
  }

  const more = stored >= given.maxFacts;
  const plan = more ? [] : machine.nextSteps(current, given.lookahead);
  return {
    state: current,
    head,
    facts,
    inputs,
    calls: plan.filter((step) => step.kind === "call" || step.kind === "run").filter((step) => given.reply(step) === undefined),
    awaits: plan.filter((step) => step.kind === "await"),
    status: machine.status(current),
    more,
  };
};

/** Folds stored events into a state. */
export const foldAll = <S>(machine: Machine<S>, run: RunId, events: Iterable<Event>): S => {
  let state = machine.initial(run);
  for (const event of events) state = machine.fold(state, event);
  return state;
};

/** The ledger lines of a machine's opening facts, aligned with them. */
export const openingLedger = <S>(machine: Machine<S>, run: RunId, facts: readonly Fact[]): readonly (readonly LedgerLine[])[] =>
  facts.map((fact, index) => machine.consequences({ run, seq: index + 1, step: "open", kind: fact.kind, data: fact.data as Json }));
