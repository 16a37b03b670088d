import { LIMITS, STEPS } from "./classic/policy.ts";
import type { Environment, Job } from "./job.ts";
import type { Setting, Settings } from "./settings.ts";
import type { Outcome } from "./world.ts";

/** One print of a plan or of its revision: what the Spine let through, and what came of it. */
export type Printed = { readonly settings: Settings; readonly outcome: Outcome };

/**
 * A policy that starts from somebody's plan: what to print next, of the prints so far (at least one, the plan first), and why in
 * a few words. `left` is how many prints the run still has, this one among them. Pure; it sees outcomes and never a world. Settings that are those of the last print mean that it would change nothing.
 */
export type Reviser = {
  readonly id: string;
  readonly title: string;
  readonly next: (
    prints: readonly Printed[],
    job: Job,
    environment: Environment,
    left: number,
  ) => { readonly settings: Settings; readonly why: string };
};

/** The reference's corrections on a plan: one fixed step for each defect, never further from the plan than its limits. */
export const tableReviser: Reviser = {
  id: "classic",
  title: "one fixed correction for each defect",
  next: (prints) => {
    const { settings: plan } = prints[0] as Printed;
    const { settings, outcome } = prints.at(-1) as Printed;
    if (outcome.mode === "none") return { settings, why: "clean: the plan stays" };
    const next: Record<Setting, number> = { ...settings };
    for (const [setting, by] of STEPS[outcome.mode]) {
      const limit = LIMITS[setting];
      next[setting] = floorOf(setting, Math.min(Math.max(settings[setting] + by, plan[setting] - limit), plan[setting] + limit));
    }
    return { settings: next, why: `${outcome.mode}: the table's correction` };
  },
};

/** A fan has 0 to 100 %, and no retraction is negative. */
const floorOf = (setting: Setting, value: number): number =>
  setting === "fanPercent" || setting === "firstLayerFanPercent"
    ? Math.min(Math.max(value, 0), 100)
    : setting === "retractionMm"
      ? Math.max(value, 0)
      : value;
