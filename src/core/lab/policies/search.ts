/**
 * Search under uncertainty: a Gaussian process over five knobs of the envelope, fed by the qualities of one job's own prints,
 * proposes the print with the largest expected improvement. It starts at what vendors ship, knows the direction in which each
 * defect is usually mended, changes little at first, and sees no world. Once a print is clean it repeats the best one; after a dozen prints without one
 * it stops looking and repeats the best too, so that a run ends at its own best.
 */
import { fixed } from "../../kernel/python-number.ts";
import type { Environment, Job } from "../job.ts";
import { MACHINES, type Machine } from "../machines.ts";
import { materialOf } from "../materials.ts";
import type { Policy } from "../policy.ts";
import type { Printed, Reviser } from "../reviser.ts";
import type { Setting, Settings } from "../settings.ts";
import { envelopeOf } from "../spine.ts";
import { genericMaterial, usualSettings } from "../usual.ts";
import type { Defect, Outcome } from "../world.ts";
import { expectedImprovements, type Point, type Seen } from "./gaussian-process.ts";

/** One print of a job: where in the envelope it was, and how it went. */
type Trial = Seen & { readonly isClean: boolean; readonly mode: Outcome["mode"] };

/** The prints of each job, in order, by everything that names the job and its room. */
export type SearchState = Readonly<Record<string, readonly Trial[]>>;

/** Prints that look for a clean one before the best is repeated. */
const MOST_LOOKS = 12;
const KNOBS: readonly Setting[] = ["nozzleCelsius", "bedCelsius", "retractionMm", "fanPercent", "firstLayerFanPercent"];
const LAYER_HEIGHT_MM = 0.2;

/** Where each defect is usually mended, in the order of the knobs. */
const MENDS: Readonly<Record<Defect, Point>> = {
  sag: [-0.5, 0, 0, 1, 0],
  stringing: [-0.7, 0, 1, 0, 0],
  adhesion: [0, 1, 0, 0, -1],
  warp: [0, 1, 0, -1, 0],
  under_extrusion: [1, 0, -0.3, 0, 0],
  delamination: [1, 0, 0, -0.7, 0],
};
const STEPS = [0.08, 0.2, 0.4, 0.7] as const;
const SPREAD_POINTS = 160;
/** Reach of the first look, and what each later one adds. */
const [FIRST_REACH, FURTHER_REACH] = [0.3, 0.15];

/** The search policy. */
export const searchPolicy: Policy<SearchState> = {
  id: "search",
  title: "a Gaussian process over the envelope: the largest expected improvement",
  start: {},
  propose: (state, job, environment) => {
    const box = boxOf(job);
    return settingsAt(box, nextPoint(box, trialsOf(state, job, environment)));
  },
  learn: (state, job, environment, outcome) => {
    const key = keyOf(job, environment);
    const trials = trialsOf(state, job, environment);
    const point = nextPoint(boxOf(job), trials);
    const { mode, quality } = outcome;
    const trial: Trial = { point, value: quality, isClean: mode === "none", mode };
    const line = `${job.material}/${job.geometry}: ${mode === "none" ? "clean" : mode}, quality ${fixed(quality, 2)}; print ${trials.length + 1} of the search`;
    return { state: { ...state, [key]: [...trials, trial] }, line };
  },
};

/**
 * The same search from a plan on: its first print is the plan, and every print stands where it was really printed. It keeps the
 * plan's layer height, and repeats the best print exactly where it stops looking or has one print left.
 */
export const searchReviser: Reviser = {
  id: "search",
  title: searchPolicy.title,
  next: (prints, job, _environment, left) => {
    const { bounds, start } = boxOf(job);
    const trials = prints.map((print) => trialOf(bounds, print));
    const best = bestOf(trials) as Trial;
    const bestPrint = prints[trials.indexOf(best)] as Printed;
    if (isSettled(trials, best) || left <= 1) return { settings: bestPrint.settings, why: `repeats the best of ${trials.length} prints` };
    const point = nextPoint({ bounds, start }, trials);
    const { layerHeightMm } = bestPrint.settings;
    return { settings: { ...settingsAt({ bounds, start }, point), layerHeightMm }, why: "largest expected improvement" };
  },
};

const trialOf = (bounds: Box["bounds"], { settings, outcome: { mode, quality } }: Printed): Trial => ({
  point: pointOf(bounds, settings),
  value: quality,
  isClean: mode === "none",
  mode,
});

/** The envelope of a job, low and high for each knob, and the point where a search starts. */
type Box = { readonly bounds: readonly (readonly [low: number, high: number])[]; readonly start: Point };

