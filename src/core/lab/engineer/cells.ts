import type { Environment, Job } from "../job.ts";
import { SETTINGS, type Setting, type Settings } from "../settings.ts";
import type { Outcome } from "../world.ts";

/** One simulated print as a cell counts it. */
export type CellPrint = {
  readonly job: Job;
  readonly environment: Environment;
  readonly settings: Settings;
  readonly outcome: Outcome;
};

/**
 * What simulated prints of one kind taught: how many there were, how many came out clean, every quality in order, and the mean
 * settings of the clean ones. Credit goes only to settings that were printed. Each printed plan counts, whoever proposed it.
 */
export type PolicyCell = {
  readonly key: string;
  readonly trials: number;
  readonly successes: number;
  readonly qualities: readonly number[];
  readonly clean: Settings | null;
};

/** The cell of a job in a room: material, class of part, temperature (20 and 26 °C), humidity (35 and 55 %), as the reference has it. */
export const cellKey = ({ material, geometry }: Job, { celsius, humidityPercent }: Environment): string => {
  const temperature = celsius < 20 ? "cool" : celsius > 26 ? "warm" : "mid";
  const humidity = humidityPercent < 35 ? "dry" : humidityPercent > 55 ? "humid" : "mid";
  return `${material.toUpperCase()}/${geometry}/${temperature}/${humidity}`;
};

/** The cells of prints, in the order in which each was first printed. */
export const cellsOf = (prints: readonly CellPrint[]): ReadonlyMap<string, PolicyCell> => {
  const kept = new Map<string, { trials: number; qualities: number[]; clean: Settings[] }>();
  for (const { job, environment, settings, outcome } of prints) {
    const key = cellKey(job, environment);
    const cell = kept.get(key) ?? { trials: 0, qualities: [], clean: [] };
    cell.trials += 1;
    cell.qualities.push(outcome.quality);
    if (outcome.mode === "none") cell.clean.push(settings);
    kept.set(key, cell);
  }
  return new Map(
    [...kept].map(([key, { trials, qualities, clean }]) => [
      key,
      { key, trials, successes: clean.length, qualities, clean: clean.length === 0 ? null : meanOf(clean) },
    ]),
  );
};

const meanOf = (all: readonly Settings[]): Settings =>
  Object.fromEntries(SETTINGS.map((knob) => [knob, all.reduce((sum, one) => sum + one[knob], 0) / all.length])) as Record<Setting, number>;
