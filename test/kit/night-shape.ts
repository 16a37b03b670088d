import { random } from "../../src/core/kernel/random.ts";
import type { Fact } from "../../src/core/run/event.ts";
import type { CallStep, Machine, Reply } from "../../src/core/run/machine.ts";

/** State of the night-shaped machine: one integer of progress, a running sum, and whether it stopped. */
type NightShape = { tasks: number; stopAt: number; next: number; head: number; sum: number; status: "open" | "paused" | "done" };

/**
 * A machine of the shape of a night: thousands of independent calls in plan order, progress kept as one integer, an early
 * stop once the sum reaches `stopAt`. Stands for runs that are long and wide; the laws loop over it.
 */
export const nightShape: Machine<NightShape> = {
  kind: "night-shape",
  version: 1,
  initial: () => ({ tasks: 0, stopAt: 0, next: 0, head: 0, sum: 0, status: "open" }),
  fold: (state, event) => {
    state.head = event.seq;
    const data = event.data as { tasks?: number; stopAt?: number; score?: number };
    if (event.kind === "opened") {
      state.tasks = data.tasks ?? 0;
      state.stopAt = data.stopAt ?? Number.MAX_SAFE_INTEGER;
    }
    if (event.kind === "replayed") {
      state.next += 1;
      state.sum += data.score ?? 0;
    }
    if (event.kind === "paused") state.status = "paused";
    if (event.kind === "resumed") state.status = "open";
    if (event.kind === "closed") state.status = "done";
    return state;
  },
  nextSteps: (state, limit) => {
    if (state.status !== "open") return [];
    if (state.next >= state.tasks || state.sum >= state.stopAt)
      return limit > 0 ? [{ kind: "note", key: "close", facts: [{ kind: "closed", data: { sum: state.sum } }] }] : [];
    const steps: CallStep[] = [];
    for (let task = state.next; task < state.tasks && steps.length < limit; task++) {
      steps.push({ kind: "call", key: `trial/${task}`, sees: 1, op: "replay", worstMicroUsd: 1, timeoutMs: 60_000, what: { task } });
    }
    return steps;
  },
  request: (_state, step) => ({ replay: step.what }),
  absorb: (_state, step, reply): readonly Fact[] => [
    {
      kind: "replayed",
      data: reply.ok ? { step: step.key, score: (reply.value as { score: number }).score } : { step: step.key, fault: reply.fault.kind },
    },
  ],
  accept: (state, input) => {
    if (input.kind === "pause" && state.status === "open") return { ok: true, value: [{ kind: "paused", data: {} }] };
    if (input.kind === "resume" && state.status === "paused") return { ok: true, value: [{ kind: "resumed", data: {} }] };
    return { ok: false, fault: { code: "NO", message: `not now: ${input.kind}` } };
  },
  consequences: () => [],
  status: (state) => state.status,
};

/** The opening of a night-shaped run. */
export const nightOpening = (tasks: number, stopAt: number = Number.MAX_SAFE_INTEGER): readonly Fact[] => [
  { kind: "opened", data: { tasks, stopAt } },
];

/** A score of 0 or 1 by the step's name. */
export const nightReply = (key: string): Reply => ({ ok: true, value: { score: random(key).below(2) }, microUsd: 1 });

type Parent = { children: number; closed: number; status: "open" | "done" };

/** A machine that opens child runs side by side and closes when all are through: debriefs and trials have this shape. */
export const parentShape: Machine<Parent> = {
  kind: "parent-shape",
  version: 1,
  initial: () => ({ children: 0, closed: 0, status: "open" }),
  fold: (state: Parent, event) => {
    if (event.kind === "opened") state.children = (event.data as { children: number }).children;
    if (event.kind === "child-closed") state.closed += 1;
    if (event.kind === "closed") state.status = "done";
    return state;
  },
  nextSteps: (state, limit) => {
    if (state.status !== "open" || limit === 0) return [];
    if (state.closed >= state.children) return [{ kind: "note", key: "close", facts: [{ kind: "closed", data: {} }] }];
    const left = Array.from({ length: state.children - state.closed }, (_, index) => state.closed + index);
    return left
      .slice(0, limit)
      .map((child) => ({ kind: "run", key: `child/${child}`, opens: { kind: "night-shape", facts: nightOpening(5 + child) } }));
  },
  request: () => ({}),
  absorb: (_state, step, reply) => [
    { kind: "child-closed", data: { step: step.key, outcome: reply.ok ? reply.value : { fault: reply.fault.kind } } },
  ],
  accept: () => ({ ok: false, fault: { code: "NO", message: "takes no input" } }),
  consequences: () => [],
  status: (state) => state.status,
};
