import type { DataOf, Opening, RoundtableFact, Seat } from "../roundtable/event.ts";
import { reseat } from "../roundtable/seating.ts";
import type { Event } from "../run/event.ts";
import type { TraceSession, TraceTurn, TraceVoice } from "./session.ts";
import type { ScorecardSource } from "./tables/scorecards.ts";

/** An event with the time it was stored at, in ms. */
export type TimedEvent = Event & { readonly atMs: number };

/** Who takes part beside the seats. */
const STEWARD: Speaker = { agent: "steward", role: "Steward", backend: "offline", model: null, voice: "code" };
const RUNNER: Speaker = { agent: "moot", role: "Runner", backend: "offline", model: null, voice: "code" };

type Speaker = Pick<TraceTurn, "agent" | "role" | "backend" | "model" | "voice">;

/** What a fact says as a turn, without its time and place. */
type Said = Pick<TraceTurn, "track" | "act" | "stance" | "content" | "iteration"> & { readonly by: Speaker };

/** A roundtable as turns: every word of seats, judge and steward, checks, awards and the decision. `brief` is the briefing's text. */
export const roundtableSession = (run: string, events: readonly TimedEvent[], brief: string): TraceSession | undefined => {
  const [first] = events;
  if (first === undefined || first.kind !== "roundtable-opened") return undefined;
  const opened = first.data as unknown as Opening;
  const turns = turnsOf(opened, events);
  const decision = turns.findLast(({ act }) => act === "decide");
  return {
    id: run,
    kind: "roundtable",
    title: opened.topic,
    brief: `${opened.topic}\n\n${brief}`.trim(),
    job: null,
    world: null,
    validation: null,
    origin: "live",
    language: all(events, "decision-made").at(-1)?.data.decision.language ?? "en",
    run,
    openedMs: first.atMs,
    result: decision === undefined ? null : { verdict: decision.stance, text: decision.content },
    turns,
  };
};

/** The marks of a roundtable, in the order they were given. */
export const roundtableScorecards = (run: string, events: readonly TimedEvent[]): readonly ScorecardSource[] => {
  const settled = new Map(all(events, "seat-settled").map(({ data }) => [data.seat, data]));
  const opened = all(events, "roundtable-opened")[0]?.data;
  const judge = all(events, "run-forked").reduce((seat, { data }) => data.judge ?? seat, opened?.judge);
  return all(events, "seat-scored").map(({ data, seq }) => ({
    run,
    seq,
    card: data,
    settled: settled.get(data.seat) ?? null,
    judge: { backend: judge?.backend ?? "offline", model: judge?.model ?? null },
  }));
};

type Kind = RoundtableFact["kind"];

const all = <K extends Kind>(events: readonly TimedEvent[], kind: K): readonly { readonly data: DataOf<K>; readonly seq: number }[] =>
  events.flatMap((event) => (event.kind === kind ? [{ data: event.data as unknown as DataOf<K>, seq: event.seq }] : []));

const turnsOf = (opened: Opening, events: readonly TimedEvent[]): readonly TraceTurn[] => {
  let opening = opened;
  const turns: TraceTurn[] = [];
  for (const { seq, atMs, kind, data } of events) {
    const fact = { kind, data } as unknown as RoundtableFact;
    if (fact.kind === "run-forked") opening = reseat(opening, fact.data);
    const said = saidBy(fact, opening);
    if (said === undefined) continue;
    const { by, ...turn } = said;
    turns.push({ ...turn, ...by, atMs, settings: null, print: null, seq });
  }
  return turns;
};

const saidBy = (fact: RoundtableFact, opening: Opening): Said | undefined =>
  bySeat(fact, opening) ?? byJudge(fact, opening) ?? byCode(fact);

const bySeat = ({ kind, data }: RoundtableFact, opening: Opening): Said | undefined => {
  switch (kind) {
    case "turn-spoken":
      return turn(seatOf(opening, data.seat, data.model), data.phase, "speak", "", data.text, data.round);
    case "turn-passed":
      return turn(seatOf(opening, data.seat), data.phase, "pass", "", "", data.round);
    case "turn-failed":
      return turn(seatOf(opening, data.seat), data.phase, "fail", data.fault.kind, data.fault.message, data.round);
    case "request-made":
      return turn(seatOf(opening, data.seat), data.phase, "request", data.private ? "private" : "open", data.text, data.round);
    default:
      return undefined;
  }
};

const byJudge = ({ kind, data }: RoundtableFact, opening: Opening): Said | undefined => {
  const judge = speaker(opening.judge, "speaker");
  switch (kind) {
    case "judge-intervened":
      return turn(judge, "watch", "intervene", data.kind, data.seat === "" ? data.text : `${data.seat}: ${data.text}`, null);
    case "gate-awarded":
      return turn(judge, "watch", "award", "gate", `${data.seat}: ${data.reason}`, null);
    case "convergence-checked":
      return turn(judge, "check", "check", data.verdict, data.reason, data.round);
    case "seat-scored":
      return turn(judge, "review", "score", "", `${data.seat}: ${data.total}. ${data.reasoning}`, null);
    case "penalty-imposed":
      return turn(judge, "review", "fine", data.kind, `${data.seat}: ${data.reason}`, null);
    default:
      return undefined;
  }
};

const byCode = ({ kind, data }: RoundtableFact): Said | undefined => {
  switch (kind) {
    case "request-answered":
      return turn({ ...STEWARD, model: modelName(data.model) }, "research", "answer", data.status, data.text, data.round);
    case "round-summarised":
      return turn(RUNNER, "check", "summarise", "", data.text, data.round);
    case "decision-made":
      return turn(RUNNER, "review", "decide", data.decision.kind, data.decision.answer, null);
    default:
      return undefined;
  }
};

const turn = (by: Speaker, track: string, act: string, stance: string, content: string, iteration: number | null): Said => ({
  by,
  track,
  act,
  stance,
  content,
  iteration,
});

const seatOf = (opening: Opening, name: string, model?: string): Speaker => {
  const seat = opening.seats.find((candidate) => candidate.name === name);
  const by = seat === undefined ? { ...RUNNER, agent: name, role: "" } : speaker(seat, seat.backend === "external" ? "person" : "speaker");
  return model === undefined || by.backend === "offline" ? by : { ...by, model: modelName(model) };
};

const speaker = ({ name, role, backend, model }: Seat, voice: TraceVoice): Speaker => ({ agent: name, role, backend, model, voice });

/** What stands in the place of a model's id where code answered. */
const NO_MODEL: ReadonlySet<string> = new Set(["", "deterministic", "none"]);

const modelName = (model: string): string | null => (NO_MODEL.has(model) ? null : model);
