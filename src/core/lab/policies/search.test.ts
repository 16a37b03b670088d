import { describe, expect, it } from "vitest";
import { baselineOf } from "../classic/baseline.ts";
import { classicEdition, currentEdition } from "../edition.ts";
import { BED_POSITIONS } from "../job.ts";
import { runLoop } from "../loop.ts";
import { MACHINES } from "../machines.ts";
import { entry as classic } from "../worlds/classic.ts";
import { entry as fdm } from "../worlds/fdm.ts";
import { expectedImprovements } from "./gaussian-process.ts";
import { searchPolicy } from "./search.ts";

const JOBS = ["PLA", "PETG", "ABS", "TPU"].flatMap((material) =>
  ["overhang", "bridge", "stringing", "adhesion", "vase"].flatMap((geometry) =>
    BED_POSITIONS.flatMap((bedPosition) => [22, 34].map((celsius) => ({ job: { material, geometry, bedPosition }, celsius }))),
  ),
);
const CREWS = [
  { world: classic, edition: classicEdition },
  { world: fdm, edition: currentEdition(MACHINES[0]) },
];

describe.each(CREWS)("the search policy in the $world.id world", ({ world, edition }) => {
  const runs = JOBS.map(({ job, celsius }) => {
    const room = { celsius, humidityPercent: 2 * celsius + 1 };
    const run = runLoop({ world, policy: searchPolicy, edition }, job, room, 16);
    return { job, room, records: run.ok ? run.value : [] };
  });

  it("never ends below its own best, and repeats a clean print instead of looking on", () => {
    for (const { records } of runs) {
      const qualities = records.map(({ outcome }) => outcome.quality);
      const clean = records.findIndex(({ outcome }) => outcome.mode === "none");
      expect(records).toHaveLength(16);
      if (clean < 0) expect(qualities.at(-1)).toBe(Math.max(...qualities));
      else expect(new Set(qualities.slice(clean)).size).toBe(1);
    }
  });

  it("makes clean 95 % and more of the jobs that the reference's settings make clean", () => {
    const easy = runs.filter(({ job, room }) => {
      const settings = edition.check(baselineOf(job.material), job);
      return settings.ok && world.simulate(settings.value.settings, job, room).mode === "none";
    });
    const cleaned = easy.filter(({ records }) => records.some(({ outcome }) => outcome.mode === "none"));
    expect(easy.length).toBeGreaterThan(40);
    expect(cleaned.length / easy.length).toBeGreaterThanOrEqual(0.95);
  });

  it("is not moved by another job", () => {
    const [one, other] = [runs[0], runs[7]] as [(typeof runs)[number], (typeof runs)[number]];
    const outcome = (one.records[0] as (typeof one.records)[number]).outcome;
    const { state } = searchPolicy.learn(searchPolicy.start, other.job, other.room, outcome);
    expect(searchPolicy.propose(state, one.job, one.room)).toEqual(searchPolicy.propose(searchPolicy.start, one.job, one.room));
  });
});

describe("expected improvement", () => {
  it("is nothing where a worse value was seen, and grows with distance where nothing is known", () => {
    const seen = [{ point: [0.2, 0.2], value: 0.5 }];
    const [here = 1, near = 0, far = 0] = expectedImprovements(
      seen,
      [
        [0.2, 0.2],
        [0.3, 0.2],
        [0.9, 0.9],
      ],
      0.5,
    );
    expect([here < 0.01, here < near, near < far]).toEqual([true, true, true]);
  });

  it("climbs a hill: twelve looks at 121 points end within 0.1 of its top", () => {
    const grid = Array.from({ length: 121 }, (_, i) => [(i % 11) / 10, Math.floor(i / 11) / 10]);
    const height = ([x = 0, y = 0]: readonly number[]): number => 1 - (x - 0.7) ** 2 - (y - 0.4) ** 2;
    let seen = [{ point: [0, 1] as readonly number[], value: height([0, 1]) }];
    for (let look = 0; look < 12; look++) {
      const worth = expectedImprovements(seen, grid, Math.max(...seen.map(({ value }) => value)));
      const point = grid[worth.indexOf(Math.max(...worth))] as readonly number[];
      seen = [...seen, { point, value: height(point) }];
    }
    const best = seen.reduce((most, one) => (one.value > most.value ? one : most)).point;
    expect(Math.hypot((best[0] as number) - 0.7, (best[1] as number) - 0.4)).toBeLessThanOrEqual(0.1001);
  });
});
