import { quoteOf } from "../frames/cite.ts";
import type { DecisionLine, Place, Quantity } from "../types.ts";
import { undirected } from "./criteria.ts";
import { nearestOf } from "./limits.ts";
import { ownMeasure } from "./own-measure.ts";
import { label, type View } from "./view.ts";

/** Most next steps. */
const MAX_STEPS = 3;

/** What to do next, at most three, the most decisive first: a look-up, a measurement, somebody to ask. */
export const nextSteps = (view: View, kind: "answer" | "open" | "none-keeps-every-limit" | "no-question"): readonly DecisionLine[] => {
  if (kind === "no-question") return [];
  const steps =
    kind === "none-keeps-every-limit"
      ? relaxSteps(view)
      : kind === "open"
        ? [...measureSteps(view), ...directionSteps(view), ...separateSteps(view), ...limitSteps(view, 2), ...questionSteps(view)]
        : [...limitSteps(view, 2), ...repeatSteps(view), ...findSteps(view), ...questionSteps(view)];
  return steps.slice(0, MAX_STEPS);
};

const line = (text: string, places: readonly Place[]): DecisionLine => ({ text, places, turns: [] });

const limitSteps = (view: View, most: number): readonly DecisionLine[] => {
  const alive = view.ledger.outcome.ranking.filter((option) => !view.ledger.outcome.out[option]).slice(0, most);
  const firstOnly = alive.slice(0, 1);
  return firstOnly.flatMap((option) =>
    view.ledger.checks
      .filter((check) => check.option === option && (check.state === "untested" || check.state === "in doubt"))
      .map((check) => {
        const limit = view.evidence.limits[check.limit];
        const text = quoteOf(limit?.text ?? "", view.evidence.language, 20);
        return line(
          limit?.quantity === undefined
            ? view.words.next.ask(label(view, option), text)
            : view.words.next.measure(label(view, option), text, kindOf(limit.quantity)),
          limit === undefined ? [] : [limit.place],
        );
      }),
  );
};

/** A day, in seconds: shorter times are measured, longer ones asked for. */
const DAY = 86_400;

const kindOf = ({ dim, value }: Quantity): "money" | "time" | "other" =>
  dim.startsWith("money:") ? "money" : dim === "time" && value >= DAY ? "time" : "other";

const repeatSteps = (view: View): readonly DecisionLine[] =>
  view.ledger.facts
    .filter((fact) => fact.kind === "fragile" && fact.stances.some((each) => !view.ledger.outcome.out[each.option]))
    .map((fact) => line(view.words.next.repeat(fact.subject, fact.note?.values[1] ?? ""), fact.places.slice(0, 1)));

const findSteps = (view: View): readonly DecisionLine[] =>
  view.evidence.criteria
    .filter((criterion) => !criterion.inferred && undirected(view, criterion.id).length === 0)
    .flatMap((criterion) => {
      const alive = view.evidence.options.filter((option) => !view.ledger.outcome.out[option.id]);
      const empty = alive.filter((option) => (view.ledger.outcome.cells[criterion.id]?.[option.id]?.weight ?? 0) === 0);
      if (empty.length === 0 || alive.length < 2) return [];
      return [
        line(
          view.words.next.find(
            quoteOf(criterion.name, view.evidence.language, 12),
            view.words.list(empty.map((option) => label(view, option.id))),
          ),
          [criterion.place],
        ),
      ];
    });

/** Where the briefing says what decides and nothing states it: work it out for those still in. */
const measureSteps = (view: View): readonly DecisionLine[] => {
  const own = ownMeasure(view.evidence);
  const alive = view.ledger.outcome.ranking.filter((option) => !view.ledger.outcome.out[option]);
  if (own === undefined || alive.length < 2) return [];
  const names = view.words.list(alive.map((option) => label(view, option)));
  return [line(view.words.next.workOut(names, quoteOf(own.text, view.evidence.language, 24)), [own.place])];
};

/** The heaviest criterion that has figures but no direction: saying which way is better may decide. */
const directionSteps = (view: View): readonly DecisionLine[] => {
  const found = [...view.evidence.criteria]
    .sort((left, right) => right.weight - left.weight || left.id - right.id)
    .find((criterion) => undirected(view, criterion.id).length > 0);
  return found === undefined ? [] : [line(view.words.next.direction(quoteOf(found.name, view.evidence.language, 12)), [found.place])];
};

const separateSteps = (view: View): readonly DecisionLine[] => {
  const [first, second] = view.ledger.outcome.ranking.filter((option) => !view.ledger.outcome.out[option]);
  if (first === undefined || second === undefined) return [];
  const empty = (criterion: number): readonly number[] =>
    [first, second].filter((option) => (view.ledger.outcome.cells[criterion]?.[option]?.weight ?? 0) === 0);
  const blank = [...view.evidence.criteria]
    .sort((left, right) => right.weight - left.weight || left.id - right.id)
    .filter((criterion) => undirected(view, criterion.id).length === 0)
    .find((criterion) => empty(criterion.id).length > 0);
  const names = (options: readonly number[]): string => view.words.list(options.map((option) => label(view, option)));
  if (blank === undefined) return view.evidence.criteria.length === 0 ? [line(view.words.next.compare(names([first, second])), [])] : [];
  return [line(view.words.next.separate(quoteOf(blank.name, view.evidence.language, 12), names(empty(blank.id))), [blank.place])];
};

/** One step for each option that a single limit keeps out, nearest first. */
const relaxSteps = (view: View): readonly DecisionLine[] =>
  nearestOf(view)
    .filter((nearest, index) => nearest.alone || index === 0)
    .flatMap((nearest) => {
      const limit = view.evidence.limits[nearest.limit];
      return limit === undefined ? [] : [line(view.words.next.relax(label(view, nearest.option), nearest.gap), [limit.place])];
    });

const questionSteps = (view: View): readonly DecisionLine[] =>
  view.evidence.openQuestions
    .slice(0, 1)
    .map((question) => line(view.words.next.answer(quoteOf(question.text, view.evidence.language, 24)), [question.place]));
