import { fold } from "../../kernel/text.ts";
import type { Quantity } from "../types.ts";

/** Right before the amount: "adds £12", "another £140", "zuzüglich 30 €", "kommen 30 € dazu". */
const BEFORE =
  /\b(?:adds?|added|charges? (?:another|an (?:extra|additional)|a further)|another|an? (?:extra|additional|further)|extra|additional|on top (?:of that )?(?:comes?|come)|plus|weitere|zusatzlich|zuzuglich|zzgl|dazu kommen|dazu kommt|hinzu kommen|hinzu kommt|en sus|en plus|mas|ademas)\s(?:about |another |noch |noch einmal |a |einmalig )?$/u;
/** Right behind it: "£140 extra", "30 € on top", "30 € kommen dazu". */
const AFTER =
  /^[^.;,]{0,40}?\b(?:extra|on top|in addition|more|surcharge|supplement|(?:kommen|kommt) (?:noch )?(?:dazu|hinzu)|obendrauf|aufpreis|zuschlag|en sus|en plus|aparte|de recargo)\b/u;
/** Nobody has to take it. */
const OPTIONAL =
  /\b(?:optional\w*|if (?:we|you|one|wanted|needed)|on request|could|may|might|would|not|no|without|save[sd]?|auf wunsch|wahlweise|wenn|falls|konnte|ohne|kein\w*|nicht|en option|opcional|si)\b/u;

/** Said anywhere in the sentence. */
const CHOSEN =
  /\b(?:optional\w*|on request|if (?:we|you|one) (?:want|wish|like|need|take)|only if|auf wunsch|wahlweise|falls|en option|a la demande|opcional|bajo pedido)\b/u;

/** Whether an amount of money comes on top of another by the words beside it ("that is another £140", "30 € kommen dazu"), and nobody may do without it. */
export const isAdded = (text: string, { dim, cmp, to, start, end }: Quantity): boolean => {
  if (!dim.startsWith("money:") || cmp !== undefined || to !== undefined) return false;
  const before = fold(text.slice(Math.max(0, start - 40), start));
  const clause = fold(text.slice(Math.max(text.lastIndexOf(":", start), text.lastIndexOf(";", start)) + 1, end));
  return (BEFORE.test(before) || AFTER.test(fold(text.slice(end, end + 60)))) && !OPTIONAL.test(clause) && !CHOSEN.test(fold(text));
};
