/**
 * @module The embedded engine: carries runs in this process. It owns the order of things (reserve, commit, perform, store the
 * raw reply, append the head of the plan) and refuses to know what a run is about. Entry: `embeddedEngine`, which takes the
 * run; `driver.ts` is its life, `recover.ts` what an earlier host left, `in-flight.ts` its calls, `answer.ts` one of them.
 */
import type { RunId, RunKind } from "../../core/run/event.ts";
import type { Engine, Hosted } from "../../ports/engine.ts";
import type { Journal, SpendCaps } from "../../ports/journal.ts";
import { answerCall, answerChild } from "./answer.ts";
import { Driver, type DriverLimits } from "./driver.ts";

/** Limits of each driver. Defaults: 8 calls in flight, 8 × as many steps ahead, 256 facts a transaction, 5,000 ms of grace. */
export type EmbeddedLimits = Partial<DriverLimits>;

/** What the engine needs. `failpoint` is called at named places; tests kill the process there. */
export type EmbeddedDeps = {
  readonly journal: Journal;
  readonly hosted: ReadonlyMap<RunKind, Hosted>;
  readonly limits?: EmbeddedLimits;
  /** Asked before each run: the caps of day and month over all runs of the home. */
  readonly caps?: () => SpendCaps;
  readonly failpoint?: (name: string) => void;
};

/** Opens the engine of this process. */
export const embeddedEngine = ({
  journal,
  hosted: kinds,
  limits = {},
  caps = () => ({}),
  failpoint = () => undefined,
}: EmbeddedDeps): Engine => {
  const here = new Set<RunId>();
  const { concurrency = 8 } = limits;
  const filled = { concurrency, lookahead: 8 * concurrency, maxFacts: 256, graceMs: 5_000, ...limits };
  const engine: Engine = {
    kinds: [...kinds.keys()].sort(),
    host: async (run, { signal, onEvents = () => undefined, onText }) => {
      const row = journal.run(run);
      if (row === undefined) return { kind: "unknown-run", message: `no run ${run}` };
      const hosted = kinds.get(row.kind);
      if (hosted === undefined)
        return { kind: "unknown-run", message: `run ${run} is of kind ${row.kind}, which this engine does not carry` };
      if (here.has(run)) return { kind: "held", message: `this process drives ${run} already` };
      const acquired = journal.acquire(run);
      if (!acquired.ok) return { kind: acquired.fault.kind, message: acquired.fault.message };
      const fence = acquired.value;
      const driver = new Driver({
        ...{ journal, hosted, limits: filled, caps: caps(), failpoint, run, fence, signal, onEvents },
        answer: (step, request, stopped) =>
          step.kind === "call"
            ? answerCall(hosted.perform, run, step, request, stopped, onText)
            : answerChild({ journal, kinds, host: engine.host }, run, step, stopped.signal),
      });
      here.add(run);
      let lost = false;
      try {
        const outcome = await driver.drive();
        lost = outcome.kind === "conflict";
        return outcome;
      } finally {
        driver.stop();
        here.delete(run);
        if (!lost) journal.release(run, fence);
      }
    },
  };
  return engine;
};
