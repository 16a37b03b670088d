import { fold } from "../../kernel/text.ts";
import { unitOf } from "../index/units.ts";
import { lexiconOf } from "../lang/lexicons.ts";
import type { Evidence, Language, Place, Quantity, Sentence } from "../types.ts";
import { type Clause, clausesOf, subjectOf, telling } from "./clauses.ts";
import { type Correction, correctionsOf, replaces, saysReplaced } from "./corrections.ts";
import { inCurrency } from "./currency.ts";
import type { Metric, Sample } from "./metric.ts";
import { readings } from "./numbers.ts";
import { isHedged } from "./polarity.ts";
import { taxed, taxSideOf } from "./tax-basis.ts";
import { overlap, topical } from "./words.ts";

/** An amount that a sentence states of one option. */
export type Amount = {
  readonly option: number;
  readonly quantity: Quantity;
  readonly sentence: Sentence;
  /** The clause that binds them. */
  readonly clause: string;
  /** What stands before the colon of a list of amounts ("Releases last year: A 9, B 14"); "" when nothing does. */
  readonly lead: string;
  readonly terms: readonly string[];
  readonly hedged: boolean;
  /** Where else a figure of the formula in its `raw` stands. */
  readonly also?: readonly Place[];
};

const INTEREST =
  /\b(?:vendor|sales (?:person|people|rep|representative|engineer|manager|deck|team of)|salesperson|supplier|provider|manufacturer|dealer|reseller|brochure|leaflet|account manager|deck|reference customer|anbieter|hersteller|vertrieb|verkaufer|prospekt|handler|lieferant)\b/;

/** "machines rented from our current provider": the interested party is where something comes from, not who says it. */
const SOURCE = /\b(?:from|with|at|to|for|by|bei|vom|von|zum|mit) (?:\p{L}+ ){0,3}$/u;
const CLAIMS =
  /\b(?:say|says|said|claim|claims|claimed|promises?|promised|writes?|wrote|tells?|told|assures?|guarantees?|advertises?|according|calls|swears|sagt|verspricht|schreibt|behauptet|zufolge|laut|nach angaben)\b/;

/** Whether a sentence speaks for somebody who gains by it: its numbers are claims, and no limit is kept by a claim. */
export const isInterested = (text: string): boolean => {
  const plain = fold(text);
  const found = INTEREST.exec(plain);
  return found !== null && (CLAIMS.test(plain) || !SOURCE.test(plain.slice(0, found.index)));
};

const OFFERS =
  /\b(?:quot(?:e|es|ed|ation)|offers?|offered|tender|bid|invoice|charges?|price[ds]?|costs?|fee|asks? for|angebot|bietet|verlangt|kostet|preis|devis|facture|presupuesto|oferta)\b/;

/** What a supplier asks for its goods is an offer, not a claim about them. */
const isOffer = ({ quantity, clause }: Amount): boolean => quantity.dim.startsWith("money:") && OFFERS.test(fold(clause));

const NUMBER_WORDS = new Set([...lexiconOf("en").numberWords.keys(), ...lexiconOf("de").numberWords.keys(), "half", "third", "quarter"]);

const RULE =
  /\b(?:budget|limit|at most|at least|no more than|not more than|maximum|minimum|must|have to|cap|target|hochstens|mindestens|darf|muss|grenze)\b/;

const SPEC = /\b(?:max(?:imum|imal)?|min(?:imum|imal)?)\b/;
const BINDS = /\b(?:budget|limit|must|have to|cap|target|darf|muss|grenze|at most|at least|no more than|hochstens|mindestens)\b/;

const cache = new WeakMap<Evidence, readonly Amount[]>();

/** Amounts bound to one option by clause, heading or list item, in text order. Limits, questions and guesses state none. */
export const amountsOf = (evidence: Evidence): readonly Amount[] => {
  const known = cache.get(evidence);
  if (known) return known;
  const built = telling(evidence).flatMap((sentence) =>
    sentence.quantities.length === 0
      ? []
      : ofSentence(sentence, evidence).filter((amount) => !isInterested(sentence.text) || isOffer(amount)),
  );
  const valid = built.filter((amount) => !isSuperseded(amount, built, correctionsOf(evidence)));
  const shared = valid.map((amount) => inTax({ ...amount, quantity: inCurrency(withSharedPer(amount, valid), evidence) }, evidence));
  cache.set(evidence, shared);
  return shared;
};

