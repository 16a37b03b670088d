import { fold } from "../../kernel/text.ts";
import type { Lexicon } from "../lang/lexicon.ts";
import type { Quantity } from "../types.ts";
import { quantitiesIn } from "./quantities.ts";

/** Longest sentence that is read. */
const MAX_SENTENCE = 240;

/** The house has, or there is, so much of it: behind a subject, since "has room for 12" opens a demand on an option. */
const HAS =
  /\S\s(?:has|have|had|offers?|leaves?|is|are|hat|haben|bietet|bieten|ist|sind|gibt|stehen|steht|bleiben|bleibt|a|avons|reste|restent|hay|tiene|tenemos|quedan?)(?:\s|$)/u;
const SPARE =
  /^\s(?:[\p{L}²³]+\s){0,3}?(?:to spare|spare|free|available|left|unused|vacant|at (?:our|its|your) disposal|frei|ubrig|verfugbar|zur verfugung|bereit|libres?|disponibles?|de libre|restants?)(?![\p{L}-])/u;
const ROOM =
  /(?:^|\s)(?:room|space|capacity|platz|raum|place|sitio|espacio|hueco) (?:for|fur|pour|para) (?:only |just |nur |hochstens |at most )?$/u;
/** What must be there, or is not, is no supply. */
const DEMANDED =
  /\b(?:must|needs?|required?|requires|has to|have to|should|shall|wants?|muss|mussen|soll\w*|braucht|brauchen|benotigt|doit|doivent|debe|deben|not|no|never|nicht|kein\w*|pas|sans|if|wenn|si|falls)\b/u;

/**
 * The amount that is there for what is chosen, as the most that it may take: "The cellar has 12 m² to spare", "Im Keller ist Platz für 4
 * Regale". Undefined where the sentence demands, denies or supposes it, gives several amounts, or bounds one itself.
 */
export const supplyOf = (text: string, lexicon: Lexicon): Quantity | undefined => {
  if (text.length > MAX_SENTENCE || /\?\s*$/u.test(text)) return undefined;
  const [quantity, ...more] = quantitiesIn(text, lexicon.language);
  if (quantity === undefined || more.length > 0 || (quantity.cmp !== undefined && quantity.cmp !== "<=")) return undefined;
  const before = sameLength(text.slice(0, quantity.start));
  const after = fold(text.slice(quantity.end));
  if (DEMANDED.test(before) || DEMANDED.test(after) || !HAS.test(before)) return undefined;
  return SPARE.test(after) || ROOM.test(before) ? { ...quantity, cmp: "<=" } : undefined;
};

const sameLength = (text: string): string => fold(text.replace(/[²³]/gu, "2"));

/** A quantity named as what an option takes up. */
const NEEDED =
  /\b(?:need(?:s|ed)?|requir\p{L}*|takes?|taken|takes up|occup\p{L}*|uses?|used|usage|consum\p{L}*|footprint|demand|bedarf|benotigt\p{L}*|gebraucht\p{L}*|belegt|verbrauch|\p{L}+bedarf|\p{L}+verbrauch|requis\p{L}*|necessaire|besoin|necesari\p{L}*|ocupad\p{L}*)\b/u;

/** Whether a column or setting is named as what an option takes up: "Space needed (m2)", `platzbedarf_m2`. */
export const isNeeded = (label: string): boolean => NEEDED.test(fold(label.replaceAll("_", " ")));
