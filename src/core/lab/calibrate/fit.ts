import { normal } from "../../kernel/normal.ts";
import { fail, ok, type Result } from "../../kernel/result.ts";
import type { Defect } from "../world.ts";
import { type Compared, groupOf } from "./observation.ts";

/**
 * What a fit proposes for one defect: a factor e^`bias` on its ratio and a `spread` of the ratio's logarithm. `gain` is how
 * much log-loss a held-out print loses by it, with its standard error. Nothing is applied.
 */
export type DefectFit = {
  readonly defect: Defect;
  readonly bias: number;
  readonly spread: number;
  readonly trained: number;
  readonly heldOut: number;
  readonly gain: number;
  readonly standardError: number;
  readonly verdict: "proposed" | "kept";
};

/** Why a file or a defect cannot be fitted on. */
export type FitRefusal = { readonly reason: string };

/** What a fit came to for one defect. */
export type FitResult = { readonly defect: Defect; readonly result: Result<DefectFit, FitRefusal> };

/** Least prints, failures and distinct setting combinations that a defect is fitted on. */
const LEAST = { prints: 30, failures: 8, combinations: 20 } as const;
/** Share of the groups, the last ones of the file, that is held out. */
const HELD_OUT = 0.2;
/** A class of part with so many prints that all failed gives the label away. */
const LEAST_OF_CLASS = 8;
/** Standard deviations of the priors on the bias and on the logarithm of the spread; chosen. */
const PRIOR = { bias: 0.5, spread: 0.3 } as const;
const LIMITS = { bias: 1.5, spreadLow: 0.1, spreadHigh: 1.5 } as const;

type Example = { readonly ratio: number; readonly failed: boolean; readonly geometry: string; readonly group: string };

/**
 * Fits the bias and spread of every defect that has enough labelled prints, in the order of the world's defects. The file is
 * refused when its label leaks through the class of part; a world without readings has nothing to fit. Groups are taken to
 * be in order of time, and the last fifth of them is held out. Deterministic.
 */
export const fitDefects = (compared: readonly Compared[]): Result<readonly FitResult[], FitRefusal> => {
  const readings = compared[0]?.predicted.assessment?.defects;
  if (readings === undefined) return fail({ reason: "nothing in this world may be fitted" });
  const leak = leakOf(compared);
  if (leak !== undefined) return fail({ reason: leak });
  const defects = Object.keys(readings) as Defect[];
  return ok(defects.map((defect) => ({ defect, result: fitDefect(defect, examplesOf(defect, compared)) })));
};

/** The class of part that gives the label away, in words. */
const leakOf = (compared: readonly Compared[]): string | undefined => {
  for (const [geometry, rows] of Map.groupBy(compared, ({ observation }) => observation.job.geometry)) {
    const outcomes = new Set(rows.map(({ observation }) => observation.outcome));
    if (rows.length >= LEAST_OF_CLASS && outcomes.size === 1 && !outcomes.has("success"))
      return `all ${rows.length} prints of the class ${JSON.stringify(geometry.slice(0, 40))} are ${[...outcomes][0]}: the label leaks through the class`;
  }
  return undefined;
};

/**
 * What the prints say of one defect: a success says that it did not fail, a failure that names it says that it did, and a
 * failure of another defect says nothing. Without a mode only `failed_stringing` names its defect.
 */
const examplesOf = (defect: Defect, compared: readonly Compared[]): readonly Example[] =>
  compared.flatMap(({ observation, predicted }) => {
    const { outcome, mode = outcome === "failed_stringing" ? "stringing" : undefined, job } = observation;
    const reading = predicted.assessment?.defects[defect];
    if (reading === undefined || (outcome !== "success" && mode !== defect)) return [];
    return [{ ratio: reading.ratio, failed: outcome !== "success", geometry: job.geometry, group: groupOf(observation) }];
  });

