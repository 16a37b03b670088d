import { ROLES } from "./deliberation-row.ts";
import { type LabTurn, labTurns } from "./lab-turns.ts";
import type { TimedEvent } from "./roundtable-session.ts";
import type { TraceJob, TraceSession, TraceTurn } from "./session.ts";

/** A run of the lab as turns: the plan, its bounds and doubts, every print with its numbers, and the verdict. Undefined for any other run. */
export const labSession = (run: string, events: readonly TimedEvent[]): TraceSession | undefined => {
  const told = labTurns(events);
  const [first] = events;
  if (told === undefined || first === undefined) return undefined;
  const { opening } = told;
  const times = new Map(events.map(({ seq, atMs }) => [seq, atMs]));
  const turns = told.turns.map((turn) => turnOf(turn, times.get(turn.seq) ?? first.atMs));
  const { job, environment } = opening.brief;
  const verdict = turns.findLast(({ act }) => act === "verdict");
  return {
    id: run,
    kind: "lab",
    title: `${job.material}, ${job.geometry}, ${job.bedPosition}`,
    brief: briefOf({ ...job, ...environment }, job.machine, opening.iterations),
    job: { material: job.material, geometry: job.geometry, bedPosition: job.bedPosition, ...environment },
    world: opening.world,
    validation: validationOf(events),
    origin: "live",
    language: "en",
    run,
    openedMs: first.atMs,
    result: verdict === undefined ? null : { verdict: verdict.stance, text: verdict.content },
    turns,
  };
};

const briefOf = (
  { material, geometry, bedPosition, celsius, humidityPercent }: TraceJob,
  machine: string | undefined,
  prints: number,
): string =>
  `Print a part of ${material} that is prone to ${geometry}, at the ${bedPosition} of the bed${machine === undefined ? "" : ` of ${machine}`}, in a room of ${celsius} °C and ${humidityPercent} % humidity; at most ${prints} prints.`;

/** The state that its prints carry; a run that printed nothing simulated nothing. */
const validationOf = (events: readonly TimedEvent[]): string | null => {
  const print = events.findLast(({ kind }) => kind === "print-simulated")?.data as
    | { readonly validation?: { readonly state?: string } }
    | undefined;
  return print?.validation?.state ?? null;
};

const turnOf = ({ turn, numbers, by, seq }: LabTurn, atMs: number): TraceTurn => ({
  track: turn.track,
  agent: turn.agent,
  role: ROLES[turn.agent],
  act: turn.act,
  stance: turn.stance,
  content: turn.content,
  atMs,
  voice: turn.agent === "Operator" ? "person" : turn.agent === "Spine" || turn.agent === "World" ? "code" : "speaker",
  iteration: numbers.iteration,
  settings: numbers.settings,
  print:
    numbers.outcome === null
      ? null
      : { quality: numbers.outcome.quality, mode: numbers.outcome.mode, penalties: numbers.outcome.penalties },
  backend: by.backend,
  model: by.model,
  seq,
});
