import { quantitiesIn } from "../index/quantities.ts";
import type { Evidence, Limit, LimitState, Place, Quantity } from "../types.ts";
import type { Check } from "./check.ts";
import { checkByCells } from "./check-cells.ts";
import { checkByBase, checkByChange } from "./check-change.ts";
import { checkByClock } from "./check-clock.ts";
import { checkByDate } from "./check-dates.ts";
import { checkByDeferral } from "./check-deferral.ts";
import { checkByFrequency } from "./check-frequency.ts";
import { guarded } from "./check-guards.ts";
import { checkByMetric } from "./check-metrics.ts";
import { checkByPack } from "./check-pack.ts";
import { boundsChange, checkByContrast, speaksOfChange } from "./check-relative.ts";
import { checkByShare, shareLimit } from "./check-shares.ts";
import { checkByStated } from "./check-stated.ts";
import { checkByStatedShare } from "./check-stated-share.ts";
import { checkByTally } from "./check-tally.ts";
import { checkByTotal } from "./check-total.ts";
import { checkByTotalOver } from "./check-total-over.ts";
import { checkByValueShare } from "./check-value-share.ts";
import { checkByFlag, checkByText } from "./check-words.ts";
import { zeroByMetric } from "./check-zero.ts";
import type { Measured } from "./data-facts.ts";
import { joinedDemand } from "./joined-demand.ts";
import { perPiece } from "./per-piece.ts";

/**
 * Every limit on every option, limit by limit in briefing order. The first way that applies decides: measured data, a date,
 * a stated amount, a yes/no cell, words. A test that does not fit leaves `untested`: cheap, where a false "kept" is not.
 */
export const checkAll = (evidence: Evidence, items: readonly Measured[]): readonly Check[] =>
  evidence.limits.flatMap((limit) => {
    const stated = { ...limit, text: limit.plain ?? limit.text };
    const piece = perPiece(stated, evidence);
    const whole = allBounds(piece, evidence, items);
    // "Four volunteers per shift" where shifts are what is chosen: an option may say "three per shift", too.
    if (piece !== stated) for (const [id, check] of allBounds(stated, evidence, items)) if (isBlank(whole.get(id))) whole.set(id, check);
    const joined = joinedDemand(stated, evidence.language);
    const found = joined === undefined ? whole : worseOf(whole, firstFitting(joined, evidence, items), evidence);
    return evidence.options.map((option): Check => {
      if (limit.changeOnly && option.kind === "keep") return blank(limit, option.id, "not applicable", "change-only");
      const check = found.get(option.id);
      return check === undefined ? blank(limit, option.id, "untested", "no-evidence") : guarded(stated, check, evidence);
    });
  });

/** The states of a check from worst to best: a limit of several bounds is kept only where all of them are, and broken where one is. */
const WORST_FIRST: readonly LimitState[] = ["broken", "in doubt", "untested", "appears kept", "kept", "not applicable"];

const isBlank = (check: Check | undefined): boolean => check === undefined || check.state === "untested";

const allBounds = (limit: Limit, evidence: Evidence, items: readonly Measured[]): Map<number, Check> => {
  const { upper, ...lower } = limit;
  const others = [...(upper === undefined ? [] : [upper]), ...furtherBounds(limit, evidence)];
  return others.reduce<Map<number, Check>>(
    (found, quantity) => worseOf(found, firstFitting({ ...lower, quantity }, evidence, items), evidence),
    firstFitting(lower, evidence, items),
  );
};

const worseOf = (low: ReadonlyMap<number, Check>, high: ReadonlyMap<number, Check>, evidence: Evidence): Map<number, Check> =>
  new Map(
    evidence.options.flatMap(({ id }): readonly (readonly [number, Check])[] => {
      const [left, right] = [low.get(id), high.get(id)];
      if (left === undefined || right === undefined)
        return [left, right].flatMap((check) => (check?.state === "broken" ? [[id, check] as const] : []));
      return [[id, WORST_FIRST.indexOf(left.state) <= WORST_FIRST.indexOf(right.state) ? left : right]];
    }),
  );

