import { fixed, general, roundTo } from "../../kernel/python-number.ts";
import type { Environment, Job } from "../job.ts";
import type { Policy } from "../policy.ts";
import { SETTING_NAMES, type Setting, type Settings } from "../settings.ts";
import type { Defect } from "../world.ts";
import { baselineOf } from "./baseline.ts";

/** What one cell knows: offsets to the baseline, and how its prints went, qualities with three decimals. */
export type Cell = {
  readonly offsets: Readonly<Partial<Record<Setting, number>>>;
  readonly trials: number;
  readonly successes: number;
  readonly qualities: readonly number[];
};

/** Cells by `material/geometry/temperature/humidity`. The position on the bed is no part of the key. */
export type PolicyTable = Readonly<Record<string, Cell>>;

/** How far one correction moves a knob. */
export type Step = readonly [setting: Setting, by: number];

/** The correction of each defect. The reference has no delamination, so no figure of it hangs on the last one. */
export const STEPS: Readonly<Record<Defect, readonly Step[]>> = {
  sag: [
    ["fanPercent", 12],
    ["nozzleCelsius", -3],
  ],
  stringing: [
    ["retractionMm", 0.5],
    ["nozzleCelsius", -4],
  ],
  adhesion: [
    ["bedCelsius", 6],
    ["firstLayerFanPercent", -10],
  ],
  under_extrusion: [["nozzleCelsius", 5]],
  warp: [["fanPercent", -10]],
  delamination: [
    ["nozzleCelsius", 5],
    ["fanPercent", -10],
  ],
};

/** How far an offset may go, either way. */
export const LIMITS: Readonly<Record<Setting, number>> = {
  nozzleCelsius: 30,
  bedCelsius: 25,
  retractionMm: 3,
  fanPercent: 80,
  firstLayerFanPercent: 60,
  layerHeightMm: 0,
};

const EMPTY: Cell = { offsets: {}, trials: 0, successes: 0, qualities: [] };

/** The reference's policy: a fixed correction for each defect, added up in the cell of a job. */
export const classicPolicy: Policy<PolicyTable> = {
  id: "classic",
  title: "the reference table: one fixed correction for each defect",
  start: {},
  propose: (table, job, environment) => {
    const settings: Record<Setting, number> = { ...baselineOf(job.material) };
    const { offsets } = cellOf(table, cellKey(job, environment));
    for (const setting of Object.keys(offsets) as Setting[]) settings[setting] += offsets[setting] as number;
    return {
      ...settings,
      fanPercent: between(0, settings.fanPercent, 100),
      firstLayerFanPercent: between(0, settings.firstLayerFanPercent, 100),
      retractionMm: settings.retractionMm > 0 ? settings.retractionMm : 0,
    } satisfies Settings;
  },
  learn: (table, job, environment, outcome) => {
    const key = cellKey(job, environment);
    const cell = cellOf(table, key);
    const worth = `quality ${fixed(outcome.quality, 2)}`;
    const seen = { ...cell, trials: cell.trials + 1, qualities: [...cell.qualities, roundTo(outcome.quality, 3)] };
    if (outcome.mode === "none") {
      const line = `${key}: clean, ${worth}; the policy stays`;
      return { state: { ...table, [key]: { ...seen, successes: cell.successes + 1 } }, line };
    }
    const steps = STEPS[outcome.mode];
    const line = `${key}: ${outcome.mode}, ${worth}; ${steps.map(([setting, by]) => `${SETTING_NAMES[setting]} ${general(by, { sign: true })}`).join(", ")}`;
    return { state: { ...table, [key]: { ...seen, offsets: moved(cell.offsets, steps) } }, line };
  },
};

/** What a cell knows in one line, for the prompt of a proposer; empty when it has no offsets. */
export const policyNote = (table: PolicyTable, job: Job, environment: Environment): string => {
  const { offsets, trials, successes } = cellOf(table, cellKey(job, environment));
  const shown = Object.entries(offsets).map(([setting, by]) => `${SETTING_NAMES[setting as Setting]} ${general(by, { sign: true })}`);
  if (shown.length === 0) return "";
  const clean = fixed((successes / trials) * 100, 0);
  const { temperature, humidity } = bucketsOf(environment);
  return `Learnt for ${job.material}/${job.geometry} in ${temperature}/${humidity} rooms over ${trials} prints, ${clean} % of them clean: ${shown.join(", ")} on top of the baseline. Weigh it against the precedents.`;
};

const cellOf = (table: PolicyTable, key: string): Cell => (Object.hasOwn(table, key) ? (table[key] as Cell) : EMPTY);

const cellKey = ({ material, geometry }: Job, environment: Environment): string => {
  const { temperature, humidity } = bucketsOf(environment);
  return `${material}/${geometry}/${temperature}/${humidity}`;
};

const bucketsOf = ({ celsius, humidityPercent }: Environment): { readonly temperature: string; readonly humidity: string } => ({
  temperature: celsius < 20 ? "cool" : celsius > 26 ? "warm" : "mid",
  humidity: humidityPercent < 35 ? "dry" : humidityPercent > 55 ? "humid" : "mid",
});

const moved = (offsets: Cell["offsets"], steps: readonly Step[]): Cell["offsets"] => {
  const next: Partial<Record<Setting, number>> = { ...offsets };
  for (const [setting, by] of steps) next[setting] = between(-LIMITS[setting], (next[setting] ?? 0) + by, LIMITS[setting]);
  return next;
};

const between = (low: number, x: number, high: number): number => (x < low ? low : x > high ? high : x);
