import { fold } from "../../kernel/text.ts";
import { termSet } from "../index/terms.ts";
import type { Evidence } from "../types.ts";
import { measureOf } from "./measure.ts";
import type { Metric, Sample } from "./metric.ts";
import { optionLabelled } from "./naming.ts";

/** Settings under the name of an option (`alder.cost_per_month = 20`), one metric for each key that is left without it. */
export const configMetrics = (evidence: Evidence): readonly Metric[] => {
  const groups = new Map<string, { samples: Sample[]; label: string; dim: string; unit: string; per: readonly string[] }>();
  for (const pair of evidence.keyValues) {
    const parts = pair.key.split(".");
    const owner = parts.map((part) => optionLabelled(part, evidence)).find((each) => each !== undefined);
    if (owner === undefined) continue;
    const rest = parts.filter((part) => optionLabelled(part, evidence) === undefined).join(".");
    const measure = measureOf(pair.value, rest.replace(/[_.]/g, " "), evidence.language);
    if (rest === "" || measure === undefined || !/^["']?-?[\d.,]+/.test(pair.value.trim())) continue;
    const per = measure.per.length > 0 ? measure.per : periodSuffix(rest);
    const group = groups.get(rest) ?? { samples: [], label: rest, dim: measure.dim, unit: measure.unit, per };
    const place = { file: pair.file, line: pair.line, endLine: pair.line };
    group.samples.push({
      option: owner,
      value: measure.value,
      shown: measure.value / measure.scale,
      raw: pair.value.trim(),
      place,
      row: fold(pair.key),
    });
    groups.set(rest, group);
  }
  return [...groups.values()].map((group) => ({
    id: `k:${group.label}`,
    code: true,
    origin: "config" as const,
    gloss: [],
    terms: termSet(group.label.replace(/[_.]/g, " "), evidence.language),
    ...group,
  }));
};

const periodSuffix = (key: string): readonly string[] => {
  const match = /(?:^|[_.])(?:per_)?(month|year|week|day|hour)$/.exec(key);
  return match?.[1] === undefined ? [] : [match[1]];
};
