import { fixed } from "../kernel/python-number.ts";
import type { Environment, Job } from "./job.ts";
import type { Settings } from "./settings.ts";

/** What went wrong with a print. */
export type Defect = "under_extrusion" | "sag" | "stringing" | "adhesion" | "warp";

/** What each defect cost, in quality. Only defects that occurred are named, in the order in which the world found them. */
export type Penalties = Partial<Record<Defect, number>>;

/** A finished print. `quality` is in [0, 1], 1 is spotless. `mode` is the dearest defect of a failed print. */
export type Outcome = {
  readonly class: "success" | "failed_sag" | "failed_stringing";
  readonly mode: Defect | "none";
  readonly quality: number;
  readonly penalties: Penalties;
};

/**
 * A simulator of printer and sensors. It takes settings as they are, from whoever proposes them, and never sees who did.
 * `simulate` is total and deterministic: any numbers, NaN included, give a quality in [0, 1].
 */
export type World = {
  readonly id: string;
  readonly title: string;
  /** What is known about how well it predicts real prints. */
  readonly standing: string;
  /** The edition of the rules that its figures were taken with. */
  readonly edition: "classic" | "current";
  readonly simulate: (settings: Settings, job: Job, environment: Environment) => Outcome;
};

/** One sentence part on an outcome: what happened, the quality with two decimals, and the dearest defect of a failure. */
export const describeOutcome = ({ mode, quality, penalties }: Outcome): string => {
  const worth = `quality ${fixed(quality, 2)}`;
  return mode === "none" ? `clean, ${worth}` : `${mode}, ${worth}, most of it lost to ${dearest(penalties) ?? mode}`;
};

/** The defect with the largest cost; the one found first on a tie. */
export const dearest = (penalties: Penalties): Defect | undefined => {
  let worst: Defect | undefined;
  for (const defect of Object.keys(penalties) as Defect[])
    if (worst === undefined || (penalties[defect] as number) > (penalties[worst] as number)) worst = defect;
  return worst;
};
