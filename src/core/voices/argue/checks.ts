import type { Evidence, Limit, LimitState, Place } from "../types.ts";
import type { Check } from "./check.ts";
import { checkByCells } from "./check-cells.ts";
import { checkByBase, checkByChange } from "./check-change.ts";
import { checkByDate } from "./check-dates.ts";
import { checkByDeferral } from "./check-deferral.ts";
import { checkByMetric, zeroByMetric } from "./check-metrics.ts";
import { boundsChange, checkByContrast, speaksOfChange } from "./check-relative.ts";
import { checkByShare, shareLimit } from "./check-shares.ts";
import { checkByStated } from "./check-stated.ts";
import { checkByValueShare } from "./check-value-share.ts";
import { checkByFlag, checkByText } from "./check-words.ts";
import type { Measured } from "./data-facts.ts";

/**
 * Every limit on every option, limit by limit in briefing order. The first way that applies decides: measured data, a date,
 * a stated amount, a yes/no cell, words. A test that does not fit leaves `untested`: cheap, where a false "kept" is not.
 */
export const checkAll = (evidence: Evidence, items: readonly Measured[]): readonly Check[] =>
  evidence.limits.flatMap((limit) => {
    const found = bothEnds(limit, evidence, items);
    return evidence.options.map((option): Check => {
      if (limit.changeOnly && option.kind === "keep") return blank(limit, option.id, "not applicable", "change-only");
      return found.get(option.id) ?? blank(limit, option.id, "untested", "no-evidence");
    });
  });

/** The states of a check from worst to best: a range is kept only where both of its ends are, and broken where one is. */
const WORST_FIRST: readonly LimitState[] = ["broken", "in doubt", "untested", "appears kept", "kept", "not applicable"];

const bothEnds = (limit: Limit, evidence: Evidence, items: readonly Measured[]): ReadonlyMap<number, Check> => {
  const { upper, ...lower } = limit;
  const low = firstFitting(lower, evidence, items);
  if (upper === undefined) return low;
  const high = firstFitting({ ...lower, quantity: upper }, evidence, items);
  const worse = (option: number): readonly (readonly [number, Check])[] => {
    const [left, right] = [low.get(option), high.get(option)];
    if (left === undefined || right === undefined)
      return [left, right].flatMap((check) => (check?.state === "broken" ? [[option, check]] : []));
    return [[option, WORST_FIRST.indexOf(left.state) <= WORST_FIRST.indexOf(right.state) ? left : right]];
  };
  return new Map(evidence.options.flatMap(({ id }) => worse(id)));
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

/** What ways of testing find, the first way first; an option keeps the first result that is not `untested`. */
const firstFitting = (limit: Limit, evidence: Evidence, items: readonly Measured[]): ReadonlyMap<number, Check> => {
  const ways = isNumeric(limit)
    ? shareLimit(limit) !== undefined
      ? [checkByShare(limit, evidence)]
      : boundsChange(limit)
        ? [checkByChange(limit, evidence), checkByContrast(limit, evidence, items), statedChange(limit, evidence, items)]
        : [
            checkByDeferral(limit, evidence),
            checkByValueShare(limit, evidence),
            checkByChange(limit, evidence),
            checkByMetric(limit, evidence, items),
            checkByCells(limit, evidence),
            checkByDate(limit, evidence),
            checkByStated(limit, evidence, items),
          ]
    : [
        checkByBase(limit, evidence),
        zeroByMetric(limit, evidence, items),
        checkByDate(limit, evidence),
        checkByFlag(limit, evidence),
        checkByText(limit, evidence),
      ];
  const found = new Map<number, Check>();
  for (const way of ways) {
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
