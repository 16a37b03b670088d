import type { Lexicon } from "../lang/lexicon.ts";
import type { Language } from "../types.ts";

/** Longest sentence that is read, and most characters between the word of deciding and what is to be decided. */
const MAX_SENTENCE = 500;
const REACH = 80;

const gap = `[^.?!;]{0,${REACH}}?[\\s:,(–—-]`;
const asks: { readonly [language in Language]: RegExp } = {
  en: new RegExp(
    `\\b(?:decide|deciding|decision|choose|pick|settle|agree|say|tell|know|find out|work out|figure out|advise|recommend|sort out|vote|ask|question|point|thing|matter|task|left|open|need|help|suggest|argue|judge|determine|wonder(?:ing)?|unsure|undecided|due)\\b${gap}(?:(?:in|at|on|for|to|with|from) )?(which|what|whether|who|whom|where|when)\\b`,
    "iu",
  ),
  de: new RegExp(
    `(?<!\\p{L})(?:entscheid\\p{L}*|einig\\p{L}*|klären|sagen|sagt|sag|wissen|weiß|fest(?:zu)?legen|wählen|wählt|bestimm\\p{L}*|ab(?:zu)?stimm\\p{L}*|stimmt|beschließ\\p{L}*|überleg\\p{L}*|frage|offen|darum|empfehlt|empfiehl|ratet|rat|zusagen|melden|mitteilen|fehlt|bleibt|steht)(?!\\p{L})${gap}(?:(?:an|in|auf|zu|bei|mit|für|von|ab|aus|nach) )?(welche[rsnm]?|ob|was|wer|wen|wem|wo|wohin|wann)(?!\\p{L})`,
    "iu",
  ),
  fr: new RegExp(
    `(?<!\\p{L})(?:décider|choisir|choisissons|savoir|dire|dites|trancher|question|reste|convenir|voter|dis)(?!\\p{L})${gap}(?:(?:à|de|dans|pour|avec|chez|sur) )?(quel(?:le)?s?|lequel|laquelle|si|où|qui|quand)(?!\\p{L})`,
    "iu",
  ),
  es: new RegExp(
    `(?<!\\p{L})(?:decidir|elegir|saber|decir|decidme|decid|escoger|acordar|pregunta|falta|queda|votar)(?!\\p{L})${gap}(?:(?:en|a|con|de|para) )?(qué|cuál(?:es)?|si|dónde|quién|cuándo)(?!\\p{L})`,
    "iu",
  ),
};

/** Done with, somebody else's, or a matter of the page's own. */
const settled: { readonly [language in Language]: RegExp } = {
  en: /\b(?:decided|agreed|chose|asked|told|said|knew|wondered|he|she|they|says|thinks|wants|does not matter|doesn['’]t matter|depends?|no idea|not know|don['’]t know|nobody knows|is settled|was)\b/iu,
  de: /(?<!\p{L})(?:entschied\p{L}*|entschieden|hat|hatte|haben|fragte|sagte|wusste|er|sie|egal|hängt|keine ahnung|weiß nicht|wissen nicht|niemand|geklärt|war)(?!\p{L})/iu,
  fr: /(?<!\p{L})(?:a décidé|avons décidé|il|elle|ils|dépend|ne sa\p{L}+ pas|personne|était)(?!\p{L})/iu,
  es: /(?<!\p{L})(?:decidió|decidimos ya|él|ella|ellos|depende|no sé|no sabemos|nadie|era)(?!\p{L})/iu,
};

/**
 * The question that a sentence without a question mark puts to the reader, as a question: "We have to agree which van the club buys, A or B."
 * gives "which van the club buys, A or B?"; what asks "whether" or "ob" keeps its opening. Undefined for a report ("She asked which …"), for what is
 * settled or does not matter, and for any other sentence.
 */
export const indirectQuestion = (text: string, lexicon: Lexicon): string | undefined => {
  if (text.length > MAX_SENTENCE || /[?:]["”»)]*$/u.test(text)) return undefined;
  const match = asks[lexicon.language].exec(text);
  if (match === null) return undefined;
  const word = match[1] as string;
  const from = match.index + match[0].length - word.length;
  const lead =
    text
      .slice(0, from)
      .split(/[.!?]\s|[;:]\s/u)
      .at(-1) ?? "";
  if (settled[lexicon.language].test(lead)) return undefined;
  const open = /^(?:whether|if|ob|si)$/iu.test(word);
  return `${(open ? text : text.slice(from)).replace(/[.!\s]+$/u, "")}?`;
};
