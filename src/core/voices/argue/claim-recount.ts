import { fold } from "../../kernel/text.ts";
import type { Evidence, Place, Quantity, Sentence } from "../types.ts";
import { keeps } from "./check.ts";
import { speaks, subjectOf } from "./clauses.ts";
import { aggregateOf, type Level, type Measured, shownLevel } from "./data-facts.ts";
import { type Fact, placesOfRows } from "./fact.ts";
import { type Mention, mentionsIn } from "./naming.ts";
import { isHedged } from "./polarity.ts";
import { conceptsOf, overlap, topical } from "./words.ts";

/** A comparison in words: which quantities it is about, and whether it says that the value is the lower or the higher one. */
type Comparison = { readonly words: RegExp; readonly about: (item: Measured) => boolean; readonly sign: (item: Measured) => 1 | -1 };

const costs = (item: Measured): boolean => item.metric.dim.startsWith("money:") && item.direction < 0;
const isRate = (item: Measured): boolean =>
  item.metric.dim !== "time" && item.metric.per.some((each) => each === "second" || each === "minute");
const speeds = (item: Measured): boolean => (item.metric.dim === "time" && item.direction < 0) || (isRate(item) && item.direction > 0);
const measures =
  (dim: string) =>
  (item: Measured): boolean =>
    item.metric.dim === dim;
const FAULTS = conceptsOf(["fault"]);
const faults = (item: Measured): boolean => item.direction < 0 && conceptsOf(item.metric.terms).some((each) => FAULTS.includes(each));
const lower = (): -1 => -1;
const higher = (): 1 => 1;

const COMPARISONS: readonly Comparison[] = [
  {
    words: /\b(?:cheaper|cheapest|less expensive|least expensive|gunstiger\w*|gunstigste\w*|billiger\w*|billigste\w*)\b/g,
    about: costs,
    sign: lower,
  },
  { words: /\b(?:dearer|dearest|more expensive|most expensive|costlier|teurer\w*|teuerste\w*)\b/g, about: costs, sign: higher },
  { words: /\b(?:faster|fastest|quicker|quickest|schneller\w*|schnellste\w*)\b/g, about: speeds, sign: (item) => (isRate(item) ? 1 : -1) },
  { words: /\b(?:slower|slowest|langsamer\w*|langsamste\w*)\b/g, about: speeds, sign: (item) => (isRate(item) ? -1 : 1) },
  { words: /\b(?:quieter|quietest|leiser\w*|leiseste\w*)\b/g, about: measures("sound"), sign: lower },
  { words: /\b(?:louder|loudest|noisier|lauter\w*|lauteste\w*)\b/g, about: measures("sound"), sign: higher },
  { words: /\b(?:lighter|lightest|leichter\w*|leichteste\w*)\b/g, about: measures("mass"), sign: lower },
  { words: /\b(?:heavier|heaviest|schwerer\w*|schwerste\w*)\b/g, about: measures("mass"), sign: higher },
  { words: /\b(?:more reliable|most reliable|zuverlassiger\w*|zuverlassigste\w*)\b/g, about: faults, sign: lower },
];
const DENIED = /\b(?:not|no|never|neither|hardly|nicht|kein\w*|nie|kaum)\b[^,;.]{0,12}$/;

/**
 * What sentences claim of quantities that a file or table holds, recomputed: "Beta is the cheaper of the two", "a mean latency below
 * 50 ms", "no breakdowns". A claim that every such quantity refutes is attacked, one that every one bears out is confirmed; where they
 * differ, or none is known for both sides, nothing is said.
 */
export const claimRecounts = (evidence: Evidence, items: readonly Measured[]): readonly Fact[] => {
  const known = items.filter((item) => item.metric.origin !== "stated");
  if (known.length === 0) return [];
  const subjects = subjectOf(evidence);
  return evidence.sentences
    .filter(
      (sentence) =>
        (sentence.options.length > 0 || subjects.has(sentence.id)) &&
        speaks(sentence) &&
        sentence.role !== "criteria" &&
        !isHedged(sentence.text) &&
        !sentence.text.endsWith("?"),
    )
    .flatMap((sentence) => {
      const subject = subjects.get(sentence.id);
      return [
        ...comparisons(sentence, subject, evidence, known),
        ...thresholds(sentence, subject, evidence, known),
        ...absences(sentence, subject, evidence, known),
      ];
    });
};

