import { type CellPrint, cellKey, cellsOf, type PolicyCell } from "../../core/lab/engineer/cells.ts";
import { baselineFor } from "../../core/lab/engineer/propose.ts";
import { MACHINES } from "../../core/lab/machines.ts";
import { materialOf } from "../../core/lab/materials.ts";
import { SETTING_NAMES, SETTINGS } from "../../core/lab/settings.ts";
import { genericMaterial } from "../../core/lab/usual.ts";
import type { Journal } from "../../ports/journal.ts";
import { type KeptPrint, keptPrints } from "./ledger.ts";

/** What a cell knew at one moment. `offsets` are the mean of its clean prints less what vendors ship, by the names of files. */
export type CellState = {
  readonly trials: number;
  readonly successes: number;
  readonly success_rate: number | null;
  readonly offsets: Readonly<Record<string, number>>;
};

/** A cell of a world before the last run that printed in it, and after. */
export type CellView = {
  readonly key: string;
  readonly world: string;
  readonly last_run: string;
  readonly before: CellState;
  readonly after: CellState;
  readonly qualities: readonly number[];
  readonly validation: { readonly state: "unvalidated" };
};

/** The cells of every world of the home, in the order in which each was first printed. A projection: reads only. */
export const policyCells = (journal: Journal): readonly CellView[] => {
  const groups = new Map<string, KeptPrint[]>();
  for (const print of keptPrints(journal)) {
    const id = `${print.world} ${cellKey(print.job, print.environment)}`;
    groups.set(id, [...(groups.get(id) ?? []), print]);
  }
  return [...groups.values()].map((prints) => {
    const last = prints.at(-1) as KeptPrint;
    const key = cellKey(last.job, last.environment);
    const cellOf = (some: readonly CellPrint[]): PolicyCell | undefined => cellsOf(some).get(key);
    const now = cellOf(prints) as PolicyCell;
    return {
      key,
      world: last.world,
      last_run: last.run,
      before: stateOf(last, cellOf(prints.filter(({ run }) => run !== last.run))),
      after: stateOf(last, now),
      qualities: now.qualities,
      validation: { state: "unvalidated" },
    };
  });
};

const stateOf = ({ job }: KeptPrint, cell: PolicyCell | undefined): CellState => {
  if (cell === undefined) return { trials: 0, successes: 0, success_rate: null, offsets: {} };
  const machine = MACHINES.find(({ id }) => id === job.machine) ?? MACHINES[0];
  const usual = baselineFor(materialOf(job.material) ?? genericMaterial(job.material), machine);
  const { clean, trials, successes } = cell;
  const offsets =
    clean === null ? [] : SETTINGS.map((knob) => [SETTING_NAMES[knob], Math.round((clean[knob] - usual[knob]) * 100) / 100] as const);
  return { trials, successes, success_rate: successes / trials, offsets: Object.fromEntries(offsets.filter(([, by]) => by !== 0)) };
};
