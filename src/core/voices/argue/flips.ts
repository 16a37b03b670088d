import { plain } from "../index/markup.ts";
import type { FlipPoint, Place } from "../types.ts";
import { keeps, nearerEnd } from "./check.ts";
import { aggregateOf, type Measured, round, shownLevel, stancesOf, subjectOfMetric, withUnit } from "./data-facts.ts";
import { least, most } from "./extremes.ts";
import { type Note, placesOfRows } from "./fact.ts";
import type { Ledger } from "./ledger.ts";
import { outcomeOf } from "./matrix.ts";
import { formatNumber, meanDigits } from "./numbers.ts";

/** One thing that would turn the answer. `closeness` orders them: smaller changes first. */
export type Flip = {
  readonly note: Note;
  readonly places: readonly Place[];
  readonly to: number;
  readonly closeness: number;
  readonly point?: FlipPoint;
};

const cache = new WeakMap<Ledger, readonly Flip[]>();

/** The three nearest flips of a ledger's answer, one of a kind, nearest first; empty when nothing is first. Found once per ledger. */
export const flipsOf = (ledger: Ledger): readonly Flip[] => {
  const known = cache.get(ledger);
  if (known) return known;
  const built = nearest(ledger);
  cache.set(ledger, built);
  return built;
};

const nearest = (ledger: Ledger): readonly Flip[] => {
  const first = ledger.outcome.ranking[0];
  if (first === undefined || ledger.outcome.out[first]) return [];
  const found = [
    ...slackFlips(ledger, first),
    ...weightFlips(ledger, first),
    ...datumFlips(ledger, first),
    ...limitFlips(ledger, first),
    ...untestedFlips(ledger, first),
  ];
  const kinds = new Set<string>();
  const ranked = [...found].sort((left, right) => left.closeness - right.closeness);
  return ranked.filter((flip) => !kinds.has(flip.note.key) && kinds.add(flip.note.key)).slice(0, 3);
};

const runnerUp = (ledger: Ledger): number | undefined => ledger.outcome.ranking.filter((option) => !ledger.outcome.out[option])[1];

/** Closed form: with d the cell difference on a row and r the rest, the order turns at weight r / (r − d). */
const weightFlips = (ledger: Ledger, first: number): readonly Flip[] => {
  const second = runnerUp(ledger);
  if (second === undefined || ledger.evidence.criteria.length < 2) return [];
  const { cells, weights, doubts } = ledger.outcome;
  const gap = (row: number): number => {
    const part = (option: number): number => {
      const cell = cells[row]?.[option];
      return cell === undefined ? 0 : cell.value * (0.5 + 0.5 * cell.quality);
    };
    return part(first) - part(second);
  };
  const total = weights.reduce((sum, weight, row) => sum + weight * gap(row), 0) - 0.25 * ((doubts[first] ?? 0) - (doubts[second] ?? 0));
  return ledger.evidence.criteria.flatMap((criterion) => {
    const weight = weights[criterion.id] as number;
    const rest = (total - weight * gap(criterion.id)) / (1 - weight);
    const at = rest / (rest - gap(criterion.id));
    if (!(at > 0 && at < 1) || Math.abs(at - weight) < 0.005) return [];
    const shown = at / 0.88;
    if (shown >= 1) return [];
    const change = Math.abs(at - weight);
    return [
      {
        note: { key: at > weight ? "weight-up" : "weight-down", values: [criterion.name, percent(criterion.weight), percent(shown)] },
        places: [criterion.place],
        to: second,
        closeness: 0.3 + change * 2,
        point: {
          subject: criterion.name,
          now: criterion.weight,
          turns: shown,
          nowText: `${percent(criterion.weight)} %`,
          turnsText: `${percent(shown)} %`,
        },
      },
    ];
  });
};

const percent = (share: number): string => `${Math.round(share * 100)}`;

/** The value at which one measured figure of the first or second option turns the order, within the observed range ± 25 %. */
const datumFlips = (ledger: Ledger, first: number): readonly Flip[] => {
  const second = runnerUp(ledger);
  if (second === undefined) return [];
  return ledger.items
    .filter((item) => item.metric.origin !== "stated" && item.direction !== 0 && item.levels.length > 1)
    .flatMap((item) => [first, second].flatMap((option) => datumFlip(ledger, item, option, first, second)));
};

/** No share is over 100 per cent, and no rating over the end of its scale. */
const ceilingOf = (item: Measured): number => {
  const values = item.metric.samples.map((each) => each.value);
  if (item.metric.dim === "percent") return Math.max(100, most(values));
  const rating =
    item.metric.dim === "number" && values.length >= 6 && values.every((value) => Number.isInteger(value) && value >= 0 && value <= 10);
  return rating ? (most(values) <= 5 ? 5 : 10) : Number.POSITIVE_INFINITY;
};

