import { fold } from "../../kernel/text.ts";
import type { Evidence, Limit } from "../types.ts";
import type { Check } from "./check.ts";
import { clausesAbout } from "./clauses.ts";
import { isHedged, isNegated } from "./polarity.ts";
import { overlap, topical } from "./words.ts";

/** Longest time, in seconds, that a wait for the next morning exceeds for certain. */
const SHORT = 3600;
const DEFERS =
  /^(?:and |so )?(?:the |all |every |night |nightly |such |those )*(\p{L}+) (?:waits?|(?:is|are) (?:left|deferred|postponed)) (?:for|until|till|to) (?:the )?(?:next |following )?(?:morning|day|monday|weekend|business day|working day)\b/u;
/** What makes a statement definite: a time of day, or that it holds for nobody or for all. */
const DEFINITE = /\b(?:nobody|no one|all|every|always|\d{1,2}:\d{2})\b/;
/** Not all of them wait, or not always. */
const PART = /\b(?:only|some|most|few|many|low|minor|non|unless|except|other|if|when|rest|sometimes|usually|often)\b/;

/**
 * "Pages wait for the morning" against "a page must be acknowledged within 15 minutes": the limit is an hour at most, and what an
 * option's own text puts off without exception, guess or denial is the very thing the limit opens with. It is broken when the
 * sentence says so definitely, by a time of day or that nobody is there; bare words only put it in doubt.
 */
export const checkByDeferral = (limit: Limit, evidence: Evidence): readonly Check[] => {
  const quantity = limit.quantity;
  const thing = topical(limit.terms)[0];
  if (thing === undefined || quantity?.dim !== "time" || quantity.cmp?.startsWith("<") !== true || quantity.value > SHORT) return [];
  if (!/\b(?:must|has to|have to|needs? to|is to|are)\b/.test(fold(limit.text))) return [];
  const found = new Map<number, Check>();
  for (const { option, text, place } of clausesAbout(evidence)) {
    const plain = fold(text).replace(/^[\s,;:–—-]+/u, "");
    const noun = DEFERS.exec(plain)?.[1];
    if (noun === undefined || found.has(option) || PART.test(plain) || isNegated(text) || isHedged(text)) continue;
    if (overlap([thing], [noun.replace(/s$/, "")]) !== 1) continue;
    const sentence = evidence.sentences.find(
      (each) => each.place.file === place.file && each.place.line === place.line && each.text.includes(text),
    );
    const firm = DEFINITE.test(fold(sentence?.text ?? ""));
    found.set(option, {
      limit: limit.id,
      option,
      state: firm ? "broken" : "in doubt",
      note: { key: "words", values: [text] },
      places: [place],
      value: text,
      firm,
    });
  }
  return [...found.values()];
};