const comparisons = (sentence: Sentence, subject: number | undefined, evidence: Evidence, items: readonly Measured[]): readonly Fact[] => {
  const plain = sameLength(sentence.text);
  return COMPARISONS.flatMap((comparison) =>
    [...plain.matchAll(comparison.words)].slice(0, 2).flatMap((match): readonly Fact[] => {
      const sides = sidesOf(plain, match, subject, mentionsIn(sentence.text, evidence), evidence);
      const about = answering(sentence, items.filter(comparison.about));
      return sides === undefined ? [] : verdict(sentence, evidence, about, sides.left, sides.others, comparison.sign);
    }),
  );
};

const WHOLE = /^\S+(?: \S+)? (?:of|von) (?:the|all|den|allen|both|beiden)\b/;

/** Who is compared with whom: "X is faster than Y", "X is the cheapest", "X is the cheaper of the two"; undefined when it is not said or denied. */
const sidesOf = (
  plain: string,
  match: RegExpMatchArray,
  subject: number | undefined,
  mentions: readonly Mention[],
  evidence: Evidence,
): { readonly left: number; readonly others: readonly number[] } | undefined => {
  const at = match.index ?? 0;
  const left = mentions.filter((each) => each.end <= at).at(-1)?.option ?? (mentions.length === 0 ? subject : undefined);
  if (left === undefined || DENIED.test(plain.slice(0, at))) return undefined;
  const rest = plain.slice(at);
  if (/^\S+(?: \S+){0,4}? (?:than|als)\b/.test(rest)) {
    const right = mentions.find((each) => each.start >= at)?.option;
    return right === undefined || right === left ? undefined : { left, others: [right] };
  }
  const all = /(?:est|ste\w?)$|^(?:most|least)\b/.test(match[0]) || WHOLE.test(rest) || evidence.options.length === 2;
  return all ? { left, others: otherThan(left, evidence) } : undefined;
};

const otherThan = (option: number, evidence: Evidence): readonly number[] =>
  evidence.options.map((each) => each.id).filter((each) => each !== option);

/** Of several quantities those that share a word with the sentence, when some do. */
const answering = (sentence: Sentence, items: readonly Measured[]): readonly Measured[] => {
  const named = items.filter((item) => overlap(topical(item.metric.terms), topical(sentence.terms)) > 0);
  return named.length > 0 ? named : items;
};

const verdict = (
  sentence: Sentence,
  evidence: Evidence,
  items: readonly Measured[],
  left: number,
  others: readonly number[],
  sign: (item: Measured) => 1 | -1,
): readonly Fact[] => {
  const tested = items.flatMap((item) => {
    const level = (option: number): Level | undefined => item.levels.find((each) => each.option === option);
    const own = level(left);
    const theirs = others.flatMap((option) => level(option) ?? []);
    if (own === undefined || theirs.length === 0 || theirs.length !== others.length) return [];
    return [{ item, levels: [own, ...theirs], holds: theirs.every((each) => sign(item) * (own.value - each.value) > 0) }];
  });
  const first = tested[0];
  if (first === undefined || tested.some((each) => each.holds !== first.holds)) return [];
  return [recounted(sentence, evidence, first.item, first.levels, first.holds, "compared")];
};

