/**
 * The lab's figures: `node bench/lab.ts`. One JSON line each: evaluations of the classic world a second on one thread, Spine
 * checks a second, a whole export of the deliberation in the process (text of both files, nothing written), and retrieval on
 * 10,000 lessons that all fit.
 */
import { classicSpine } from "../src/core/lab/classic/spine.ts";
import { BED_POSITIONS, GEOMETRIES } from "../src/core/lab/job.ts";
import { type Lesson, retrieve } from "../src/core/lab/lessons.ts";
import { MACHINES } from "../src/core/lab/machines.ts";
import { checkSettings } from "../src/core/lab/spine.ts";
import { entry as classic } from "../src/core/lab/worlds/classic.ts";
import { exportDeliberation } from "../src/usecases/lab/export-deliberation.ts";

const MATERIALS = ["PLA", "PETG", "ABS", "TPU"];
const ROUNDS = 7;

/** Cases that cover every branch, made before anything is timed. */
const cases = Array.from({ length: 4096 }, (_, i) => ({
  job: {
    material: MATERIALS[i % 4] as string,
    geometry: GEOMETRIES[i % 5] as string,
    bedPosition: BED_POSITIONS[i % 3] as string,
  },
  environment: { celsius: 15 + (i % 23), humidityPercent: 25 + (i % 61) },
  settings: {
    nozzleCelsius: 185 + (i % 97),
    bedCelsius: 40 + (i % 71),
    retractionMm: (i % 17) / 2,
    fanPercent: i % 101,
    firstLayerFanPercent: i % 31,
    layerHeightMm: 0.2,
  },
}));

const median = (values: readonly number[]): number => [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] as number;

/** Milliseconds of one call, medians of the rounds after one that warms up: by the clock, and of processor time. */
const timed = (work: () => void): { readonly wall: number; readonly cpu: number } => {
  work();
  const rounds = Array.from({ length: ROUNDS }, () => {
    const start = performance.now();
    const used = process.cpuUsage();
    work();
    const { user, system } = process.cpuUsage(used);
    return { wall: performance.now() - start, cpu: (user + system) / 1000 };
  });
  return { wall: median(rounds.map(({ wall }) => wall)), cpu: median(rounds.map(({ cpu }) => cpu)) };
};

const say = (bench: string, figures: Readonly<Record<string, number>>): void => {
  const rounded = Object.fromEntries(Object.entries(figures).map(([name, value]) => [name, Math.round(value * 1000) / 1000]));
  process.stdout.write(`${JSON.stringify({ bench, ...rounded })}\n`);
};

let sink = 0;
const perSecond = (bench: string, calls: number, call: (i: number) => number): void => {
  const { wall, cpu } = timed(() => {
    for (let i = 0; i < calls; i++) sink += call(i);
  });
  say(bench, { millionsASecond: calls / wall / 1000, millionsACpuSecond: calls / cpu / 1000 });
};

perSecond("classic world", 2_000_000, (i) => {
  const { settings, job, environment } = cases[i & 4095] as (typeof cases)[number];
  return classic.simulate(settings, job, environment).quality;
});
perSecond("classic Spine", 500_000, (i) => {
  const { settings, job } = cases[i & 4095] as (typeof cases)[number];
  return classicSpine(settings, job.material).vetoes.length;
});
perSecond("current Spine", 500_000, (i) => {
  const { settings, job } = cases[i & 4095] as (typeof cases)[number];
  const checked = checkSettings(settings, job.material, MACHINES[2] as (typeof MACHINES)[0]);
  return checked.ok ? checked.value.vetoes.length : 0;
});

const firstStart = performance.now();
const firstUsed = process.cpuUsage();
sink += exportDeliberation().turns;
const first = { wall: performance.now() - firstStart, cpu: process.cpuUsage(firstUsed).user / 1000 };
const whole = timed(() => {
  sink += exportDeliberation().turns;
});
say("export of 4 jobs", { firstWallMs: first.wall, firstCpuMs: first.cpu, wallMs: whole.wall });

const lessons: readonly Lesson[] = Array.from({ length: 10_000 }, (_, i) => ({
  id: `lesson-${i}`,
  material: "PETG",
  geometry: "bridge",
  celsius: 15 + ((i * 7919) % 2000) / 100,
  humidityPercent: 20 + ((i * 104729) % 6000) / 100,
  outcome: "success",
  text: "",
  source: "earned",
}));
const found = timed(() => {
  sink += retrieve(lessons, { material: "PETG", geometry: "bridge", celsius: 24, humidityPercent: 55 }).length;
});
say("retrieval on 10,000 lessons", { wallMs: found.wall, cpuMs: found.cpu });
if (!Number.isFinite(sink)) throw new Error("a figure was not finite");
