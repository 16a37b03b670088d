import { fold } from "../../kernel/text.ts";
import { termsOf } from "../index/terms.ts";
import type { Evidence, Limit } from "../types.ts";
import { type Check, keeps } from "./check.ts";
import { clausesAbout } from "./clauses.ts";
import { formatNumber, readings } from "./numbers.ts";
import { isHedged, isNegated } from "./polarity.ts";
import { isInterested } from "./stated.ts";
import { contentTerms, overlap, topical } from "./words.ts";

const PART_OF = /(\d[\d.,]*) (?:of|out of|von|sur|de) (?:the |our |its |den |der |les |las |los )?(\d[\d.,]*) (\p{L}{3,})/giu;

/**
 * Tests "at most 2 % of trips late" on "3 of 210 trips were late": the one such share that an option's clause states, of the limit's own noun, in a
 * clause that has every word of the limit. A denial, a guess and a claim of an interested party state none.
 */
export const checkByStatedShare = (limit: Limit, evidence: Evidence): readonly Check[] => {
  const { quantity, text } = limit;
  const noun = /%\s(?:of|der|des|aller|von|de|du)\s(?:the |all |our |den |les |los |las )?(\p{L}{3,})/iu.exec(text)?.[1];
  if (quantity?.dim !== "percent" || quantity.cmp === undefined || noun === undefined) return [];
  const [whole, wanted] = [termsOf(noun, evidence.language), topical(limit.terms)];
  const found = clausesAbout(evidence).flatMap(({ option, text: clause, place }): readonly Check[] => {
    const [match, ...more] = [...clause.matchAll(PART_OF)];
    if (match === undefined || more.length > 0 || isNegated(clause) || isHedged(clause) || isInterested(clause)) return [];
    const own = contentTerms(fold(clause), evidence.language);
    if (overlap(termsOf(match[3] as string, evidence.language), whole) === 0 || overlap(wanted, own) < wanted.length) return [];
    const [part, all] = [match[1], match[2]].map((raw) => readings((raw as string).replace(/[.,]$/u, ""))[0]);
    if (part === undefined || all === undefined || all <= 0 || part > all) return [];
    const share = (100 * part) / all;
    const value = `${match[1]} / ${match[2]} = ${formatNumber(share, evidence.language, 2)} %`;
    return [
      {
        limit: limit.id,
        option,
        state: keeps(share, quantity.cmp ?? "<=", quantity.value) ? "kept" : "broken",
        note: { key: "product", values: [value] },
        places: [place],
        value,
        firm: true,
        held: { value: share, scale: 1, unit: "%" },
      },
    ];
  });
  return found.filter((check) => found.filter((other) => other.option === check.option).length === 1);
};