/** Whether a sentence, or its own clause beside an earlier amount of it, says that its amount takes the place of an earlier one. */
const supersedes = (amount: Amount, within: boolean): boolean => saysReplaced(within ? amount.clause : amount.sentence.text);

/** An amount of the same kind for the same option in a later sentence or clause that says it takes its place. */
const isSuperseded = (amount: Amount, all: readonly Amount[], corrections: readonly Correction[]): boolean =>
  corrections.some(
    (each) =>
      each.option === amount.option &&
      each.sentence.id > amount.sentence.id &&
      replaces(each, amount.quantity) &&
      all.filter((other) => other.option === amount.option && other.sentence.id < each.sentence.id && replaces(each, other.quantity))
        .length === 1,
  ) ||
  all.some((other) => {
    const within = other.sentence.id === amount.sentence.id;
    return (
      other.option === amount.option &&
      (within ? other.quantity.start > amount.quantity.start : other.sentence.id > amount.sentence.id) &&
      other.quantity.dim === amount.quantity.dim &&
      other.quantity.per.join() === amount.quantity.per.join() &&
      supersedes(other, within) &&
      !supersedes(amount, within)
    );
  });

/** On the side of the tax that limits and comparisons ask for, where its clause says on which it is. */
const inTax = (amount: Amount, evidence: Evidence): Amount => {
  const { quantity, clause } = amount;
  if (!quantity.dim.startsWith("money:")) return amount;
  const sum = taxed(quantity, taxSideOf(clause), evidence);
  return sum === undefined ? amount : { ...amount, quantity: { ...quantity, value: sum.value, raw: sum.raw }, also: [sum.place] };
};

/** "Sundays cost 1,150 EUR a week, the longer Saturday 480 EUR": in one sentence another option's `per` of the same dimension goes for both. */
const withSharedPer = (amount: Amount, all: readonly Amount[]): Quantity => {
  if (amount.quantity.per.length > 0) return amount.quantity;
  const others = all.filter(
    (other) =>
      other.sentence.id === amount.sentence.id &&
      other.option !== amount.option &&
      other.quantity.dim === amount.quantity.dim &&
      other.quantity.per.length > 0,
  );
  const pers = new Set(others.map((other) => other.quantity.per.join("+")));
  const same = all.filter(
    (other) => other.sentence.id === amount.sentence.id && other.option === amount.option && other.quantity.dim === amount.quantity.dim,
  );
  return pers.size === 1 && same.length === 1 && others[0] !== undefined
    ? { ...amount.quantity, per: others[0].quantity.per }
    : amount.quantity;
};

const ofSentence = (sentence: Sentence, evidence: Evidence): readonly Amount[] => {
  if (sentence.quantities.length === 0) return [];
  const clauses = clausesOf(sentence, evidence);
  const subject = subjectOf(evidence).get(sentence.id);
  const clauseOf = (quantity: Quantity): Clause | undefined =>
    clauses.find((each) => quantity.start >= each.start && quantity.start < each.end);
  // "For the 27th Ms Ohlert has 18 families, Mr Bantle 14": somebody else counts otherwise.
  const others = sentence.quantities.filter((quantity) => /^\d+$/u.test(quantity.raw.trim()) && clauseOf(quantity)?.options.length === 0);
  const disputed = ({ dim, value }: Quantity): boolean =>
    sentence.options.length === 1 && others.some((other) => other.dim === dim && other.value !== value);
  return sentence.quantities.flatMap((quantity): readonly Amount[] => {
    const clause = clauseOf(quantity);
    if (clause === undefined || disputed(quantity)) return [];
    const option = ownerOf(clause, quantity, subject, clauses) ?? ownItem(sentence, clauses);
    const spec = option !== undefined && option === sentence.owner && SPEC.test(fold(clause.text)) && !BINDS.test(fold(clause.text));
    if (option === undefined || (RULE.test(fold(clause.text)) && !spec)) return [];
    const named = new Set(evidence.options.flatMap((each) => each.keys));
    const lead = leadOf(sentence, clauses);
    const terms = sentence.terms.filter(
      (stem) => !named.has(stem) && !NUMBER_WORDS.has(stem) && fold(`${lead} ${clause.text}`).includes(stem.slice(0, 5)),
    );
    // What an option can do at most is a figure of it, no bound on it.
    const { cmp, ...figure } = quantity;
    return [
      {
        option,
        quantity: spec || cmp === undefined ? figure : quantity,
        sentence,
        clause: clause.text.trim(),
        lead,
        terms: topical(terms),
        hedged: isHedged(clause.text),
      },
    ];
  });
};

