import { betterProven, tallyOf } from "../argue/confidence.ts";
import { shownLevel, subjectOfMetric } from "../argue/data-facts.ts";
import { bears, type Fact } from "../argue/fact.ts";
import { flipsOf } from "../argue/flips.ts";
import { quoteOf } from "../frames/cite.ts";
import { framesOf, upper } from "../frames/told.ts";
import type { Decision, DecisionLine, Evidence, Place, SpokenTurn, TurnReading } from "../types.ts";
import { limitRows, nearestOf, outLines, untestedLines } from "./limits.ts";
import { nextSteps } from "./next.ts";
import { ownMeasure } from "./own-measure.ts";
import { dissentOf, movesOf, positionsOf } from "./people.ts";
import { factLine, label, standing, type View, viewOf } from "./view.ts";

type Kind = Decision["kind"];

/**
 * The decision of a debate, from the evidence and from what its turns verifiably say; with no turns, from the evidence alone.
 * Permuting seats or turns changes attributions, never the answer. Never throws; "open" and "no option keeps every limit" are answers.
 */
export const decide = (evidence: Evidence, turns: readonly SpokenTurn[], readings: readonly TurnReading[]): Decision => {
  const view = viewOf(evidence, turns, readings);
  const kind = kindOf(view);
  const answer = kind === "answer" ? view.ledger.outcome.ranking[0] : undefined;
  return {
    kind,
    language: evidence.language,
    question: evidence.question,
    answer: answerText(view, kind),
    ...(answer === undefined ? {} : { option: evidence.options[answer]?.name ?? "" }),
    confidence: kind === "answer" ? view.ledger.confidence : { word: "open", p: kind === "open" ? view.ledger.confidence.p : 0 },
    madeBy: view.words.madeBy(evidence.sources.length - 1),
    options: optionRows(view),
    why: answer === undefined ? established(view, kind) : whyLines(view, answer),
    against:
      answer === undefined
        ? []
        : standing(view, answer, -1)
            .slice(0, 3)
            .map((fact) => factLine(view, fact)),
    criteria: criterionRows(view),
    limits: limitRows(view),
    flips:
      kind === "answer" || kind === "open"
        ? flipsOf(view.ledger).map((flip) => ({ text: framesOf(evidence.language).flip(flip.note), places: flip.places, turns: [] }))
        : [],
    moved: movesOf(view),
    positions: positionsOf(view),
    dissent: dissentOf(view, answer),
    open: openLines(view),
    next: nextSteps(view, kind),
    ...(evidence.secondQuestion === undefined ? {} : { secondQuestion: evidence.secondQuestion.text }),
    setAside: asideLines(view),
    unusedFiles: evidence.unusedFiles,
    optionOrigin: view.words.origin[evidence.optionOrigin] ?? evidence.optionOrigin,
  };
};

const kindOf = (view: View): Kind => {
  const { options, question } = view.evidence;
  if (options.length === 0) return question === "" || !/\?|whether|choose|decide|pick|ob |welche/i.test(question) ? "no-question" : "open";
  const { outcome, confidence } = view.ledger;
  if (outcome.out.every((each) => each)) return "none-keeps-every-limit";
  const rivals = outcome.out.filter((out) => !out).length > 1;
  return confidence.word === "open" || (rivals && ownMeasure(view.evidence) !== undefined) ? "open" : "answer";
};

/** "yes, " or "no, " before the option that a yes-no question is answered with; "" for any other question. */
const answerWord = ({ evidence, words }: View, option: number): string =>
  evidence.optionOrigin === "yes-no" ? `${words.yesNo[option === 0 ? 0 : 1]}, ` : "";

