import { fold } from "../../kernel/text.ts";
import { supplyOf } from "../index/supply.ts";
import { lexiconOf } from "../lang/lexicons.ts";
import type { Evidence, Quantity, Sentence } from "../types.ts";
import type { Measured } from "./data-facts.ts";
import { amountsOf } from "./stated.ts";
import { overlap, topical } from "./words.ts";

/**
 * The first sentence of the briefing with a figure that nothing read and that would part the options if it were a bound: it names no
 * option and tells nothing of one ("It is 1.20 m wide"), is no limit, criterion or guess, has the dimension of a figure that the options are compared by and, money aside, a word of
 * its name (a limit whose number was read as no bound needs no such word, nor does an amount that is there "to spare" and that `first`
 * exceeds); and `first` stands on the worse side of it, or on either where nobody says which side is worse. Money that was set aside for
 * the purchase counts whatever side `first` is on: it may be for all of it. Undefined when there is none.
 */
export const unreadBound = (
  evidence: Evidence,
  items: readonly Measured[],
  first: number,
  out: readonly boolean[],
): Sentence | undefined => {
  const briefing = evidence.sources[0]?.file;
  const told = new Set(amountsOf(evidence).map(({ sentence }) => sentence.id));
  return evidence.sentences.find(
    (sentence) =>
      sentence.place.file === briefing &&
      isFree(sentence) &&
      !told.has(sentence.id) &&
      (isOverSupply(sentence, evidence, items, first) ||
        isFund(sentence, evidence, items) ||
        sentence.quantities.some(
          (quantity) =>
            !isRead(quantity, sentence, evidence) &&
            items.some((item) => parts(item, quantity, sentence, first, out, isUnbounded(sentence, evidence))),
        )),
  );
};

/** Roles of text that is no statement about the choice. */
const ELSEWHERE: ReadonlySet<string> = new Set(["title", "options", "questions", "data", "files"]);

const isFree = ({ role, aside, hypothesis, options, owner }: Sentence): boolean =>
  !ELSEWHERE.has(role) && aside === undefined && !hypothesis && options.length === 0 && owner === undefined;

const isRead = ({ raw }: Quantity, { place, text }: Sentence, { limits, criteria }: Evidence): boolean =>
  limits.some(
    (limit) => limit.quantity !== undefined && limit.place.line === place.line && (limit.text === text || limit.text.includes(raw)),
  ) || criteria.some((criterion) => !criterion.inferred && criterion.quantity?.raw === raw);

/** A limit without a bound: whatever number it has was not read. */
const isUnbounded = ({ place, text }: Sentence, { limits }: Evidence): boolean =>
  limits.some((limit) => limit.quantity === undefined && limit.place.line === place.line && limit.text === text);

/** More of its kind than is there "to spare", by a column that is not said to be what an option takes up. */
const isOverSupply = (sentence: Sentence, evidence: Evidence, items: readonly Measured[], first: number): boolean => {
  const supply = supplyOf(sentence.text, lexiconOf(evidence.language));
  return (
    supply !== undefined &&
    !evidence.limits.some((limit) => limit.supply === true && limit.text === sentence.text) &&
    items.some(
      ({ metric, levels }) =>
        metric.dim === supply.dim &&
        metric.per.join() === supply.per.join() &&
        levels.some(({ option, value }) => option === first && value > supply.value),
    )
  );
};

const FUND =
  /\b(?:set aside|put aside|earmarked|budget\w*|(?:grant|fund|pot|kitty|kasse|topf) (?:of|holds|has|is|hat|halt)|bewilligt\w*|zuruckgelegt|bereitgestellt|zur verfugung|presupuest\w*|partida)\b/;

/** Money for the purchase, in the currency that options are compared in, that became no limit. */
const isFund = (sentence: Sentence, evidence: Evidence, items: readonly Measured[]): boolean =>
  FUND.test(fold(sentence.text)) &&
  sentence.quantities.some(
    (quantity) =>
      quantity.dim.startsWith("money:") &&
      !isRead(quantity, sentence, evidence) &&
      items.some(({ metric, levels }) => metric.dim === quantity.dim && levels.length > 1),
  );

const parts = (
  item: Measured,
  quantity: Quantity,
  sentence: Sentence,
  first: number,
  out: readonly boolean[],
  unbounded: boolean,
): boolean => {
  const { metric, direction, assumed, levels } = item;
  if (metric.dim !== quantity.dim || metric.per.join() !== quantity.per.join()) return false;
  if (!unbounded && !quantity.dim.startsWith("money:") && overlap(topical(metric.terms), sentence.terms) === 0) return false;
  if (!isNear(quantity.value, levels)) return false;
  const own = levels.find((level) => level.option === first)?.value;
  const others = levels.filter((level) => level.option !== first && out[level.option] !== true).map(({ value }) => value);
  if (own === undefined || others.length === 0) return false;
  if (direction !== 0 && !assumed) return direction > 0 ? own < quantity.value : own > quantity.value;
  return others.some((value) => (value - quantity.value) * (own - quantity.value) <= 0 && value !== own) && own !== quantity.value;
};

/** A bound lies among what it bounds: "the county flora lists 412 species" is none on 10 to 24 species a plot. */
const NEAR = 8;
const isNear = (bound: number, levels: Measured["levels"]): boolean =>
  levels.some(({ value }) => value === bound || (Math.abs(bound) <= NEAR * Math.abs(value) && Math.abs(value) <= NEAR * Math.abs(bound)));
