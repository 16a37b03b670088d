import { words } from "../../kernel/text.ts";
import type { Lexicon } from "../lang/lexicon.ts";
import type { Language } from "../types.ts";
import type { CriterionDraft } from "./criterion-draft.ts";
import { evenFold } from "./graded.ts";
import { squeeze } from "./markup.ts";
import type { Span } from "./pieces.ts";

/** Longest sentence read, most words of a name, and how many sentences behind the first place the others may stand. */
const MAX_SENTENCE = 320;
const MAX_WORDS = 10;
const REACH = 3;

/** Places in an order of importance: the last is behind all others, wherever it is said. */
type Place = 1 | 2 | 3 | 9;
type Shape = readonly [place: Place, pattern: RegExp];

/** What stands for the name in a pattern. */
const NAME = "(?<name>.{2,90}?)";
const shape = (place: Place, pattern: string): Shape => [
  place,
  new RegExp(`^(?:and |but |und |aber |et |mais |y |pero )?${pattern}$`, "u"),
];

const FAR_EN = "(?:by far |clearly |to us |for us |to me |easily )?";
const FAR_DE = "(?:uns |mir |fur uns |dabei |mit abstand |bei weitem |eindeutig )*";
const orders: { readonly [language in Language]: readonly Shape[] } = {
  en: [
    shape(
      1,
      `${NAME} (?:is|are|matters?|counts?|weighs?|comes?) ${FAR_EN}(?:the )?(?:most important(?: thing| point| criterion)?|most|first|(?:top|first|main|highest) priority|what (?:matters|counts) most|heaviest)(?: by far| of all| to us| for us)*`,
    ),
    shape(1, `${NAME} (?:is|are) what (?:[\\p{L}'-]+ ){1,6}(?:measured|judged|decided|ranked) (?:by|on)`),
    shape(
      1,
      `(?:(?:by far )?(?:the )?most important(?: thing| point| criterion)?|what matters most|what counts most|(?:our |the )?(?:top|first|main|highest) priority)(?: by far| to us| for us| here)* (?:is|are)(?: that)? ${NAME}`,
    ),
    shape(2, `${NAME} (?:comes?|is|are|counts?|matters?|ranks?) (?:only |a (?:close|distant) )?(?:second|next|secondary|in second place)`),
    shape(2, `(?:second|next|then|after that|after it|behind (?:it|that)|in second place)(?: comes?| is| are|,) ${NAME}`),
    shape(3, `${NAME} (?:comes?|is|are|counts?|ranks?) (?:only |a distant )?(?:third|in third place)`),
    shape(3, `(?:third|in third place)(?: comes?| is| are|,) ${NAME}`),
    shape(9, `${NAME} (?:comes?|counts?|matters?|weighs?|is|are|ranks?) (?:the )?(?:least|last|least important)(?: of all)?`),
    shape(9, `(?:the )?(?:least important(?: thing)?|last)(?: of all)? (?:is|are|comes?) ${NAME}`),
  ],
  de: [
    shape(
      1,
      `(?:am wichtigsten|das wichtigste|an erster stelle|oberste prioritat|hochste prioritat|am meisten)(?: fur uns)? (?:ist|sind|steht|stehen|kommt|kommen|zahlt|zahlen|hat|haben) ${FAR_DE}(?:, )?(?:dass )?${NAME}`,
    ),
    shape(
      1,
      `${NAME} (?:ist|sind|zahlt|zahlen|kommt|kommen|steht|stehen|wiegt|wiegen) ${FAR_DE}(?:am wichtigsten|am meisten|am starksten|am schwersten|an erster stelle|zuerst|das wichtigste)`,
    ),
    shape(
      2,
      `(?:danach|dann|dahinter|als zweites|an zweiter stelle|am zweitwichtigsten)(?: erst)? (?:ist|sind|kommt|kommen|zahlt|zahlen|steht|stehen|folgt|folgen) (?:erst |uns )?${NAME}`,
    ),
    shape(
      2,
      `${NAME} (?:kommt|kommen|steht|stehen|folgt|folgen|zahlt|zahlen|ist|sind) (?:erst )?(?:danach|dahinter|an zweiter stelle|als zweites|zweitrangig|am zweitwichtigsten)`,
    ),
    shape(3, `(?:als drittes|an dritter stelle|zum schluss) (?:ist|sind|kommt|kommen|zahlt|zahlen|steht|stehen|folgt|folgen) ${NAME}`),
    shape(3, `${NAME} (?:kommt|kommen|steht|stehen|folgt|folgen|zahlt|zahlen) (?:erst )?(?:als drittes|an dritter stelle)`),
    shape(
      9,
      `${NAME} (?:zahlt|zahlen|ist|sind|wiegt|wiegen|kommt|kommen|steht|stehen) (?:uns |mir |dabei )?(?:am wenigsten(?: wichtig)?|zuletzt|an letzter stelle|am unwichtigsten)`,
    ),
    shape(
      9,
      `(?:am wenigsten|zuletzt|an letzter stelle|am unwichtigsten)(?: wichtig)? (?:ist|sind|zahlt|zahlen|kommt|kommen|steht|stehen) (?:uns )?${NAME}`,
    ),
  ],
  fr: [
    shape(1, `(?:le plus important|ce qui compte le plus|la priorite)(?: pour nous)?,? (?:est|sont|c'est) (?:que )?${NAME}`),
    shape(1, `${NAME} (?:compte|comptent|passe|passent|vient|viennent|est|sont) (?:le plus(?: important)?|avant tout|en premier|d'abord)`),
    shape(2, `(?:ensuite|puis|apres|en second|en deuxieme)(?: lieu)?,? (?:vient|viennent|passe|compte|c'est) ${NAME}`),
    shape(2, `${NAME} (?:vient|viennent|passe|passent|compte) (?:ensuite|apres|en second|en deuxieme)`),
    shape(9, `${NAME} (?:compte|comptent|passe|vient) (?:le moins|en dernier)`),
  ],
  es: [
    shape(1, `(?:lo mas importante|lo que mas (?:cuenta|importa)|la prioridad)(?: para nosotros)? (?:es|son) (?:que )?${NAME}`),
    shape(1, `${NAME} (?:es|son|cuenta|cuentan|importa|va|viene) (?:lo mas importante|lo que mas|mas que nada|primero|en primer lugar)`),
    shape(2, `(?:despues|luego|en segundo lugar),? (?:viene|vienen|va|van|esta|cuenta) ${NAME}`),
    shape(2, `${NAME} (?:viene|vienen|va|van|cuenta) (?:despues|luego|en segundo lugar)`),
    shape(9, `${NAME} (?:cuenta|cuentan|importa|va) (?:lo que menos|menos|al final|en ultimo lugar)`),
  ],
};

