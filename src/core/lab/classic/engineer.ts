import { fixed } from "../../kernel/python-number.ts";
import type { Environment, Job } from "../job.ts";
import type { Precedent } from "../lessons.ts";
import type { Settings } from "../settings.ts";
import { baselineOf } from "./baseline.ts";

/** A failure that the proposer expects. `anchor` is the part of the model it concerns, or null. */
export type Risk = { readonly location: string; readonly risk: string; readonly why: string; readonly anchor: string | null };

/** A proposal: why, what, and what may go wrong. */
export type Advice = { readonly reasoning: string; readonly settings: Settings; readonly risks: readonly Risk[] };

const RISKS: ReadonlyMap<string, Risk> = new Map([
  ["overhang", { location: "under the overhang", risk: "sag", why: "hanging layers droop before they set", anchor: "overhang" }],
  ["bridge", { location: "middle of the span", risk: "sag", why: "an unsupported span sinks while it is soft", anchor: "bridge" }],
  ["stringing", { location: "between travel moves", risk: "stringing", why: "the nozzle oozes while it travels", anchor: null }],
  [
    "adhesion",
    { location: "first layer and corners", risk: "adhesion", why: "the first layer may let go of the bed", anchor: "first_layer" },
  ],
  ["vase", { location: "single thin walls", risk: "warping", why: "thin walls cool unevenly and bend", anchor: null }],
]);
const OTHER_RISK: Risk = { location: "the whole part", risk: "warping", why: "the part may shrink unevenly", anchor: null };

/**
 * O'Brien without a model, as the reference has him: a constant for each material and one risk for each geometry. The nearest
 * precedent is named and changes nothing.
 */
export const adviseClassic = (job: Job, { celsius, humidityPercent }: Environment, precedents: readonly Precedent[]): Advice => {
  const here = `${job.material} ${job.geometry} at ${fixed(celsius, 0)} °C and ${fixed(humidityPercent, 0)} % humidity`;
  const [nearest] = precedents;
  return {
    reasoning: `[fallback] ${here}: ${nearest === undefined ? NO_PRECEDENT : follow(nearest)}`,
    settings: baselineOf(job.material),
    risks: [RISKS.get(job.geometry) ?? OTHER_RISK],
  };
};

const NO_PRECEDENT = "no close precedent. Conservative defaults from the properties of the material.";

const follow = ({ lesson, distance }: Precedent): string =>
  `the nearest precedent is ${lesson.id} (${lesson.material}/${lesson.geometry}, ${fixed(lesson.celsius, 0)} °C, ${fixed(lesson.humidityPercent, 0)} %, ${lesson.outcome}, distance ${fixed(distance, 2)}). Its lesson is kept in mind, with conservative defaults.`;
