import { fold, words } from "../../kernel/text.ts";
import type { Lexicon } from "../lang/lexicon.ts";
import { isHypothesis } from "./hypotheses.ts";
import { boundOf, impliedBound, rangeOf } from "./limit-bounds.ts";

/** Demands that bind whatever their subject, and those that bind only us or the solution. */
const strong =
  /\b(?:must|must not|mustn't|may not|shall not|is not allowed|not allowed|may be spent|(?:cannot|can't|can not) (?:spend|pay|afford|wait|exceed|take|accept|allow|have|go|cost|last|be|close|lose|stop|interrupt|use)|(?:we|i|it|they) (?:cannot|can't|can not) (?:\p{L}+ ){1,4}(?:more|less|fewer|longer) than|(?:konnen|kann|mochten|wollen|durfen|darf|soll|sollen|sollte) (?:\p{L}+ ){0,6}nicht\b|no (?:podemos|puedo|queremos)|nous ne pouvons pas|on ne peut pas|out of the question|muss|mussen|darf|durfen|kommt nicht in frage|doit|doivent|ne peut pas|ne peuvent pas|il (?:nous |vous )?faut|il faudra|debe|deben|no puede|no pueden|tiene que|tienen que|ha de|han de|hace falta|hara falta|haran falta|hay que)\b/u;
const weak =
  /\b(?:has to|have to|needs? to|will not|won't|do not want|don't want|will accept|not accept|anything|we want|we need|i want|i need|wir brauchen|wir wollen|il nous faut|queremos|necesitamos|limit|maximum|ceiling|no more than|not more than|at most|at the most|no less than|wollen nicht|(?:will|mochte) ich nicht|(?:wollen|mochten) wir nicht|grenze|hochstens|maximal|mindestens|au plus|au maximum|au moins|como maximo|como minimo|al menos)\b/u;
const decider =
  /\b(?:we|i|us|our|any|anything|whatever|whichever|solution|budget|limit|option|system|choice|winner|spend|wir|ich|losung|budget|grenze|nous|solution|nosotros|solucion|presupuesto)\b/u;
/** "It should cost no more than 300 EUR", "soll höchstens 300 EUR kosten": a wish with a bound is meant as one. */
const wished = /\b(?:should (?:not )?(?:cost|take|last|exceed|be)|soll(?:te|en|ten)? (?:hochstens|maximal|mindestens|nicht mehr|unter))\b/u;
const conditional = /^(?:if|when|once|should|unless|wenn|falls|sobald|si|quand|cuando)\b/u;
const aboutDeciding =
  /\b(?:decide|decided|decision|vote|answer|recommendation|agree on|choose|chosen by|entscheiden|entscheidung|abstimmen|decider|decidir)\b/u;
const past = /\b(?:had to|was|were|used to|did|took|went|began|said|told|thought|musste|mussten|war|waren|fallait|tuvo)\b/u;
const budget =
  /^(?:the |our |my |total |unser |das |le |el |notre |nuestro )*(?:\p{L}+ )?(?:budget|limit|ceiling|presupuesto|kostenrahmen|obergrenze|plafond) (?:[€$£]? ?\d|is|of|betragt|liegt bei|ist|est de|es de|es|:)/u;
/** "We have 3,000 EUR for it": what there is to spend bounds what may be spent. */
const purse =
  /^(?:we|i|wir|ich|nous|tenemos|das amt|der verein|the (?:club|school|team|office|choir|board)) (?:have|has|haben|hat|avons) (?:only |nur |about |rund )?[\d.,\s]+(?:eur|usd|gbp|chf|euros?|€|\$|£)\b.*\b(?:to spend|for (?:it|this|that|the)|available|left|set aside|zur verfugung|dafur|ubrig|disponibles?)\b/u;

/** "No more than 4 kW, we said." */
const agreed =
  /\b(?:(?:we|they) (?:had )?(?:said|agreed)|(?:as )?agreed|wie (?:besprochen|vereinbart)|ausgemacht|vereinbart|abgemacht|(?:haben|hatten) wir gesagt|hat (?:die|der|das) \p{L}+ gesagt|on (?:a|avait) dit|comme convenu|quedamos en|dijimos|acordamos)\b/u;

const isAgreed = (text: string, lexicon: Lexicon): boolean =>
  agreed.test(fold(text)) && words(text).length <= 20 && boundOf(text, lexicon) !== undefined;

/** "So interval 10 minutes or shorter.", "At least 200 days on one charge.": a bound in a few words without a verb. */
const standsAlone = (text: string, lexicon: Lexicon): boolean => {
  const folded = fold(text);
  return (
    words(text).length <= 10 &&
    !finite.test(folded) &&
    !past.test(folded) &&
    (opening.test(folded) ||
      /\b(?:or|oder|ou|o) (?:shorter|less|fewer|lower|more|longer|better|higher|kurzer|weniger|mehr|langer|besser|moins|plus|menos|mas)[.!]?$/u.test(
        folded,
      )) &&
    boundOf(text, lexicon)?.dim !== undefined &&
    boundOf(text, lexicon)?.dim !== "number"
  );
};

const verb = /\b(?:must|may|shall|has to|have to|needs? to|muss|mussen|darf|durfen|doit|doivent|debe|deben|tiene que)\b/u;
/** What we, you or somebody must do is a task or a situation; what must not be done, or holds of a thing, constrains the options. */
const personal =
  /\b(?:we|i|you|they|he|she|who|everyone|everybody|somebody|someone|wir|ich|du|ihr|man|sie|er|nous|je|vous|on|ils|nosotros|yo|wife|husband|partner|boss|manager|board|council|committee|team|staff|people|parents|members|teachers?|chef|chefin|vorstand|mitglieder|leute|kollegen|eltern|kinder|frau|mann)\s*$/u;
const prohibition =
  /\b(?:must not|mustn't|may not|shall not|cannot|darf nicht|durfen nicht|(?:darf|durfen|muss|mussen) (?:\p{L}+ ){0,3}(?:kein\w*|ohne|nicht)|without|ohne|sans|sin)\b/u;
const own = /\b(?:we|i|our|it|new|any|solution|system|tool|option|wir|es|neue\w*|losung|das|die|der|the|le|la|el|al[lk]?\w*)\b/u;

/**
 * Whether a sentence outside a constraints section demands something that an option can keep or break: a bound, a range, a day,
 * a prohibition, or a property that a thing must have. What people must do ("we must decide", "wir sind zwölf und müssen umziehen"),
 * descriptions, reports and conditions demand nothing of an option.
 */
export const demands = (whole: string, lexicon: Lexicon): boolean => {
  const text = whole.replace(/^(?:whatever|whichever|egal was|egal welche[rsn]?|quoi que)\b[^,]{1,60},\s+/iu, "");
  const folded = fold(text);
  if (text.length > 400 || /[?:]$/u.test(text) || aboutDeciding.test(folded) || isHypothesis(text, lexicon)) return false;
  if (purse.test(folded) || isAgreed(text, lexicon) || standsAlone(text, lexicon)) return true;
  const range = rangeOf(text, lexicon)?.[0];
  if (range && /\b(?:should|soll\w*)\b/u.test(folded)) return !past.test(folded);
  if (!(strong.test(folded) || weak.test(folded) || wished.test(folded) || budget.test(folded))) return false;
  if (budget.test(folded) && words(text).length <= 14)
    return impliedBound(text, lexicon) !== undefined || boundOf(text, lexicon) !== undefined;
  const bound = boundOf(text, lexicon) ?? range;
  if (!bound) return demandsThing(folded, lexicon);
  if (conditional.test(folded) && !/\b(?:must|muss|doit|debe)\b/u.test(folded)) return false;
  const reported = past.test(folded.slice(0, Math.max(20, bound.start))) && !/\b(?:limit|maximum|ceiling|grenze)\b/u.test(folded);
  const needs = /\b(?:has to|have to|needs? to)\b/u.exec(folded);
  const thing = needs !== null && !personal.test(folded.slice(0, needs.index));
  return (
    !reported &&
    (strong.test(folded) || thing || wished.test(folded) || labelled.test(folded) || (weak.test(folded) && decider.test(folded)))
  );
};

/** "The safety officer reminded us that the bench has to bear the load": told, not demanded. */
const reportedBefore =
  /\b(?:confirmed|reminded|pointed out|noted|mentioned|remarked|found out|explained|learned|announced|heard|bestatigt\w*|erinnert\w*|erwahnt\w*|confirme|rappele|confirmo|recordo)\b/u;
const chosenSubject =
  /^(?:(?:so|and|but|also|then|whatever|whichever)\b[^,]{0,40},? ?)*(?:it|they|there|this|these|any(?:thing)?|every|each|all|both|whatever|whichever|the (?:new|chosen|winning|next|future|best) \p{L}+|the (?:solution|system|tool|option|winner|offer|supplier|provider|product|arrangement|machine|device))\b/u;

/** Whether the demand of a sentence is only told of: "Finance confirmed that the tax cannot be reclaimed." */
export const isReported = (text: string): boolean => {
  const folded = fold(text);
  const modal = /\b(?:must|may|shall|cannot|can't|has to|have to|needs? to|muss|mussen|darf|durfen|doit|doivent|debe|deben)\b/u.exec(
    folded,
  );
  return modal !== null && reportedBefore.test(folded.slice(0, modal.index));
};

/** A demand without a bound: of a thing, by a day, or a prohibition. */
const demandsThing = (folded: string, lexicon: Lexicon): boolean => {
  if (conditional.test(folded) || past.test(folded)) return false;
  const modal = verb.exec(folded);
  if (modal === null || reportedBefore.test(folded.slice(0, modal.index))) return false;
  // "The lid has to be pressed": what a thing needs is no demand unless it is the thing to be chosen.
  const about = folded
    .slice(0, modal.index)
    .split(/\b(?:so|therefore|hence|deshalb|daher)\s/u)
    .at(-1) as string;
  if (/^(?:has|have|needs?) /u.test(modal[0]) && !chosenSubject.test(about)) return false;
  const dated =
    /\b(?:by|before|no later than|bis|spatestens|vor dem|au plus tard|avant|antes|a mas tardar)\b/u.test(folded) &&
    folded.split(/[^\p{L}\p{N}]+/u).some((word) => lexicon.months.has(word));
  const delivered = /\b(?:it|them|es|ready|live|deliver\w*|finish\w*|install\w*|fertig|geliefert|einsatzbereit|lista?|pret|livre)\b/u.test(
    folded.slice(modal.index),
  );
  if (
    !own.test(folded) &&
    modal.index > 0 &&
    !/\b(?:allowed|possible|permitted|available|included|erlaubt|moglich|zulassig)\b/u.test(folded)
  )
    return false;
  const subject = folded
    .slice(0, modal.index)
    .split(/[,;:]|\b(?:and|und|et|y|but|aber|that|dass)\b/u)
    .filter((part) => part.trim() !== "");
  // "Wir sind zwölf und müssen …": without a subject of its own the verb takes the one before it.
  const nearest = (subject.at(-1) ?? "").replace(/\s(?:would|will|also|then|still|always|all|both|now|only|therefore)\s*$/u, " ");
  if (/^\s*(?:what|who|which|was|wer)\s/u.test(folded) || /\b(?:what|wer|was|who)\b/u.test(nearest)) return false;
  const whole = /\b(?:and|und|et|y)\s*$/u.test(folded.slice(0, modal.index)) ? (subject[0] ?? "") : nearest;
  const person =
    personal.test(whole) || /^\s*(?:we|i|you|they|wir|ich|sie|nous|je|my|meine?)\b/u.test(whole) || personal.test(inverted(folded, modal));
  return person ? prohibition.test(folded) || (dated && delivered) : true;
};

/** "Bis März müssen wir …": the subject follows the verb. */
const inverted = (folded: string, modal: RegExpExecArray): string =>
  /^(?:muss|mussen|darf|durfen)/u.test(modal[0]) ? (/^\s(\p{L}+)/u.exec(folded.slice(modal.index + modal[0].length))?.[1] ?? "") : "";

const opening =
  /^(?:(?:not|nicht|kein\w*) \p{L}{3,}(?:er|re) (?:than|als)|at most|at least|no more than|not more than|max\.?|maximum|min\.?|minimum|under|below|by|before|no|without|hochstens|mindestens|maximal|spatestens|ohne|kein\w*|au plus|au moins|au maximum|sans|como maximo|como minimo|sin|≤|≥|<|>)\s/u;

/** "Price: 3,000 EUR at most" in a line of its own. */
const labelled = /^[^:.]{3,30}: [^:.,;]{3,48}$|^[^:.]{3,30}: \d[^:;]{2,40}\.?$/u;

/** "Höchstens 9.000 EUR.", "No diesel.": an ellipsis of at most eight words demands only beside a full demand. */
export const isElliptic = (text: string): boolean =>
  words(text).length <= 8 && !text.endsWith("?") && !finite.test(fold(text)) && (opening.test(fold(text)) || dated.test(fold(text)));

/** A demand in a few words without a verb: "Racing abroad included." */
export const isFragment = (text: string): boolean =>
  words(text).length >= 2 &&
  words(text).length <= 6 &&
  /\.$/u.test(text) &&
  !finite.test(fold(text)) &&
  !/^(?:full stop|that|das|nothing|no more|punkt|schluss|voila|ya)/u.test(fold(text));

/** A sentence with a verb of its own tells something: "At least ten guests are vegan." */
const finite =
  /\b(?:must|have to|need to|muss|mussen|doit|doivent|debe|deben|is|are|was|were|has|have|had|came|come|ist|sind|war|waren|hat|haben|kamen|est|sont|etait|a|ont|es|son|esta|estan|hay|tiene|tienen)\b/u;
const dated = /^(?:\p{L}+ ){1,3}(?:by|no later than|bis|spatestens|au plus tard|a mas tardar|antes del?|avant)\b.*\d/u;
