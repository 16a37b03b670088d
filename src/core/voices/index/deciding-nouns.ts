import { words } from "../../kernel/text.ts";
import type { Lexicon } from "../lang/lexicon.ts";
import type { Language } from "../types.ts";
import type { CriterionDraft } from "./criterion-draft.ts";
import { nameDirection, statedDirection } from "./direction.ts";
import { evenFold, gradedIn } from "./graded.ts";
import { squeeze } from "./markup.ts";
import { asksForKind } from "./measure-kinds.ts";
import type { Span } from "./pieces.ts";

const ARTICLE = "(?:the |der |die |das |dem |den |le |la |les |l['’]|el |los |las )?";
const NOUN = `${ARTICLE}([\\p{L}][\\p{L}\\p{N} '’-]{1,40}?)`;
const END = "(?=[.,;:(!]|$|\\s(?:lowest|highest|first|only|alone|allein|that decides|qui decide|que decide)\\b)";
/** "We rank what remains by …", "bids are ranked by …"; what "you can order by phone" is none. */
export const ranking: RegExp = /(?:^|[,;:]\s|\b(?:we|then|is|are|be|will)\s)(?:rank(?:ed)?|order(?:ed)?|sort(?:ed)?|go|choose|decided?)\b/u;
/** Nouns that decide where the sentence speaks of what is left or ranks. */
const gated: readonly RegExp[] = [
  new RegExp(`${ranking.source}[^.,;]{0,40}?\\s(?:by|on)\\s${NOUN}${END}`, "iu"),
  new RegExp(
    `\\b(?:it['’]s|it is|it comes down to|what counts is|tie-?break(?:er)?[^:.]{0,60}:|(?<=^(?:and )?)then)\\s${NOUN}${END}`,
    "iu",
  ),
  new RegExp(
    `\\b(?:entscheide[tn]|zählt|zählen|(?:ausschlaggebend|maßgeblich|entscheidend) (?:ist|sind)|geht es nach)\\s(?:unter [^,.]{2,40}?\\s(?=der |die |das |den ))?${NOUN}${END}`,
    "iu",
  ),
  new RegExp(`\\b(?:c['’]est|on (?:classe|départage) (?:par|selon)|départage par)\\s${NOUN}${END}`, "iu"),
  new RegExp(`\\b(?:se (?:ordenan|decide) por|lo que decide es|manda)\\s${NOUN}${END}`, "iu"),
];

const wording = (pattern: string): RegExp => new RegExp(pattern, "iu");
const ONLY_EN = "(?:only |one |sole |single |deciding |decisive |real )*";
const OPEN_EN =
  "(?:^|, (?=(?:and|so) ))(?:in the end,? |so,? |and |then,? |now,? |for us,? |here,? |this time,? |after all,? |ultimately,? )*";
/** Sentences that say by themselves what decides: that noun and nothing else. */
const alone: { readonly [language in Language]: readonly RegExp[] } = {
  en: [
    wording(
      `${OPEN_EN}${NOUN} (?:alone |simply |then |really |just )*(?:decides?|settles it|(?:is|are) (?:now |simply |really |all )*(?:the ${ONLY_EN}(?:criterion|factor|point|argument|measure|yardstick|decider|tie-?breaker)|the (?:only|one) (?:thing|question|point|consideration)|what (?:decides|counts|we (?:choose|decide|judge|go|select) by)|decisive|everything|all that (?:counts|matters)))\\b`,
    ),
    wording(
      `${OPEN_EN}(?:the |our |my )?${ONLY_EN}(?:criterion|factor|decider|tie-?breaker|yardstick|rule)(?: (?:among|for|of|between|here)[^.:,]{0,50}?)? (?:is|will be) (?:simply |just )?${NOUN}${END}`,
    ),
    wording(`\\b(?:it|everything|this|the choice|the decision) (?:all )?(?:comes|boils) down to ${NOUN}${END}`),
    wording(`\\bit is (?:purely|simply|only|just|all) (?:a (?:matter|question) of|about) ${NOUN}${END}`),
    wording(`^(?:we|i) (?:judge|choose|decide|select|pick|go)(?: [^.,]{0,20}?)? (?:only |purely |solely |just )*(?:by|on) ${NOUN}${END}`),
    wording(
      `${OPEN_EN}(?:the (?:only|one|single) thing|all|what) (?:that )?(?:(?:we|i) (?:really |now )?(?:care about|look at|ask for|go by)|(?:really )?(?:matters|counts|decides))(?: to (?:us|me)| here| now| in the end)? is ${NOUN}${END}`,
    ),
    wording(`\\b(?:everything|it all|all of it|it only) (?:depends|hinges|turns) on ${NOUN}${END}`),
    wording(`\\bnothing (?:but|except) ${NOUN} (?:counts|matters|decides)\\b`),
  ],
  de: [
    wording(
      `^(?:am ende |dann |zuletzt |letztlich |es |hier )*(?:entscheidet|zählt|entscheiden|zählen)(?: (?:allein|nur|einzig|dann|am ende|letztlich|also))+ ${NOUN}${END}`,
    ),
    wording(
      `^(?:am ende |hier )?${NOUN} (?:allein )?(?:entscheidet|gibt den ausschlag|ist (?:allein |für uns )?(?:entscheidend|maßgeblich|ausschlaggebend|das (?:einzige )?kriterium))(?: allein)?${END}`,
    ),
    wording(
      `^(?:ausschlaggebend|maßgeblich|entscheidend) (?:ist|sind|bleibt)(?: (?:allein|nur|einzig|am ende|für uns))*,? ((?:wie [^.:;,]{3,40}?)|${NOUN})${END}`,
    ),
    wording(`^(?:das |unser )?(?:einzige[sr]? )?(?:kriterium|maßstab)(?: für [^.,]{3,40}?)? ist ${NOUN}${END}`),
    wording(`\\b(?:geht|ginge) es (?:uns )?(?:nur|allein|einzig|ausschließlich) um ${NOUN}${END}`),
    wording(`\\bes (?:geht|ginge) (?:uns |mir )?(?:nur|allein|einzig|ausschließlich|bloß) um ${NOUN}${END}`),
    wording(
      `^(?:wir |ich )(?:entscheide|entscheiden|wählen|gehen|vergeben)(?: (?:nur|allein|rein|einfach|ausschließlich))? nach ${NOUN}${END}`,
    ),
    wording(
      `^(?:es wird |vergeben wird |entschieden wird |gewählt wird |die vergabe erfolgt )(?:nur |allein |rein |ausschließlich )?nach ${NOUN}(?: entschieden| vergeben)?${END}`,
    ),
    wording(`\\bes kommt (?:uns )?(?:nur|allein|einzig) auf ${NOUN} an\\b`),
  ],
  fr: [
    wording(`\\bc['’]est ${NOUN} qui (?:décide|compte|tranche|l['’]emporte)\\b`),
    wording(`^(?:le |notre )?(?:seul )?critère est ${NOUN}${END}`),
    wording(`^${NOUN} (?:décide|tranche)(?: seule?)?${END}`),
  ],
  es: [
    wording(`\\blo que (?:decide|cuenta|manda) es ${NOUN}${END}`),
    wording(`^(?:el |nuestro )?(?:único )?criterio es ${NOUN}${END}`),
    wording(`^(?:decide|manda) (?:solo )?${NOUN}${END}`),
  ],
};

