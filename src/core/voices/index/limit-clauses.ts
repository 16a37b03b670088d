import { fold, words } from "../../kernel/text.ts";
import type { Lexicon } from "../lang/lexicon.ts";
import type { Place } from "../types.ts";
import { boundOf, impliedBound } from "./limit-bounds.ts";

/** A demand as it stands in the text. */
export type LimitDraft = { readonly text: string; readonly place: Place };

const joint =
  /;\s+|,\s+(?:(?:and|but|und|aber|et|mais|y|pero)\s+)?(?:that\s+|dass\s+|que\s+)?|\s+(?:and|but|und|aber|et|mais|y|pero)\s+(?:that\s+|dass\s+|que\s+)?/gu;
const modal =
  /\b(?:must|may not|shall|has to|have to|needs? to|cannot|muss|mussen|darf|durfen|doit|doivent|il faut|debe|deben|tiene que|tienen que|no puede)\b/u;
/** "…, which must include delivery", "…, because that is what we have": no clause of its own. */
const dependent =
  /^(?:which|who|whom|whose|that|where|when|because|since|as|so|otherwise|or else|if|unless|der|die|das|deren|wo|weil|denn|sonst|damit|wenn|qui|que|dont|ou|car|parce|sinon|puisque|porque|ya que|si no|aunque)\b/u;

/** Whether a clause demands by itself: it bounds something, or says what must be and of what. `joined`: it opens the sentence or stands behind "and" or "but". */
const demandsItself = (text: string, joined: boolean, lexicon: Lexicon): boolean => {
  const folded = fold(text);
  // "und die Kosten höchstens 6 EUR betragen": behind "and" an article opens a clause, behind a comma a pronoun does.
  if (dependent.test(joined ? folded.replace(/^(?:der|die|das)\s/u, "") : folded)) return false;
  return (
    boundOf(text, lexicon) !== undefined || (modal.test(folded) && (impliedBound(text, lexicon) !== undefined || words(text).length >= 4))
  );
};

/**
 * "…, and the bill must not vary by more than 20 %": clauses that each demand something are limits of their own; what demands nothing
 * stays with the clause before it. A draft with one demand comes back whole.
 */
export const limitClauses = (draft: LimitDraft, lexicon: Lexicon): readonly LimitDraft[] => {
  const afterColon = colonClause(draft, lexicon);
  if (afterColon !== undefined) return limitClauses(afterColon, lexicon);
  const cuts = [...draft.text.matchAll(joint)];
  const starts = [0, ...cuts.map((cut) => cut.index + cut[0].length)];
  const parts = starts.map((start, i) => ({
    start,
    end: cuts[i]?.index ?? draft.text.length,
    joined: i === 0 || /\p{L}/u.test(cuts[i - 1]?.[0] ?? ""),
  }));
  const groups: { start: number; end: number; demands: boolean }[] = [];
  for (const { start, end, joined } of parts) {
    const own = demandsItself(draft.text.slice(start, end), joined, lexicon);
    const last = groups[groups.length - 1];
    if (last === undefined || (own && last.demands)) groups.push({ start, end, demands: own });
    else {
      last.end = end;
      last.demands = last.demands || own || demandsItself(draft.text.slice(last.start, end), false, lexicon);
    }
  }
  const demanding = groups.filter((group) => group.demands);
  return demanding.length < 2 ? [draft] : demanding.map(({ start, end }) => ({ text: draft.text.slice(start, end), place: draft.place }));
};

/** "…, and she told me where her limit is: not more than two days a month": the limit is what the colon opens. */
const colonClause = ({ text, place }: LimitDraft, lexicon: Lexicon): LimitDraft | undefined => {
  const colon = text.lastIndexOf(": ");
  return colon > 40 && boundOf(text.slice(0, colon), lexicon) === undefined && boundOf(text.slice(colon + 2), lexicon) !== undefined
    ? { text: text.slice(colon + 2), place }
    : undefined;
};
