import type { Environment, Job } from "./job.ts";
import type { Machine } from "./machines.ts";
import type { Material } from "./materials.ts";
import type { Settings } from "./settings.ts";
import type { Verdict } from "./verdict.ts";
import type { Defect, Outcome } from "./world.ts";

/** A doubt about a plan: the defect that it may end in, and why; what to do where no setting mends it. */
export type Flag = { readonly defect: Defect; readonly why: string; readonly remedy?: string };

/** Above this humidity, in %, what takes up water strings. */
const HUMID_PERCENT = 55;
/** The share of a machine's usual retraction below which it is little. */
const LITTLE_RETRACTION = 0.6;
/** Degrees from the vertical, and mm of a span, from which on a fan alone does not carry plastic. Chosen: slicers support from 45 to 60° on. */
const STEEP_DEGREES = 65;
const WIDE_MM = 60;
/** mm that a plastic which shrinks may be long on a printer without a chamber. Chosen. */
const LONG_MM = 100;

/**
 * What to doubt about settings before they print, by what vendors ship for the material, by the machine, and by what is measured of
 * the part: so a bridge in ABS is not blamed for the fan that ABS needs. In the order sag, warp, stringing, adhesion; at most one a defect.
 */
export const flagPlan = (
  job: Job,
  { humidityPercent }: Environment,
  settings: Settings,
  material: Material,
  machine: Machine,
): readonly Flag[] => {
  const { fanPercent, retractionMm, bedCelsius, firstLayerFanPercent } = settings;
  const [fanLow, fanHigh] = material.bridgeFan;
  const hangs = job.geometry === "overhang" || job.geometry === "bridge";
  const isOff = job.bedPosition === "edge" || job.bedPosition === "corner";
  const little = LITTLE_RETRACTION * machine.retractionMm;
  const { overhangDegrees = 0, spanMm = 0, lengthMm = 0 } = job.details ?? {};
  const isOpen = !(job.details?.isEnclosed ?? machine.isEnclosed);
  const flags: readonly (readonly [raised: boolean, defect: Defect, why: string, remedy?: string])[] = [
    [overhangDegrees >= STEEP_DEGREES, "sag", `an underside leans ${Math.round(overhangDegrees)}° with nothing below it`, UNSUPPORTED],
    [spanMm > WIDE_MM, "sag", `a span of ${Math.round(spanMm)} mm has nothing below it`, UNSUPPORTED],
    [hangs && fanPercent < fanLow, "sag", `a fan of ${fanPercent} % is thin under this ${job.geometry} in ${material.id}`],
    [
      material.shrinks && (isOff || fanPercent > fanHigh),
      "warp",
      `${material.id} ${isOff ? `near the ${job.bedPosition}` : `under a fan of ${fanPercent} %`} lifts its edges`,
    ],
    [
      material.shrinks && isOpen && lengthMm > LONG_MM,
      "warp",
      `${Math.round(lengthMm)} mm of ${material.id} in open air pull at the bed`,
      "a brim and a closed chamber hold it, settings alone do not",
    ],
    [
      material.isHygroscopic && humidityPercent > HUMID_PERCENT && retractionMm < little,
      "stringing",
      `${material.id} in air of ${humidityPercent} % with ${retractionMm} mm of retraction`,
    ],
    [
      job.geometry === "adhesion" && (bedCelsius < material.bed.usual[0] || firstLayerFanPercent > 0),
      "adhesion",
      `a bed of ${bedCelsius} °C with a first-layer fan of ${firstLayerFanPercent} %`,
    ],
  ];
  const raised = flags.filter(([isRaised]) => isRaised);
  return raised
    .filter(([, defect], index) => raised.findIndex((flag) => flag[1] === defect) === index)
    .map(([, defect, why, remedy]) => ({ defect, why, ...(remedy === undefined ? {} : { remedy }) }));
};

const UNSUPPORTED = "no setting carries that: turn the part, or let the slicer support it";

/** The stance on a plan: no flag concurs, one cautions, more dispute. */
export const opinionOf = (flags: readonly Flag[]): Verdict<"opinion"> => {
  const [first, ...rest] = flags;
  if (first === undefined) return { stance: "concur", headline: "no objection", detail: "inside what vendors ship for this material" };
  return {
    stance: rest.length > 0 ? "dispute" : "caution",
    headline: `${first.defect}: ${first.why}`,
    detail: [...(first.remedy === undefined ? [] : [first.remedy]), ...rest.map(lineOf)].join(" · ") || "print it and watch that region",
  };
};

const lineOf = ({ defect, why, remedy }: Flag): string => `${defect}: ${why}${remedy === undefined ? "" : ` (${remedy})`}`;

/**
 * The grade of a print against the flags that its plan had. A clean print is `held` when nothing was flagged or what was
 * flagged cost a little and stayed under the bar; it is `overcautious` when nothing flagged left a trace.
 */
export const gradePrint = (flags: readonly Flag[], { mode, quality, penalties }: Outcome): Verdict<"grade"> => {
  const worth = `quality ${quality.toFixed(2)}`;
  const flagged = flags.map(({ defect }) => defect);
  if (mode !== "none")
    return flagged.includes(mode)
      ? { stance: "confirmed", headline: `${mode}, as flagged`, detail: worth }
      : { stance: "missed", headline: `${mode}, which was not flagged`, detail: worth };
  const isFalseAlarm = flagged.length > 0 && flagged.every((defect) => (penalties[defect] ?? 0) === 0);
  return isFalseAlarm
    ? { stance: "overcautious", headline: `clean; no trace of ${flagged.join(", ")}`, detail: worth }
    : { stance: "held", headline: "clean, as planned", detail: worth };
};
