import type { Evidence, Quantity, Sentence } from "../types.ts";
import type { Measured } from "./data-facts.ts";
import { overlap, topical } from "./words.ts";

/**
 * The first sentence of the briefing with a figure that nothing read and that would part the options if it were a bound: it names no
 * option, is no limit, criterion or guess, has the dimension of a figure that the options are compared by and, money aside, a word of
 * its name; and `first` stands on the worse side of it, or on either where nobody says which side is worse. Undefined when there is none.
 */
export const unreadBound = (
  evidence: Evidence,
  items: readonly Measured[],
  first: number,
  out: readonly boolean[],
): Sentence | undefined => {
  const briefing = evidence.sources[0]?.file;
  return evidence.sentences.find(
    (sentence) =>
      sentence.place.file === briefing &&
      isFree(sentence) &&
      sentence.quantities.some(
        (quantity) => !isRead(quantity, sentence, evidence) && items.some((item) => parts(item, quantity, sentence, first, out)),
      ),
  );
};

/** Roles of text that is no statement about the choice. */
const ELSEWHERE: ReadonlySet<string> = new Set(["title", "options", "questions", "data", "files"]);

const isFree = ({ role, aside, hypothesis, options, owner }: Sentence): boolean =>
  !ELSEWHERE.has(role) && aside === undefined && !hypothesis && options.length === 0 && owner === undefined;

const isRead = ({ raw }: Quantity, { place, text }: Sentence, { limits, criteria }: Evidence): boolean =>
  limits.some((limit) => limit.place.line === place.line && (limit.text === text || limit.text.includes(raw))) ||
  criteria.some((criterion) => !criterion.inferred && criterion.quantity?.raw === raw);

const parts = (item: Measured, quantity: Quantity, sentence: Sentence, first: number, out: readonly boolean[]): boolean => {
  const { metric, direction, assumed, levels } = item;
  if (metric.dim !== quantity.dim || metric.per.join() !== quantity.per.join()) return false;
  if (!quantity.dim.startsWith("money:") && overlap(topical(metric.terms), sentence.terms) === 0) return false;
  const own = levels.find((level) => level.option === first)?.value;
  const others = levels.filter((level) => level.option !== first && out[level.option] !== true).map(({ value }) => value);
  if (own === undefined || others.length === 0) return false;
  if (direction !== 0 && !assumed) return direction > 0 ? own < quantity.value : own > quantity.value;
  return others.some((value) => (value - quantity.value) * (own - quantity.value) <= 0 && value !== own) && own !== quantity.value;
};
