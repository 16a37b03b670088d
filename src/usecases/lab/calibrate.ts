import { fail, ok, type Result } from "../../core/kernel/result.ts";
import { type FitResult, fitDefects } from "../../core/lab/calibrate/fit.ts";
import type { Compared, Observation } from "../../core/lab/calibrate/observation.ts";
import { type Score, scoreOf } from "../../core/lab/calibrate/score.ts";
import type { Defect, Validation, World } from "../../core/lab/world.ts";
import { type ObservedRow, type RowFault, type RowFile, rowFault } from "./rows.ts";

/** What a fit came to for one defect: a proposal, or why there is none. Names are those of files. */
export type FittedDefect =
  | {
      readonly defect: Defect;
      readonly state: "proposed" | "kept";
      readonly bias: number;
      readonly spread: number;
      readonly trained: number;
      readonly held_out: number;
      readonly gain: number;
      readonly standard_error: number;
    }
  | { readonly defect: Defect; readonly state: "refused"; readonly reason: string };

/**
 * How a world's predictions met real prints. Rows that the world refuses, and rows whose outcome is no known word, are counted
 * and left out: they are neither right nor wrong. `fit` proposes and changes nothing.
 */
export type Calibration = {
  readonly world: string;
  readonly rows: number;
  readonly left_out: { readonly refused: number; readonly unknown_outcome: number };
  readonly machine_assumed: number;
  readonly groups: number;
  readonly balanced_accuracy: Score["balancedAccuracy"];
  readonly accuracy: number;
  readonly baselines: { readonly chance: number; readonly always_success: number; readonly class_only: number };
  /** `skill`: the whole interval lies above every baseline. `too-few`: under 20 groups an interval says nothing. */
  readonly verdict: "skill" | "no-skill" | "too-few";
  readonly recalls: Score["recalls"];
  readonly confusion: Score["confusion"];
  readonly fit:
    | { readonly state: "refused"; readonly reason: string }
    | { readonly state: "done"; readonly defects: readonly FittedDefect[] };
  readonly validation: Validation;
};

/** Groups of relatives under which a bootstrap over them is not to be trusted. */
const LEAST_GROUPS = 20;

/** Holds a world against observed prints, and fits what may be fitted. A fault when no row can be compared. */
export const calibrate = (rows: readonly ObservedRow[], world: World, source: RowFile): Result<Calibration, RowFault> => {
  const known = rows.flatMap(({ observation, namesMachine }) => (observation === undefined ? [] : [{ observation, namesMachine }]));
  const compared: Compared[] = [];
  for (const { observation } of known) {
    const { settings, job, environment } = observation;
    if (world.refusal(settings, job, environment) === undefined)
      compared.push({ observation, predicted: world.simulate(settings, job, environment) });
  }
  if (compared.length === 0)
    return fail(rowFault(source, rows[0]?.line ?? 1, `none of ${rows.length} rows can be compared`, whyNone(known[0]?.observation, world)));
  const score = scoreOf(compared);
  const { chance, alwaysSuccess, classOnly } = score.baselines;
  return ok({
    world: world.id,
    rows: score.rows,
    left_out: { refused: known.length - compared.length, unknown_outcome: rows.length - known.length },
    machine_assumed: known.filter(({ namesMachine }) => !namesMachine).length,
    groups: score.groups,
    balanced_accuracy: score.balancedAccuracy,
    accuracy: score.accuracy,
    baselines: { chance, always_success: alwaysSuccess, class_only: classOnly },
    verdict:
      score.groups < LEAST_GROUPS
        ? "too-few"
        : score.balancedAccuracy.low > Math.max(chance, alwaysSuccess, classOnly)
          ? "skill"
          : "no-skill",
    recalls: score.recalls,
    confusion: score.confusion,
    fit: fitOf(compared),
    validation: world.validation,
  });
};

const whyNone = (observation: Observation | undefined, world: World): string =>
  (observation && world.refusal(observation.settings, observation.job, observation.environment)) ??
  "write success, failed_sag or failed_stringing as the outcome";

const fitOf = (compared: readonly Compared[]): Calibration["fit"] => {
  const fits = fitDefects(compared);
  if (!fits.ok) return { state: "refused", reason: fits.fault.reason };
  return { state: "done", defects: fits.value.map(fittedDefect) };
};

const fittedDefect = ({ defect, result }: FitResult): FittedDefect => {
  if (!result.ok) return { defect, state: "refused", reason: result.fault.reason };
  const { verdict, bias, spread, trained, heldOut, gain, standardError } = result.value;
  return { defect, state: verdict, bias, spread, trained, held_out: heldOut, gain, standard_error: standardError };
};