const answerText = (view: View, kind: Kind): string => {
  const { words, evidence, ledger } = view;
  const [first, second] = ledger.outcome.ranking.filter((option) => !ledger.outcome.out[option]);
  if (kind === "no-question") return words.noQuestion();
  if (kind === "none-keeps-every-limit") {
    const [nearest] = nearestOf(view);
    return nearest === undefined ? words.none() : `${words.none()} ${words.nearest(label(view, nearest.option), nearest.gap)}`;
  }
  if (first === undefined) return words.openUnknown();
  const own = kind === "open" && second !== undefined ? ownMeasure(evidence) : undefined;
  if (own !== undefined) return words.openOwnMeasure(quoteOf(own.text, evidence.language));
  const proven = betterProven(ledger.outcome, ledger.checks);
  if (kind === "open" && proven !== undefined && ledger.outcome.margin >= 0.04) {
    const [mine, rival] = [tallyOf(ledger.checks, first), tallyOf(ledger.checks, proven)];
    return words.openConditional(label(view, first), mine.applies - mine.tested, mine.applies, label(view, proven), rival.kept);
  }
  if (kind === "open" && isUnproven(view, first, second)) {
    const tally = tallyOf(ledger.checks, first);
    return words.openUnproven(label(view, first), tally.applies - tally.tested, tally.applies);
  }
  if (kind === "open")
    return ledger.facts.some((fact) => fact.stances.length > 0) && second !== undefined
      ? words.open(label(view, first), label(view, second))
      : words.openNoEvidence(words.list(evidence.options.map((option) => label(view, option.id))));
  const answer = `${answerWord(view, first)}${label(view, first)}`;
  if (second !== undefined) return words.leads(answer, label(view, second));
  const tally = tallyOf(ledger.checks, first);
  return evidence.options.length > 1 ? words.onlySurvivor(answer, tally.tested, tally.applies) : words.only(answer);
};

/** Ahead by enough, but at least half of its limits are untested. */
const isUnproven = (view: View, first: number, second: number | undefined): boolean => {
  const tally = tallyOf(view.ledger.checks, first);
  return (
    (second === undefined || view.ledger.outcome.margin >= 0.04) && tally.applies > 0 && (tally.applies - tally.tested) * 2 >= tally.applies
  );
};

const optionRows = (view: View): Decision["options"] =>
  view.ledger.outcome.ranking.map((option) => ({
    name: view.evidence.options[option]?.short ?? "",
    score: view.ledger.outcome.scores[option] ?? 0,
    out: view.ledger.outcome.out[option] ?? false,
    why: outLines(view, option),
  }));

const whyLines = (view: View, answer: number): readonly DecisionLine[] => {
  const tally = tallyOf(view.ledger.checks, answer);
  const kept = view.ledger.checks.filter((check) => check.option === answer && check.state === "kept");
  const limits: readonly DecisionLine[] =
    tally.applies === 0 || tally.kept === 0
      ? []
      : [
          {
            text: view.words.keepsLimits(label(view, answer), tally.kept, tally.applies),
            places: kept.flatMap((check) => check.places.slice(0, 1)),
            turns: [],
          },
        ];
  const facts = standing(view, answer, 1)
    .slice(0, 4)
    .map((fact) => factLine(view, fact));
  // To keep every limit is the first reason; to keep some is the last.
  return tally.kept === tally.applies ? [...limits, ...facts] : [...facts, ...limits];
};

/** What can be said although nothing was decided: computed facts that stand. */
const established = (view: View, kind: Kind): readonly DecisionLine[] => {
  if (kind === "none-keeps-every-limit") return [];
  const facts = view.ledger.facts.filter(
    (fact) =>
      view.ledger.labels.get(fact.id) === "in" &&
      (bears(fact) || fact.kind === "log") &&
      (fact.computed || fact.kind === "stated") &&
      fact.kind !== "check",
  );
  return [...facts]
    .sort((left, right) => worth(right, view) - worth(left, view) || (left.id < right.id ? -1 : 1))
    .slice(0, 4)
    .map((fact) => factLine(view, fact));
};

const worth = (fact: Fact, view: View): number =>
  fact.strength * fact.quality * (0.1 + (view.evidence.criteria[fact.criterion]?.weight ?? 0));

