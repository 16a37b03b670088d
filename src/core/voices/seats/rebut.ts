import { type Fact, stanceOf } from "../argue/fact.ts";
import { quoteOf } from "../frames/cite.ts";
import type { Answer } from "../frames/frames.ts";
import { toldOf } from "../frames/told.ts";
import { readTurn } from "../read-turn.ts";
import type { SpokenTurn } from "../types.ts";
import { moveLine } from "./moves.ts";
import type { Position } from "./position.ts";
import { closers, nameOf, positionIn, type Scene } from "./scene.ts";
import { PASS, tellAll, untold } from "./speak.ts";

/** A point of another seat that speaks against this seat's position. */
type Point = { readonly fact: Fact; readonly turn: SpokenTurn; readonly value: number };

/**
 * A seat's answer to the strongest point against it this round that nobody has answered: the file, a limit, a critical question,
 * a grant and a heavier figure, or "that stands"; exactly `PASS` when there is nothing to say. Where all agree, the first to answer argues the runner-up by assignment.
 */
export const rebut = (scene: Scene): string => {
  const foreign = foreignNumber(scene);
  const moved = moveLine(scene);
  const sentences = foreign !== "" ? [foreign, moved] : assignedTo(scene) ? assignedSentences(scene) : answerSentences(scene, moved);
  const said = sentences.filter((sentence) => sentence !== "");
  const text = (said.length > 0 ? said : quietSentences(scene)).join(" ");
  return text === "" ? PASS : text;
};

const answerSentences = (scene: Scene, moved: string): readonly string[] => {
  const [point] = pointsAgainst(scene, scene.now);
  if (point === undefined) return moved === "" ? quietSentences(scene) : [moved];
  return [moved, answer(scene, point)];
};

/** Nothing to answer: what would turn the seat's view, if nobody has said so; the state of things when every option is out. */
const quietSentences = (scene: Scene): readonly string[] => {
  if (scene.now.kind === "all-out") {
    const line = scene.frames.allOut();
    return scene.task.turns.some((turn) => turn.text.includes(line)) ? [] : [line];
  }
  const closing = scene.task.round === 1 && scene.now.kind === "option" ? closers(scene)[0] : undefined;
  return closing === undefined ? [] : [closing];
};

/** Points of this round against a position, strongest first. A broken limit counts 2; points answered by anyone are left out. */
const pointsAgainst = (scene: Scene, position: Position): readonly Point[] => {
  if (position.kind !== "option") return [];
  const mine = position.option;
  const round = scene.task.turns.filter(
    (turn) => turn.round === scene.task.round && turn.seat !== scene.task.seat && (turn.phase === "speak" || turn.phase === "rebut"),
  );
  const firsts = scene.heard.told.filter((each) => round.includes(each.turn));
  return firsts
    .map((each): Point => ({ ...each, value: against(each.fact, mine, scene) }))
    .filter((point) => point.value > 0.1 && !isAnswered(point, scene) && !isMoot(point, mine, scene))
    .sort((left, right) => right.value - left.value || left.turn.ordinal - right.turn.ordinal);
};

/** The point speaks for an option that is out, and somebody has answered so this round. */
const isMoot = (point: Point, mine: number, scene: Scene): boolean => {
  const favoured = favouredBy(point.fact, mine);
  const broken =
    favoured === undefined || point.fact.kind === "check"
      ? undefined
      : scene.ledger.facts.find((fact) => fact.note?.key === "check-broken" && stanceOf(fact, favoured) <= -1);
  return (
    broken !== undefined &&
    scene.task.turns.some(
      (turn) => turn.phase === "rebut" && turn.round === scene.task.round && turn.text.includes(toldOf(broken, scene.evidence).places),
    )
  );
};

const against = (fact: Fact, mine: number, scene: Scene): number => {
  if (fact.kind === "check")
    return fact.note?.key === "check-broken" && stanceOf(fact, mine) <= -1
      ? 2
      : fact.note?.key === "check-doubt" && stanceOf(fact, mine) < 0
        ? 1
        : 0;
  const alive = fact.stances.filter((each) => each.option !== mine && !scene.ledger.outcome.out[each.option]);
  const best = Math.max(0, ...(alive.length > 0 ? alive : fact.stances.filter((each) => each.option !== mine)).map((each) => each.value));
  const own = stanceOf(fact, mine);
  if (fact.stances.length === 0 || own >= best) return 0;
  const weight = scene.evidence.criteria[fact.criterion]?.weight ?? 0.1;
  return (best - own) * fact.strength * fact.quality * (weight + 0.1);
};

