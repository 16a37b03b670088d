import { byCodeUnit } from "../../kernel/json.ts";
import type { Confidence, Evidence } from "../types.ts";
import type { Check } from "./check.ts";
import { checkFacts } from "./check-facts.ts";
import { checkAll } from "./checks.ts";
import { claimRecounts } from "./claim-recount.ts";
import { comparable } from "./comparable.ts";
import { verdictOf } from "./confidence.ts";
import { dataFact, type Measured, measured } from "./data-facts.ts";
import { type Fact, placeKey } from "./fact.ts";
import { fragileFact } from "./fragile.ts";
import { type Attack, attacksAmong, grounded, type Label } from "./graph.ts";
import { addsUp } from "./lifetime.ts";
import { logFacts } from "./logs.ts";
import { type Outcome, outcomeOf } from "./matrix.ts";
import type { Metric } from "./metric.ts";
import type { OpenCause } from "./open-cause.ts";
import { asksForShare } from "./quotients.ts";
import { recounts } from "./recount.ts";
import { textFacts } from "./text-facts.ts";
import { voteFacts } from "./votes.ts";

/** Everything that can be argued over one body of evidence. Facts are sorted by id. */
export type Ledger = {
  readonly evidence: Evidence;
  readonly items: readonly Measured[];
  readonly facts: readonly Fact[];
  readonly byId: ReadonlyMap<string, Fact>;
  readonly checks: readonly Check[];
  readonly attacks: readonly Attack[];
  readonly labels: ReadonlyMap<string, Label>;
  /** Over all facts. */
  readonly outcome: Outcome;
  readonly confidence: Confidence;
  /** Why the evidence carries no answer, where it carries none. */
  readonly cause?: OpenCause;
};

const ledgers = new WeakMap<Evidence, Ledger>();

/** The ledger of an evidence value, built once per object. */
export const ledgerOf = (evidence: Evidence): Ledger => {
  const known = ledgers.get(evidence);
  if (known) return known;
  const built = build(evidence);
  ledgers.set(evidence, built);
  return built;
};

const build = (evidence: Evidence): Ledger => {
  const items = comparable(evidence)
    .metrics.filter((metric, index, all) => !isControlled(metric) && !isRepeated(metric, all.slice(0, index)))
    .map((metric) => measured(metric, evidence))
    .map((item, _, all) => settled(item, all, evidence));
  const checks = checkAll(evidence, items);
  const facts = unique([
    ...items.flatMap((item) => [dataFact(item, evidence), fragileFact(item, evidence)].filter((fact) => fact !== undefined)),
    ...textFacts(evidence),
    ...recounts(evidence),
    ...claimRecounts(evidence, items),
    ...voteFacts(evidence),
    ...logFacts(evidence),
    ...checkFacts(evidence, checks, items),
  ]);
  return withFacts(evidence, items, checks, facts);
};

/**
 * Where a criterion has a figure worked out for it or asks for one, or has a column of its very name, others that only resemble it
 * are beyond the criteria.
 */
const settled = (item: Measured, all: readonly Measured[], evidence: Evidence): Measured => {
  const rivals = all.filter((other) => other !== item && other.criterion === item.criterion && other.levels.length > 1);
  const { dim, per } = item.metric;
  const share = asksForShare(evidence.criteria[item.criterion]?.name ?? "") && dim !== "percent" && per.length === 0;
  const asked = share || (item.criterion === addsUp(evidence) && dim.startsWith("money:"));
  const worked = item.metric.serves === undefined && (asked || rivals.some((other) => other.metric.serves === item.criterion));
  return item.criterion >= 0 && (worked || (item.fit !== "exact" && rivals.some((other) => other.fit === "exact")))
    ? { ...item, criterion: -1 }
    : item;
};

/** The same values of the same dimension that a metric before it gave. */
const isRepeated = (metric: Metric, earlier: readonly Metric[]): boolean =>
  metric.origin !== "column" &&
  earlier.some(
    (other) =>
      other.dim === metric.dim &&
      metric.samples.every((each) => other.samples.some((sample) => sample.option === each.option && sample.value === each.value)),
  );

/** The same values for every option: a setting of the test, not an outcome. */
const isControlled = (metric: Metric): boolean => {
  const byOption = new Map<number, number[]>();
  for (const { option, value } of metric.samples) {
    const own = byOption.get(option);
    if (own === undefined) byOption.set(option, [value]);
    else own.push(value);
  }
  const all = [...byOption.values()];
  const rows = all[0]?.length ?? 0;
  if (all.length < 2 || all.some((values) => values.length !== rows)) return false;
  const sets = new Set(all.map((values) => values.sort((left, right) => left - right).join(" ")));
  return sets.size === 1 && (rows > 1 || new Set(all[0]).size > 1);
};

/** A ledger over other facts of the same evidence: foreign claims added. */
export const withFacts = (evidence: Evidence, items: readonly Measured[], checks: readonly Check[], facts: readonly Fact[]): Ledger => {
  const attacks = attacksAmong(facts);
  const labels = grounded(facts, attacks);
  const outcome = outcomeOf(evidence, facts, labels, checks);
  return {
    evidence,
    items,
    facts,
    byId: new Map(facts.map((fact) => [fact.id, fact])),
    checks,
    attacks,
    labels,
    outcome,
    ...verdictOf({ evidence, outcome, checks, facts, items }),
  };
};

const unique = (facts: readonly Fact[]): readonly Fact[] => {
  const seen = new Map<string, Fact>();
  for (const fact of facts)
    if (fact.places.length > 0) seen.set(seen.has(fact.id) ? `${fact.id}@${placeKey(fact.places.slice(0, 1))}` : fact.id, fact);
  return [...seen].map(([id, fact]) => (id === fact.id ? fact : { ...fact, id })).sort((left, right) => byCodeUnit(left.id, right.id));
};
