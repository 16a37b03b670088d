import { fold } from "../../kernel/text.ts";
import { stem, termSet } from "../index/terms.ts";
import { periodOf, unitOf } from "../index/units.ts";
import { lexiconOf } from "../lang/lexicons.ts";
import type { Evidence, Language } from "../types.ts";
import { type Measured, measured } from "./data-facts.ts";
import { least, most } from "./extremes.ts";
import { type Metric, type Sample, tableMetrics } from "./metrics.ts";
import { formatNumber, meanDigits } from "./numbers.ts";
import { countish } from "./row-verdicts.ts";
import { kinship, overlap, topical } from "./words.ts";

/** Most ratios of one body of evidence. */
const MAX_RATIOS = 8;

/** What a text asks for: so much of one thing per `times` of another, or its share of it in per cent. */
type Asked = { readonly per: string; readonly times: number; readonly share: boolean; readonly rest: string };

const PER = /\b(?:per|pro|je|par|por)\s+(?:(\d{1,6})\s+)?(?:of the |der |den )?(\p{L}{3,30})(?:\s(\p{L}{3,30}))?/u;
const SHARE =
  /(?:%|\bper ?cent\b|\bprozent\b)\s+(?:of|der|von|des|de|du|dels?|aller|de los|de las)\s+(?:the |all |our |alle[rn]? |los |las |les )?(\p{L}{3,30})(?:\s(\p{L}{3,30}))?/u;
/** Each part is held against the bound, so that a ratio of sums says nothing. */
const EACH =
  /\b(?:every|each|any|never|always|jede\w*|immer|nie|chaque|jamais|cada|nunca)\s+(?:day|week|month|year|run|test|tag|woche|monat|lauf|jour|semaine|mois|dia|semana|mes|single)\b/;

const askedIn = (text: string): readonly Asked[] => {
  const folded = fold(text);
  const found: Asked[] = [];
  if (EACH.test(folded)) return found;
  const per = PER.exec(folded);
  if (per !== null && periodOf(per[2] as string) === undefined && unitOf(per[2] as string) === undefined)
    found.push({
      per: `${per[2]} ${per[3] ?? ""}`.trim(),
      times: Number(per[1] ?? 1),
      share: false,
      rest: folded.slice(0, per.index) + folded.slice(per.index + per[0].length),
    });
  const share = SHARE.exec(folded);
  if (share !== null)
    found.push({
      per: `${share[1]} ${share[2] ?? ""}`.trim(),
      times: 100,
      share: true,
      rest: folded.slice(0, share.index) + folded.slice(share.index + share[0].length - (share[2]?.length ?? 0)),
    });
  return found;
};

/**
 * The items with what a criterion or a limit asks for as a ratio of two columns of one table ("revenue per visitor", "at most 3 % of
 * signups", "tickets per 100 signups"): sum over sum of the rows that hold both, one figure an option with its sums shown. A ratio that a
 * column gives already, or whose parts are not told apart, is not formed. On its criterion a ratio takes the place of its parts.
 */
export const withRatios = (items: readonly Measured[], evidence: Evidence): readonly Measured[] => {
  const texts = [
    ...evidence.criteria.filter(({ inferred }) => !inferred).map(({ name, id, terms }) => ({ text: name, criterion: id, terms })),
    ...evidence.limits.map(({ text }) => ({ text, criterion: -1, terms: [] })),
  ];
  if (!texts.some(({ text }) => askedIn(text).length > 0)) return items;
  // A column that is the same for every option is no outcome, and may yet be what an outcome is counted per.
  const columns = tableMetrics(evidence).filter(({ id, share }) => COLUMN.test(id) && share !== true);
  const formed = new Map<string, Measured>();
  for (const { text, criterion, terms } of texts)
    for (const asked of askedIn(text)) {
      const metric = formed.size < MAX_RATIOS ? ratioFor(asked, terms, columns, evidence) : undefined;
      if (metric === undefined) continue;
      const known = formed.get(metric.id);
      formed.set(metric.id, {
        ...measured(metric, evidence),
        criterion: known !== undefined && known.criterion >= 0 ? known.criterion : criterion,
        ...exactFor(criterion),
      });
    }
  const ruled = new Set([...formed.values()].flatMap((item) => (item.criterion < 0 ? [] : [item.criterion])));
  return [...items.map((item) => (ruled.has(item.criterion) ? { ...item, criterion: -1 } : item)), ...formed.values()];
};

const exactFor = (criterion: number): { readonly fit?: "exact" } => (criterion < 0 ? {} : { fit: "exact" });

const COLUMN = /^t\d+c\d+$/;

