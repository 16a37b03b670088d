import { fold, words } from "../../kernel/text.ts";
import type { Lexicon } from "../lang/lexicon.ts";
import { splitAlternatives } from "./alternatives.ts";
import { quantitiesIn } from "./quantities.ts";
import { leadRole } from "./roles.ts";

/** Most words of a name in such a list. */
const MAX_WORDS = 5;

const offerNoun =
  "offers?|quotes?|quotations?|bids?|tenders?|proposals?|candidates?|applicants?|applications?|finalists?|suppliers?|vendors?|shortlist|angebote?|bewerber(?:innen)?|bewerbungen|kandidaten|kandidatinnen|finalisten|anbieter|lieferanten|bieter|auswahl|offres?|devis|candidat(?:e?s)?|fournisseurs?|ofertas?|presupuestos?|candidat[oa]s|proveedores";
const offeredBy = new RegExp(
  `\\b(?:${offerNoun})\\b[^.?!:;]{0,40}?\\s(?:from|by|of|von|der firmen|von den firmen|de|chez|down to|are|is|sind|waren|stehen|haben wir|sont|son|were)\\s(.{3,200})$`,
  "iu",
);
const running =
  /^(.{3,160}?)\s(?:(?:have|has|had|are|were|haben|stehen|sind|bleiben|sont|ont|son|estan|han)\b[^.?!]{0,30}?\b(?:applied|bid|quoted|offered|offers?|bids|running|left|remain|shortlist(?:ed)?|candidates|finalists|(?:aus)?wahl|auswahl|beworben|angeboten|rennen|ubrig|candidats|lice|postule|candidatos|ofertado)|remain|applied|bewerben sich|made the shortlist)\b/u;

/**
 * The names of a sentence that tells who or what is on offer: "Three offers: A, B and C", "We have quotes from A, B and C", "A, B and
 * C have applied". Every name opens with a capital or digit and has at most five words; undefined when it is no such list.
 */
export const offersIn = (text: string, lexicon: Lexicon): readonly string[] | undefined => {
  const sentence = text.replace(/[.!?]+$/u, "");
  const colon = sentence.search(/:\s/u);
  if (colon > 0 && words(sentence.slice(0, colon)).length <= 12 && leadRole(sentence.slice(0, colon)) === "options")
    return names(sentence.slice(colon + 1), lexicon);
  // "Two have answered: A and B": the lead counts what follows.
  const counted = colon > 0 && words(sentence.slice(0, colon)).length <= 16 ? names(sentence.slice(colon + 1), lexicon) : undefined;
  if (counted && words(sentence.slice(0, colon)).some((word) => (lexicon.numberWords.get(word) ?? Number(word)) === counted.length))
    return counted;
  const plain = fold(sentence).length === sentence.length ? fold(sentence) : sentence.toLowerCase();
  const offered = offeredBy.exec(plain);
  if (offered) {
    const tail = sentence.slice(sentence.length - (offered[1] as string).length);
    const found = names(tail.replace(/\s(?:vor|ein|eingegangen|on the table|in hand|so far|left)$/iu, ""), lexicon);
    if (found) return found;
  }
  const left = running.exec(plain)?.[1];
  return left === undefined ? undefined : names(sentence.slice(0, left.length), lexicon);
};

/** "Olive Tree £11.50 a head, Saffron £13": names that each have an amount behind them, without it. */
const withoutAmounts = (parts: readonly string[], lexicon: Lexicon): readonly string[] => {
  const cut = parts.map((part) => {
    const [first] = quantitiesIn(part, lexicon.language).filter((quantity) => quantity.dim !== "number");
    return first === undefined || first.start < 3
      ? undefined
      : part.slice(0, first.start).replace(/[\s,:(]+(?:(?:at|for|zu|für|à|a|por)\s)?$/u, "");
  });
  return cut.every((part) => part !== undefined) ? cut : parts;
};

const names = (list: string, lexicon: Lexicon): readonly string[] | undefined => {
  const joined = splitAlternatives(list.trim(), lexicon, "and");
  const parts = joined.length >= 2 ? joined : list.split(/,\s+/u).map((part) => part.trim());
  const bare = withoutAmounts(parts, lexicon);
  const clean = bare.map((part) => part.replace(/^(?:the|der|die|das|den|dem|le|la|les|el|los|las)\s+(?=\p{Lu})/iu, "").trim());
  const fine = clean.every(
    (name) => /^[\p{Lu}\p{N}"“„]/u.test(name) && words(name.replace(/\s*\([^()]*\)/gu, "")).length <= MAX_WORDS && !/[:;]/u.test(name),
  );
  return clean.length >= 2 && clean.length <= 12 && fine && new Set(clean.map(fold)).size === clean.length ? clean : undefined;
};
