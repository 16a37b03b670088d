import { fold, words } from "../../kernel/text.ts";
import { mainClause } from "../index/limit-bounds.ts";
import { statesKind } from "../index/measure-kinds.ts";
import { scaleIn } from "../index/scales.ts";
import { lexiconOf } from "../lang/lexicons.ts";
import type { Criterion, Evidence } from "../types.ts";
import { type NameFit, nameFit } from "./criterion-fit.ts";
import type { Metric } from "./metric.ts";
import { conceptsOf, isIncome, kinship, overlap, topical } from "./words.ts";

/** Concepts of `words.ts` that a dimension implies: money is cost, person time is effort. */
const dimTerms = (dim: string, per: readonly string[] = []): readonly string[] => {
  if (dim.startsWith("money:")) return ["cost"];
  if (dim === "person-time") return ["effort"];
  if (dim === "sound") return ["noise"];
  return (dim === "number" || dim.startsWith("count:")) && per.some((each) => /^(?:second|minute|min|hour)$/.test(each))
    ? ["throughput"]
    : [];
};

/**
 * The criterion that a quantity or a clause bears on: most shared stems, then shared concepts; -1 when nothing is shared.
 * Ties go to the heavier criterion, then to the earlier one. Two different percentiles never meet.
 */
export const criterionOf = (
  terms: readonly string[],
  gloss: readonly string[],
  dim: string,
  evidence: Evidence,
  label = "",
  per: readonly string[] = [],
  fits: (criterion: Criterion) => NameFit = () => "loose",
): number => {
  const percentile = percentileIn(label);
  const bare = dim === "time" && topical(terms).length === 0 ? ["time"] : [];
  const own = [...terms, ...bare, ...dimTerms(dim, per)];
  const ranked = evidence.criteria.map((criterion) => {
    const direct = kinship(own, criterion.terms);
    const explained = direct > 0 ? 0 : overlap(topical(gloss), topical(criterion.terms)) / 2;
    const named = percentileIn(criterion.name);
    const fit = fits(criterion);
    const samePercentile = named !== undefined && named === percentile;
    const clashes =
      (fit === "clash" && (!samePercentile || criterion.columns !== undefined)) ||
      (percentile !== undefined && named !== undefined && percentile !== named);
    const by = direct + explained + (samePercentile ? 1 : 0);
    return { criterion, score: clashes ? 0 : by + (fit === "exact" ? EXACT : fit === "head" ? 0.5 : 0) };
  });
  const best = ranked.reduce<(typeof ranked)[number] | undefined>(
    (winner, each) =>
      each.score >= 0.5 &&
      (winner === undefined ||
        each.score > winner.score ||
        (each.score === winner.score && each.criterion.weight > winner.criterion.weight))
        ? each
        : winner,
    undefined,
  );
  return best?.criterion.id ?? -1;
};

/** An exact name outweighs whatever else two names share. */
const EXACT = 10;

/** The one criterion that a column, setting or stated amount is credited to; -1 for none. A clash of names rules a criterion out, and so does another column that it names. */
export const criterionOfMetric = (metric: Metric, evidence: Evidence): number => {
  const named = metric.origin !== "stated" && !metric.label.includes(" + ");
  const gloss = metric.gloss.length > 0 ? metric.gloss : scaleGloss(metric, evidence);
  const glossed = metric.gloss.length === 0 && gloss.length > 0;
  const found = criterionOf(metric.terms, gloss, metric.dim, evidence, metric.label, metric.per, (criterion) =>
    named && criterion.columns !== undefined ? "clash" : named && !glossed ? nameFit(metric, criterion, evidence.language) : "loose",
  );
  if (found >= 0) return isOfAnother(metric, evidence.criteria[found] as Criterion, evidence) ? -1 : found;
  // Amounts without a name of their own ("48 dB", "weighs 31 kg") answer by what they measure.
  const ruled = metric.origin === "stated" ? evidence.criteria.filter((one) => statesKind(one, called(metric), metric.dim)) : [];
  return ruled.length === 1 ? (ruled[0] as Criterion).id : -1;
};

