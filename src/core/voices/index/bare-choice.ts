import type { Lexicon } from "../lang/lexicon.ts";
import type { Language } from "../types.ts";
import { evenFold, gradedIn } from "./graded.ts";

const MEASURE_EN = "(?:lowest|fewest|least|most|longest|highest|shortest|earliest|smallest|largest)";
/** A noun phrase that is all of what is said: "the cheapest of them", "the one with the fewest faults", "whichever draws the least power". */
const bare: { readonly [language in Language]: RegExp } = {
  en: new RegExp(
    `^(?:and |so |then |simply |just |please |therefore |that is |only |it is |it['’]s |for us |we go for |give it to |make it )*(?:(?:the )?(?:\\p{L}{3,}est|most \\p{L}+|least \\p{L}+)(?: (?:one|ones|option|offer|bid|boat|first|please|possible|overall|(?:of|among) (?:them|those|these|all|the \\p{L}+))){0,3}|(?:the |that )?(?:one )?(?:with|that|which) [^,]{0,50}(?:est|most|least|fewest)\\b[^,]{0,40}|(?:whichever|whoever|whatever|whatever it is that)\\b [^,]{3,70}|(?:the )?${MEASURE_EN} (?:\\p{L}+ ?){1,3}|(?:the )?\\p{L}{3,}est (?:\\p{L}+ )?(?:that|which) [^,]{3,50})[, ]*(?:please|then|full stop|of course|that['’]s (?:it|all))?$`,
    "u",
  ),
  de: /^(?:und |also |dann |einfach |bitte |am liebsten |eben |deshalb |darum |schlicht )*(?:(?:das|die|der|den|dasjenige|diejenige|denjenigen)(?: \p{L}+)? (?:mit|bei|mit dem|welche[sr]?) [^,]{3,60}|(?:das|die|der|den) \p{L}+ste[nrs]?(?: von (?:allen|denen|ihnen|den \p{L}+))?|(?:der|die|das|den) \p{L}+ste[nrs]? \p{L}+|(?:was|wer) [^,]{3,50})(?:,? (?:bitte|dann|eben|fertig))?$/u,
  fr: /^(?:et |donc |alors |simplement )*(?:(?:le|la|celui|celle) (?:plus|moins) [^,]{3,30}|(?:celui|celle) (?:qui|avec) [^,]{3,50})$/u,
  es: /^(?:y |pues |entonces |simplemente )*(?:(?:el|la) (?:mas|menos) [^,]{3,30}|(?:el|la) (?:que|de) [^,]{3,50})$/u,
};

/** Words that make the phrase a report, or narrow it to what is not offered. */
const told =
  /\b(?:was|were|had|ever|never|not|so far|last|previous|old|of (?:our|my|his|her|their) (?:life|lives)|yesterday|war|waren|hatte|je|nie|nicht|bisher|letzte\w*|alte\w*|etait|jamais|pas|era|nunca|no)\b|\b\p{L}{2,}ed\b/u;

/**
 * The part of a sentence that is a bare superlative and stands for "we take …": the whole of it, or what follows its last colon, semicolon or
 * dash, or "so" and "therefore". Undefined when there is none.
 */
export const bareChoice = (text: string, lexicon: Lexicon): string | undefined => {
  const whole = text.replace(/[.!]+$/u, "").trim();
  const parts = whole.split(/[:;]\s|\s[–—-]\s|,\s(?=(?:so|therefore|hence|deshalb|darum|also|daher|donc|así que)\s)/u);
  // "The cheapest; at the same price …": what breaks ties comes behind a semicolon.
  const heads = /;\s/u.test(whole) ? [whole.split(/;\s/u)[0] as string] : [];
  return [parts[parts.length - 1] as string, ...heads]
    .map((part) => part.trim())
    .find((part) => {
      const folded = evenFold(part);
      return bare[lexicon.language].test(folded) && !told.test(folded) && gradedIn(part, lexicon.language) !== undefined;
    });
};
