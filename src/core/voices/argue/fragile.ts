import type { Evidence } from "../types.ts";
import { type Measured, subjectOfMetric, withUnit } from "./data-facts.ts";
import type { Fact } from "./fact.ts";
import type { Sample } from "./metrics.ts";
import { formatNumber, mean, meanDigits, median } from "./numbers.ts";

/** A mean that one row decides. `leader` leads by it, `other` leads without it. */
type Turn = {
  readonly leader: number;
  readonly other: number;
  readonly row: Sample;
  readonly mean: number;
  readonly otherMean: number;
  readonly median: number;
  readonly otherMedian: number;
};

/**
 * The fact that the mean and the median of a measured quantity name different leaders, or that a row flagged as not measured
 * makes the leader; undefined otherwise. It speaks against the leader by the mean.
 */
export const fragileFact = (item: Measured, evidence: Evidence): Fact | undefined => {
  const turn = item.summary === "mean" && item.direction !== 0 ? turnOf(item) : undefined;
  if (turn === undefined) return undefined;
  const show = (value: number): string => withUnit(formatNumber(value, evidence.language, meanDigits(value)), item.metric);
  const name = (option: number): string => evidence.options[option]?.short ?? "";
  const rows = item.metric.samples.filter((each) => each.option === turn.leader || each.option === turn.other);
  return {
    id: `fragile/${item.metric.id}`,
    kind: "fragile",
    criterion: item.criterion,
    stances: [
      { option: turn.leader, value: -0.5 },
      { option: turn.other, value: 0.3 },
    ],
    strength: 3,
    quality: 0.9,
    places: [turn.row.place, ...rows.map((each) => each.place)],
    subject: subjectOfMetric(item.metric, evidence.language),
    figures: [
      { option: turn.leader, label: name(turn.leader), value: show(turn.mean) },
      { option: turn.other, label: name(turn.other), value: show(turn.otherMean) },
    ],
    note: {
      key: "fragile",
      values: [
        withUnit(turn.row.raw, item.metric),
        `${turn.row.place.line}`,
        show(turn.median),
        show(turn.otherMedian),
        turn.row.flag ?? "",
      ],
    },
    computed: true,
  };
};

const turnOf = (item: Measured): Turn | undefined => {
  const all = item.levels
    .map((level) => ({ option: level.option, rows: [...level.rows, ...level.dropped] }))
    .filter((each) => each.rows.length >= 3);
  if (all.length < 2) return undefined;
  const lead = (value: (rows: readonly Sample[]) => number): (typeof all)[number] =>
    all.reduce((best, each) => (item.direction * (value(each.rows) - value(best.rows)) > 0 ? each : best));
  const byMean = (rows: readonly Sample[]): number => mean(rows.map((each) => each.shown));
  const byMedian = (rows: readonly Sample[]): number => median(rows.map((each) => each.shown));
  const leader = lead(byMean);
  const other = lead(byMedian);
  if (leader.option === other.option) return undefined;
  // A lead within two per cent is no lead, and turning it means nothing.
  if (Math.abs(byMean(leader.rows) / byMean(other.rows) - 1) < 0.02 || Math.abs(byMedian(leader.rows) / byMedian(other.rows) - 1) < 0.02)
    return undefined;
  const centre = byMedian(leader.rows);
  const row = [...leader.rows].sort(
    (left, right) => Math.abs(right.shown - centre) - Math.abs(left.shown - centre) || left.place.line - right.place.line,
  )[0] as Sample;
  return {
    leader: leader.option,
    other: other.option,
    row,
    mean: byMean(leader.rows),
    otherMean: byMean(other.rows),
    median: centre,
    otherMedian: byMedian(other.rows),
  };
};
