import type { RunId } from "../../core/run/event.ts";
import type { SpendRow, SpendScope } from "../../ports/journal.ts";
import { calendarScopes } from "../../ports/spend-scopes.ts";

/** What the child runs of a run spent. */
export const belowScope = (run: RunId): SpendScope => `below:${run}`;

/** By how much each scope moves when these lines of one run are booked. `above` are the runs that the run is a child of. */
export const scopeMoves = (rows: readonly SpendRow[], above: readonly RunId[]): ReadonlyMap<SpendScope, number> => {
  const byTime = new Map<number, number>();
  for (const { atMs, microUsd } of rows) byTime.set(atMs, (byTime.get(atMs) ?? 0) + microUsd);
  const moves = new Map<SpendScope, number>();
  for (const [atMs, microUsd] of byTime)
    for (const scope of [...calendarScopes(atMs), ...above.map(belowScope)]) moves.set(scope, (moves.get(scope) ?? 0) + microUsd);
  return new Map([...moves].filter(([, microUsd]) => microUsd !== 0));
};

/** A run's parent as the list of runs says it; a fork begins a money tree of its own. */
export type Kin = { readonly run: RunId; readonly parent?: RunId | undefined; readonly parentSeq?: number | undefined };

/** Runs above a child run, nearest first. Child runs nest a few deep; the limit stops a loop that only a damaged file has. */
export const runsAbove = <T extends Kin>(run: Kin, find: (run: RunId) => T | undefined): readonly T[] => {
  const above: T[] = [];
  let current: Kin = run;
  while (current.parent !== undefined && current.parentSeq === undefined && above.length < MAX_DEPTH) {
    const parent = find(current.parent);
    if (parent === undefined) break;
    above.push(parent);
    current = parent;
  }
  return above;
};

const MAX_DEPTH = 32;

/** What differs between the stored exposures and what the spend lines of all runs say, a sentence each. */
export const verifyScopes = (
  stored: ReadonlyMap<string, number>,
  runs: readonly Kin[],
  spendOf: (run: RunId) => readonly SpendRow[],
): readonly string[] => {
  const byRun = new Map(runs.map((run) => [run.run, run]));
  const due = new Map<string, number>();
  for (const run of runs) {
    const above = runsAbove(run, (name) => byRun.get(name)).map(({ run: name }) => name);
    for (const [scope, microUsd] of scopeMoves(spendOf(run.run), above)) due.set(scope, (due.get(scope) ?? 0) + microUsd);
  }
  return [...new Set([...stored.keys(), ...due.keys()])]
    .filter((scope) => (stored.get(scope) ?? 0) !== (due.get(scope) ?? 0))
    .map((scope) => `the exposure of ${scope} is ${stored.get(scope) ?? 0} but its spend lines sum to ${due.get(scope) ?? 0}`);
};
