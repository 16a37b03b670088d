import { words } from "../../kernel/text.ts";
import { termsOf } from "../index/terms.ts";
import { periodOf, unitOf } from "../index/units.ts";
import type { Criterion, Language } from "../types.ts";
import { conceptsOf, overlap, topical } from "./words.ts";

/** A name taken apart: its head noun, what narrows it, and what it is per. All stems. */
type Parts = {
  readonly head: string;
  readonly narrow: readonly string[];
  readonly per: readonly string[];
  readonly all: readonly string[];
  /** Too many words for a name: a sentence, whose last noun is no head. */
  readonly long: boolean;
};

/** What a column or setting is called and measures; `period` when its rows follow one another in time. */
export type Quantified = { readonly label: string; readonly dim: string; readonly per: readonly string[]; readonly period?: string };

const PER = /\s(?:per|pro|je|par|por)\s|\s?\/\s?/iu;
const TAIL =
  /\s(?:of|von|der|des|de|du|del|d'|for|für|at|in|on|from|to|under|below|above|over|with|within|after|before|bei|im|am|unter|pour|à|para|en)\s/iu;
/** "Children crossing": what they do is no head noun. */
const PARTICIPLE = /(?<=\p{L}\s)\p{L}+(?:ing|ed)\b/gu;
/** Nouns that only say how much of what follows them. */
const LIGHT = /^(?:number|amount|level|degree|quantity|count|share|ease|risk|rate|anzahl|menge|grad|anteil|nombre|numero)$/u;
/** Words of the longest name; what is longer is a sentence. */
const LONGEST_NAME = 4;
const GERMAN_HEADS = /^(.{3,}?)s?(kosten|preis|gebuhr|miete|zeit|dauer|menge|rate)$/u;

const RECURRING =
  /^(?:run|running|operat|operating|monthly|annual|yearly|ongoing|subscription|betrieb|betriebs|laufend|monatlich|jahrlich)/u;
const ONCE = /^(?:purchas|buying|acquisition|upfront|one-off|initial|anschaff|anschaffungs|kauf|kaufs|einmalig)/u;
const FAST = /^(?:speed|throughput|tempo|pace|geschwindigkeit|durchsatz|vitesse|debit|velocidad|caudal)$/u;
const COST = new Set(conceptsOf(["cost"]));

const parsed = new WeakMap<object, Parts>();

/** The parts of a criterion's or quantity's name, taken apart once per object. */
const partsOf = (named: Criterion | Quantified, language: Language): Parts => {
  const known = parsed.get(named);
  if (known) return known;
  const built = parse("label" in named ? named.label : named.name, language);
  parsed.set(named, built);
  return built;
};

const parse = (name: string, language: Language): Parts => {
  const flat = name
    .replace(/\([^)]*\)/gu, " ")
    .replaceAll("_", " ")
    .replace(/(\p{Ll}{2})(\p{Lu})/gu, "$1 $2")
    .replace(/,.*$/u, "");
  const at = flat.search(PER);
  const whole = at < 0 ? flat : flat.slice(0, at);
  const per = at < 0 ? [] : topical(termsOf(flat.slice(at), language));
  const tail = whole.search(TAIL);
  const core = stems(tail < 0 ? whole : whole.slice(0, tail), language);
  const rest = tail < 0 ? [] : stems(whole.slice(tail), language);
  const nouns = language === "en" ? stems((tail < 0 ? whole : whole.slice(0, tail)).replace(PARTICIPLE, " "), language) : core;
  const first = language === "fr" || language === "es" ? core[0] : (nouns[nouns.length - 1] ?? core[core.length - 1]);
  const light = first !== undefined && LIGHT.test(first) && rest.length > 0;
  const after = light && language === "en" ? stems(whole.slice(tail).replace(PARTICIPLE, " "), language) : rest;
  const head = (light ? (after[after.length - 1] ?? rest[rest.length - 1]) : first) ?? "";
  const all = [...new Set([...core, ...rest])];
  return { head, narrow: all.filter((each) => each !== head && !LIGHT.test(each)), per, all, long: words(whole).length > LONGEST_NAME };
};

/** Topical stems; a German compound with a common head is cut before it. */
const stems = (text: string, language: Language): readonly string[] => {
  const cut =
    language === "de"
      ? words(text)
          .map((word) => word.replace(GERMAN_HEADS, "$1 $2"))
          .join(" ")
      : text;
  return topical(
    termsOf(
      words(cut)
        .filter((word) => unitOf(word) === undefined)
        .join(" "),
      language,
    ),
  );
};

