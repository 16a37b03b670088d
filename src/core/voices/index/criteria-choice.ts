import { fold, words } from "../../kernel/text.ts";
import type { Lexicon } from "../lang/lexicon.ts";
import type { CriterionDraft } from "./criterion-draft.ts";
import { squeeze } from "./markup.ts";
import type { Span } from "./pieces.ts";

/** How a sentence names the rule of choice: what the chosen one is or does. */
const rules: readonly RegExp[] = [
  /\b(?:take|pick|choose|buy|go (?:for|with)|prefer)\s+(?:the\s+(?:one|option|\p{L}+)|whichever|whatever)\s+(?:that|which|who|with)\s+(.{4,80}?)(?=[,;:.(!?]|\s(?:because|since|as)\s|$)/iu,
  /\b(?:take|pick|choose|buy|go (?:for|with)|prefer)\s+(the\s+\p{L}+(?:est)\b.{0,60}?)(?=[,;:.(!?]|\s(?:because|since|as|that|which)\s|$)/iu,
  /(?:^|[,;:]\s|\bthen\s)(?:the\s+)?([^,;:.]{4,70}?)\s+(?:wins|decides|is chosen|gets it|carries it)(?=[,;:.!?]|\s(?:on|by)\s|$)/iu,
  /\b(?:entscheidet|entscheiden|gewinnt|nehmen wir|wählen wir)[,:]?\s+(?:das|die|den|der|dasjenige|wer|was|welche[rs]?)[, ]+(?:(?:was|das|die|der|welche[rs]?)\s)?(.{4,80}?)(?=[,;:.(!?]|$)/iu,
  /(?:^|[,;:]\s|\bdann\s)(?:das|die|der)\s+([^,;:.]{4,70}?)\s+(?:gewinnt|entscheidet|bekommt den zuschlag)(?=[,;:.!?]|$)/iu,
  /\b(?:elegimos|elegiremos|escogemos|gana|nos quedamos con)\s+(?:el|la|lo|los|las)\s+(?:que\s+)?(.{3,80}?)(?=[,;:.(!?]|$)/iu,
  /\b(?:on prend|nous prenons|nous choisissons|on choisit|on retient|nous retenons|gagne)\s+(?:celui|celle|l['’]option|la solution|le|la)\s+(?:qui\s+)?(.{3,80}?)(?=[,;:.(!?]|$)/iu,
];

const least =
  /\b(?:cheapest|cheaper|shortest|shorter|lowest|lower|least|fewest|fewer|smallest|smaller|lightest|lighter|quietest|quieter|earliest|nearest|closest|wenigsten?|gunstigste[nrs]?|gunstiger|billigste[nrs]?|kurzeste[nrs]?|kurzer|niedrigste[nrs]?|niedriger|geringste[nrs]?|leiseste[nrs]?|leichteste[nrs]?|menos|moins|mas (?:barat[oa]|corto|corta|baj[oa]|liger[oa])|plus (?:court|courte|bas|basse))\b/u;
const most =
  /\b(?:highest|higher|most|more|strongest|stronger|longest|longer|largest|larger|biggest|bigger|warmest|warmer|meisten?|hochste[nrs]?|hoher|langste[nrs]?|langer|grosste[nrs]?|grosser|starkste[nrs]?|mas|plus)\b/u;
const fast = /\b(?:fastest|faster|quickest|quicker|schnellste[nrs]?|schneller|mas rapid[oa]|plus rapide)\b/u;

/** The rule holds among the options that keep the limits. */
const remaining =
  /\b(?:surviv\w*|meets?|met|keeps?|kept|qualif\w*|left|remain\w*|pass(?:es)?|fulfil\w*|those|ubrig|erfull\w*|einhalt\w*|bleib\w*|cumpl\w*|quedan|respect\w*|rempliss\w*|restent)\b/u;

/**
 * The one criterion of a sentence that says how to choose among what is left: "take the one that warms up fastest", "the shorter
 * typical build wins", „was am wenigsten kostet“. Only with a superlative or comparative, which gives its direction; a span that
 * is set aside names none. The first such sentence counts.
 */
export const choiceRule = (spans: readonly Span[], lexicon: Lexicon): CriterionDraft[] | undefined => {
  for (const span of spans) {
    if (span.aside !== undefined || span.text.length > 300 || span.text.endsWith("?")) continue;
    for (const rule of rules) {
      const phrase = squeeze(rule.exec(span.text)?.[1] ?? "");
      const direction = directionIn(phrase);
      if (phrase === "" || direction === undefined || words(phrase).length > 9) continue;
      if (words(phrase).every((word) => lexicon.stopWords.has(word))) continue;
      const among = remaining.test(fold(span.text)) ? { amongKept: true as const } : {};
      return [{ name: phrase, text: phrase, place: span.place, phrase: true, ...among, ...(direction === 0 ? {} : { direction }) }];
    }
  }
  return undefined;
};

const counts =
  /^(?:the |only the )?(.{3,50}?) (?:is|are) (?:all (?:that|we)|what|the (?:one|only) thing (?:that|we)) (?:really )?(?:counts?|matters?|decides?|we care about|care about)\b|^(?:only )?(?:one thing (?:counts|matters|decides)|what (?:counts|matters|decides) is)[:,]? (?:the )?(.{3,50}?)[.:;]|^(?:es zählt |entscheidend ist |wichtig ist )(?:allein |nur |einzig )?(?:der |die |das )?(.{3,50}?)[.:;]|^(?:only one thing|just one thing|one thing only|nur eines|nur eine sache)[:,] (?:the |der |die |das )?(.{3,50}?)(?: (?:from|until|between|von|bis|zwischen)\b|[.:;])/iu;

/** "Fun is what counts. … higher is better": the noun that a sentence calls the one thing that counts, with the sentences after it for its direction. */
export const soleCriterion = (spans: readonly Span[], lexicon: Lexicon): CriterionDraft[] | undefined => {
  for (const [i, span] of spans.entries()) {
    if (span.aside !== undefined || span.text.endsWith("?")) continue;
    const match = counts.exec(span.text);
    const name = squeeze(match?.[1] ?? match?.[2] ?? match?.[3] ?? match?.[4] ?? "").replace(/[.,;:]+$/u, "");
    const content = words(name).filter((word) => !lexicon.stopWords.has(word));
    if (name === "" || content.length === 0 || words(name).length > 5 || /\b(?:and|or|und|oder)\b/iu.test(name)) continue;
    const next = [span, ...spans.slice(i + 1, i + 3)].filter((each) => each.place.line - span.place.line <= 3 && each.aside === undefined);
    return [{ name, text: next.map((each) => each.text).join(" "), place: span.place }];
  }
  return undefined;
};

/** 0 for speed, whose direction depends on what is measured; undefined when nothing is compared. */
const directionIn = (phrase: string): 1 | -1 | 0 | undefined => {
  const plain = fold(phrase);
  if (fast.test(plain)) return 0;
  if (least.test(plain)) return -1;
  return most.test(plain) ? 1 : undefined;
};
