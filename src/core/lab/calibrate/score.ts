import { random } from "../../kernel/random.ts";
import type { Outcome } from "../world.ts";
import { type Compared, groupOf, OUTCOMES } from "./observation.ts";

type Class = Outcome["class"];

/**
 * How well predictions meet real prints. `balancedAccuracy` is the mean recall over the outcomes that occur, with a 95 %
 * interval of a bootstrap over groups of relatives. The baselines are what no knowledge of printing reaches: chance, always
 * `success`, and for each class of part the outcome that it mostly had in this very file.
 */
export type Score = {
  readonly rows: number;
  readonly groups: number;
  readonly balancedAccuracy: { readonly value: number; readonly low: number; readonly high: number };
  readonly accuracy: number;
  readonly baselines: { readonly chance: number; readonly alwaysSuccess: number; readonly classOnly: number };
  readonly recalls: readonly { readonly outcome: Class; readonly rows: number; readonly recall: number }[];
  readonly confusion: readonly { readonly observed: Class; readonly predicted: Class; readonly rows: number }[];
};

const RESAMPLES = 1000;
/** Bootstrap draws that one score may take: with very many groups there are fewer resamples. */
const MOST_DRAWS = 2_000_000;

type Pair = { readonly observed: Class; readonly predicted: Class };

/** Scores predictions against at least one print. The same prints in the same order give the same interval. */
export const scoreOf = (compared: readonly Compared[]): Score => {
  const pairs = compared.map(({ observation, predicted }) => ({ observed: observation.outcome, predicted: predicted.class }));
  const groups = Map.groupBy(pairs, (_, index) => groupOf((compared[index] as Compared).observation));
  const occurring = OUTCOMES.filter((outcome) => pairs.some(({ observed }) => observed === outcome));
  const rule = classRule(compared);
  const byRule = compared.map(({ observation }) => ({
    observed: observation.outcome,
    predicted: rule.get(observation.job.geometry) as Class,
  }));
  return {
    rows: pairs.length,
    groups: groups.size,
    balancedAccuracy: { value: balanced(pairs), ...interval([...groups.values()]) },
    accuracy: pairs.filter(({ observed, predicted }) => observed === predicted).length / pairs.length,
    baselines: {
      chance: 1 / occurring.length,
      alwaysSuccess: balanced(pairs.map(({ observed }) => ({ observed, predicted: "success" }))),
      classOnly: balanced(byRule),
    },
    recalls: occurring.map((outcome) => {
      const rows = pairs.filter(({ observed }) => observed === outcome);
      return { outcome, rows: rows.length, recall: balanced(rows) };
    }),
    confusion: OUTCOMES.flatMap((observed) =>
      OUTCOMES.map((predicted) => ({
        observed,
        predicted,
        rows: pairs.filter((pair) => pair.observed === observed && pair.predicted === predicted).length,
      })),
    ).filter(({ rows }) => rows > 0),
  };
};

/** The outcome that each class of part mostly had; the earlier in `OUTCOMES` on a tie. */
const classRule = (compared: readonly Compared[]): ReadonlyMap<string, Class> => {
  const classes = Map.groupBy(compared, ({ observation }) => observation.job.geometry);
  return new Map(
    [...classes].map(([geometry, rows]) => {
      const counts = OUTCOMES.map((outcome) => rows.filter(({ observation }) => observation.outcome === outcome).length);
      return [geometry, OUTCOMES[counts.indexOf(Math.max(...counts))] as Class];
    }),
  );
};

/** Mean recall over the outcomes that occur. */
const balanced = (pairs: readonly Pair[]): number => balancedOf(tally(pairs));

type Tally = readonly { readonly rows: number; readonly right: number }[];

const tally = (pairs: readonly Pair[]): Tally =>
  OUTCOMES.map((outcome) => {
    const rows = pairs.filter(({ observed }) => observed === outcome);
    return { rows: rows.length, right: rows.filter(({ predicted }) => predicted === outcome).length };
  });

const balancedOf = (tallied: Tally): number => {
  const present = tallied.filter(({ rows }) => rows > 0);
  return present.reduce((sum, { rows, right }) => sum + right / rows, 0) / present.length;
};

/** The 2.5 % and 97.5 % points of balanced accuracy over resampled groups. */
const interval = (groups: readonly (readonly Pair[])[]): { readonly low: number; readonly high: number } => {
  const tallies = groups.map(tally);
  const resamples = Math.max(100, Math.min(RESAMPLES, Math.floor(MOST_DRAWS / groups.length)));
  const draws = random("lab calibrate: bootstrap over groups");
  const values = Array.from({ length: resamples }, () => {
    const sums = OUTCOMES.map(() => ({ rows: 0, right: 0 }));
    for (let i = 0; i < tallies.length; i++)
      for (const [index, { rows, right }] of (tallies[draws.below(tallies.length)] as Tally).entries()) {
        const sum = sums[index] as { rows: number; right: number };
        sum.rows += rows;
        sum.right += right;
      }
    return balancedOf(sums);
  }).sort((a, b) => a - b);
  const at = (share: number): number => values[Math.round(share * (values.length - 1))] as number;
  return { low: at(0.025), high: at(0.975) };
};