const fitDefect = (defect: Defect, examples: readonly Example[]): Result<DefectFit, FitRefusal> => {
  const groups = [...new Set(examples.map(({ group }) => group))];
  const failures = examples.filter(({ failed }) => failed).length;
  if (examples.length < LEAST.prints || failures < LEAST.failures || groups.length < LEAST.combinations)
    return fail({
      reason: `${examples.length} labelled prints, ${failures} failures, ${groups.length} combinations; needed are ${LEAST.prints}, ${LEAST.failures}, ${LEAST.combinations}`,
    });
  const held = new Set(groups.slice(groups.length - Math.ceil(HELD_OUT * groups.length)));
  const trained = examples.filter(({ group }) => !held.has(group));
  const tested = examples.filter(({ group }) => held.has(group));
  const start: Point = { bias: 0, spread: USUAL_SPREAD };
  const point = search(start, (at) => total(trained, at) + prior(at, start));
  const rates = classRates(trained);
  const gains = tested.map((example) => loss(example, start) - loss(example, point));
  const gain = mean(gains);
  const standardError = Math.sqrt(mean(gains.map((one) => (one - gain) ** 2)) / Math.max(gains.length - 1, 1));
  const ruleLoss = mean(tested.map(({ geometry, failed }) => logLoss(rates.get(geometry) ?? 0.5, failed)));
  const isBetter = gain > standardError && total(tested, point) / tested.length < ruleLoss;
  return ok({
    defect,
    ...point,
    trained: trained.length,
    heldOut: tested.length,
    gain,
    standardError,
    verdict: isBetter ? "proposed" : "kept",
  });
};

type Point = { readonly bias: number; readonly spread: number };

/** Spread that a fit starts from. */
const USUAL_SPREAD = 0.4;

/** The share of failures in each class of part, with one more of each kind. */
const classRates = (examples: readonly Example[]): ReadonlyMap<string, number> =>
  new Map(
    [...Map.groupBy(examples, ({ geometry }) => geometry)].map(([geometry, rows]) => [
      geometry,
      (rows.filter(({ failed }) => failed).length + 1) / (rows.length + 2),
    ]),
  );

/** Coordinate search with steps that halve: at most 400 evaluations. */
const search = (start: Point, cost: (at: Point) => number): Point => {
  let best = start;
  let least = cost(start);
  for (let step = 0.4; step > 0.002; step /= 2)
    for (let round = 0; round < 6; round++) {
      const before = least;
      for (const at of neighbours(best, step)) {
        const costs = cost(at);
        if (costs < least) [best, least] = [at, costs];
      }
      if (least === before) break;
    }
  return best;
};

const neighbours = ({ bias, spread }: Point, step: number): readonly Point[] => {
  const within = (low: number, value: number, high: number): number => Math.min(Math.max(value, low), high);
  return [
    { bias: within(-LIMITS.bias, bias + step, LIMITS.bias), spread },
    { bias: within(-LIMITS.bias, bias - step, LIMITS.bias), spread },
    { bias, spread: within(LIMITS.spreadLow, spread * (1 + step), LIMITS.spreadHigh) },
    { bias, spread: within(LIMITS.spreadLow, spread / (1 + step), LIMITS.spreadHigh) },
  ];
};

const prior = (at: Point, start: Point): number =>
  (at.bias / PRIOR.bias) ** 2 / 2 + (Math.log(at.spread / start.spread) / PRIOR.spread) ** 2 / 2;

const total = (examples: readonly Example[], at: Point): number => examples.reduce((sum, example) => sum + loss(example, at), 0);

const loss = ({ ratio, failed }: Example, { bias, spread }: Point): number => logLoss(normal((Math.log(ratio) + bias) / spread), failed);

const logLoss = (chance: number, failed: boolean): number => -Math.log(Math.min(Math.max(failed ? chance : 1 - chance, 1e-6), 1));

const mean = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0) / Math.max(values.length, 1);
