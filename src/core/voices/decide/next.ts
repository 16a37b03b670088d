import { flipsOf } from "../argue/flips.ts";
import { quoteOf } from "../frames/cite.ts";
import type { DecisionLine, Place } from "../types.ts";
import { undirected } from "./criteria.ts";
import { nearestOf } from "./limits.ts";
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
        ? [...directionSteps(view), ...separateSteps(view), ...limitSteps(view, 2), ...questionSteps(view)]
        : [...limitSteps(view, 2), ...repeatSteps(view), ...findSteps(view), ...watchSteps(view), ...questionSteps(view)];
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
            : view.words.next.measure(label(view, option), text),
          limit === undefined ? [] : [limit.place],
        );
      }),
  );
};

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

const watchSteps = (view: View): readonly DecisionLine[] =>
  flipsOf(view.ledger)
    .filter((flip) => flip.note.key === "slack")
    .map((flip) =>
      line(
        view.words.next.watch(
          flip.note.values[0] ?? "",
          label(view, view.ledger.outcome.ranking[0] ?? 0),
          flip.note.values[2] ?? "",
          quoteOf(flip.note.values[3] ?? "", view.evidence.language, 12),
        ),
        flip.places,
      ),
    );

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
  const blank = [...view.evidence.criteria]
    .sort((left, right) => right.weight - left.weight || left.id - right.id)
    .filter((criterion) => undirected(view, criterion.id).length === 0)
    .find((criterion) => [first, second].some((option) => (view.ledger.outcome.cells[criterion.id]?.[option]?.weight ?? 0) === 0));
  return blank === undefined
    ? []
    : [
        line(view.words.next.separate(quoteOf(blank.name, view.evidence.language, 12), label(view, first), label(view, second)), [
          blank.place,
        ]),
      ];
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