const isAnswered = (point: Point, scene: Scene): boolean => {
  const quote = pointQuote(point.fact, point.turn, scene);
  return scene.task.turns.some((turn) => turn.phase === "rebut" && turn.text.includes(quote));
};

/** At most twelve words of the fact as told, which stand in the turn; else of the sentence of the turn that cites its place. */
const pointQuote = (fact: Fact, turn: SpokenTurn, scene: Scene): string => {
  const core = bare(toldOf(fact, scene.evidence).core);
  const place = fact.places[0];
  const said = bare(turn.text).includes(core)
    ? core
    : bare(turn.text.split(/(?<=\.)\s(?=\p{Lu})/u).find((part) => part.includes(`[${place?.file}:`)) ?? turn.text).replace(
        /\s*\[[^\]]*\].*$/,
        "",
      );
  return quoteOf(said, scene.evidence.language, 12);
};

const bare = (text: string): string =>
  text
    .replace(/\\([*_`<>|\\])/g, "$1")
    .replace(/[*`]/g, "")
    .replace(/^[“„]|[”“]$/g, "");

const answer = (scene: Scene, point: Point): string => {
  const { frames, ledger, evidence } = scene;
  const mine = scene.now.kind === "option" ? scene.now.option : -1;
  const reply: Answer = { seat: point.turn.seat, point: pointQuote(point.fact, point.turn, scene) };
  const refuting = ledger.attacks.find((attack) => attack.to === point.fact.id && attack.why !== "opposed");
  const file = refuting?.why === "conflict" || refuting?.why === "measured" ? ledger.byId.get(refuting.from) : undefined;
  if (file !== undefined) return frames.rebut.fileSays(reply, toldCore(scene, file), toldOf(file, evidence).places);
  const favoured = favouredBy(point.fact, mine);
  const broken =
    favoured === undefined ? undefined : ledger.facts.find((fact) => fact.note?.key === "check-broken" && stanceOf(fact, favoured) <= -1);
  if (broken !== undefined && favoured !== undefined && point.fact.kind !== "check") return breaksReply(scene, reply, favoured, broken);
  const fragile = ledger.facts.find((fact) => fact.kind === "fragile" && fact.subject === point.fact.subject && fact.id !== point.fact.id);
  if (fragile !== undefined && favoured !== undefined && stanceOf(fragile, favoured) < 0)
    return frames.rebut.fragile(reply, toldCore(scene, fragile), toldOf(fragile, evidence).places);
  if (refuting?.why === "question" && point.fact.scheme !== undefined) return frames.rebut.question(reply, point.fact.scheme);
  return outweighed(scene, point, reply, mine) ?? frames.rebut.stands(reply, nameOf(scene, mine));
};

const breaksReply = (scene: Scene, reply: Answer, favoured: number, broken: Fact): string => {
  const told = toldOf(broken, scene.evidence);
  const { rebut: words, recall } = scene.frames;
  return scene.heard.toldIds.has(broken.id)
    ? words.breaksTold(reply, nameOf(scene, favoured), recall(told))
    : words.breaks(reply, nameOf(scene, favoured), told.core, told.places);
};

/** In full when nobody has told it, else by name. */
const toldCore = (scene: Scene, fact: Fact): string => {
  const told = toldOf(fact, scene.evidence);
  if (!scene.heard.toldIds.has(fact.id)) return told.core;
  return scene.frames.recall(told).replace(` ${told.places}`, "");
};

const favouredBy = (fact: Fact, mine: number): number | undefined => {
  const best = [...fact.stances]
    .filter((each) => each.option !== mine && each.value > 0)
    .sort((left, right) => right.value - left.value || left.option - right.option)[0];
  return best?.option;
};

/** A criterion at least twice as heavy on which the seat's option leads: grant the point, set the heavier one beside it. */
const outweighed = (scene: Scene, point: Point, reply: Answer, mine: number): string | undefined => {
  const { frames, evidence, heard } = scene;
  const small = evidence.criteria[point.fact.criterion]?.weight ?? (evidence.criteria.length > 0 ? 0.1 : 0);
  if (small === 0) return undefined;
  const larger = scene.ledger.facts
    .filter(
      (fact) =>
        fact.criterion >= 0 &&
        fact.criterion !== point.fact.criterion &&
        fact.computed &&
        !isUsed(fact, scene) &&
        stanceOf(fact, mine) > 0.1 &&
        (evidence.criteria[fact.criterion]?.weight ?? 0) >= small * 1.3,
    )
    .sort(
      (left, right) =>
        (evidence.criteria[right.criterion]?.weight ?? 0) - (evidence.criteria[left.criterion]?.weight ?? 0) ||
        (left.id < right.id ? -1 : 1),
    )[0];
  if (larger === undefined) return undefined;
  const told = toldOf(larger, evidence);
  const text = heard.toldIds.has(larger.id) ? frames.recall(told) : `${told.core} ${told.places}`;
  return point.fact.criterion < 0
    ? frames.rebut.beyond(reply, told.criterion, text)
    : frames.rebut.outweigh(reply, frames.percent(small), told.criterion, text);
};

/** A counterweight serves once a round. */
const isUsed = (fact: Fact, scene: Scene): boolean => {
  const { places } = toldOf(fact, scene.evidence);
  return scene.task.turns.some((turn) => turn.phase === "rebut" && turn.round === scene.task.round && turn.text.includes(places));
};

/** The first to answer in a round where every seat that has a view has the same one. */
const assignedTo = (scene: Scene): boolean => {
  const { task } = scene;
  if (task.seats.length < 2 || scene.now.kind !== "option" || task.round > 1) return false;
  if (task.turns.some((turn) => turn.round === task.round && turn.phase === "rebut")) return false;
  const views = scene.seats.map((seat) => positionIn(scene, seat, task.turns)).filter((view) => view.kind === "option");
  return (
    views.length > 1 && views.every((view) => view.option === (scene.now as { option: number }).option) && rivalOf(scene) !== undefined
  );
};

const rivalOf = (scene: Scene): number | undefined => {
  const mine = scene.now.kind === "option" ? scene.now.option : -1;
  return scene.ledger.outcome.ranking.find((option) => option !== mine && !scene.ledger.outcome.out[option]);
};

const assignedSentences = (scene: Scene): readonly string[] => {
  const rival = rivalOf(scene) as number;
  const fresh = [...untold(scene)].filter((fact) => stanceOf(fact, rival) > 0.1);
  const told = scene.heard.told.map((each) => each.fact).filter((fact) => stanceOf(fact, rival) > 0.1 && fact.kind !== "check");
  const best = [...told].sort(
    (left, right) => stanceOf(right, rival) * right.strength - stanceOf(left, rival) * left.strength || (left.id < right.id ? -1 : 1),
  )[0];
  const lead = scene.frames.assigned(nameOf(scene, rival));
  if (fresh[0] !== undefined) return [lead, ...tellAll(scene, fresh.slice(0, 1))];
  return best === undefined
    ? [moveLine(scene)]
    : [lead, scene.frames.bestFor(nameOf(scene, rival), scene.frames.recall(toldOf(best, scene.evidence)))];
};

/** A number of another seat's turn this round that stands nowhere. */
const foreignNumber = (scene: Scene): string => {
  const round = scene.task.turns.filter(
    (turn) => turn.round === scene.task.round && turn.seat !== scene.task.seat && turn.phase !== "judge" && turn.phase !== "research",
  );
  for (const turn of round) {
    const reading = readTurn(
      turn,
      scene.evidence,
      scene.task.turns.filter((other) => other.ordinal < turn.ordinal),
    );
    const bad = reading.claims.find((claim) => claim.verdict === "found nowhere")?.numbers.find((number) => !number.found);
    if (bad === undefined) continue;
    const line = scene.frames.rebut.nowhere({ seat: turn.seat, point: "" }, bad.raw);
    if (!scene.task.turns.some((other) => other.text.includes(line))) return line;
  }
  return "";
};
