import { fold, words } from "../../kernel/text.ts";
import type { Lexicon } from "../lang/lexicon.ts";
import { hasPhrase, indexOf } from "../lang/match.ts";
import { boundOf } from "./limit-bounds.ts";
import type { LimitDraft } from "./limit-clauses.ts";
import type { Span } from "./pieces.ts";

/** Most characters of a sentence that is read, most words before its colon, and most parts of its list. */
const MAX_SENTENCE = 500;
const MAX_LEAD = 12;
const MAX_PARTS = 8;

/** What stands before the colon names demands: "rules from last time were:", "Was es können muss:", "only if three things hold:". */
const naming =
  /\b(?:rules?|conditions?|requirements?|limits?|constraints?|musts?|agreed|(?:what )?we said|things? (?:hold|are met|must)|has to|have to|needs? to|regeln?|bedingung(?:en)?|vorgaben?|anforderung(?:en)?|grenzen?|muss|mussen|vereinbart|ausgemacht|dinge|punkte|exigences?|contraintes?|doit|doivent|choses|condicion(?:es)?|requisitos?|reglas?|debe|deben|cosas)\b/u;
/** A rule of choice, a question or a task before the colon names none. */
const other =
  /\b(?:decide|choose|winner|wins|criteria|matters?|counts|open|questions?|entscheid\p{L}*|kriterien|zahlt|fragen|criteres|criterios)\b/u;
const joint =
  /[,;]\s+(?:(?:and|und|et|y|e)\s+)?(?:(?:that|dass|que)\s+|qu['’])?|\s+(?:and|und|et|y|e)\s+(?:(?:that|dass|que)\s+|qu['’])?/gu;

/**
 * The demands that a sentence lists behind a colon ("rules from last time were: max 60 EUR a month, must be off-site, and a restore within 4 hours"), each
 * of them; a part without a bound, a word of demand or two words of its own goes with the one before it. Empty unless one bounds something.
 */
export const listedDemands = (span: Span, lexicon: Lexicon): readonly LimitDraft[] => {
  const colon = span.text.search(/:\s/u);
  if (colon < 0 || span.text.length > MAX_SENTENCE || /\?["”»)]*$/u.test(span.text)) return [];
  const lead = fold(
    span.text
      .slice(0, colon)
      .split(/[.!?]\s/u)
      .at(-1) ?? "",
  );
  if (words(lead).length > MAX_LEAD || !naming.test(lead) || other.test(lead)) return [];
  const tail = span.text.slice(colon + 1).trim();
  const parts = partsOf(tail, lexicon);
  return parts.length > MAX_PARTS || !parts.some((part) => boundOf(part, lexicon) !== undefined)
    ? []
    : parts.map((text) => ({ text, place: span.place }));
};

const partsOf = (tail: string, lexicon: Lexicon): readonly string[] => {
  const text = tail.replace(/^(?:that|dass|que)\s|^qu['’]/iu, "");
  const cuts = [...text.matchAll(joint)];
  const must = indexOf("must", lexicon.language, (one) => one.must);
  // "que quepan …, que cueste …": a word that opens each of them parts the list for sure.
  const opened = cuts.some((cut) => /(?:that|dass|que|qu['’])\s?$/u.test(cut[0]));
  const stands = (cut: RegExpExecArray, own: string): boolean =>
    opened
      ? /(?:that|dass|que|qu['’])\s?$/u.test(cut[0])
      : boundOf(own, lexicon) !== undefined ||
        hasPhrase(words(own), must) ||
        (words(own).length >= 2 && words(own).length <= 6 && !dependent.test(fold(own)));
  const parts: { readonly from: number; to: number }[] = [{ from: 0, to: cuts[0]?.index ?? text.length }];
  cuts.forEach((cut, i) => {
    const next = { from: cut.index + cut[0].length, to: cuts[i + 1]?.index ?? text.length };
    if (stands(cut, text.slice(next.from, next.to))) parts.push(next);
    else (parts[parts.length - 1] as { to: number }).to = next.to;
  });
  return parts.map(({ from, to }) => text.slice(from, to).replace(/[.;]$/u, ""));
};

const dependent =
  /^(?:which|who|because|since|as|so|otherwise|if|unless|die|der|das|weil|denn|sonst|wenn|damit|qui|car|parce|sinon|porque|si no|both|all|beide|alle|i|we|ich|wir)\b/u;
