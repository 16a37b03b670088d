import { normal } from "../../../kernel/normal.ts";
import type { Assessment, Defect, DefectReading, Outcome, Penalties } from "../../world.ts";
import { FDM_DEFECTS, type Ratios } from "./ratios.ts";

/**
 * Standard deviation of the logarithm of each ratio, in the order of `FDM_DEFECTS`: scatter of the constants carried through
 * by finite differences over 90 jobs, and judgement for what that leaves out (duct aim, wipe, plate dirt, partial clogs).
 */
export const SPREADS: Ratios = [0.3, 0.45, 0.5, 0.4, 0.25, 0.3];

/** z of an 80 % interval. */
const Z_80 = 1.2816;
/** Severities from which a print is a blemish, failed, ruined. */
const BLEMISH = 0.3;
const FAILED = 0.5;
const RUINED = 0.8;
/** A severity under it leaves no trace, so no penalty. */
const TRACE = 0.02;

/** The outcome of six ratios and their spreads: quality is what every defect leaves of the print, multiplied. */
export const outcomeOf = (ratios: Ratios, spreads: Ratios): Outcome => {
  const [a, b, c, d, e, f] = ratios;
  const [sa, sb, sc, sd, se, sf] = spreads;
  const defects: Readings = {
    sag: readingOf(a, sa),
    stringing: readingOf(b, sb),
    warp: readingOf(c, sc),
    adhesion: readingOf(d, sd),
    under_extrusion: readingOf(e, se),
    delamination: readingOf(f, sf),
  };
  const penalties: Penalties = {};
  let [quality, sound, worst] = [1, 1, 0];
  let mode: Defect = FDM_DEFECTS[0];
  for (const defect of FDM_DEFECTS) {
    const { severity, chance } = defects[defect];
    if (severity >= TRACE) penalties[defect] = severity;
    quality *= 1 - severity;
    sound *= 1 - chance;
    if (severity <= worst) continue;
    worst = severity;
    mode = defect;
  }
  const sort = worst < BLEMISH ? "clean" : worst < FAILED ? "blemish" : worst < RUINED ? "failed" : "ruined";
  const assessment: Assessment = { class: sort, defects, failureChance: 1 - sound };
  return {
    class: worst < FAILED ? "success" : mode === "stringing" ? "failed_stringing" : "failed_sag",
    mode: sort === "clean" ? "none" : mode,
    quality,
    penalties,
    assessment,
  };
};

type Readings = Readonly<Record<(typeof FDM_DEFECTS)[number], DefectReading>>;

/** Severity of a ratio: r⁴ / (1 + r⁴). 0.5 at 1, 0.3 at 0.81, 0.8 at 1.41. */
export const severityOf = (ratio: number): number => {
  const square = ratio * ratio;
  return 1 - 1 / (1 + square * square);
};

const readingOf = (ratio: number, spread: number): DefectReading => {
  const width = Math.exp(Z_80 * spread);
  return {
    ratio,
    severity: severityOf(ratio),
    band: [severityOf(ratio / width), severityOf(ratio * width)],
    chance: normal(Math.log(ratio) / spread),
  };
};