/** What is no name: a pronoun, a person, somebody's opinion, a denial. */
const noName =
  /^(?:it|this|that|these|those|he|she|they|we|i|who|what|which|nothing|nobody|none|neither|one|er|sie|es|das|dies|wir|ich|wer|nichts|niemand|keiner?s?|ce|cela|ca|il|elle|on|rien|esto|eso|nada|nadie)$|\b(?:not|never|no longer|nicht|nie|pas|jamais|nunca|says?|said|thinks?|thought|believes?|claims?|would|sagt|meint|findet|glaubt|fande|dit|pense|dice|cree)\b|["“”„«»?]/u;

type Found = { readonly place: Place; readonly name: string; readonly span: Span };

/**
 * Criteria in their order of importance, said clause by clause in one sentence or in the next three: "Missed items are the most
 * important thing by far. Time comes second." "Am wichtigsten ist, dass wenig kaputtgeht. Danach kommt die Aufbauzeit. Der Preis zählt am
 * wenigsten." The first place must be said and one more; what only somebody thinks, or a question, says nothing. Undefined when there is none.
 */
export const importanceOrder = (spans: readonly Span[], lexicon: Lexicon): CriterionDraft[] | undefined => {
  for (const [at, span] of spans.entries()) {
    const first = placesIn(span, lexicon);
    if (!first.some(({ place }) => place === 1)) continue;
    const near = spans.slice(at + 1, at + 1 + REACH).filter((other) => other.place.file === span.place.file);
    const rest: Found[] = [];
    for (const other of near) {
      const found = placesIn(other, lexicon);
      if (found.length === 0) break;
      rest.push(...found.filter(({ place }) => place !== 1));
    }
    const all = [...first, ...rest].sort((left, right) => left.place - right.place);
    const names = all.filter((one, i) => all.findIndex((other) => other.name === one.name) === i);
    if (names.length >= 2) return names.map(({ name, span: { place } }) => ({ name, text: name, place, ranked: true }));
  }
  return undefined;
};

const placesIn = ({ text, aside, place }: Span, lexicon: Lexicon): readonly Found[] => {
  if (aside !== undefined || text.length > MAX_SENTENCE || /\?["”»)]*$/u.test(text)) return [];
  return text
    .replace(/,\s+(?=(?:dass|ob|that|whether|que)\s)/giu, " ")
    .split(/[;:,.]\s+|\s[–—-]\s|\s\(/u)
    .flatMap((clause) => foundIn(squeeze(clause.replace(/[.,;!)]+$/u, "")), lexicon).map((one) => ({ ...one, span: { text, place } })));
};

const foundIn = (clause: string, lexicon: Lexicon): readonly Pick<Found, "place" | "name">[] => {
  const folded = evenFold(clause);
  for (const [place, pattern] of orders[lexicon.language]) {
    const said = pattern.exec(folded)?.groups?.name;
    if (said === undefined) continue;
    const from = folded.indexOf(said);
    const name = clause.slice(from, from + said.length).replace(article, "");
    const content = words(name).filter((word) => !lexicon.stopWords.has(word));
    if (content.length > 0 && words(name).length <= MAX_WORDS && !noName.test(evenFold(name))) return [{ place, name }];
  }
  return [];
};

const article = /^(?:(?:the|die|der|das|den|le|la|les|el|los|las|whether|ob|dass|that|que)\s|l['’])/iu;
