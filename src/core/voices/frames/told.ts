import { hash53 } from "../../kernel/hash.ts";
import { type Fact, stanceOf } from "../argue/fact.ts";
import type { Evidence, Language, Place } from "../types.ts";
import { cite, italic, quoteOf, sortedPlaces } from "./cite.ts";
import { german } from "./de.ts";
import { english } from "./en.ts";
import { type Frames, groupOf, type Told } from "./frames.ts";

/** The frames of a language; French and Spanish briefings are analysed in their language and worded in English. */
export const framesOf = (language: Language): Frames => (language === "de" ? german : english);

const cache = new WeakMap<Evidence, Map<string, Told>>();

/** A fact ready to be worded in the language of the evidence; built once per fact. */
export const toldOf = (fact: Fact, evidence: Evidence): Told => {
  const known = cache.get(evidence) ?? new Map<string, Told>();
  cache.set(evidence, known);
  const found = known.get(fact.id);
  if (found !== undefined && found.fact === fact) return found;
  const built = build(fact, evidence);
  known.set(fact.id, built);
  return built;
};

const build = (fact: Fact, evidence: Evidence): Told => {
  const frames = framesOf(evidence.language);
  const criterion = evidence.criteria[fact.criterion];
  const figures = figuresOf(fact, evidence);
  const core =
    fact.note !== undefined
      ? frames.note(fact.note, fact, figures)
      : fact.quote !== undefined
        ? quoteOf(fact.quote, evidence.language)
        : figures;
  return {
    fact,
    beyond: criterion === undefined && evidence.criteria.some((each) => !each.inferred),
    core,
    brief: fact.note !== undefined && /^(?:mean|median|sum)/.test(fact.note.key) ? `${figures}, ${frames.summary(fact.note)}` : core,
    places: cite(ordered(fact)),
    criterion:
      criterion === undefined || criterion.inferred
        ? ""
        : `${quoteOf(criterion.name, evidence.language, 12)} (${frames.percent(criterion.weight)})`,
    subject: fact.kind === "check" ? quoteOf(fact.subject, evidence.language) : fact.subject,
  };
};

/** Log order keeps the order of events; everything else is sorted. */
const ordered = (fact: Fact): readonly Place[] => (fact.kind === "check" ? fact.places : sortedPlaces(fact.places));

const figuresOf = (fact: Fact, evidence: Evidence): string =>
  [...fact.figures]
    .sort((left, right) => stanceOf(fact, right.option) - stanceOf(fact, left.option) || left.option - right.option)
    .map((figure) => `${italic(figure.label)}${figure.value === "" ? "" : ` ${shownValue(figure.value, evidence.language)}`}`)
    .join(", ");

/** Values that are passages rather than figures are quoted. */
const shownValue = (value: string, language: Language): string =>
  value.split(/\s+/).length > 4 && !/[×=]/.test(value) ? quoteOf(value, language, 12) : value.replace(/[.]$/, "");

/** The sentence that tells a fact, varied by speaker and occasion; the same arguments give the same words. */
export const tell = (fact: Fact, evidence: Evidence, seat: string, occasion: number): string => {
  const variants = framesOf(evidence.language).tell[groupOf(fact)];
  const start = hash53(`${seat}/${groupOf(fact)}`) % variants.length;
  const frame = variants[(start + occasion) % variants.length] as (told: Told) => string;
  return upper(frame(toldOf(fact, evidence)));
};

/** A capital first letter, but never of an identifier or a quotation. */
export const upper = (text: string): string => (/^\p{Ll}/u.test(text) ? (text[0] as string).toUpperCase() + text.slice(1) : text);
