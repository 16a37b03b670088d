/**
 * The world of the reference system, formula by formula: `../../../docs/reference/lab.md` lists them. The order of every
 * operation is part of it, since ties between defects hang on the last bit. Comparisons are written so that NaN falls where
 * it falls there. Unknown materials get the bands of PLA; layer height, speed and printer play no part.
 */
import type { Environment, Job } from "../job.ts";
import type { Settings } from "../settings.ts";
import type { Defect, Outcome, Penalties, World } from "../world.ts";

/** Nozzle °C below which too little flows, and above which it oozes; bed °C below which a first layer lets go. */
type Band = { readonly nozzleLow: number; readonly nozzleHigh: number; readonly bedLow: number };

/** A material: its band, whether it takes up water, and how far it shrinks. */
type Stuff = Band & { readonly isHygroscopic: boolean; readonly shrinkage: number };

const PLA: Stuff = { nozzleLow: 195, nozzleHigh: 225, bedLow: 52, isHygroscopic: false, shrinkage: 0.06 };
const STUFFS: ReadonlyMap<string, Stuff> = new Map([
  ["PLA", PLA],
  ["PETG", { nozzleLow: 230, nozzleHigh: 252, bedLow: 70, isHygroscopic: true, shrinkage: 0.18 }],
  ["ABS", { nozzleLow: 235, nozzleHigh: 262, bedLow: 95, isHygroscopic: true, shrinkage: 0.45 }],
  ["TPU", { nozzleLow: 215, nozzleHigh: 240, bedLow: 40, isHygroscopic: true, shrinkage: 0.05 }],
]);
const OTHER: Stuff = { ...PLA, shrinkage: 0.1 };

/** A cost at or under it is not counted for stringing and first-layer adhesion. */
const NEGLIGIBLE = 0.02;
/** From here on a print counts as clean. */
const CLEAN = 0.7;

const simulate = (settings: Settings, job: Job, environment: Environment): Outcome => {
  const name = job.material.toUpperCase();
  const stuff = STUFFS.get(name) ?? OTHER;
  const overheat = positive(settings.nozzleCelsius - stuff.nozzleHigh) / 40;
  const under = underExtrusion(settings, stuff);
  const sag = sagging(settings, job.geometry, environment, overheat);
  const strings = stringing(settings, job.geometry, environment, stuff, overheat);
  const loose = job.geometry === "adhesion" ? looseFirstLayer(settings, stuff) : 0;
  const cracked = name === "ABS" && settings.fanPercent > 40 ? atMost(0.4, ((settings.fanPercent - 40) / 100) * 0.6) : 0;
  const severity = job.bedPosition === "edge" ? 0.5 : job.bedPosition === "corner" ? 1 : 0;
  const warp = severity === 0 ? cracked : atMost(0.6, cracked + severity * stuff.shrinkage);
  const adhesion = severity === 0 ? loose : atMost(0.6, loose + severity * stuff.shrinkage * 0.5);
  const penalties = collect(under, sag, strings, warp, adhesion, loose > 0);
  const total = loose > 0 ? under + sag + strings + adhesion + warp : under + sag + strings + warp + adhesion;
  const quality = positive(atMost(1, 1 - total));
  if (quality >= CLEAN) return { class: "success", mode: "none", quality, penalties };
  const mode = worst(under, sag, strings, warp, adhesion, loose > 0);
  return { class: mode === "stringing" ? "failed_stringing" : "failed_sag", mode, quality, penalties };
};

const underExtrusion = ({ nozzleCelsius }: Settings, { nozzleLow }: Band): number =>
  nozzleCelsius < nozzleLow ? atMost(0.5, (nozzleLow - nozzleCelsius) / 40) : 0;

/** Fan percent that hanging plastic needs at 20 °C; undefined for a part that hangs nowhere. */
const fanNeeded = (geometry: string): number | undefined =>
  geometry === "overhang" ? 60 : geometry === "bridge" ? 82 : geometry === "vase" ? 50 : undefined;

const sagging = ({ fanPercent }: Settings, geometry: string, { celsius }: Environment, overheat: number): number => {
  const cool = fanNeeded(geometry);
  if (cool === undefined) return 0;
  const needed = cool + positive(celsius - 20) * 3.5;
  const cost = (positive(needed - fanPercent) / 100) * 0.7 + overheat * 0.6;
  return cost > 0 ? atMost(0.6, cost) : 0;
};

const stringing = (
  { retractionMm }: Settings,
  geometry: string,
  { humidityPercent }: Environment,
  stuff: Stuff,
  overheat: number,
): number => {
  const isStringy = geometry === "stringing";
  if (!isStringy && !stuff.isHygroscopic && !(humidityPercent > 50)) return 0;
  const weight = isStringy ? 0.6 : 0.4;
  const cost = ((positive(humidityPercent - 45) / 55) * 0.45 + overheat * 0.45 + (positive(2 - retractionMm) / 2) * 0.3) * weight;
  return cost > NEGLIGIBLE ? atMost(0.6, cost) : 0;
};

const looseFirstLayer = ({ bedCelsius, firstLayerFanPercent }: Settings, { bedLow }: Band): number => {
  const cost = (positive(bedLow - bedCelsius) / 30) * 0.6 + (firstLayerFanPercent / 100) * 0.4;
  return cost > NEGLIGIBLE ? atMost(0.6, cost) : 0;
};

/** Costs above zero, in the order in which the reference finds them; a loose first layer is found before any warp. */
const collect = (under: number, sag: number, strings: number, warp: number, adhesion: number, isAdhesionFirst: boolean): Penalties => {
  const found: Penalties = {};
  if (under > 0) found.under_extrusion = under;
  if (sag > 0) found.sag = sag;
  if (strings > 0) found.stringing = strings;
  if (isAdhesionFirst) found.adhesion = adhesion;
  if (warp > 0) found.warp = warp;
  if (!isAdhesionFirst && adhesion > 0) found.adhesion = adhesion;
  return found;
};

/** The largest cost; the first in the order of `collect` on a tie. Some cost is above zero. */
const worst = (under: number, sag: number, strings: number, warp: number, adhesion: number, isAdhesionFirst: boolean): Defect => {
  let mode: Defect = "under_extrusion";
  let most = under;
  const consider = (defect: Defect, cost: number): void => {
    if (cost > most) {
      mode = defect;
      most = cost;
    }
  };
  consider("sag", sag);
  consider("stringing", strings);
  if (isAdhesionFirst) consider("adhesion", adhesion);
  consider("warp", warp);
  if (!isAdhesionFirst) consider("adhesion", adhesion);
  return mode;
};

/** `max(0, x)` that is 0 on NaN. */
const positive = (x: number): number => (x > 0 ? x : 0);

/** `min(limit, x)` that is the limit on NaN. */
const atMost = (limit: number, x: number): number => (x < limit ? x : limit);

/** The classic world. */
export const entry: World = {
  id: "classic",
  title: "the reference simulator: summed penalties over bands of temperature, fan, humidity and position",
  standing: "unvalidated: on 178 real rows it says success every time and is right in 32.6 %",
  edition: "classic",
  simulate,
};
