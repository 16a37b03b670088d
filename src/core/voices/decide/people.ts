import { words } from "../../kernel/text.ts";
import { toldOf } from "../frames/told.ts";
import type { Decision, DecisionLine } from "../types.ts";
import { label, type View } from "./view.ts";

/** The last option each seat stated, by seat in order of first statement, and the turn. */
export const positionsOf = (view: View): Decision["positions"] => {
  const found = new Map<string, { seat: string; option: string; turn: number }>();
  for (const reading of view.readings) {
    if (reading.withdrawn) found.delete(reading.seat);
    if (reading.position === undefined) continue;
    found.set(reading.seat, { seat: reading.seat, option: view.evidence.options[reading.position]?.short ?? "", turn: reading.ordinal });
  }
  return [...found.values()].sort((left, right) => (left.seat < right.seat ? -1 : 1));
};

/** Who stated another option than before, and the fact that the turn names. */
export const movesOf = (view: View): Decision["moved"] => {
  const last = new Map<string, number>();
  const moved = view.readings.flatMap((reading) => {
    const from = last.get(reading.seat);
    if (reading.position === undefined) return [];
    last.set(reading.seat, reading.position);
    if (from === undefined || from === reading.position) return [];
    return [
      {
        seat: reading.seat,
        from: view.evidence.options[from]?.short ?? "",
        to: view.evidence.options[reading.position]?.short ?? "",
        cause: causeIn(view, reading.ordinal, reading.position),
      },
    ];
  });
  return moved.map((move) => (move.cause.text === "" ? { ...move, cause: joinedCause(view, move, moved) } : move));
};

type Moved = Decision["moved"][number];

/** A seat that names another which moved to the same option takes that seat's cause; without one its move stays unexplained. */
const joinedCause = (view: View, move: Moved, all: readonly Moved[]): DecisionLine => {
  const text = words(view.turns.find((turn) => turn.ordinal === move.cause.turns[0])?.text ?? "");
  const led = all.find((other) => other.seat !== move.seat && other.to === move.to && other.cause.text !== "" && text.includes(other.seat));
  return led === undefined ? move.cause : { ...move.cause, text: view.words.joined(led.seat, led.cause.text), places: led.cause.places };
};

const causeIn = (view: View, ordinal: number, position: number): DecisionLine => {
  const text = view.turns.find((turn) => turn.ordinal === ordinal)?.text ?? "";
  const sentence = text.split(/(?<=\.)\s/).find((part) => part.includes(label(view, position)) && part.includes("[")) ?? "";
  const fact = view.ledger.facts.find((each) => sentence.includes(toldOf(each, view.evidence).places));
  const told = fact === undefined ? undefined : view.heard.told.find((each) => each.fact.id === fact.id)?.turn;
  return {
    text: fact === undefined ? "" : toldOf(fact, view.evidence).subject || toldOf(fact, view.evidence).core,
    places: fact?.places ?? [],
    turns: [ordinal],
    ...(told === undefined ? {} : { seat: told.seat }),
  };
};

/** Seats that state another option than the answer at the end. */
export const dissentOf = (view: View, answer: number | undefined): readonly DecisionLine[] =>
  answer === undefined
    ? []
    : positionsOf(view)
        .filter((position) => position.option !== view.evidence.options[answer]?.short)
        .map((position) => ({
          text: view.words.dissent(position.seat, `*${position.option}*`),
          places: [],
          turns: [position.turn],
          seat: position.seat,
        }));
