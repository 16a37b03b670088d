import { fixed } from "../../kernel/python-number.ts";
import type { Environment, Job } from "../job.ts";
import type { IterationRecord } from "../record.ts";
import type { Settings } from "../settings.ts";
import type { Verdict } from "../verdict.ts";
import type { Outcome } from "../world.ts";
import type { Advice } from "./engineer.ts";

const MODES: Readonly<Record<Outcome["mode"], string>> = {
  sag: "sagging",
  stringing: "stringing",
  adhesion: "first-layer adhesion",
  warp: "warping",
  under_extrusion: "under-extrusion",
  none: "nothing",
};

/** La Forge on a plan, without a model: no flag concurs, one cautions, more dispute. */
export const secondOpinionClassic = (job: Job, environment: Environment, settings: Settings, advice: Advice): Verdict<"opinion"> => {
  const [first, ...rest] = flagsOf(job, environment, settings, advice);
  if (first === undefined)
    return { stance: "concur", headline: "Nothing to object to", detail: "the settings suit the material and the room; cleared to print" };
  return {
    stance: rest.length > 0 ? "dispute" : "caution",
    headline: `Looked at again: ${first}`,
    detail: rest.join(" · ") || "print it and watch that region",
  };
};

const flagsOf = (job: Job, { humidityPercent }: Environment, settings: Settings, { risks }: Advice): readonly string[] => {
  const { fanPercent, retractionMm } = settings;
  const material = job.material.toUpperCase();
  const hangs = job.geometry === "overhang" || job.geometry === "bridge";
  const isOff = job.bedPosition === "edge" || job.bedPosition === "corner";
  const isHygroscopic = material === "PETG" || material === "TPU" || material === "ABS";
  const flags: readonly (readonly [raised: boolean, text: string])[] = [
    [
      hangs && fanPercent < 60,
      `a fan of ${fixed(fanPercent, 0)} % is thin under this ${job.geometry}; the risk of sag is taken too lightly`,
    ],
    [material === "ABS" && isOff, `ABS off the centre (${job.bedPosition}) pulls at its edges; watch for warp and add a brim`],
    [material === "ABS" && fanPercent > 40, `a fan of ${fixed(fanPercent, 0)} % on ABS invites cracks and warp`],
    [
      humidityPercent > 55 && isHygroscopic && retractionMm < 3,
      `air at ${fixed(humidityPercent, 0)} % with ${fixed(retractionMm, 1)} mm of retraction; expect strings`,
    ],
    [risks.length === 0, "no failure region is named; make sure that this is confidence and not optimism"],
  ];
  return flags.flatMap(([raised, text]) => (raised ? [text] : []));
};

/** The mode that a geometry is expected to fail by; the loop has no other prediction. */
const expectedMode = (geometry: string): Outcome["mode"] =>
  geometry === "stringing" ? "stringing" : geometry === "adhesion" ? "adhesion" : geometry === "vase" ? "warp" : "sag";

/** La Forge on one iteration. One mode is always predicted, so a clean print is always `overcautious` and never `held`. */
export const gradeIterationClassic = (geometry: string, outcome: Outcome): Verdict<"grade"> =>
  gradeClassic([expectedMode(geometry)], outcome);

/** La Forge on a print against the modes that were predicted for it. */
export const gradeClassic = (predicted: readonly string[], { mode, quality }: Outcome): Verdict<"grade"> => {
  const worth = fixed(quality, 2);
  if (mode === "none" && predicted.length > 0)
    return {
      stance: "overcautious",
      headline: `It printed, at ${worth}`,
      detail: `${[...predicted].sort().join(", ")} was expected; the settings covered it, or the call was conservative`,
    };
  if (mode === "none") return { stance: "held", headline: `Clean, at ${worth}`, detail: "no failure was expected and none came" };
  if (predicted.includes(mode))
    return { stance: "confirmed", headline: `Failed by ${MODES[mode]}, as predicted`, detail: `quality ${worth}; the flag was right` };
  return {
    stance: "missed",
    headline: `Failed by ${MODES[mode]}, which nobody predicted`,
    detail: `quality ${worth}; the next iteration has this gap to close`,
  };
};

/** La Forge on a run. */
export const reviewClassic = (
  records: readonly IterationRecord[],
  { material, geometry }: Pick<Job, "material" | "geometry">,
): Verdict<"review"> => {
  const [first] = records;
  const last = records.at(-1);
  if (first === undefined || last === undefined) return { stance: "watch", headline: "There is no run to review", detail: "print first" };
  const start = first.outcome.quality;
  const end = last.outcome.quality;
  const way = `${fixed(start, 2)} → ${fixed(end, 2)}`;
  const clean = records.find(({ outcome }) => outcome.class === "success");
  if (clean !== undefined)
    return { stance: "concur", headline: `Clean by iteration ${clean.n}`, detail: `${material}/${geometry} went ${way}` };
  if (end - start > 0.05) {
    const best = fixed(Math.max(...records.map(({ outcome }) => outcome.quality)), 2);
    const detail = `${material}/${geometry} went ${way} in ${records.length} iterations and never reached the bar; more of them, or another lever`;
    return { stance: "caution", headline: `Better, not clean yet (best ${best})`, detail };
  }
  return {
    stance: "dispute",
    headline: "No real progress",
    detail: `${material}/${geometry} stayed near ${fixed(start, 2)}; the job is mis-specified or the policy is at its limits`,
  };
};
