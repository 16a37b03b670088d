import { ok, type Result } from "../kernel/result.ts";
import { gradeIterationClassic, reviewClassic } from "./classic/inspector.ts";
import { classicSpine } from "./classic/spine.ts";
import { flagPlan, gradePrint } from "./inspector.ts";
import type { Environment, Job } from "./job.ts";
import type { Machine } from "./machines.ts";
import { materialOf } from "./materials.ts";
import type { IterationRecord } from "./record.ts";
import type { Settings } from "./settings.ts";
import { type Checked, checkSettings, type SpineFault } from "./spine.ts";
import type { Verdict } from "./verdict.ts";
import type { Outcome } from "./world.ts";

/** The rules of Spine and inspector. The classic ones never refuse. */
export type Edition = {
  readonly id: "classic" | "current";
  /** Words that a job may use: `any` takes every text, `known` the ids of the tables only. */
  readonly vocabulary: "any" | "known";
  readonly check: (settings: Settings, job: Job) => Result<Checked, SpineFault>;
  /** The grade of one print; `settings` are what was printed. */
  readonly grade: (job: Job, environment: Environment, settings: Settings, outcome: Outcome) => Verdict<"grade">;
  readonly review: (records: readonly IterationRecord[], job: Job) => Verdict<"review">;
};

/** The reference's rules, faults included. */
export const classicEdition: Edition = {
  id: "classic",
  vocabulary: "any",
  check: (settings, { material }) => ok(classicSpine(settings, material)),
  grade: ({ geometry }, _environment, _settings, outcome) => gradeIterationClassic(geometry, outcome),
  review: reviewClassic,
};

/** Moot's rules, on one machine: what is not finite or not known is refused, and grades follow what was really flagged. */
export const currentEdition = (machine: Machine): Edition => ({
  id: "current",
  vocabulary: "known",
  check: (settings, { material }) => checkSettings(settings, material, machine),
  grade: (job, environment, settings, outcome) => {
    const material = materialOf(job.material);
    return gradePrint(material === undefined ? [] : flagPlan(job, environment, settings, material, machine), outcome);
  },
  review: reviewClassic,
});
