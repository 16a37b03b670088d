import { byCodeUnit } from "../../kernel/json.ts";
import { general } from "../../kernel/python-number.ts";
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

/**
 * What facts say of a material, those that hold for every material among them: one reference a parameter, in a fixed order. Facts
 * come from any number of files; the same fact of the same file counts once.
 */
export const referencesFor = (facts: readonly ReferenceFact[], material: string): readonly Reference[] =>
  ORDER.flatMap((param) => {
    const said = facts.filter((fact) => fact.param === param && (fact.material === material || fact.material === ANY_MATERIAL));
    const distinct = [...new Map(said.map((fact) => [factKey(fact), fact])).values()];
    const sorted = distinct.map(({ value }) => value).sort((left, right) => left - right);
    const [low, value, high] = [sorted[0], sorted[Math.floor(sorted.length / 2)], sorted.at(-1)];
    if (low === undefined || value === undefined || high === undefined) return [];
    const sources = [...new Set(distinct.map(({ source }) => source))].sort(byCodeUnit).slice(0, MOST_SOURCES);
    return [{ param, value, low, high, unit: PARAMS[param][0], count: distinct.length, sources }];
  });

/** One line a reference, for a prompt or a person. */
export const referenceLine = ({ param, value, low, high, unit, count, sources }: Reference): string => {
  const range = low === high ? "" : ` (${general(low)} to ${general(high)})`;
  return `${param} ${general(value)}${unit === "" ? "" : ` ${unit}`}${range}, ${count} of ${sources.join("; ")}`;
};

/** Names a fact: two readings of the same file, or of its copy at another place, give the same. */
export const factKey = ({ material, param, value, source }: ReferenceFact): string => JSON.stringify([material, param, value, source]);