const leadOf = (sentence: Sentence, clauses: readonly Clause[]): string => {
  const head = /^([^:]{3,80}):\s/.exec(sentence.text)?.[1] ?? "";
  return head !== "" && clauses[0]?.options.length === 0 ? head : "";
};

const ownerOf = (clause: Clause, quantity: Quantity, subject: number | undefined, clauses: readonly Clause[]): number | undefined => {
  if (clause.options.length === 1 && !clause.inherited) return clause.options[0];
  if (clause.options.length > 1) return undefined;
  const named = [...new Set(clauses.flatMap((each) => each.options))];
  if (clause.inherited) return named.length === 1 ? named[0] : clause.options[0];
  if (named.length === 1 && isBare(clause, quantity) && quantity.start > (clauses.find((each) => each.options.length === 1)?.start ?? 0))
    return named[0];
  return named.length === 0 ? subject : undefined;
};

/** "2. Birch, 84 EUR a month, notice period 3 months": all of a line that names its own option and no other is about it. */
const ownItem = ({ owner }: Sentence, clauses: readonly Clause[]): number | undefined =>
  owner !== undefined && clauses[0]?.options.length === 1 && clauses.every(({ options }) => options.every((each) => each === owner))
    ? owner
    : undefined;

/** Nothing but articles and small words stands before the amount in its clause, so that it has no subject of its own. */
const isBare = (clause: Clause, quantity: Quantity): boolean =>
  !/\p{L}{3,}/u.test(
    clause.text
      .slice(0, Math.max(0, quantity.start - clause.start))
      .replace(/\b(?:and|und|the|der|die|das|for|about|some|only|etwa|rund|nur)\b/giu, " "),
  );

const kindOf = (quantity: Quantity): string => `${quantity.dim}|${quantity.per.join("+")}`;

/**
 * Amounts of the same dimension stated for two options or more, as metrics. An option with several amounts of the dimension
 * keeps the one that shares a word with another option's; when none does, the dimension is left out as ambiguous.
 */
export const statedMetrics = (evidence: Evidence): readonly Metric[] => {
  const groups = new Map<string, Amount[]>();
  for (const amount of amountsOf(evidence)) {
    const key = kindOf(amount.quantity);
    groups.set(key, [...(groups.get(key) ?? []), amount]);
  }
  return [...groups].flatMap(([key, amounts]) => groupMetric(key, amounts, evidence.language));
};

const groupMetric = (key: string, amounts: readonly Amount[], language: Language): readonly Metric[] => {
  const chosen = inOneSentence(amounts) ?? coherent(chooseOne(amounts), amounts);
  const first = chosen[0];
  const options = new Set(chosen.map((each) => each.option));
  if (first === undefined || options.size < 2 || options.size !== chosen.length) return [];
  const shared = sharedTerms(chosen);
  const label = first.lead !== "" ? first.lead : labelFrom(first, shared, language);
  const samples: readonly Sample[] = chosen.map((each) => ({
    option: each.option,
    value: middleOf(each.quantity),
    shown: shownAmount(each.quantity),
    raw: each.quantity.raw,
    place: each.sentence.place,
    row: fold(each.clause),
    ...(each.also === undefined ? {} : { also: each.also }),
    ...(each.hedged ? { flag: each.clause } : {}),
  }));
  const terms = [...new Set(chosen.flatMap((each) => each.terms))];
  const { dim, unit, per } = first.quantity;
  return [{ id: `s:${key}`, label, code: false, origin: "stated", terms, gloss: [], dim, unit, per, samples }];
};

/** An amount, or the middle of a range. */
const middleOf = ({ value, to = value }: Quantity): number => (value + to) / 2;

