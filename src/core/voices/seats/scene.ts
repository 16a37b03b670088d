import type { Fact } from "../argue/fact.ts";
import { type Flip, flipsOf } from "../argue/flips.ts";
import { type Ledger, ledgerOf } from "../argue/ledger.ts";
import { cite, italic, quoteOf } from "../frames/cite.ts";
import type { Frames, Role } from "../frames/frames.ts";
import { framesOf } from "../frames/told.ts";
import type { Evidence, SpokenTurn, VoiceTask } from "../types.ts";
import { draftOf } from "./draft.ts";
import { type Heard, hear, knownTo } from "./heard.ts";
import { roleOf } from "./lens.ts";
import { type Position, positionOf } from "./position.ts";

/** All that a seat knows when it is asked, recomputed from the task. */
export type Scene = {
  readonly task: VoiceTask;
  readonly evidence: Evidence;
  readonly ledger: Ledger;
  readonly frames: Frames;
  readonly role: Role;
  readonly seats: readonly string[];
  readonly dealt: readonly Fact[];
  readonly heard: Heard;
  /** Where the seat stood before it heard anyone. */
  readonly sealed: Position;
  /** Where it stands on everything said so far. */
  readonly now: Position;
};

/** Sets the scene for the seat of a task. */
export const sceneOf = (task: VoiceTask, evidence: Evidence): Scene => {
  const ledger = ledgerOf(evidence);
  const seats = task.seats.includes(task.seat) || task.seat === "" ? task.seats : [...task.seats, task.seat];
  const role = roleOf(task.seat, seats);
  const dealt = draftOf(ledger, seats).get(task.seat) ?? [];
  const heard = hear(task.turns, ledger);
  const now = positionOf(role, knownTo(dealt, heard), ledger);
  return {
    task,
    evidence,
    ledger,
    frames: framesOf(evidence.language),
    role,
    seats,
    dealt,
    heard,
    sealed: positionOf(role, dealt, ledger),
    now,
  };
};

/** The position of any seat on the turns of a scene. */
export const positionIn = (scene: Scene, seat: string, turns: readonly SpokenTurn[]): Position => {
  const dealt = draftOf(scene.ledger, scene.seats).get(seat) ?? [];
  return positionOf(roleOf(seat, scene.seats), knownTo(dealt, hear(turns, scene.ledger)), scene.ledger);
};

/** An option's label, in italics. */
export const nameOf = (scene: Scene, option: number): string => italic(scene.evidence.options[option]?.short ?? "");

/** The line that states a position; `variant` keeps two seats from using the same words. */
export const positionLine = (scene: Scene, position: Position): string => {
  const { frames } = scene;
  if (scene.evidence.options.length === 0) return frames.noOptions(scene.seats.indexOf(scene.task.seat));
  if (position.kind === "option") return frames.hold(nameOf(scene, position.option));
  if (position.kind === "all-out") return frames.allOut();
  return frames.noView(scene.seats.indexOf(scene.task.seat));
};

/** Sentences that a seat may close with, best first for its role, none of which has been said. Each has its place. */
export const closers = (scene: Scene): readonly string[] => {
  const { role } = scene;
  const flips = flipsOf(scene.ledger).map((flip) => flipLine(scene, flip));
  const untested = untestedLines(scene);
  const missing = missingLines(scene);
  const ordered =
    role === "gaps"
      ? [...missing, ...untested, ...flips]
      : role === "limits"
        ? [...untested, ...flips, ...missing]
        : [...rotate(flips, role === "doubt" ? 1 : role === "order" ? 2 : 0), ...untested, ...missing];
  return ordered.filter((line) => !scene.task.turns.some((turn) => turn.text.includes(line)));
};

const rotate = <T>(items: readonly T[], by: number): readonly T[] =>
  items.length === 0 ? items : [...items.slice(by % items.length), ...items.slice(0, by % items.length)];

const flipLine = (scene: Scene, flip: Flip): string => `${scene.frames.flip(flip.note)} ${cite(flip.places)}.`;

const untestedLines = (scene: Scene): readonly string[] =>
  scene.evidence.limits.flatMap((limit) => {
    const open = scene.ledger.checks.filter(
      (check) => check.limit === limit.id && check.state === "untested" && !scene.ledger.outcome.out[check.option],
    );
    if (open.length === 0) return [];
    const options = scene.frames.list(open.map((check) => nameOf(scene, check.option)));
    return [scene.frames.untested(`${quoteOf(limit.text, scene.evidence.language, 16)} ${cite([limit.place])}`, options)];
  });

const missingLines = (scene: Scene): readonly string[] =>
  scene.evidence.criteria.flatMap((criterion) => {
    const empty = scene.evidence.options.filter(
      (option) => (scene.ledger.outcome.cells[criterion.id]?.[option.id]?.weight ?? 0) === 0 && !scene.ledger.outcome.out[option.id],
    );
    if (empty.length === 0 || criterion.inferred) return [];
    return [
      scene.frames.missing(
        `${quoteOf(criterion.name, scene.evidence.language, 12)} ${cite([criterion.place])}`,
        scene.frames.list(empty.map((option) => nameOf(scene, option.id))),
      ),
    ];
  });
