import { type Fact, stanceOf } from "../argue/fact.ts";
import { toldOf } from "../frames/told.ts";
import type { SpokenTurn } from "../types.ts";
import { draftOf } from "./draft.ts";
import { hear, knownTo } from "./heard.ts";
import { roleOf } from "./lens.ts";
import { type Position, positionOf, samePosition } from "./position.ts";
import { nameOf, positionIn, type Scene } from "./scene.ts";

/** A change of position, and the heard fact that caused it. */
export type Move = { readonly from: Position; readonly to: Position; readonly cause: Fact | undefined };

/** How the seat's position changed since it last spoke (its sealed one, if it has only opened); undefined when it did not. */
const moveOf = (scene: Scene): Move | undefined => moveBetween(scene, scene.task.seat, before(scene), scene.task.turns);

/** Turns up to and including the seat's own last one; none when it has not spoken beyond its opening. */
const before = (scene: Scene): readonly SpokenTurn[] => {
  const own = scene.task.turns.filter(
    (turn) => turn.seat === scene.task.seat && (turn.phase === "rebut" || (turn.phase === "speak" && turn.round > 1)),
  );
  const last = own[own.length - 1];
  return last === undefined ? [] : scene.task.turns.slice(0, scene.task.turns.indexOf(last) + 1);
};

/** A seat's change of position between two states of the transcript. */
const moveBetween = (scene: Scene, seat: string, earlier: readonly SpokenTurn[], later: readonly SpokenTurn[]): Move | undefined => {
  const from = positionIn(scene, seat, earlier);
  const to = positionIn(scene, seat, later);
  if (samePosition(from, to)) return undefined;
  const cause = causeOf(scene, seat, earlier, later, from, to);
  return { from, to, cause };
};

/** The heard fact without which the seat would still stand where it stood, else the one that most favours the new over the old. */
const causeOf = (
  scene: Scene,
  seat: string,
  earlier: readonly SpokenTurn[],
  later: readonly SpokenTurn[],
  from: Position,
  to: Position,
): Fact | undefined => {
  const dealt = draftOf(scene.ledger, scene.seats).get(seat) ?? [];
  const role = roleOf(seat, scene.seats);
  const known = knownTo(dealt, hear(later, scene.ledger));
  const old = new Set(knownTo(dealt, hear(earlier, scene.ledger)).map((fact) => fact.id));
  const fresh = known.filter((fact) => !old.has(fact.id));
  const pull = (fact: Fact): number =>
    (to.kind === "option" ? stanceOf(fact, to.option) : 0) - (from.kind === "option" ? stanceOf(fact, from.option) : 0);
  const reverting = fresh.filter((fact) =>
    samePosition(
      positionOf(
        role,
        known.filter((other) => other.id !== fact.id),
        scene.ledger,
      ),
      from,
    ),
  );
  const ranked = (reverting.length > 0 ? reverting : fresh).map((fact) => ({ fact, pull: pull(fact) * fact.strength * fact.quality }));
  return ranked
    .filter((each) => each.pull > 0.02 && each.fact.note?.key !== "check-kept")
    .sort((left, right) => right.pull - left.pull || (left.fact.id < right.fact.id ? -1 : 1))[0]?.fact;
};

/** The sentence that owns up to a change of position, or "". */
export const moveLine = (scene: Scene): string => {
  const move = moveOf(scene);
  if (move === undefined) return "";
  const { frames } = scene;
  const cause = move.cause === undefined ? "" : frames.recall(toldOf(move.cause, scene.evidence));
  if (move.to.kind !== "option") return move.from.kind === "option" ? frames.loseView(nameOf(scene, move.from.option), cause) : "";
  const leader = move.cause === undefined ? undefined : moverBy(scene, toldOf(move.cause, scene.evidence).places, move.to.option);
  if (leader !== undefined) return frames.join(nameOf(scene, move.to.option), leader);
  return move.from.kind === "option"
    ? frames.move(nameOf(scene, move.from.option), nameOf(scene, move.to.option), cause)
    : frames.gainView(nameOf(scene, move.to.option), cause);
};

/** The seat that moved to the same option this round and gave these places as its reason. */
const moverBy = (scene: Scene, places: string, to: number): string | undefined =>
  scene.task.turns.find(
    (turn) =>
      turn.phase === "rebut" &&
      turn.round === scene.task.round &&
      turn.seat !== scene.task.seat &&
      turn.text.includes(`${nameOf(scene, to)}: `) &&
      turn.text.includes(places),
  )?.seat;
