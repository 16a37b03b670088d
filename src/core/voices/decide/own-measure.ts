import { fold } from "../../kernel/text.ts";
import { overlap, topical } from "../argue/words.ts";
import type { Evidence, Place } from "../types.ts";

const DENIES =
  /\b(?:(?:do not|don't|does not|doesn't) (?:care about|care for|count|matter)|(?:is|are) irrelevant|not (?:the most|the cheapest|the fastest|the highest)|spielt keine rolle|spielen keine rolle|ist (?:uns |mir )?egal|ist unwichtig|peu importe|n'a pas d'importance|no importa)\b/;
const CHEAP = /\b(?:cheap\w*|price|preis|gunstig\w*|billig\w*|prix|barat\w*)\b/;
const COST = /^(?:cost|price|fee|kost|preis|gebuhr|cout|prix|cost|preci)/;

/**
 * The sentence by which a briefing that names no criteria says that what could be compared does not decide ("I do not care about
 * the most milk, I care about what is left over"): it must deny at least half of the weight of the inferred criteria. Undefined else.
 */
export const ownMeasure = (evidence: Evidence): { readonly text: string; readonly place: Place } | undefined => {
  if (evidence.criteria.length === 0 || evidence.criteria.some((each) => !each.inferred)) return undefined;
  return evidence.sentences.find(
    (sentence) =>
      sentence.aside === undefined && DENIES.test(fold(sentence.text)) && deniedWeight(sentence.text, sentence.terms, evidence) >= 0.5,
  );
};

const deniedWeight = (text: string, terms: readonly string[], evidence: Evidence): number =>
  evidence.criteria
    .filter(
      (criterion) =>
        overlap(topical(terms), topical(criterion.terms)) > 0 ||
        (CHEAP.test(fold(text)) && criterion.terms.some((term) => COST.test(term))),
    )
    .reduce((sum, criterion) => sum + criterion.weight, 0);
