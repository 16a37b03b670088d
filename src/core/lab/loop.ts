import { ok, type Result } from "../kernel/result.ts";
import type { Edition } from "./edition.ts";
import type { Environment, Job } from "./job.ts";
import type { Policy } from "./policy.ts";
import type { IterationRecord } from "./record.ts";
import type { SpineFault } from "./spine.ts";
import type { World } from "./world.ts";

/** Who takes part in a run. */
export type Crew<State> = { readonly world: World; readonly policy: Policy<State>; readonly edition: Edition };

/**
 * Prints a job so many times with one policy that starts knowing nothing: it proposes, the Spine checks, the world prints,
 * the policy learns. Records in order; a fault when the Spine lets nothing through. Records no lesson.
 */
export const runLoop = <State>(
  { world, policy, edition }: Crew<State>,
  job: Job,
  environment: Environment,
  iterations: number,
): Result<readonly IterationRecord[], SpineFault> => {
  const records: IterationRecord[] = [];
  let state = policy.start;
  for (let n = 1; n <= iterations; n++) {
    const checked = edition.check(policy.propose(state, job, environment), job);
    if (!checked.ok) return checked;
    const { settings, vetoes } = checked.value;
    const outcome = world.simulate(settings, job, environment);
    const learned = policy.learn(state, job, environment, outcome);
    state = learned.state;
    records.push({ n, settings, outcome, learned: learned.line, isClamped: vetoes.length > 0 });
  }
  return ok(records);
};
