/**
 * How often each policy finds a clean print: `node bench/lab-policies.ts`. On the 300 reference jobs (4 materials, 5 parts, 3
 * places, 5 rooms) × 16 iterations in each world by the rules of its own edition, beside the jobs that any of 4,000 settings
 * spread over the envelope of the current edition makes clean, at a layer of 0.2 mm. Iterations to the first clean print: over the
 * jobs that every policy got clean, and over all that can be, where a job that never got clean counts with all its iterations.
 */

import { random } from "../src/core/kernel/random.ts";
import { classicEdition, currentEdition, type Edition } from "../src/core/lab/edition.ts";
import { BED_POSITIONS, type Environment, type Job } from "../src/core/lab/job.ts";
import { runLoop } from "../src/core/lab/loop.ts";
import { MACHINES } from "../src/core/lab/machines.ts";
import { POLICIES } from "../src/core/lab/policies.ts";
import type { Settings } from "../src/core/lab/settings.ts";
import type { World } from "../src/core/lab/world.ts";
import { registry as WORLDS } from "../src/core/lab/worlds/_registry.ts";

const ITERATIONS = 16;
const TRIES = 4000;
const ROOMS: readonly Environment[] = [
  [22, 45],
  [29, 62],
  [34, 75],
  [18, 35],
  [32, 35],
].map(([celsius = 0, humidityPercent = 0]) => ({ celsius, humidityPercent }));
const PARTS = ["overhang", "bridge", "stringing", "adhesion", "vase"];
const JOBS = ["PLA", "PETG", "ABS", "TPU"].flatMap((material) =>
  PARTS.flatMap((geometry) =>
    BED_POSITIONS.flatMap((bedPosition) => ROOMS.map((environment) => ({ job: { material, geometry, bedPosition }, environment }))),
  ),
);

const tries: readonly (readonly number[])[] = (() => {
  const draws = random("lab-policies");
  return Array.from({ length: TRIES }, () => Array.from({ length: 5 }, () => draws.unit()));
})();

const reachable = (world: World, edition: Edition, job: Job, environment: Environment): boolean => {
  for (const [a = 0, b = 0, c = 0, d = 0, e = 0] of tries) {
    const wanted: Settings = {
      nozzleCelsius: 170 + a * 130,
      bedCelsius: b * 120,
      retractionMm: c * 11,
      fanPercent: d * 100,
      firstLayerFanPercent: e < 0.5 ? 0 : (e - 0.5) * 200,
      layerHeightMm: 0.2,
    };
    const checked = edition.check(wanted, job);
    if (checked.ok && world.simulate(checked.value.settings, job, environment).mode === "none") return true;
  }
  return false;
};

const mean = (values: readonly number[]): number => Math.round((values.reduce((sum, each) => sum + each, 0) / values.length) * 100) / 100;

for (const world of WORLDS) {
  const edition = world.edition === "classic" ? classicEdition : currentEdition(MACHINES[0]);
  const can = JOBS.map(({ job, environment }) => reachable(world, edition, job, environment));
  const all = POLICIES.map((policy) => {
    let [belowBest, slowest] = [0, 0];
    const first = JOBS.map(({ job, environment }) => {
      const start = performance.now();
      const run = runLoop({ world, policy, edition }, job, environment, ITERATIONS);
      slowest = Math.max(slowest, performance.now() - start);
      if (!run.ok) throw new Error(run.fault.message);
      const qualities = run.value.map(({ outcome }) => outcome.quality);
      if ((qualities.at(-1) as number) < Math.max(...qualities) - 0.05) belowBest++;
      const at = run.value.findIndex(({ outcome }) => outcome.mode === "none");
      return at < 0 ? undefined : at + 1;
    });
    return { policy, first, belowBest, slowest };
  });
  const byEvery = JOBS.map((_, index) => all.every(({ first }) => first[index] !== undefined));
  for (const { policy, first, belowBest, slowest } of all) {
    const figures = {
      world: world.id,
      policy: policy.id,
      clean: first.filter((at) => at !== undefined).length,
      reachable: can.filter(Boolean).length,
      cleanOfReachable: first.filter((at, index) => at !== undefined && can[index]).length,
      iterationsWhereAllClean: mean(first.filter((at, index): at is number => at !== undefined && byEvery[index] === true)),
      iterationsOfReachable: mean(first.filter((_, index) => can[index]).map((at) => at ?? ITERATIONS)),
      endsBelowBest: belowBest,
      slowestJobMs: Math.round(slowest * 10) / 10,
    };
    process.stdout.write(`${JSON.stringify(figures)}\n`);
  }
}
