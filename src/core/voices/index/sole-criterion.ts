import { words } from "../../kernel/text.ts";
import type { Lexicon } from "../lang/lexicon.ts";
import type { CriterionDraft } from "./criterion-draft.ts";
import { squeeze } from "./markup.ts";
import type { Span } from "./pieces.ts";

const counts =
  /^(?:the |only the )?(.{3,50}?) (?:is|are) (?:all (?:that|we)|what|the (?:one|only) thing (?:that|we)) (?:really )?(?:counts?|matters?|decides?|we care about|care about)\b|^(?:only )?(?:one thing (?:counts|matters|decides)|what (?:counts|matters|decides) is)[:,]? (?:the )?(.{3,50}?)[.:;]|^(?:es zählt |entscheidend ist |wichtig ist )(?:allein |nur |einzig )?(?:der |die |das )?(.{3,50}?)[.:;]|^(?:only one thing|just one thing|one thing only|nur eines|nur eine sache)[:,] (?:the |der |die |das )?(.{3,50}?)(?: (?:from|until|between|von|bis|zwischen)\b|[.:;])/iu;

/** "Fun is what counts. … higher is better": the noun that a sentence calls the one thing that counts, with the sentences after it for its direction. */
export const soleCriterion = (spans: readonly Span[], lexicon: Lexicon): CriterionDraft[] | undefined => {
  for (const [i, span] of spans.entries()) {
    if (span.aside !== undefined || span.text.endsWith("?")) continue;
    const match = counts.exec(span.text);
    const name = squeeze(match?.[1] ?? match?.[2] ?? match?.[3] ?? match?.[4] ?? "").replace(/[.,;:]+$/u, "");
    const content = words(name).filter((word) => !lexicon.stopWords.has(word));
    if (name === "" || content.length === 0 || words(name).length > 5 || /\b(?:and|or|und|oder)\b/iu.test(name)) continue;
    const next = [span, ...spans.slice(i + 1, i + 3)].filter((each) => each.place.line - span.place.line <= 3 && each.aside === undefined);
    return [{ name, text: next.map((each) => each.text).join(" "), place: span.place, rank: 0 }];
  }
  return undefined;
};