/** "a mean latency below 50 ms": the bound that a sentence claims of an option it is about. */
const thresholds = (sentence: Sentence, subject: number | undefined, evidence: Evidence, items: readonly Measured[]): readonly Fact[] => {
  const option = sentence.options.length === 1 ? sentence.options[0] : sentence.options.length === 0 ? subject : undefined;
  const plain = fold(sentence.text);
  if (option === undefined || /\b(?:must|may not|limit|budget|target|should|muss|darf|soll|grenze)\b/.test(plain)) return [];
  return sentence.quantities
    .filter((quantity) => quantity.cmp !== undefined && quantity.cmp !== "=")
    .slice(0, 4)
    .flatMap((quantity): readonly Fact[] => {
      const fitting = items.filter((item) => sameMeasure(quantity, item) && item.levels.some((level) => level.option === option));
      const named = fitting.filter((item) => overlap(topical(item.metric.terms), topical(sentence.terms)) > 0);
      const item = named.length === 1 ? named[0] : fitting.length === 1 && quantity.dim !== "number" ? fitting[0] : undefined;
      const level = item?.levels.find((each) => each.option === option);
      if (item === undefined || level === undefined) return [];
      const each = /\b(?:never|always|every|each|all|nie|immer|jede\w*|alle)\b/.test(plain);
      const values = each ? [...level.rows, ...level.dropped].map((row) => row.value) : [level.value];
      const holds = values.every((value) => keeps(value, quantity.cmp as string, quantity.value));
      return [recounted(sentence, evidence, item, [level], holds, "compared")];
    });
};

const sameMeasure = (quantity: Quantity, item: Measured): boolean =>
  quantity.dim === item.metric.dim &&
  (quantity.per.join() === item.metric.per.join() || (item.metric.per.length === 0 && quantity.per.join() === (item.metric.period ?? "-")));

/** "no breakdowns": none of something that a column counts. */
const absences = (sentence: Sentence, subject: number | undefined, evidence: Evidence, items: readonly Measured[]): readonly Fact[] => {
  const option = sentence.options.length === 1 ? sentence.options[0] : sentence.options.length === 0 ? subject : undefined;
  const match = /\b(?:no|zero|without(?: any| a single)?|not (?:a single|one)|keine?n?|ohne|null)\s+(\p{L}{4,})/iu.exec(sentence.text);
  if (option === undefined || match?.[1] === undefined) return [];
  const years: readonly string[] = sentence.text.match(/\b(?:19|20)\d\d\b/g) ?? [];
  const stem = sentence.terms.find((term) => fold(match[1] as string).startsWith(term.slice(0, 5)));
  if (stem === undefined) return [];
  const counted = items.filter(
    (item) =>
      (item.metric.dim === "number" || item.metric.dim.startsWith("count:")) &&
      overlap([stem], item.metric.terms) === 1 &&
      item.metric.samples.every((each) => Number.isInteger(each.value)),
  );
  const item = counted.length === 1 ? counted[0] : undefined;
  const level = item?.levels.find((each) => each.option === option);
  if (item === undefined || level === undefined) return [];
  if (years.length > 0 && !level.rows.some((row) => years.some((year) => row.row.includes(year)))) return [];
  return [
    recounted(
      sentence,
      evidence,
      item,
      [level],
      level.rows.every((row) => row.value === 0),
      "compared",
    ),
  ];
};

const recounted = (sentence: Sentence, evidence: Evidence, item: Measured, levels: readonly Level[], holds: boolean, key: string): Fact => {
  const rows = placesOfRows(levels.flatMap((level) => level.rows));
  const how = aggregateOf(levels[0] as Level, item);
  return {
    id: `${holds ? "confirm" : "conflict"}/${sentence.id}/${item.metric.id}`,
    kind: holds ? "confirm" : "conflict",
    criterion: -1,
    stances: [],
    strength: 3,
    quality: holds ? 0.8 : 1,
    places: [sentence.place, ...rows],
    subject: "",
    figures: levels.map((level) => ({
      option: level.option,
      label: evidence.options[level.option]?.short ?? "",
      value: shownLevel(level, item, evidence),
    })),
    quote: sentence.text,
    note: { key, values: [(rows[0] as Place | undefined)?.file ?? "", item.metric.label, how?.key ?? "", ...(how?.values ?? [])] },
    against: `text/${sentence.place.file}:${sentence.place.line}#${sentence.id}`,
    computed: true,
  };
};

/** Folded text of the same length, so that offsets of mentions hold; else in lower case. */
const sameLength = (text: string): string => (fold(text).length === text.length ? fold(text) : text.toLowerCase());