const ratioFor = (asked: Asked, named: readonly string[], columns: readonly Metric[], evidence: Evidence): Metric | undefined => {
  const { language } = evidence;
  const below = termSet(asked.per, language);
  const counted = columns.filter((metric) => mayDivide(metric) && fits(metric, below.slice(0, 1)));
  const bottom = sole(counted, ({ terms }) => overlap(topical(terms), topical(below)) / Math.max(1, topical(terms).length));
  if (bottom === undefined) return undefined;
  const asks = [...termSet(asked.rest, language), ...named].filter((term) => !below.includes(term));
  const wanted = topical([...new Set(asks)]).filter((term) => !lexiconOf(language).verbs.has(term));
  const own = columns.filter(
    (metric) => metric.id !== bottom.id && tableOf(metric) === tableOf(bottom) && mayDivide(metric) && score(metric, wanted, asked) > 0,
  );
  const top = sole(own, (metric) => score(metric, wanted, asked));
  return top === undefined || (asked.share && top.dim.startsWith("money:")) ? undefined : ratio(top, bottom, asked, evidence);
};

const tableOf = (metric: Metric): string => /^t\d+/.exec(metric.id)?.[0] ?? "";

/** Amounts whose sums mean something: no rates, shares or averages, nothing below zero. */
const mayDivide = (metric: Metric): boolean =>
  metric.per.length === 0 &&
  metric.dim !== "percent" &&
  !/\b(?:per|rate|ratio|avg|average|mean|median|pct|percent|share|score|rating|temperature|max|min|peak|p\d\d)\b/.test(
    fold(metric.label.replaceAll("_", " ")),
  ) &&
  metric.samples.every((each) => each.shown >= 0) &&
  !isRunning(metric.samples.map((each) => each.shown));

/** The running number of a game or test: whole numbers without a gap. What is per game is a mean of such rows. */
const isRunning = (values: readonly number[]): boolean => {
  const known = new Set(values);
  return known.size > 1 && [...known].every(Number.isInteger) && most(values) - least(values) + 1 === known.size;
};
const fits = (metric: Metric, terms: readonly string[]): boolean => terms.length > 0 && overlap(topical(terms), topical(metric.terms)) > 0;

/** How well a column answers to what is counted; a sum of money answers to an amount of money or a price. */
const score = (metric: Metric, wanted: readonly string[], asked: Asked): number =>
  kinship([...metric.terms, ...(metric.dim.startsWith("money:") ? ["cost"] : [])], wanted) +
  (metric.dim.startsWith("money:") && /[€$£]|\beur\b|\busd\b|\bgbp\b|\bchf\b/.test(asked.rest) ? 0.5 : 0);

/** The one of most worth; undefined where two are worth the same. */
const sole = (list: readonly Metric[], worth: (metric: Metric) => number): Metric | undefined => {
  const [first, second] = [...list].sort((left, right) => worth(right) - worth(left));
  return first === undefined || (second !== undefined && worth(second) === worth(first)) ? undefined : first;
};

const ratio = (top: Metric, bottom: Metric, asked: Asked, evidence: Evidence): Metric | undefined => {
  const samples = evidence.options.flatMap(({ id }) => ratioSample(id, top, bottom, asked, evidence.language) ?? []);
  if (samples.length === 0) return undefined;
  const noun = stem(asked.per.split(" ")[0] as string, evidence.language);
  const money = top.dim.startsWith("money:");
  const mark = asked.share ? "%" : asked.times === 1 ? "" : `${asked.times}`;
  return {
    id: `d:${top.id}/${bottom.id}${mark}`,
    label: `${top.label} / ${bottom.label}`,
    code: true,
    origin: "column",
    terms: [...new Set([...top.terms, ...(asked.share ? bottom.terms : [])])],
    gloss: [],
    dim: asked.share ? "percent" : money ? top.dim : countish(top.dim) ? "number" : top.dim,
    unit: asked.share ? "percent" : money ? top.unit : "",
    per: asked.share ? [] : [...(asked.times === 1 ? [] : [`${asked.times}`]), noun].sort(),
    samples,
  };
};

const ratioSample = (option: number, top: Metric, bottom: Metric, asked: Asked, language: Language): Sample | undefined => {
  const pairs = top.samples.flatMap((sample) => {
    const partner =
      sample.option === option ? bottom.samples.find((each) => each.option === option && each.place.line === sample.place.line) : undefined;
    return partner === undefined || sample.flag !== undefined || partner.flag !== undefined ? [] : [{ sample, partner }];
  });
  const first = pairs[0]?.sample;
  const last = pairs[pairs.length - 1]?.sample;
  const sum = (pick: (pair: (typeof pairs)[number]) => number): number => pairs.reduce((total, pair) => total + pick(pair), 0);
  const [over, under] = [sum(({ sample }) => sample.shown), sum(({ partner }) => partner.shown)];
  if (first === undefined || last === undefined || under <= 0) return undefined;
  const value = (over / under) * asked.times;
  const show = (number: number): string => formatNumber(number, language, Number.isInteger(number) ? 0 : 2);
  const shown = formatNumber(value, language, Math.max(2, meanDigits(value)));
  return {
    option,
    value,
    shown: value,
    raw: `${asked.times === 1 ? "" : `${asked.times} × `}${show(over)} / ${show(under)} = ${shown}`,
    place: { file: first.place.file, line: first.place.line, endLine: last.place.line },
    row: pairs
      .map((pair) => pair.sample.row)
      .join(" ")
      .slice(0, 200),
  };
};