/** How a criterion and a quantity go together by name: the same name, none against it, or their heads or what they are per differ. */
export type NameFit = "exact" | "head" | "loose" | "clash";

/**
 * Whether a quantity may be credited to a criterion. Exact: the same nouns, per the same. Head: the same head noun or idea, nothing
 * that narrows them apart. Clash: both are narrowed differently ("purchase price", "running cost"), their heads differ and neither
 * holds the other, or they are per different things ("price per page", `pages_per_minute`). Loose: nothing of it.
 */
export const nameFit = (quantity: Quantified, criterion: Criterion, language: Language): NameFit => {
  const mine = partsOf(quantity, language);
  const named = partsOf(criterion, language);
  const theirs = criterion.phrase === true ? { ...named, long: true } : named;
  if (clashesByUse(quantity, mine, theirs)) return "clash";
  if (theirs.all.length === 0 || (mine.all.length === 0 && !byMeasure(quantity, theirs))) return "loose";
  if (byMeasure(quantity, theirs)) return "head";
  const perDiffers = mine.per.length > 0 && theirs.per.length > 0 && overlap(mine.per, theirs.per) === 0;
  if (mine.all.length === theirs.all.length && overlap(mine.all, theirs.all) === theirs.all.length) return perDiffers ? "clash" : "exact";
  return byNouns(mine, theirs, perDiffers);
};

const byNouns = (mine: Parts, theirs: Parts, perDiffers: boolean): NameFit => {
  const long = theirs.long || mine.long;
  if (mine.head === theirs.head || overlap([mine.head], [theirs.head]) === 1 || sharesConcept(mine.head, theirs.head)) {
    const apart = mine.narrow.length > 0 && theirs.narrow.length > 0 && overlap(mine.narrow, theirs.narrow) === 0;
    return perDiffers || (apart && !long) ? "clash" : "head";
  }
  const within = overlap(mine.all, theirs.all) === mine.all.length || overlap(theirs.all, mine.all) === theirs.all.length;
  return long || within ? "loose" : "clash";
};

/** Whether a text asks for a price paid once and a quantity recurs, or the other way round: neither answers to the other. */
export const clashesInTime = (text: string, quantity: Quantified, language: Language): boolean => {
  if (!quantity.dim.startsWith("money:")) return false;
  const asked = topical(termsOf(text, language));
  const own = partsOf(quantity, language).all;
  const says = (list: readonly string[], kind: RegExp): boolean => list.some((each) => kind.test(each));
  const recurs = quantity.period !== undefined || quantity.per.some((each) => periodOf(each) !== undefined) || says(own, RECURRING);
  if (says(asked, ONCE) && !says(asked, RECURRING)) return recurs && !says(own, ONCE);
  return says(asked, RECURRING) && !says(asked, ONCE) && says(own, ONCE) && !says(own, RECURRING);
};

/** What it measures says it: things done a minute are speed, money a month is what running it costs. */
const byMeasure = (quantity: Quantified, theirs: Parts): boolean => {
  const money = quantity.dim.startsWith("money:");
  const each = quantity.per.some((one) => one === "second" || one === "minute" || one === "hour");
  if (!money) return each && (quantity.dim === "number" || quantity.dim.startsWith("count:")) && theirs.all.some((one) => FAST.test(one));
  const asksCost = conceptsOf([theirs.head]).some((one) => COST.has(one));
  return asksCost && theirs.all.some((one) => RECURRING.test(one)) && quantity.per.some((one) => periodOf(one) !== undefined);
};

/** A cost that recurs is no price paid once, and no cost is a number of anything else. */
const clashesByUse = (quantity: Quantified, mine: Parts, theirs: Parts): boolean => {
  const money = quantity.dim.startsWith("money:");
  const asksCost = conceptsOf([theirs.head]).some((each) => COST.has(each));
  if (asksCost && !money && !mine.all.some((each) => conceptsOf([each]).some((concept) => COST.has(concept)))) return true;
  const says = (parts: Parts, kind: RegExp): boolean => parts.all.some((each) => kind.test(each));
  if (says(theirs, RECURRING) && money)
    return says(mine, ONCE) || (quantity.per.length === 0 && quantity.period === undefined && !says(mine, RECURRING));
  return says(theirs, ONCE) && money && (quantity.per.some((each) => periodOf(each) !== undefined) || says(mine, RECURRING));
};

const sharesConcept = (left: string, right: string): boolean => {
  const mine = conceptsOf([left]);
  return conceptsOf([right]).some((each) => mine.includes(each));
};