/** "The price must not exceed 45 EUR, and the climb 900 m at most": what a sentence bounds beside its first bound, of another dimension. */
const furtherBounds = ({ text, quantity, upper }: Limit, { language }: Evidence): readonly Quantity[] => {
  if (quantity?.cmp === undefined) return [];
  const list = quantitiesIn(text, language);
  const first = list.findIndex((each) => each.value === (upper ?? quantity).value && each.dim === quantity.dim);
  const from = list[first]?.end ?? text.length;
  return list.slice(first + 1).filter((each) => {
    const between = text.slice(from, each.start);
    return each.cmp !== undefined && each.dim !== quantity.dim && /\s(?:and|und|et|y)\s/u.test(between);
  });
};

const blank = (limit: Limit, option: number, state: LimitState, key: string): Check => ({
  limit: limit.id,
  option,
  state,
  note: { key, values: [] },
  places: [],
  value: "",
  firm: false,
});

/** The ways of testing a limit, the most fitting first. */
const waysOf = (limit: Limit, evidence: Evidence, items: readonly Measured[]): readonly (readonly Check[])[] => {
  const over = checkByTotalOver(limit, evidence, items);
  if (over.length > 0) return [over];
  const total = checkByTotal(limit, evidence);
  if (total !== undefined) return [total];
  const packed = checkByPack(limit, evidence);
  if (packed !== undefined) return [packed];
  const often = checkByFrequency(limit, evidence);
  if (often !== undefined && often.length > 0) return [often];
  if (!isNumeric(limit))
    return [
      checkByBase(limit, evidence),
      zeroByMetric(limit, evidence, items),
      checkByDate(limit, evidence),
      checkByClock(limit, evidence),
      checkByFlag(limit, evidence),
      checkByText(limit, evidence),
    ];
  if (limit.supply === true) return [checkByMetric(limit, evidence, items)];
  if (shareLimit(limit) !== undefined) return [checkByShare(limit, evidence)];
  if (boundsChange(limit))
    return [checkByChange(limit, evidence), checkByContrast(limit, evidence, items), statedChange(limit, evidence, items)];
  return [
    checkByDeferral(limit, evidence),
    checkByValueShare(limit, evidence),
    checkByTally(limit, evidence),
    checkByChange(limit, evidence),
    checkByMetric(limit, evidence, items),
    checkByCells(limit, evidence),
    checkByDate(limit, evidence),
    checkByStatedShare(limit, evidence),
    checkByStated(limit, evidence, items),
  ];
};

/** What ways of testing find, the first way first; an option keeps the first result that is not `untested`. */
const firstFitting = (limit: Limit, evidence: Evidence, items: readonly Measured[]): Map<number, Check> => {
  const found = new Map<number, Check>();
  for (const way of waysOf(limit, evidence, items)) {
    for (const check of way) {
      const known = found.get(check.option);
      if (known === undefined || (known.state === "untested" && check.state !== "untested" && known.note.key !== "condition"))
        found.set(check.option, check);
    }
  }
  return found;
};

/** What the text says of a change, never of a level. */
const statedChange = (limit: Limit, evidence: Evidence, items: readonly Measured[]): readonly Check[] => {
  const changes = items.filter((item) => speaksOfChange(item.metric.label));
  const said = checkByStated(limit, evidence, items).filter((check) =>
    check.places.every((place) => linesOf(place, evidence).some((line) => speaksOfChange(line))),
  );
  return [...checkByMetric(limit, evidence, changes), ...said];
};

const linesOf = (place: Place, evidence: Evidence): readonly string[] =>
  evidence.sources.find((source) => source.file === place.file)?.lines.slice(place.line - 1, place.endLine) ?? [];

const isNumeric = (limit: Limit): boolean => limit.quantity !== undefined;