/** The number as written, in the unit as written; the base value itself when the numeral may mean it. */
const shownAmount = (quantity: Quantity): number => {
  if (quantity.raw.includes(" = ")) return quantity.value / (unitOf(quantity.unit)?.factor ?? 1);
  if (quantity.to !== undefined) return middleOf(quantity) / (unitOf(quantity.unit)?.factor ?? 1);
  const candidates = readings(quantity.raw.replace(/[^\d.,-]+$/, "").replace(/^[^\d-]+/, ""));
  return candidates.includes(quantity.value) ? quantity.value : (candidates[0] ?? quantity.value);
};

/** The amounts of the sentence that states the dimension for most options, one each; undefined when none states it for two. */
const inOneSentence = (amounts: readonly Amount[]): readonly Amount[] | undefined => {
  const bySentence = new Map<number, Amount[]>();
  for (const amount of amounts) bySentence.set(amount.sentence.id, [...(bySentence.get(amount.sentence.id) ?? []), amount]);
  const lists = [...bySentence.values()].filter(
    (list) => list.length >= 2 && new Set(list.map((each) => each.option)).size === list.length,
  );
  return lists.sort((left, right) => right.length - left.length)[0];
};

/** Amounts from different sentences belong together only when they share a word, or each is the one of its option's own section. */
const coherent = (chosen: readonly Amount[], amounts: readonly Amount[]): readonly Amount[] => {
  const owned = chosen.every(
    (each) => each.sentence.owner === each.option && amounts.filter((other) => other.option === each.option).length === 1,
  );
  return owned || sharedTerms(chosen).length > 0 ? chosen : [];
};

const chooseOne = (amounts: readonly Amount[]): readonly Amount[] => {
  const options = [...new Set(amounts.map((each) => each.option))];
  return options.flatMap((option) => {
    const own = amounts.filter((each) => each.option === option);
    const distinct = own.filter((each, index) => own.findIndex((other) => other.quantity.value === each.quantity.value) === index);
    if (distinct.length === 1) return distinct.slice(0, 1);
    const others = amounts.filter((each) => each.option !== option).flatMap((each) => each.terms);
    const ranked = distinct
      .map((each) => ({ each, shared: overlap(each.terms, others) }))
      .sort((left, right) => right.shared - left.shared);
    return ranked[0] && ranked[0].shared > (ranked[1]?.shared ?? 0) ? [ranked[0].each] : [];
  });
};

const sharedTerms = (amounts: readonly Amount[]): readonly string[] => {
  const first = amounts[0]?.terms ?? [];
  return first.filter((stem) => amounts.every((each) => overlap([stem], each.terms) > 0));
};

/** Forms of "to cost" and of the bare verbs that say no more than that there is an amount. */
const COSTS = /^(?:costs?|costing|kostet|kosten|koste|coute|coutent|cuesta|cuestan|price[sd]?)$/;
/** What an amount of money that has no other name is called. */
export const COST_WORD: { readonly [language in Language]: string } = { en: "cost", de: "Kosten", fr: "coût", es: "coste" };
const BARE =
  /^(?:takes?|took|needs?|has|have|brings?|gives?|offers?|makes?|braucht|dauert|bietet|bringt|druckt|schafft|fait|prend|offre|tiene|tarda|ofrece)$/;

/**
 * What the amounts are of, in one word: "cost" for any form of the verb, else the word of the clause that all share, as written; ""
 * when they share none, and for counts, whose noun stands beside the number.
 */
const labelFrom = (amount: Amount, shared: readonly string[], language: Language): string => {
  const { dim } = amount.quantity;
  if (dim.startsWith("count:")) return "";
  const found = (amount.clause.match(/\p{L}[\p{L}\p{N}-]{3,}/gu) ?? []).filter(
    (each) => shared.some((stem) => fold(each).startsWith(stem.slice(0, Math.max(4, stem.length - 2)))) && !BARE.test(fold(each)),
  );
  const own = found.find((each) => !COSTS.test(fold(each)));
  if (dim.startsWith("money:") && found.some((each) => COSTS.test(fold(each)))) return COST_WORD[language];
  return language === "de" && own !== undefined ? own : (own ?? "").toLowerCase();
};