/** Where the material is unknown the search stays in the narrowest envelope; the Spine has the last word. */
const boxOf = ({ material: id, machine: machineId }: Job): Box => {
  const machine = (MACHINES.find((one) => one.id === machineId) ?? MACHINES[0]) as Machine;
  const material = materialOf(id) ?? genericMaterial(id);
  const envelope = new Map(envelopeOf(material, machine).map(([setting, low, high]) => [setting, [low, Math.max(low, high)] as const]));
  const bounds = KNOBS.map((knob) => envelope.get(knob) as readonly [number, number]);
  return { bounds, start: pointOf(bounds, usualSettings(material, machine)) };
};

const pointOf = (bounds: Box["bounds"], settings: Settings): Point =>
  KNOBS.map((knob, i) => shareOf(bounds[i] as readonly [number, number], settings[knob]));

const shareOf = ([low, high]: readonly [number, number], value: number): number =>
  high > low ? Math.min(Math.max((value - low) / (high - low), 0), 1) : 0;

const settingsAt = ({ bounds }: Box, point: Point): Settings => {
  const at = (i: number): number => {
    const [low, high] = bounds[i] as readonly [number, number];
    return Math.min(high, Math.round((low + (point[i] as number) * (high - low)) * 100) / 100);
  };
  const knobs = Object.fromEntries(KNOBS.map((knob, i) => [knob, at(i)])) as Record<Setting, number>;
  return { ...knobs, layerHeightMm: LAYER_HEIGHT_MM };
};

/** The next print of a job that had these. A function of the prints alone. */
const nextPoint = (box: Box, trials: readonly Trial[]): Point => {
  const best = bestOf(trials);
  if (best === undefined) return box.start;
  if (isSettled(trials, best)) return best.point;
  const candidates = candidatesFor(box, trials, best);
  const worth = expectedImprovements(trials, candidates, best.value);
  return candidates[worth.indexOf(Math.max(...worth))] ?? best.point;
};

const isSettled = (trials: readonly Trial[], best: Trial): boolean => best.isClean || trials.length >= MOST_LOOKS;

const bestOf = (trials: readonly Trial[]): Trial | undefined => {
  let best: Trial | undefined;
  for (const trial of trials)
    if (best === undefined || (trial.isClean && !best.isClean) || (trial.isClean === best.isClean && trial.value > best.value))
      best = trial;
  return best;
};

/** Points worth a look: what mends the defects seen, from the best and the last print, and a spread over the whole envelope. */
const candidatesFor = ({ start }: Box, trials: readonly Trial[], best: Trial): readonly Point[] => {
  const last = trials.at(-1) as Trial;
  const modes = new Set(trials.map(({ mode }) => mode));
  const mended = [best, last].flatMap(({ point }) =>
    [...modes].flatMap((mode) =>
      mode === "none" ? [] : STEPS.map((step) => clipped(point.map((x, i) => x + step * (MENDS[mode][i] as number)))),
    ),
  );
  const near = NEAR.map((offset) => clipped(best.point.map((x, i) => x + (offset[i] as number))));
  const around = NEAR.map((offset) => clipped(start.map((x, i) => x + 2 * (offset[i] as number))));
  const reach = Math.min(1, FIRST_REACH + FURTHER_REACH * (trials.length - 1));
  return [...mended, ...near, ...around, ...SPREAD].map((point) => within(best.point, reach, point));
};

/** A maker changes a little first: how far a print may be from the best one, as a share of each knob's range, widens with every print that failed. */
const within = (centre: Point, reach: number, point: Point): Point =>
  point.map((x, i) => Math.min(Math.max(x, (centre[i] as number) - reach), (centre[i] as number) + reach));

const clipped = (point: Point): Point => point.map((x) => Math.min(Math.max(x, 0), 1));

/** Halton points: a spread that covers the cube evenly and is always the same. */
const halton = (index: number, base: number): number => {
  let [value, share, rest] = [0, 1 / base, index];
  while (rest > 0) {
    value += share * (rest % base);
    rest = Math.floor(rest / base);
    share /= base;
  }
  return value;
};
const PRIMES = [2, 3, 5, 7, 11] as const;
const SPREAD: readonly Point[] = Array.from({ length: SPREAD_POINTS }, (_, i) => PRIMES.map((base) => halton(i + 1, base)));
const NEAR: readonly Point[] = SPREAD.slice(0, 80).map((point) => point.map((x) => (x - 0.5) * 0.3));

const trialsOf = (state: SearchState, job: Job, environment: Environment): readonly Trial[] => {
  const key = keyOf(job, environment);
  return Object.hasOwn(state, key) ? (state[key] as readonly Trial[]) : [];
};

const keyOf = (job: Job, { celsius, humidityPercent }: Environment): string =>
  JSON.stringify([job.material, job.geometry, job.bedPosition, job.machine ?? "", job.details ?? {}, celsius, humidityPercent]);
