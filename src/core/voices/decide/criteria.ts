import { comparable } from "../argue/comparable.ts";
import { contradictions } from "../argue/contradictions.ts";
import { aggregateOf, type Level, type Measured, shownLevel, subjectOfMetric, withUnit } from "../argue/data-facts.ts";
import { least, most } from "../argue/extremes.ts";
import { type Fact, placesOfRows } from "../argue/fact.ts";
import { isPatchy } from "../argue/missing-rows.ts";
import { formatNumber, meanDigits, median } from "../argue/numbers.ts";
import { quoteOf } from "../frames/cite.ts";
import { framesOf, upper } from "../frames/told.ts";
import type { Decision, DecisionLine, Place } from "../types.ts";
import { label, type View } from "./view.ts";

/** Criteria by option, in briefing order: the figure with how it came about, its sign and its places. */
export const criterionRows = (view: View): Decision["criteria"] =>
  view.evidence.criteria.map((criterion) => ({
    name: criterion.name,
    weight: criterion.weight,
    inferred: criterion.inferred,
    cells: view.evidence.options.map((option) => {
      const item = shownItem(view, criterion.id, option.id);
      const level = item?.levels.find((each) => each.option === option.id);
      const cell = view.ledger.outcome.cells[criterion.id]?.[option.id];
      const places: readonly Place[] =
        (level === undefined ? undefined : placesOfRows(level.rows)) ?? cell?.facts.flatMap((fact) => fact.places) ?? [];
      const value =
        item !== undefined && level !== undefined
          ? levelText(view, item, level)
          : cell !== undefined && cell.weight > 0
            ? view.words.inWords
            : "";
      const spread = item !== undefined && level !== undefined ? spreadOf(view, item, level) : "";
      return { option: option.short, value, sign: signOf(cell, option.id), places, ...(spread === "" ? {} : { spread }) };
    }),
  }));

const FITS: readonly Measured["fit"][] = ["exact", "head", "loose", "clash"];

/** The quantity that a cell shows: one that counts before one without a direction, the best fitting name first. */
const shownItem = (view: View, criterion: number, option: number): Measured | undefined =>
  view.ledger.items
    .filter((each) => each.criterion === criterion && each.levels.length > 1 && each.levels.some((level) => level.option === option))
    .sort((left, right) => Math.abs(right.direction) - Math.abs(left.direction) || FITS.indexOf(left.fit) - FITS.indexOf(right.fit))[0];

/** "58.5 dB (mean of 4 rows)". */
const levelText = (view: View, item: Measured, level: Level): string => {
  const how = aggregateOf(level, item);
  const shown = shownLevel(level, item, view.evidence);
  return how === undefined ? shown : `${shown} (${framesOf(view.evidence.language).summary(how)})`;
};

/** Fewest rows of which a spread is told. */
const SPREAD_ROWS = 3;

const spreadOf = (view: View, item: Measured, level: Level): string => {
  const { language } = view.evidence;
  const values = level.rows.map((row) => row.shown);
  if (item.summary !== "mean" || values.length < SPREAD_ROWS) return "";
  const show = (value: number): string => formatNumber(value, language, meanDigits(value));
  return view.words.spread(
    formatNumber(values.length, language, 0),
    show(median(values)),
    show(least(values)),
    withUnit(show(most(values)), item.metric),
  );
};

const signOf = (
  cell: { readonly weight: number; readonly value: number; readonly facts: readonly Fact[] } | undefined,
  option: number,
): "+" | "-" | "0" | "?" => {
  if (cell === undefined || cell.weight === 0 || !cell.facts.some((fact) => fact.stances.some((each) => each.option === option)))
    return "?";
  return cell.value > 0.05 ? "+" : cell.value < -0.05 ? "-" : "0";
};

/** Quantities of a criterion that have figures but no direction, when nothing else counts under it. */
export const undirected = (view: View, criterion: number): readonly Measured[] => {
  const own = view.ledger.items.filter((item) => item.criterion === criterion && item.levels.length > 1);
  return own.some((item) => item.direction !== 0) ? [] : own;
};

/** Criteria that do not count because nobody said which way is better, and what to add. */
const undirectedLines = (view: View): readonly DecisionLine[] =>
  view.evidence.criteria.flatMap((criterion) => {
    const items = undirected(view, criterion.id);
    const names = [...new Set(items.map((item) => subjectOfMetric(item.metric, view.evidence.language)))].filter((name) => name !== "");
    const places = [criterion.place, ...items.flatMap((item) => item.metric.samples.slice(0, 1).map((sample) => sample.place))];
    return names.length === 0 ? [] : [{ text: view.words.noDirection(view.words.list(names)), places, turns: [] }];
  });

/** Directions that nothing states, of quantities that count under a criterion, one line a direction. */
const assumedLines = (view: View): readonly DecisionLine[] =>
  ([-1, 1] as const).flatMap((sign) => {
    const assumed = view.ledger.items.filter(
      (item) => item.assumed && item.direction === sign && item.criterion >= 0 && item.levels.length > 1,
    );
    const names = [...new Set(assumed.map((item) => subjectOfMetric(item.metric, view.evidence.language)))].filter((name) => name !== "");
    const places = assumed.flatMap((item) => item.metric.samples.slice(0, 1).map((sample) => sample.place));
    return names.length === 0 ? [] : [{ text: view.words.assumedDirection(view.words.list(names), sign > 0), places, turns: [] }];
  });

/** Figures that are missing in the rows of an option that is still in, so that it cannot be compared by them. */
const missingLines = (view: View): readonly DecisionLine[] =>
  view.ledger.items
    .filter(({ criterion, levels }) => criterion >= 0 && levels.length > 1)
    .flatMap((item) =>
      item.levels
        .filter((level) => !view.ledger.outcome.out[level.option] && isPatchy(level, item.summary))
        .map((level) => ({
          text: view.words.missingFigure(subjectOfMetric(item.metric, view.evidence.language), label(view, level.option)),
          places: level.missing.slice(0, 6),
          turns: [],
        })),
    );

/** Two figures for one option that contradict each other. */
const contradictionLines = (view: View): readonly DecisionLine[] =>
  contradictions(view.evidence)
    .filter(({ option }) => !view.ledger.outcome.out[option])
    .map(({ option, figures, places }) => ({
      text: view.words.contradiction(
        label(view, option),
        view.words.list(figures.map((figure) => quoteOf(figure, view.evidence.language))),
      ),
      places,
      turns: [],
    }));

/** Prices with the tax for some options only. */
const taxLines = (view: View): readonly DecisionLine[] =>
  comparable(view.evidence).mixed.map(({ metric, place }) => ({
    text: view.words.mixedTax(upper(subjectOfMetric(metric, view.evidence.language))),
    places: [place],
    turns: [],
  }));

/** Weights that were read from words beside others in numbers. */
const wordedLines = (view: View): readonly DecisionLine[] =>
  view.evidence.criteria
    .filter((criterion) => criterion.weightInWords === true)
    .map((criterion) => ({
      text: view.words.weightInWords(quoteOf(criterion.name, view.evidence.language, 12), Math.round(criterion.weight * 100)),
      places: [criterion.place],
      turns: [],
    }));

/** How criteria were read where the briefing leaves it open: no direction given, a direction assumed, a weight in words beside numbers. */
export const readingLines = (view: View): readonly DecisionLine[] => [
  ...contradictionLines(view),
  ...missingLines(view),
  ...undirectedLines(view),
  ...taxLines(view),
  ...assumedLines(view),
  ...wordedLines(view),
];
