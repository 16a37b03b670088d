import { type DeliberatedJob, type DeliberationTurn, deliberate, REFERENCE_JOBS } from "../lab/classic/deliberation.ts";
import { SEED_LESSONS } from "../lab/seed-lessons.ts";
import { entry as classicWorld } from "../lab/worlds/classic.ts";
import { ROLES, rowMs } from "./deliberation-row.ts";
import type { TraceSession, TraceTurn } from "./session.ts";
import { NO_MATERIAL, type TraceMaterial } from "./tables/all.ts";

/** The reference's four jobs argued by the classic edition, with the lessons that they are argued from. The same every time. */
export const classicMaterial = (): TraceMaterial => {
  let row = 0;
  const sessions = REFERENCE_JOBS.map((of) =>
    sessionOf(
      of,
      deliberate(of).map((turn) => turnOf(turn, rowMs(++row))),
    ),
  );
  const lessons = SEED_LESSONS.map((lesson) => ({ ...lesson, world: null, validation: null, run: null, seq: null }));
  return { ...NO_MATERIAL, sessions, lessons };
};

const sessionOf = ({ job, environment, iterations }: DeliberatedJob, turns: readonly TraceTurn[]): TraceSession => {
  const { material, geometry, bedPosition } = job;
  const last = turns.at(-1);
  return {
    id: `${material}-${geometry}-${bedPosition}`.toLowerCase(),
    kind: "deliberation",
    title: `${material}, ${geometry}, ${bedPosition}`,
    brief: `Print a part of ${material} that is prone to ${geometry}, at the ${bedPosition} of the bed, in a room of ${environment.celsius} °C and ${environment.humidityPercent} % humidity; ${iterations} prints.`,
    job: { material, geometry, bedPosition, ...environment },
    world: classicWorld.id,
    validation: classicWorld.validation.state,
    origin: "static",
    language: "en",
    run: null,
    openedMs: null,
    result: last === undefined ? null : { verdict: last.stance, text: last.content },
    turns,
  };
};

const turnOf = ({ track, agent, act, stance, content, settings, record }: DeliberationTurn, atMs: number): TraceTurn => ({
  track,
  agent,
  role: ROLES[agent],
  act,
  stance,
  content,
  atMs,
  voice: agent === "Operator" ? "person" : agent === "Spine" || agent === "World" ? "code" : "speaker",
  iteration: record?.n ?? null,
  settings: settings ?? record?.settings ?? null,
  print: record === undefined ? null : { quality: record.outcome.quality, mode: record.outcome.mode, penalties: record.outcome.penalties },
  backend: "offline",
  model: null,
  seq: null,
});
