import { byCodeUnit } from "../../kernel/json.ts";
import { bears, type Fact, stanceOf } from "../argue/fact.ts";
import { flipsOf } from "../argue/flips.ts";
import { ruleKeys } from "../argue/matrix.ts";
import { betterProven, tallyOf } from "../argue/tally.ts";
import { code, quoteOf } from "../frames/cite.ts";
import { framesOf, upper } from "../frames/told.ts";
import type { Decision, DecisionLine, Evidence, SpokenTurn, TurnReading } from "../types.ts";
import { criterionRows, readingLines, undirected } from "./criteria.ts";
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
    against: answer === undefined ? [] : againstIt(view, answer).map((fact) => factLine(view, fact)),
    criteria: criterionRows(view),
    limits: limitRows(view),
    flips:
      kind === "answer" || kind === "open"
        ? flipsOf(view.ledger).map(({ note, places, point }) => ({
            text: framesOf(evidence.language).flip(note),
            places,
            turns: [],
            ...(point === undefined ? {} : { point }),
          }))
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
  if (kind === "open") return openText(view, first, second);
  const answer = `${answerWord(view, first)}${label(view, first)}`;
  if (evidence.settled !== undefined) return words.settled(answer, first === 0 ? tallyOf(ledger.checks, first).kept : undefined);
  if (second !== undefined) return words.leads(answer, label(view, second));
  const tally = tallyOf(ledger.checks, first);
  return evidence.options.length > 1 ? words.onlySurvivor(answer, tally.tested, tally.applies) : words.only(answer);
};

/** Why nothing is decided although the options are known. */
const openText = (view: View, first: number, second: number | undefined): string => {
  const { words, evidence, ledger } = view;
  const own = second === undefined ? undefined : ownMeasure(evidence);
  if (own !== undefined) return words.openOwnMeasure(quoteOf(own.text, evidence.language));
  const proven = betterProven(ledger.outcome, ledger.checks);
  if (proven !== undefined && ledger.outcome.margin >= 0.04) {
    const [mine, rival] = [tallyOf(ledger.checks, first), tallyOf(ledger.checks, proven)];
    return words.openConditional(label(view, first), mine.applies - mine.tested, mine.applies, label(view, proven), rival.kept);
  }
  const { cause } = ledger;
  if (second === undefined && cause === "doubt") return words.openDoubt(label(view, first));
  if (cause !== undefined && cause !== "margin" && cause !== "proven" && cause !== "untested")
    return words.openAhead(label(view, first), cause);
  if (isUnproven(view, first, second)) {
    const tally = tallyOf(ledger.checks, first);
    return words.openUnproven(label(view, first), tally.applies - tally.tested, tally.applies);
  }
  return ledger.facts.some((fact) => fact.stances.length > 0) && second !== undefined
    ? words.open(label(view, first), label(view, second))
    : words.openNoEvidence(words.list(evidence.options.map((option) => label(view, option.id))));
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
  const against = new Set(againstIt(view, answer));
  const deciding = decidingFacts(view, answer);
  const facts = [...deciding, ...standing(view, answer, 1).filter((fact) => !against.has(fact) && !deciding.includes(fact))]
    .slice(0, 4)
    .map((fact) => factLine(view, fact));
  // To keep every limit is the first reason; to keep some is the last.
  return tally.kept === tally.applies ? [...limits, ...facts] : [...facts, ...limits];
};

/** Where a stated rule chose among several that are left: the figures on its keys, what decides first. */
const decidingFacts = (view: View, answer: number): readonly Fact[] => {
  const { evidence, ledger } = view;
  if (ledger.outcome.out.filter((out) => !out).length < 2) return [];
  return ruleKeys(evidence).flatMap((key) =>
    ledger.facts.filter(
      (fact) =>
        fact.criterion === key &&
        (fact.kind === "data" || fact.kind === "stated") &&
        ledger.labels.get(fact.id) !== "out" &&
        fact.stances.some((each) => each.option === answer),
    ),
  );
};

/** Most facts set against the answer. */
const MAX_AGAINST = 4;

/**
 * What stands against the answer: figures in which another option that is still in does better, by weight and gap, then what
 * the text says against it.
 */
const againstIt = (view: View, answer: number): readonly Fact[] => {
  const { evidence, ledger } = view;
  const rivals = evidence.options.filter((option) => option.id !== answer && !ledger.outcome.out[option.id]);
  const behind = (fact: Fact): number => Math.max(0, ...rivals.map((option) => stanceOf(fact, option.id))) - stanceOf(fact, answer);
  const measured = ledger.facts
    .filter(
      (fact) =>
        (fact.kind === "data" || fact.kind === "stated") &&
        ledger.labels.get(fact.id) !== "out" &&
        !ruleKeys(evidence).includes(fact.criterion) &&
        fact.stances.some((each) => each.option === answer) &&
        (behind(fact) > 0.1 || stanceOf(fact, answer) < -0.1),
    )
    .map((fact) => ({
      fact,
      worth: Math.max(behind(fact), -stanceOf(fact, answer)) * ((evidence.criteria[fact.criterion]?.weight ?? 0.02) + 0.02),
    }))
    .sort((left, right) => right.worth - left.worth || byCodeUnit(left.fact.id, right.fact.id))
    .map((each) => each.fact);
  const said = standing(view, answer, -1).filter((fact) => !measured.includes(fact) && !decidingFacts(view, answer).includes(fact));
  const kept = measured.slice(0, said.length === 0 ? MAX_AGAINST : MAX_AGAINST - 1);
  return [...kept, ...said].slice(0, MAX_AGAINST);
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
    .filter((criterion) => !criterion.inferred && undirected(view, criterion.id).length === 0)
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
  const cut = evidence.tables
    .filter((table) => table.truncated)
    .map((table): DecisionLine => ({ text: words.cutTable(code(table.file), table.rows.length), places: [], turns: [] }));
  return [...untestedLines(view), ...blank, ...readingLines(view), ...cut, ...questions];
};

/** Claims that are not counted and why, and what the text says against a registered file. */
const asideLines = (view: View): readonly DecisionLine[] => {
  const { ledger, words, evidence } = view;
  const refuted = ledger.facts.filter((fact) => fact.kind === "conflict" && ledger.labels.get(fact.id) === "in");
  const against = new Set(refuted.map((fact) => fact.against));
  const claims = ledger.facts
    .filter((fact) => ledger.labels.get(fact.id) === "out" && !against.has(fact.id))
    .slice(0, 6)
    .map((fact): DecisionLine => {
      const attack = ledger.attacks.find((each) => each.to === fact.id && each.why !== "opposed" && ledger.labels.get(each.from) === "in");
      const reason = attack?.why === "question" ? words.notCounted[fact.scheme ?? "opinion"] : words.notCounted.measured;
      return { text: `${quoteOf(fact.quote ?? "", evidence.language)}: ${reason}`, places: fact.places, turns: [] };
    });
  return [
    ...evidence.asides.slice(0, 12).map((aside): DecisionLine => ({ text: upper(aside.why), places: [aside.place], turns: [] })),
    ...refuted.slice(0, 6).map((fact) => factLine(view, fact)),
    ...claims,
  ];
};
