import type { Environment, Job } from "../job.ts";
import type { Settings } from "../settings.ts";
import type { Defect, Outcome } from "../world.ts";

/** A real print: what was asked for, and what became of it. `mode` is the defect that failed it, where somebody said so. */
export type Observation = {
  readonly job: Job;
  readonly environment: Environment;
  readonly settings: Settings;
  readonly outcome: Outcome["class"];
  readonly mode?: Defect | "none";
};

/** The outcomes that a print may have, in the order of tables. */
export const OUTCOMES: readonly Outcome["class"][] = ["success", "failed_sag", "failed_stringing"];

/** A real print and what a world says of it. */
export type Compared = { readonly observation: Observation; readonly predicted: Outcome };

/** What makes prints relatives: the same material, machine and settings. Relatives are drawn and held out together. */
export const groupOf = ({ job, settings }: Observation): string =>
  JSON.stringify([job.material.toUpperCase(), job.machine ?? "", Object.values(settings)]);