/** The words that an amount goes by: its label and what all its clauses share. */
const called = ({ label, samples }: Metric): string => {
  const [first, ...rest] = samples.map(({ row }) => words(row));
  return [label, ...(first ?? []).filter((word) => /^\p{L}{3,}$/u.test(word) && rest.every((other) => other.includes(word)))].join(" ");
};

/** Terms of the sentences that explain a column of marks: "a mark for taste, from 1 to 5 stars" says what `stars` are given for. */
const scaleGloss = (metric: Metric, evidence: Evidence): readonly string[] => {
  if (metric.origin !== "column" || metric.dim !== "number" || evidence.criteria.some(({ terms }) => overlap(metric.terms, terms) > 0))
    return [];
  const lexicon = lexiconOf(evidence.language);
  const told = evidence.sentences.filter(
    (sentence) =>
      sentence.aside === undefined && overlap(metric.terms, sentence.terms) > 0 && scaleIn(sentence.text, lexicon) !== undefined,
  );
  return [...new Set(told.flatMap((sentence) => sentence.terms))];
};

/**
 * Under a stated rule of choice by cost, a figure that is no money is none of it, and an amount of money that is named by nothing of cost and
 * has a limit of its own ("Excess", with "an excess of at most 500") is something else.
 */
const isOfAnother = (metric: Metric, criterion: Criterion, evidence: Evidence): boolean => {
  if (
    criterion.rank === undefined ||
    !conceptsOf(criterion.terms).includes(COST) ||
    overlap(topical(metric.terms), topical(criterion.terms)) > 0
  )
    return false;
  // What it is per says nothing of what it is.
  const own = metric.terms.filter((term) => !metric.per.includes(term));
  if (own.some((term) => /^(?:cuest|kost|cout)/.test(term))) return false;
  if (!metric.dim.startsWith("money:")) return metric.dim !== "number" || !conceptsOf(metric.terms).includes(COST);
  return (
    !conceptsOf(own.filter((term) => !/^(?:eur|usd|gbp|chf)$/.test(term))).includes(COST) &&
    evidence.limits.some(
      (limit) =>
        overlap(topical(own), topical(limit.terms)) > 0 &&
        !conceptsOf(limit.terms).includes(COST) &&
        !SPENT.test(fold(mainClause(limit.text))),
    )
  );
};

/** A limit on what is spent is one on the cost, whatever it is called. */
const SPENT = /\b(?:cost|spend|spent|pay|price|kost|ausgeb|zahl|preis|cout|depens|prix|cuest|costar|gast|precio)\p{L}*/u;
const COST = conceptsOf(["cost"])[0] as number;

/** The head of a German compound: `fahrzeit` is a time. */
const GERMAN_HEAD = /.{3}(zeit|dauer|kost|kosten|preis|gebuhr|miet)$/;

/** How closely a metric's name answers to a limit or a phrase: shared topical stems, concepts at half. */
export const answersTo = (metric: Metric, terms: readonly string[]): number => {
  const own = topical(metric.terms);
  const theirs = topical(terms);
  const heads = own.flatMap((term) => GERMAN_HEAD.exec(term)?.[1] ?? []);
  const direct = overlap(own, theirs);
  // Money that comes in is no cost, though both are money.
  const named = isIncome(metric.label) ? own : [...metric.terms, ...heads, ...dimTerms(metric.dim)];
  const concepts = conceptsOf(named).filter((each) => conceptsOf(terms).includes(each)).length;
  return direct + concepts / 2 + Math.min(0.9, overlap(topical(metric.gloss), theirs) / 4);
};

/** `p99`, `95th percentile`: which percentile a text names, or undefined. */
export const percentileIn = (text: string): string | undefined => {
  const plain = fold(text).replace(/_/g, " ");
  const match = /\bp(\d{2})\b/.exec(plain) ?? /\b(\d{2})(?:th|st|nd|rd|\.)? ?(?:percentile|perzentil)/.exec(plain);
  if (match?.[1] !== undefined) return match[1];
  return /\bmedian\b/.test(plain) ? "50" : undefined;
};
