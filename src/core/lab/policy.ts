import type { Environment, Job } from "./job.ts";
import type { Settings } from "./settings.ts";
import type { Outcome } from "./world.ts";

/**
 * A learner: it proposes settings for a job and learns from what came of them. It never sees a world, only outcomes.
 * `propose` and `learn` are pure; the state is what it knows. `line` says in words what was learnt.
 */
export type Policy<State> = {
  readonly id: string;
  readonly title: string;
  readonly start: State;
  readonly propose: (state: State, job: Job, environment: Environment) => Settings;
  readonly learn: (state: State, job: Job, environment: Environment, outcome: Outcome) => { readonly state: State; readonly line: string };
};
