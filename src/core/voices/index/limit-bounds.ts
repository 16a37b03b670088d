import { fold, words } from "../../kernel/text.ts";
import type { Lexicon } from "../lang/lexicon.ts";
import type { Quantity } from "../types.ts";
import { quantitiesIn } from "./quantities.ts";

const modal =
  /\b(?:must|may|cannot|can't|can not|has to|have to|needs? to|shall|should|muss|mussen|darf|durfen|soll|sollen|kann|konnen|wollen|mochten|doit|doivent|peut|peuvent|debe|deben|puede|pueden)\b/u;

/**
 * The quantity that a demand bounds: the first with a comparator after the verb of demand; before it only when the comparator opens
 * the sentence ("At least 60 % of those asked must …" but not "Accounts with ten seats or fewer must …").
 */
export const boundOf = (whole: string, lexicon: Lexicon): Quantity | undefined => {
  const text = mainClause(whole);
  const all = quantitiesIn(text, lexicon.language);
  const paid = all.some(({ dim }) => dim.startsWith("money:"));
  const bounded = all.filter((quantity) => quantity.cmp !== undefined && !(paid && isCountedFor(text, quantity)));
  const ceiling = all.find(({ dim, end }) => dim.startsWith("money:") && isCeiling.test(fold(text.slice(end))));
  if (ceiling !== undefined) return { ...ceiling, cmp: "<=" };
  if (bounded.length === 0) return undefined;
  const verb = modal.exec(sameLength(text));
  const opening = bounded.find((quantity) => (quantity.start < 30 && opensWithComparator.test(fold(text))) || headsClause(text, quantity));
  const found = verb ? (bounded.find((quantity) => quantity.start >= verb.index) ?? opening ?? refusedAbove(text, bounded)) : bounded[0];
  const bound = found ? polar(text, found, lexicon) : undefined;
  // Nobody demands to pay more: such an amount is what a sentence refuses in words that were not read.
  return bound?.cmp === ">" && bound.dim.startsWith("money:") && !modal.test(sameLength(text)) ? undefined : bound;
};

/** "6,000 EUR for all of them is the ceiling". */
const isCeiling =
  /^[^.;,]{0,40}\b(?:is|are|ist|sind|est|es) (?:the |our |my |die |unsere? |le |notre |el |nuestro )?(?:(?:absolute|upper|hard) )?(?:ceiling|cap|maximum|limit|most|obergrenze|hochstgrenze|grenze|maximo|plafond|tope)\b/u;

/** "6,000 EUR for all eight rooms": how many the amount is for, and no bound. */
const isCountedFor = (text: string, { dim, start }: Quantity): boolean =>
  dim.startsWith("count:") &&
  /\b(?:for|fur|pour|para) (?:(?:all|alle|tou(?:s|tes)|tod[oa]s) )?(?:the |our |les |los |las )?$/u.test(fold(text.slice(0, start)));

/** The text without a consequence or reason behind it: "no more than 45 minutes, otherwise someone must start before nine". */
export const mainClause = (text: string): string =>
  text.split(/,\s(?=(?:otherwise|or else|because|since|sonst|denn|weil|sinon|car|puisque|porque|si no)\b)/u)[0] ?? text;

/** "Mehr als 6 Liter darf es nicht verbrauchen" and "Anything above 2,000 EUR is out of the question" bound from before the verb. */
const refusedAbove = (text: string, bounded: readonly Quantity[]): Quantity | undefined =>
  bounded.length === 1 &&
  /^(?:anything|everything|more|less|longer|louder|heavier|dearer|above|over|below|under|mehr|weniger|langer|lauter|schwerer|teurer|hoher|kurzer|uber|unter|alles|plus|moins|mas|menos)\b/u.test(
    fold(text),
  )
    ? bounded[0]
    : undefined;

/**
 * Both ends of "between 80 and 120 m²", lower first; undefined unless exactly one such range stands in the text and its ends have
 * one dimension.
 */
export const rangeOf = (text: string, lexicon: Lexicon): readonly [Quantity, Quantity] | undefined => {
  if (!/between|zwischen|entre/iu.test(text)) return undefined;
  const list = quantitiesIn(text, lexicon.language);
  const at = list.findIndex((quantity, i) => {
    const next = list[i + 1];
    return (
      next !== undefined &&
      next.dim === quantity.dim &&
      next.value > quantity.value &&
      /\b(?:between|zwischen|entre)\s*$/u.test(fold(text.slice(0, quantity.start))) &&
      /^\s*(?:and|und|et|y)\s*$/u.test(text.slice(quantity.end, next.start))
    );
  });
  const [low, high] = [list[at], list[at + 1]];
  return low === undefined || high === undefined
    ? undefined
    : [
        { ...low, cmp: ">=" },
        { ...high, cmp: "<=", per: high.per },
      ];
};

/** "We have 3,000 EUR for it": the one amount of money is the most that may be spent. */
export const purseOf = (text: string, lexicon: Lexicon): Quantity | undefined => {
  const money = quantitiesIn(text, lexicon.language).filter((one) => one.dim.startsWith("money:"));
  return money.length === 1 && /^(?:we|i|wir|ich|nous|tenemos)\b/u.test(fold(text)) ? { ...(money[0] as Quantity), cmp: "<=" } : undefined;
};

/** "…, and at least 8,000 EUR have to stay": the amount is the subject of the demand, not part of a phrase ("accounts with at least ten seats"). */
const headsClause = (text: string, quantity: Quantity): boolean =>
  /(?:^|[,;:]|\b(?:and|und|but|aber|that|dass|so))\s*(?:at least|at most|no more than|not more than|no fewer than|mindestens|hochstens|maximal)\s*$/u.test(
    fold(text.slice(0, quantity.start)),
  ) && /^\s(?:\p{L}+\s)?(?:must|have to|has to|muss|mussen|darf|durfen)\b/u.test(fold(text.slice(quantity.end)));

/** Folded text of the same length, or the text in lower case when folding changes offsets. */
const sameLength = (text: string): string => (fold(text).length === text.length ? fold(text) : text.toLowerCase());

const opensWithComparator =
  /^(?:at|no|not|up|fewer|less|more|under|over|below|above|max|min|maximum|minimum|hochstens|mindestens|maximal|nicht|wenigstens|mehr|weniger|uber|unter|au|pas|como|al|menos|mas|within)\b/u;
/** "More than", "Whatever costs more than", "Alles über" before an amount: the sentence opens with what it goes on to refuse. */
const bounding =
  /^(?:(?:anything|everything|whatever|all|alles|was) (?:\p{L}+ ){0,2})?(?:more than|less than|fewer than|over|above|under|below|mehr als|weniger als|uber|unter)\s*$/u;
const negative = /^(?:no|not|never|cannot|nobody|none|nothing|neither|niemand|kein\w*|nicht|aucun\w*|ningun\w*)$/u;

/** In a demand, a negation anywhere before in the clause turns "more than" and "below": "No bill may rise by more than 25 %". */
const polar = (text: string, quantity: Quantity, lexicon: Lexicon): Quantity => {
  if (quantity.cmp !== ">" && quantity.cmp !== "<") return quantity;
  const before = text.slice(0, quantity.start);
  // "Mehr als 4.500 EUR dürfen wir nicht ausgeben": the negation may follow the verb.
  const rest = text.slice(quantity.end).split(/[;:.,]\s/u)[0] ?? "";
  const opens = bounding.test(fold(before));
  const after = modal.test(fold(before)) || !(opens || modal.test(fold(rest))) ? "" : rest;
  const clause = words(`${after} `.trimStart() + before.slice(Math.max(before.lastIndexOf(";"), before.lastIndexOf(": "), 0)));
  const refused =
    /\b(?:out of the question|(?:is|are) out\b|scheide[nt]\w* aus|(?:fallt|fliegt) raus|est exclue?|queda fuera|kommt nicht in frage|not an option|unacceptable|no (?:use|good)|(?:drops?|falls?|is) out|rules? (?:it|one|an? \p{L}+) out|fall[ent]* (?:weg|raus)|(?:will|mochte) ich nicht|(?:wollen|mochten) wir nicht|too (?:much|long|expensive))\b/u.test(
      fold(text.slice(quantity.end)),
    ) || refusing.test(fold(before));
  if (!refused && !clause.some((word) => lexicon.negations.has(word) || negative.test(word))) return quantity;
  return { ...quantity, cmp: quantity.cmp === ">" ? "<=" : ">=" };
};

/** "Was gar nicht geht: mehr als 4.500 EUR": what stands before the colon refuses what stands behind it. */
const refusing =
  /\b(?:not (?:an option|possible|acceptable)|no[- ]go|out of the question|unacceptable|ruled out|(?:gar )?nicht (?:geht|in frage|infrage|moglich)|geht (?:gar )?nicht|ausgeschlossen|tabu|exclu|impossible|hors de question|descartado|no puede ser)\b[^:]{0,20}:\s/u;

const capped = /\b(?:budget|ceiling|cap|maximum|max|limit|deadline|obergrenze|kostenrahmen|hochstgrenze|frist|plafond|presupuesto|tope)\b/u;
/** "Survives a drop from 1.8 m", "supports 500 users": what must be borne is a lower bound. */
const bearing =
  /(?:^|\b(?:so|and|but|therefore|hence) |[,;:] )(?:(?:it|they|the \p{L}+|must|has to|have to|can) )*(?:run|operat|bridg|keep going|hold out|surviv|withstand|handl|support|carr(?:y|ies)|hold|last|cop|bear|tolerat|serv|reach|read|seat|ubersteh|aushalt|tragt|fasst|reicht|uberbruck|durchhalt)\p{L}*\b/u;
const floored = /\b(?:minimum|floor|mindest\w*|untergrenze|minimo)\b/u;

/** "Budget: 50,000 EUR" is an upper bound; "within the 512 MB" and "fit the 512 MB" are, too. */
export const impliedBound = (text: string, lexicon: Lexicon): Quantity | undefined => {
  const [quantity, ...more] = quantitiesIn(text, lexicon.language).filter((one) => one.dim !== "number");
  if (!quantity || more.length > 1) return undefined;
  const before = fold(text.slice(0, quantity.start));
  if (
    capped.test(before) ||
    /\b(?:fits?(?: into| in| on| onto| within)?|inside|within|innerhalb|passt (?:in|auf)|passen (?:in|auf)|tient (?:dans|sur)|cabe en|quepa en) (?:the |our |a |an |der |des |die |das |unsere?n? )?(?:\p{L}+ )?$/u.test(
      before,
    )
  )
    return { ...quantity, cmp: "<=" };
  // "Cover all 46 hectares" is the least that must be covered; "6,000 EUR for all eight rooms" is not.
  if (
    !/\b(?:for|fur|pour|para) \S+ (?:the |our |of the )?$/u.test(before) &&
    /\b(?:all|alle[nr]?|samtliche[nr]?|tou(?:s|tes)(?: les)?|tod[oa]s(?: l[oa]s)?) (?:the |our |of the )?$/u.test(before)
  )
    return { ...quantity, cmp: ">=" };
  if (bearing.test(before)) return { ...quantity, cmp: ">=" };
  return floored.test(before) ? { ...quantity, cmp: ">=" } : undefined;
};
