import { fold, words } from "../../kernel/text.ts";
import type { Lexicon } from "../lang/lexicon.ts";
import { lexiconOf } from "../lang/lexicons.ts";
import type { Language } from "../types.ts";

/** Words by which a part goes on about itself ("the van that we own"): what follows may be a clause. */
const relative =
  /(?:,|\s(?:that|which|who|whom|as|when|where|if|unless|until|so|because|while|once|than|since|wenn|weil|dass|damit|sobald|bis|solange|qui|que|quand|lorsque|cuando|porque|mientras))\s.*$/u;

/** Finite verbs and subjects: a part that holds one after its first word is a clause, not the name of an option. */
const finite: { readonly [language in Language]: RegExp } = {
  en: /\s(?:is|are|was|were|be|been|has|had|does|did|will|would|should|could|can|cannot|must|shall|we|they|you|i)\b/u,
  de: /\s(?:ist|sind|war|waren|wird|hat|hatte|soll|sollen|sollte|sollten|kann|konnte|konnten|muss|musste|darf|wir|ich|man)\b/u,
  fr: /\s(?:est|sont|etait|sera|ont|doit|doivent|peut|peuvent|nous|ils|elles)\b/u,
  es: /\s(?:es|son|esta|estan|sera|debe|deben|puede|pueden|tiene|tienen)\b/u,
};

/** Whether a part opens with a verb (in German: ends with an infinitive), so that it names an act. */
export const namesAct = (part: string, lexicon: Lexicon): boolean => {
  const [word = "", next = ""] = part.split(" ");
  if (lexicon.language === "de") return isInfinitive(part.split(" ").pop() as string);
  if (lexicon.verbs.has(fold(word)) || lexiconOf("en").verbs.has(fold(word))) return true;
  if (lexicon.language === "fr")
    return /^(?:l[ae']?|les|en|y|nous|ne|se)$/iu.test(word) ? infinitive.test(next.toLowerCase()) : /^\p{Ll}{2,}(?:er|ir|re)$/u.test(word);
  return lexicon.language === "es" && /^\p{Ll}{2,}(?:ar|er|ir)(?:l[oa]s?|nos|se)?$/u.test(word.toLowerCase());
};

/** French infinitives behind an article-like pronoun: "la vendre", but not "la voiture". */
const infinitive = /^(?:\p{Ll}{2,}(?:er|ir)|(?:re)?(?:vendre|rendre|prendre|faire|mettre|construire|attendre|suivre|tendre|perdre))$/u;

/** A German infinitive as an option ends with it: `umziehen`, `erneuern`, `sein`. */
export const isInfinitive = (word: string): boolean => /^\p{Ll}+n$/u.test(word) && word.length > 4;

/**
 * Whether parts may be the options of one choice: each a noun phrase or a verb phrase, none a clause, none a lone verb beside
 * phrases ("buy" beside "rent the van for a year" names nothing). In running prose (`strict`) all are of one kind.
 */
export const areOptions = (parts: readonly string[], lexicon: Lexicon, strict: boolean): boolean => {
  const bare = parts.map((part) => part.replace(/\s*\([^()]*\)/gu, "").trim());
  if (bare.some((part) => part === "" || isClause(part, lexicon.language))) return false;
  const lone = bare.filter((part) => words(part).length === 1 && namesAct(part, lexicon) && /^\p{Ll}/u.test(part));
  if (lone.length > 0 && bare.some((part) => words(part).length > 1 && !namesAct(part, lexicon))) return false;
  const acts = bare.filter((part) => namesAct(part, lexicon)).length;
  return !strict || acts === 0 || acts === bare.length;
};

const isClause = (part: string, language: Language): boolean => finite[language].test(fold(part).replace(relative, ""));

const placing: { readonly [language in Language]: RegExp } = {
  en: /^(?:in|at|on|to) (?:(?:the|a|an|our) )?(?=\S)/iu,
  de: /^(?:im|am|ins|zum|zur|beim|(?:in|an|auf|bei) (?:(?:der|dem|den|die|das|einem|einer|unserem|unserer) )?) ?(?=\S)/iu,
  fr: /^(?:dans|au|aux|chez|sur|à) (?:(?:le|la|les|un|une) |l['’])?(?=\S)/iu,
  es: /^(?:en|al|a) (?:(?:el|la|los|las|un|una) )?(?=\S)/iu,
};

/** "in the town hall, in the old church": places lose the small words that all of them open with. Other parts stay as they are. */
export const withoutPlacing = (parts: readonly string[], lexicon: Lexicon): readonly string[] => {
  const small = placing[lexicon.language];
  if (!parts.every((part) => small.test(part)) || parts.some((part) => namesAct(part, lexicon))) return parts;
  const cut = parts.map((part) => part.replace(small, ""));
  return new Set(cut.map(fold)).size === parts.length ? cut : parts;
};