/** A thing denied, or one of several. */
const denied = /\b(?:not|never|no|n['’]?t|hardly|partly|also|too|nicht|kein\w*|nie|auch|teils|pas|jamais|aussi|nunca|tampoco|tambien)\b/u;
const several = /\b(?:and|or|but|und|oder|aber|sowie|et|ou|y|o)\b/u;
const small = /^(?:one|ones|option|options|offer|offers|choice|variante|angebot|it|is|that|all|this|what|how|wie|es|ist)$/u;

const nameIn = (shapes: readonly RegExp[], text: string): string => {
  for (const shape of shapes) {
    const found = shape.exec(text);
    const name = squeeze(found?.[2] ?? found?.[1] ?? "").replace(/^(?:the|der|die|das|den)\s/iu, "");
    if (name !== "") return name;
  }
  return "";
};

const directed = (text: string): { readonly direction?: 1 | -1 } => {
  const ordered = /\b(lowest|smallest|cheapest|shortest|highest|largest|most)\s+first\b/u.exec(evenFold(text))?.[1];
  const direction = ordered === undefined ? statedDirection(text) : /^(?:highest|largest|most)$/u.test(ordered) ? 1 : -1;
  return direction === 0 ? {} : { direction };
};

const isNoun = (name: string, lexicon: Lexicon): boolean =>
  words(name).some((word) => !lexicon.stopWords.has(word) && !small.test(word)) &&
  words(name).length <= 5 &&
  gradedIn(name, lexicon.language) === undefined;

/** "After that it's price", "we rank what remains by price, lowest first": a noun that decides; its direction is what the sentence says, or its own. */
export const nounKey = (span: Span, lexicon: Lexicon): CriterionDraft | undefined => {
  const name = nameIn(gated, span.text);
  return isNoun(name, lexicon) ? { name, text: name, place: span.place, ...directed(span.text) } : undefined;
};

/** Whether a sentence holds a noun that would decide, were it a rule. */
export const speaksOfNoun = (text: string): boolean => gated.some((shape) => shape.test(text));

/** "It comes down to price", "Maßgeblich ist der Verbrauch": a noun of something that is measured, which a sentence calls what decides and nothing beside it. */
export const soleNoun = (span: Span, lexicon: Lexicon): CriterionDraft | undefined => {
  const text = span.text.replace(/^.{0,40}\b(?:agreed|decided|settled|beschlossen|vereinbart|einig),? (?:(?:that|dass) )?/iu, "");
  const name = nameIn(alone[lexicon.language], text);
  const at = text.indexOf(name) + name.length;
  if (name === "" || denied.test(evenFold(span.text).slice(0, span.text.length - text.length + at + 24)) || several.test(evenFold(name)))
    return undefined;
  const measured = nameDirection(name, lexicon) !== 0 || asksForKind(name);
  return measured && isNoun(name, lexicon) ? { name, text: name, place: span.place, ...directed(span.text) } : undefined;
};
