import type { Evidence } from "../types.ts";
import { type Measured, subjectOfMetric, withUnit } from "./data-facts.ts";
import { type Fact, placesOfRows } from "./fact.ts";
import type { Sample } from "./metric.ts";
import { formatNumber, mean, meanDigits, median } from "./numbers.ts";

/** A mean that one row, or two, decide. `leader` leads by it, `other` leads without them. */
type Turn = {
  readonly leader: number;
  readonly other: number;
  readonly rows: readonly Sample[];
  readonly mean: number;
  readonly otherMean: number;
  readonly median: number;
  readonly otherMedian: number;
};

/**
 * The fact that the mean and the median of a measured quantity name different leaders and that one row or two of them make the
 * difference; undefined otherwise. It speaks against the leader by the mean.
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
    places: [...turn.rows.map((each) => each.place), ...placesOfRows(rows)],
    subject: subjectOfMetric(item.metric, evidence.language),
    figures: [
      { option: turn.leader, label: name(turn.leader), value: show(turn.mean) },
      { option: turn.other, label: name(turn.other), value: show(turn.otherMean) },
    ],
    note: {
      key: "fragile",
      values: [
        turn.rows.map((each) => withUnit(each.raw, item.metric)).join(" + "),
        turn.rows.map((each) => `${each.place.line}`).join(" + "),
        show(turn.median),
        show(turn.otherMedian),
        turn.rows.find((each) => each.flag !== undefined)?.flag ?? "",
        `${turn.rows.length}`,
      ],
    },
    computed: true,
  };
};

type Rows = { readonly option: number; readonly rows: readonly Sample[] };

const turnOf = (item: Measured): Turn | undefined => {
  const all: readonly Rows[] = item.levels.map((level) => ({ option: level.option, rows: [...level.rows, ...level.dropped] }));
  if (all.length < 2 || all.some((each) => each.rows.length < 3)) return undefined;
  const leader = leadBy(byMean, all, item);
  const other = leadBy(byMedian, all, item);
  if (leader.option === other.option) return undefined;
  // A lead within two per cent is no lead, and turning it means nothing.
  if (Math.abs(byMean(leader.rows) / byMean(other.rows) - 1) < 0.02 || Math.abs(byMedian(leader.rows) / byMedian(other.rows) - 1) < 0.02)
    return undefined;
  const rows = decisive(leader, other, all, item);
  return rows === undefined
    ? undefined
    : {
        leader: leader.option,
        other: other.option,
        rows,
        mean: byMean(leader.rows),
        otherMean: byMean(other.rows),
        median: byMedian(leader.rows),
        otherMedian: byMedian(other.rows),
      };
};

const byMean = (rows: readonly Sample[]): number => mean(rows.map((each) => each.shown));
const byMedian = (rows: readonly Sample[]): number => median(rows.map((each) => each.shown));

const leadBy = (value: (rows: readonly Sample[]) => number, all: readonly Rows[], item: Measured): Rows =>
  all.reduce((best, each) => (item.direction * (value(each.rows) - value(best.rows)) > 0 ? each : best));

/** Most rows of an option that are tried for removal, furthest from the median first. */
const MOST_TRIED = 12;

/**
 * The one row, or else the two rows of one option, without which the other leads by the mean; found by leaving each out and
 * looking again. Undefined when it takes more.
 */
const decisive = (leader: Rows, other: Rows, all: readonly Rows[], item: Measured): readonly Sample[] | undefined => {
  const turns = (of: Rows, out: readonly Sample[]): boolean =>
    leadBy(
      byMean,
      all.map((each) => (each.option === of.option ? { ...each, rows: each.rows.filter((row) => !out.includes(row)) } : each)),
      item,
    ).option === other.option;
  const tried = [leader, other].map((of) => ({ of, rows: furthest(of.rows) }));
  for (const { of, rows } of tried) {
    const row = rows.find((each) => turns(of, [each]));
    if (row !== undefined) return [row];
  }
  for (const { of, rows } of tried.filter((each) => each.of.rows.length >= 4))
    for (let i = 0; i < rows.length; i++)
      for (let j = i + 1; j < rows.length; j++) {
        const pair = [rows[i] as Sample, rows[j] as Sample];
        if (turns(of, pair)) return pair.sort((left, right) => left.place.line - right.place.line);
      }
  return undefined;
};

const furthest = (rows: readonly Sample[]): readonly Sample[] => {
  const centre = byMedian(rows);
  return [...rows]
    .sort((left, right) => Math.abs(right.shown - centre) - Math.abs(left.shown - centre) || left.place.line - right.place.line)
    .slice(0, MOST_TRIED);
};