const datumFlip = (ledger: Ledger, item: Measured, option: number, first: number, second: number): readonly Flip[] => {
  const level = item.levels.find((each) => each.option === option);
  const fact = ledger.byId.get(`data/${item.metric.id}`);
  if (level === undefined || fact === undefined || fact.stances.length === 0 || level.value <= 0) return [];
  const turns = (factor: number): boolean => {
    const levels = item.levels.map((each) => (each.option === option ? { ...each, value: each.value * factor } : each));
    const facts = ledger.facts.map((each) => (each.id === fact.id ? { ...each, stances: stancesOf(levels, item.direction, false) } : each));
    const { scores } = outcomeOf(ledger.evidence, facts, ledger.labels, ledger.checks);
    return (scores[first] as number) < (scores[second] as number);
  };
  const worse = (option === first) === item.direction > 0 ? 0.5 : 2;
  const values = item.metric.samples.map((each) => each.value);
  const lowest = least(values) * 0.75;
  const highest = Math.min(most(values) * 1.25, ceilingOf(item));
  const edge = Math.max(lowest / level.value, Math.min(highest / level.value, worse));
  if (!turns(edge)) return [];
  let near = 1;
  let far = edge;
  for (let step = 0; step < 12; step++) {
    const middle = (near + far) / 2;
    if (turns(middle)) far = middle;
    else near = middle;
  }
  const shown = level.shown * far;
  const value = withUnit(formatNumber(shown, ledger.evidence.language, meanDigits(shown)), item.metric);
  const key = far > 1 ? "datum-up" : "datum-down";
  const how = aggregateOf(level, item);
  const subject = subjectOfMetric(item.metric, ledger.evidence.language);
  const name = ledger.evidence.options[option]?.short ?? "";
  const now = shownLevel(level, item, ledger.evidence);
  return [
    {
      note: { key, values: [subject, name, now, value, how?.key ?? "", ...(how?.values ?? [])] },
      places: placesOfRows(level.rows),
      to: second,
      closeness: round(0.2 + Math.abs(far - 1)),
      point: { subject: `${name}: ${plain(subject)}`, now: level.shown, turns: shown, nowText: now, turnsText: value },
    },
  ];
};

/** How close the first option stands to a limit it keeps, when that is within a quarter of it. */
const slackFlips = (ledger: Ledger, first: number): readonly Flip[] =>
  ledger.checks.flatMap((check) => {
    const limit = ledger.evidence.limits[check.limit];
    const quantity = nearerEnd(limit, check.held?.value);
    if (check.option !== first || check.state !== "kept" || limit === undefined || quantity?.cmp === undefined || quantity.value <= 0)
      return [];
    const item = ledger.items.find(
      (each) =>
        each.metric.samples.some(
          (sample) =>
            sample.option === first && check.places.some((place) => place.file === sample.place.file && place.line === sample.place.line),
        ) && subjectOfMetric(each.metric, ledger.evidence.language) === check.note.values[0],
    );
    const rows = item?.levels.find((each) => each.option === first)?.rows.map((each) => each.value) ?? [];
    if (rows.length === 0 || !rows.every((value) => keeps(value, quantity.cmp as string, quantity.value))) return [];
    const worst = quantity.cmp.startsWith("<") ? most(rows) : least(rows);
    const slack = Math.abs(quantity.value - worst) / quantity.value;
    if (slack > 0.25) return [];
    return [
      {
        note: {
          key: "slack",
          values: [
            check.note.values[0] ?? "",
            ledger.evidence.options[first]?.short ?? "",
            check.value,
            limit.text,
            `${Math.round(slack * 100)}`,
          ],
        },
        places: [...check.places, limit.place],
        to: runnerUp(ledger) ?? -1,
        closeness: slack,
        point: {
          subject: `${ledger.evidence.options[first]?.short ?? ""}: ${plain(limit.text)}`,
          now: worst,
          turns: quantity.value,
          nowText: check.value,
          turnsText: quantity.raw,
        },
      },
    ];
  });

/** A limit whose fall would put another option first. */
const limitFlips = (ledger: Ledger, first: number): readonly Flip[] =>
  ledger.evidence.limits.flatMap((limit) => {
    const without = ledger.checks.filter((check) => check.limit !== limit.id);
    const outcome = outcomeOf(ledger.evidence, ledger.facts, ledger.labels, without);
    const winner = outcome.ranking[0];
    if (winner === undefined || winner === first || outcome.out[winner] || outcome.margin < 0.04) return [];
    return [
      {
        note: { key: "limit", values: [limit.text, ledger.evidence.options[winner]?.short ?? ""] },
        places: [limit.place],
        to: winner,
        closeness: 0.6,
      },
    ];
  });

/** A limit that could not be tested for the first option. */
const untestedFlips = (ledger: Ledger, first: number): readonly Flip[] =>
  ledger.checks
    .filter((check) => check.option === first && (check.state === "untested" || check.state === "in doubt"))
    .map((check) => ({
      note: {
        key: check.state === "untested" ? "untested" : "doubtful",
        values: [ledger.evidence.limits[check.limit]?.text ?? "", ledger.evidence.options[first]?.short ?? ""],
      },
      places: [ledger.evidence.limits[check.limit]?.place as Place],
      to: runnerUp(ledger) ?? -1,
      closeness: check.state === "untested" ? 0.35 : 0.1,
    }));
