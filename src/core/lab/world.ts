import { fixed } from "../kernel/python-number.ts";
import type { Environment, Job } from "./job.ts";
import type { Settings } from "./settings.ts";

/** What can go wrong with a print, in the order of tables. */
export const DEFECTS = ["under_extrusion", "sag", "stringing", "adhesion", "warp", "delamination"] as const;

/** What went wrong with a print. */
export type Defect = (typeof DEFECTS)[number];

/** What each defect cost, in quality. Only defects that occurred are named, in the order in which the world found them. */
export type Penalties = Partial<Record<Defect, number>>;

/**
 * One defect of a print. `ratio` is load over capacity, 1 is as likely as not to fail; `severity` is in [0, 1] and `band` its
 * 80 % interval; `chance` is the probability that this defect alone fails the print.
 */
export type DefectReading = {
  readonly ratio: number;
  readonly severity: number;
  readonly band: readonly [low: number, high: number];
  readonly chance: number;
};

/** What a world that knows its own doubt says of a print: its class, every defect, and the chance that any of them fails it. */
export type Assessment = {
  readonly class: "clean" | "blemish" | "failed" | "ruined";
  readonly defects: Readonly<Partial<Record<Defect, DefectReading>>>;
  readonly failureChance: number;
};

/** A finished print. `quality` is in [0, 1], 1 is spotless. `mode` is the dearest defect of a print that is not clean. */
export type Outcome = {
  readonly class: "success" | "failed_sag" | "failed_stringing";
  readonly mode: Defect | "none";
  readonly quality: number;
  readonly penalties: Penalties;
  readonly assessment?: Assessment;
};

/**
 * How far a world's outcomes have been held against real prints. Travels with every outcome. A world stays unvalidated until
 * its balanced accuracy on observed prints is above every baseline with its whole interval.
 */
export type Validation = { readonly state: "unvalidated" };

/**
 * A simulator of printer and sensors. It takes settings as they are, from whoever proposes them, and never sees who did.
 * `simulate` is deterministic and total where `refusal` has nothing to say: the quality is then in [0, 1]. A print that is
 * refused has no outcome, which is not a bad outcome; to simulate it is a bug.
 */
export type World = {
  readonly id: string;
  readonly title: string;
  /** What is known about how well it predicts real prints. */
  readonly standing: string;
  readonly validation: Validation;
  /** The edition of the rules that its figures were taken with. */
  readonly edition: "classic" | "current";
  /** Why this world cannot work a print out; nothing when it can. */
  readonly refusal: (settings: Settings, job: Job, environment: Environment) => string | undefined;
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
