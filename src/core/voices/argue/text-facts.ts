import { fold } from "../../kernel/text.ts";
import type { Evidence, Sentence } from "../types.ts";
import { type Clause, clausesOf, subjectOf, telling } from "./clauses.ts";
import type { Fact, Scheme, Stance } from "./fact.ts";
import { isHedged, polarityOf } from "./polarity.ts";
import { criterionOf } from "./relate.ts";
import { isInterested } from "./stated.ts";

const OPINION =
  /\b(?:loves?|loved|likes?|liked|favou?rites?|everybody knows|feels?|felt|gut feeling|we believe|i believe|wants?|prefers?|is tired of|people say|the team seems|gilt als|mag|mogen|lieblings\w*|favorit|beliebt|gefuhl)\b/;
const STUDY = /\b(?:studies show|a study|research shows|an article|a blog|experts?|it is well known|laut einer studie|studien zeigen)\b/;
const ABSOLUTE =
  /\b(?:always|never|everyone|everybody|nobody|immer|niemand|jeder|nie)\b[^.;]{0,40}\b(?:say|says|said|claims?|works?|fails?|knows?|sagt|behauptet)\b/;

/** The critical question a claim is open to, or undefined. Somebody who speaks against their own interest is not asked. */
export const schemeOf = (text: string, stance: number): Scheme | undefined => {
  const plain = fold(text);
  if (STUDY.test(plain)) return "unnamed-study";
  if (OPINION.test(plain)) return "opinion";
  if (isInterested(text)) return stance >= 0 ? "interest" : undefined;
  return ABSOLUTE.test(plain) ? "absolute" : undefined;
};

/** Most text facts kept, most salient first: pairwise work is quadratic. */
const MAX_TEXT_FACTS = 120;

/** What clauses say for or against exactly one option, by the lexicon. A remedy turns the sign: bad news about the object speaks for it. */
export const textFacts = (evidence: Evidence): readonly Fact[] => {
  const ranked = telling(evidence).filter((sentence) => sentence.role !== "criteria");
  const facts = ranked.flatMap((sentence) => bestClause(sentence, evidence).map((each) => ({ fact: each, salience: sentence.salience })));
  return facts
    .sort((left, right) => right.salience - left.salience || (left.fact.id < right.fact.id ? -1 : 1))
    .slice(0, MAX_TEXT_FACTS)
    .map((each) => each.fact);
};

const bestClause = (sentence: Sentence, evidence: Evidence): readonly Fact[] => {
  const subject = subjectOf(evidence).get(sentence.id);
  const clauses = clausesOf(sentence, evidence);
  const spoken = clauses.flatMap((clause) => {
    const option = optionOf(clause, subject, clauses);
    const polarity = option === undefined ? 0 : polarityOf(clause.text);
    return option === undefined || polarity === 0 ? [] : [{ clause, option, polarity }];
  });
  const byOption = new Map<number, number>();
  for (const each of spoken) byOption.set(each.option, (byOption.get(each.option) ?? 0) + each.polarity);
  const stances = [...byOption]
    .filter(([, value]) => value !== 0)
    .map(([option, value]): Stance => ({ option, value: Math.sign(value) * 0.6 }));
  if (stances.length === 0 || stances.length > 2) return [];
  return [toFact(sentence, stances, evidence)];
};

const optionOf = (clause: Clause, subject: number | undefined, clauses: readonly Clause[]): number | undefined => {
  if (clause.options.length === 1) return clause.options[0];
  const named = new Set(clauses.flatMap((each) => each.options));
  return clause.options.length === 0 && named.size === 0 ? subject : undefined;
};

const toFact = (sentence: Sentence, found: readonly Stance[], evidence: Evidence): Fact => {
  const hedged = isHedged(sentence.text);
  const stances = withOpposite(
    found.map((each) => turned(each, evidence)),
    evidence,
  );
  const scheme = schemeOf(sentence.text, Math.max(...found.map((each) => each.value)));
  return {
    id: `text/${sentence.place.file}:${sentence.place.line}#${sentence.id}`,
    kind: "text",
    criterion: criterionOf(sentence.terms, [], "", evidence),
    stances,
    strength: hedged ? 1 : sentence.quantities.length > 0 ? 2 : 1.5,
    quality: hedged ? 0.3 : sentence.quantities.length > 0 ? 0.7 : 0.5,
    places: [sentence.place],
    subject: "",
    figures: [],
    quote: sentence.text,
    computed: false,
    ...(scheme === undefined ? {} : { scheme }),
  };
};

const turned = (stance: Stance, evidence: Evidence): Stance =>
  evidence.options[stance.option]?.kind === "remedy" ? { ...stance, value: 0 } : stance;

/** With two options that are "do it" and "do not", what speaks for one speaks against the other. */
const withOpposite = (stances: readonly Stance[], evidence: Evidence): readonly Stance[] => {
  if (evidence.optionOrigin !== "yes-no" || evidence.options.length !== 2 || stances.length !== 1) return stances;
  const only = stances[0] as Stance;
  return [only, { option: 1 - only.option, value: -only.value }];
};
