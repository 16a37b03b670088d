import type { Evidence, Place } from "../types.ts";
import { onOneBasis } from "./common-basis.ts";
import { correctedMetrics } from "./corrections.ts";
import { inCurrency } from "./currency.ts";
import { lifetimeCosts } from "./lifetime.ts";
import type { Metric } from "./metric.ts";
import { tableMetrics } from "./metrics.ts";
import { quotientMetrics } from "./quotients.ts";
import { statedMetrics } from "./stated.ts";
import { withSurcharges } from "./surcharges.ts";
import { mixedTax, onOneTax } from "./tax-basis.ts";
import { statedTotals } from "./totals.ts";

/** All quantities that options can be compared by, and those that hold the tax for some options only, with the place that says so. */
export type Comparable = {
  readonly metrics: readonly Metric[];
  readonly mixed: readonly { readonly metric: Metric; readonly place: Place }[];
};

const cache = new WeakMap<Evidence, Comparable>();

/**
 * The quantities of tables, settings and sentences in comparable form: corrected where a later notice corrects them, cents in the one currency,
 * prices per one and the same thing and with or without tax alike. What cannot be brought into that form is left out. Once per evidence.
 */
export const comparable = (evidence: Evidence): Comparable => {
  const known = cache.get(evidence);
  if (known) return known;
  const read = correctedMetrics([...tableMetrics(evidence), ...statedMetrics(evidence)], evidence)
    .map((metric) => wholeCurrency(metric, evidence))
    .flatMap((metric) => onOneBasis(metric, evidence) ?? []);
  const corrected = withSurcharges(read, evidence).map((metric) => onOneTax(metric, evidence));
  const mixed = corrected.flatMap((metric) => {
    const place = mixedTax(metric, evidence);
    return place === undefined ? [] : [{ metric, place }];
  });
  const kept = corrected.filter((metric) => !mixed.some((each) => each.metric === metric));
  const built = {
    metrics: [...kept, ...statedTotals(evidence), ...quotientMetrics(kept, evidence), ...lifetimeCosts(kept, evidence)],
    mixed,
  };
  cache.set(evidence, built);
  return built;
};

/** A column in cents counts in the currency; its cells are shown as written. */
const wholeCurrency = (metric: Metric, evidence: Evidence): Metric => {
  const { dim } = inCurrency({ dim: metric.dim, value: 0 }, evidence);
  if (dim === metric.dim) return metric;
  return { ...metric, dim, samples: metric.samples.map((each) => ({ ...each, value: each.value / 100 })) };
};
