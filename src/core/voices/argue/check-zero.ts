import { fold } from "../../kernel/text.ts";
import type { Evidence, Limit } from "../types.ts";
import type { Check } from "./check.ts";
import { type Level, type Measured, shownLevel, subjectOfMetric } from "./data-facts.ts";
import { placesOfRows } from "./fact.ts";
import { countish } from "./row-verdicts.ts";
import { overlap, topical } from "./words.ts";

/** "An accepted job must never be lost": a limit without a number whose words name a counted quantity; zero keeps it. */
export const zeroByMetric = (limit: Limit, evidence: Evidence, items: readonly Measured[]): readonly Check[] => {
  if (!/\b(?:never|no|not|cannot|zero|nie|kein\w*|nicht)\b/.test(fold(limit.text))) return [];
  const found = items.filter(
    (item) =>
      countish(item.metric.dim) &&
      topical(item.metric.terms).length >= 2 &&
      overlap(topical(item.metric.terms), limit.terms) === topical(item.metric.terms).length,
  );
  const item = found.length === 1 ? found[0] : undefined;
  return item === undefined ? [] : item.levels.map((level) => zeroCheck(limit, level, item, evidence));
};

const zeroCheck = (limit: Limit, level: Level, item: Measured, evidence: Evidence): Check => {
  const rows = [...level.rows, ...level.dropped];
  const broken = rows.filter((each) => each.value > 0);
  const shown =
    broken.length > 0
      ? broken
          .map((each) => each.raw)
          .slice(0, 3)
          .join(", ")
      : shownLevel(level, item, evidence);
  return {
    limit: limit.id,
    option: level.option,
    value: shown,
    firm: true,
    state: broken.length > 0 ? "broken" : "kept",
    note: {
      key: broken.length > 0 ? "some-rows" : "all-rows",
      values: [subjectOfMetric(item.metric, evidence.language), `${broken.length}`, `${rows.length}`],
    },
    places: placesOfRows(broken.length > 0 ? broken : rows),
  };
};
