import { fold } from "../../kernel/text.ts";
import { lexiconOf } from "../lang/lexicons.ts";
import type { Evidence, Sentence } from "../types.ts";
import type { Measured } from "./data-facts.ts";
import { ruleKeys } from "./matrix.ts";

/** The lead that a briefing asks for before one option is taken: so many points, or so many per cent. */
type LeastLead = { readonly amount: number; readonly percent: boolean; readonly sentence: Sentence };

const AMOUNT =
  "(?<amount>half an?|a full|an?|one|a quarter of an?|einen? halben?|einen? ganzen?|einen?|un demi|un|medio|una?|\\d+(?:[.,]\\d+)?)\\s?(?<unit>%|percent|prozent|pour cent|por ciento|points?|punkte?n?|puntos?|[a-z]{1,12})";
const BETTER =
  "(?:better|ahead|higher|lower|cheaper|faster|quicker|more|less|besser|vorn\\w*|hoher|niedriger|gunstiger|billiger|schneller|mehr|weniger|meilleure?s?|devant|moins chere?s?|mejor(?:es)?|mas barat[oa]s?)";
const LEAST = "(?:at least|more than|a minimum of|no less than|mindestens|wenigstens|mehr als|au moins|plus de|al menos|mas de)";
const shapes: readonly RegExp[] = [
  new RegExp(
    `\\b(?:only|provided|nur|sofern|vorausgesetzt|seulement|que si|solo|siempre que)\\b.{0,80}?\\b${BETTER}\\b.{0,20}?\\b(?:by|um|de|en|por)?\\s?${LEAST}\\s${AMOUNT}`,
    "u",
  ),
  new RegExp(
    `\\b(?:only|provided|nur|sofern|vorausgesetzt|seulement|que si|solo|siempre que)\\b.{0,80}?\\b${LEAST}\\s${AMOUNT}\\s(?:\\p{L}+\\s){0,2}?${BETTER}\\b`,
    "u",
  ),
  new RegExp(
    `\\b(?:lead|margin|difference|gap|vorsprung|abstand|unterschied|ecart|avance|diferencia|ventaja)\\b.{0,40}?\\b(?:is|be|of|betragen|sein|ist|von|soit|sea|de)?\\s?${LEAST}\\s${AMOUNT}`,
    "u",
  ),
];

/** The least lead that a sentence asks for; undefined where none does. */
const leastLead = (evidence: Evidence): LeastLead | undefined => {
  for (const sentence of evidence.sentences) {
    if (sentence.aside !== undefined || sentence.role === "files" || /\?\s*$/u.test(sentence.text)) continue;
    const folded = fold(sentence.text);
    const found = shapes.map((shape) => shape.exec(folded)?.groups).find((groups) => groups !== undefined);
    if (found?.amount === undefined || found.unit === undefined) continue;
    return { amount: numberOf(found.amount, evidence), percent: /^(?:%|percent|prozent|pour|por)/u.test(found.unit), sentence };
  }
  return undefined;
};

const numberOf = (said: string, { language }: Evidence): number => {
  if (/half|halb|demi|medio/u.test(said)) return 0.5;
  if (/quarter/u.test(said)) return 0.25;
  if (/\d/u.test(said)) return Number(said.replace(",", "."));
  return lexiconOf(language).numberWords.get(said) ?? 1;
};

/**
 * The sentence that asks for a lead which the first of two does not have, or of which nothing is known, in the figures of what decides
 * first: in their unit as shown, or in per cent of the other's. Undefined where it has it, where none is asked for, and for leaving things as they are.
 */
export const lacksLead = (
  evidence: Evidence,
  items: readonly Measured[],
  first: number,
  second: number | undefined,
): Sentence | undefined => {
  const asked = second === undefined || evidence.options[first]?.kind === "keep" ? undefined : leastLead(evidence);
  if (asked === undefined) return undefined;
  const [heaviest] = [...evidence.criteria].sort((left, right) => right.weight - left.weight);
  const key = ruleKeys(evidence)[0] ?? heaviest?.id ?? -1;
  const gaps = items
    .filter(({ criterion, levels }) => criterion === key && levels.length > 1)
    .flatMap(({ levels }) => {
      const [own, other] = [first, second].map((option) => levels.find((level) => level.option === option)?.shown);
      if (own === undefined || other === undefined) return [];
      return [asked.percent ? (other === 0 ? 0 : (Math.abs(own - other) / Math.abs(other)) * 100) : Math.abs(own - other)];
    });
  return gaps.length > 0 && gaps.every((gap) => gap >= asked.amount - 1e-9) ? undefined : asked.sentence;
};