const criterionRows = (view: View): Decision["criteria"] =>
  view.evidence.criteria.map((criterion) => ({
    name: criterion.name,
    weight: criterion.weight,
    inferred: criterion.inferred,
    cells: view.evidence.options.map((option) => {
      const item = view.ledger.items.find(
        (each) => each.criterion === criterion.id && each.levels.length > 1 && each.levels.some((level) => level.option === option.id),
      );
      const level = item?.levels.find((each) => each.option === option.id);
      const cell = view.ledger.outcome.cells[criterion.id]?.[option.id];
      const places: readonly Place[] = level?.rows.map((row) => row.place) ?? cell?.facts.flatMap((fact) => fact.places) ?? [];
      const value =
        item !== undefined && level !== undefined
          ? shownLevel(level, item, view.evidence)
          : cell !== undefined && cell.weight > 0
            ? view.words.inWords
            : "";
      return { option: option.short, value, sign: signOf(cell, option.id), places };
    }),
  }));

const signOf = (
  cell: { readonly weight: number; readonly value: number; readonly facts: readonly Fact[] } | undefined,
  option: number,
): "+" | "-" | "0" | "?" => {
  if (cell === undefined || cell.weight === 0 || !cell.facts.some((fact) => fact.stances.some((each) => each.option === option)))
    return "?";
  return cell.value > 0.05 ? "+" : cell.value < -0.05 ? "-" : "0";
};

const openLines = (view: View): readonly DecisionLine[] => {
  const { evidence, words, ledger } = view;
  const questions = evidence.openQuestions.slice(0, 4).map(
    (question): DecisionLine => ({
      text: words.openQuestion(quoteOf(question.text, evidence.language)),
      places: [question.place],
      turns: [],
    }),
  );
  const blank = evidence.criteria
    .filter((criterion) => !criterion.inferred)
    .flatMap((criterion) => {
      const empty = evidence.options.filter(
        (option) => !ledger.outcome.out[option.id] && (ledger.outcome.cells[criterion.id]?.[option.id]?.weight ?? 0) === 0,
      );
      return empty.length === 0
        ? []
        : [
            {
              text: words.openCriterion(
                quoteOf(criterion.name, evidence.language, 12),
                words.list(empty.map((option) => label(view, option.id))),
              ),
              places: [criterion.place],
              turns: [],
            },
          ];
    });
  return [...untestedLines(view), ...blank, ...assumedLines(view), ...questions];
};

/** Directions that nothing states, of quantities that count under a criterion. */
const assumedLines = (view: View): readonly DecisionLine[] => {
  const assumed = view.ledger.items.filter((item) => item.assumed && item.direction !== 0 && item.criterion >= 0 && item.levels.length > 1);
  const names = assumed.map((item) => subjectOfMetric(item.metric, view.evidence.language)).filter((name) => name !== "");
  const places = assumed.flatMap((item) => item.metric.samples.slice(0, 1).map((sample) => sample.place));
  return names.length === 0 ? [] : [{ text: view.words.assumedDirection(view.words.list([...new Set(names)])), places, turns: [] }];
};

const asideLines = (view: View): readonly DecisionLine[] => {
  const { ledger, words, evidence } = view;
  const claims = ledger.facts
    .filter((fact) => ledger.labels.get(fact.id) === "out")
    .slice(0, 6)
    .map((fact): DecisionLine => {
      const attack = ledger.attacks.find((each) => each.to === fact.id && each.why !== "opposed" && ledger.labels.get(each.from) === "in");
      const reason =
        attack?.why === "question"
          ? words.notCounted[fact.scheme ?? "opinion"]
          : attack?.why === "conflict"
            ? words.notCounted.conflict
            : words.notCounted.measured;
      return { text: `${quoteOf(fact.quote ?? "", evidence.language)}: ${reason}`, places: fact.places, turns: [] };
    });
  return [
    ...evidence.asides.slice(0, 12).map((aside): DecisionLine => ({ text: upper(aside.why), places: [aside.place], turns: [] })),
    ...claims,
  ];
};
