import { bears, type Fact } from "../argue/fact.ts";
import { tell } from "../frames/told.ts";
import { likeness, worthTelling } from "./draft.ts";
import { ownInterest } from "./lens.ts";
import { moveLine } from "./moves.ts";
import { closers, positionLine, type Scene } from "./scene.ts";

/** The exact reply of a seat that has nothing new. */
export const PASS = "PASS";

/** Interest under which an untold fact is not worth a turn of its own. */
const FLOOR = 0.9;

/** A seat's speech: its sealed facts and position in its first speech, later only what nobody has told; else exactly `PASS`. */
export const speak = (scene: Scene): string => {
  const { task } = scene;
  const spoken = task.turns.some((turn) => turn.seat === task.seat && turn.phase === "speak" && turn.round === task.round);
  const first = !task.turns.some((turn) => turn.seat === task.seat && turn.phase === "speak");
  if (first) return opening(scene);
  const fresh = spoken ? [] : untold(scene).slice(0, 2);
  return fresh.length === 0 ? PASS : join([...tellAll(scene, fresh), moveLine(scene)]);
};

/** One sentence, when the seat holds an untold fact that bears on the answer; else `PASS`. */
export const floor = (scene: Scene): string => {
  const fresh = untold(scene).filter((fact) => bears(fact) && fact.strength >= 2);
  return fresh.length === 0 ? PASS : join(tellAll(scene, fresh.slice(0, 1)));
};

const opening = (scene: Scene): string => {
  const fresh = scene.dealt.filter((fact) => !scene.heard.toldIds.has(fact.id));
  const facts = tellAll(scene, fresh);
  const position = positionLine(scene, scene.sealed);
  const closing = closers(scene)[0] ?? "";
  if (fresh.length === 0) return join([position, closing]);
  if (scene.role === "weights") return join([position, ...facts, closing]);
  if (scene.role === "doubt" || scene.role === "limits") return join([...facts, position, closing]);
  return join([facts[0] ?? "", position, ...facts.slice(1), closing]);
};

const join = (sentences: readonly string[]): string => sentences.filter((sentence) => sentence !== "").join(" ");

/** Sentences for facts; no two neighbours in the same frame. */
export const tellAll = (scene: Scene, facts: readonly Fact[]): readonly string[] => {
  const before = scene.task.turns.filter((turn) => turn.seat === scene.task.seat).length;
  return facts.map((fact, index) => tell(fact, scene.evidence, scene.task.seat, before + index));
};

/** Facts that nobody has told and that are this seat's to bring, best first. */
export const untold = (scene: Scene): readonly Fact[] => {
  const told = scene.heard.told.map((each) => each.fact);
  return worthTelling(scene.ledger)
    .filter((fact) => !scene.heard.toldIds.has(fact.id) && fact.note?.key !== "check-kept")
    .map((fact) => ({
      fact,
      value:
        ownInterest(scene.role, fact, scene.ledger) * (1 - 0.7 * told.reduce((most, other) => Math.max(most, likeness(fact, other)), 0)),
    }))
    .filter((each) => each.value >= FLOOR)
    .sort((left, right) => right.value - left.value || (left.fact.id < right.fact.id ? -1 : 1))
    .map((each) => each.fact);
};
