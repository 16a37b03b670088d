import { byCodeUnit } from "../../kernel/json.ts";
import { general } from "../../kernel/python-number.ts";
import type { Machine } from "../machines.ts";
import type { ReferenceFact } from "./fact.ts";
import { ANY_MATERIAL, PARAMS, type Param } from "./param.ts";

/** What many profiles say of one parameter: the upper median, the range, how many say it, and up to three that do. */
export type Reference = {
  readonly param: Param;
  readonly value: number;
  readonly low: number;
  readonly high: number;
  readonly unit: string;
  readonly count: number;
  readonly sources: readonly string[];
};

/** Parameters of a reference, in the order of lists. */
const ORDER: readonly Param[] = [
  "nozzle_temp",
  "bed_temp",
  "retraction_mm",
  "fan_pct",
  "bridge_fan_pct",
  "max_flow_mm3_s",
  "max_temp",
  "bed_max_temp",
];
const MOST_SOURCES = 3;
/** mm of retraction: a direct drive needs no more, a Bowden tube no less. Chosen: vendors ship 0.4 to 1.5 and 2.5 to 6.5. */
const DRIVES_PART_MM = 2;
/** Limits of a firmware: of several printers the lowest holds, and its file is named. */
const LIMITS: readonly Param[] = ["max_temp", "bed_max_temp"];

/**
 * What facts say of a material, those that hold for every material among them: one reference a parameter, in a fixed order. Facts
 * come from any number of files; the same fact of the same file counts once. With a `drive`, a retraction of the other kind of drive
 * is not among them. Of a limit only the lowest is told.
 */
export const referencesFor = (facts: readonly ReferenceFact[], material: string, drive?: Machine["drive"]): readonly Reference[] =>
  ORDER.flatMap((param) => {
    const said = facts.filter(
      (fact) => fact.param === param && (fact.material === material || fact.material === ANY_MATERIAL) && isOfDrive(fact, drive),
    );
    const lowest = Math.min(...said.map(({ value }) => value));
    const telling = LIMITS.includes(param) ? said.filter(({ value }) => value === lowest) : said;
    const distinct = [...new Map(telling.map((fact) => [factKey(fact), fact])).values()];
    const sorted = distinct.map(({ value }) => value).sort((left, right) => left - right);
    const [low, value, high] = [sorted[0], sorted[Math.floor(sorted.length / 2)], sorted.at(-1)];
    if (low === undefined || value === undefined || high === undefined) return [];
    const sources = [...new Set(distinct.map(sourceOf))].sort(byCodeUnit).slice(0, MOST_SOURCES);
    return [{ param, value, low, high, unit: PARAMS[param][0], count: distinct.length, sources }];
  });

const isOfDrive = ({ param, value }: ReferenceFact, drive: Machine["drive"] | undefined): boolean =>
  param !== "retraction_mm" || drive === undefined || (drive === "direct" ? value <= DRIVES_PART_MM : value >= DRIVES_PART_MM);

/** A section of a firmware has the same name in every file of its kind. */
const sourceOf = ({ material, source, place }: ReferenceFact): string => (material === ANY_MATERIAL ? `${place.file} ${source}` : source);

/** One line a reference, for a prompt or a person. */
export const referenceLine = ({ param, value, low, high, unit, count, sources }: Reference): string => {
  const range = low === high ? "" : ` (${general(low)} to ${general(high)})`;
  return `${param} ${general(value)}${unit === "" ? "" : ` ${unit}`}${range}, ${count} of ${sources.join("; ")}`;
};

/** Names a fact: two readings of the same file, or of its copy at another place, give the same. */
export const factKey = ({ material, param, value, source }: ReferenceFact): string => JSON.stringify([material, param, value, source]);
