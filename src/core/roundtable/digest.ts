import { byCodeUnit } from "../kernel/json.ts";
import type { Event } from "../run/event.ts";
import type { Decision } from "../voices/types.ts";
import type { Answer, DataOf, Opening, RoundtableFact } from "./event.ts";
import { EXTERNAL, reseat } from "./seating.ts";

/** A turn as the digest keeps it: the seed's `agent` and `message`, with where and when it stands. */
export type DigestTurn = {
  readonly agent: string;
  readonly message: string;
  readonly turn: number;
  readonly round: number;
  readonly phase: string;
  /** Epoch seconds. */
  readonly timestamp: number;
};

/** A seat's row of the scoring table; axis values stand in it, and what the seat earned and holds. */
export type DigestScore = {
  readonly agent: string;
  readonly novelty: number;
  readonly accuracy: number;
  readonly impact: number;
  readonly challenge: number;
  readonly score: number;
  readonly sparks_earned: number;
  readonly reasoning: string;
  readonly grand_insight: { readonly quote: string; readonly before: string; readonly after: string } | null;
  readonly scored_by: string;
};

/** One look-up in the steward's log. */
export type StewardLogEntry = {
  readonly agent: string;
  readonly round: number;
  readonly request: string;
  readonly model: string;
  readonly status: string;
  readonly private: boolean;
  readonly result_preview: string;
  readonly result: string;
  readonly timestamp: number;
};

/** The record of a roundtable in the seed's field names (`rt_id` and `stability_scores` stand beside the newer names). */
export type Digest = {
  readonly roundtable_id: string;
  readonly rt_id: string;
  readonly topic: string;
  readonly rounds: number;
  readonly total_messages: number;
  readonly timestamp: number;
  readonly mode: string;
  readonly outcome: string;
  readonly contributions: Readonly<Record<string, number>>;
  readonly converged: boolean;
  readonly convergence_reason: string;
  readonly judge_interventions: number;
  readonly judge_messages: readonly { readonly turn: number; readonly kind: string; readonly agent: string; readonly message: string }[];
  readonly final_positions: Readonly<Record<string, string>>;
  readonly transcript: readonly DigestTurn[];
  readonly budget_usage: Readonly<Record<string, { readonly starting: number; readonly spent: number; readonly remaining: number }>>;
  readonly steward_requests: number;
  readonly steward_log: readonly StewardLogEntry[];
  readonly sources: readonly {
    readonly path: string;
    readonly status: string;
    readonly sha256: string | null;
    readonly reason: string | null;
  }[];
  readonly scoring: {
    readonly status: "scored" | "failed" | "none";
    readonly rt_id: string;
    readonly scores: readonly DigestScore[];
    readonly error?: string;
  };
  readonly scoring_status: "complete" | "pending" | "none";
  readonly gate_bonuses: readonly { readonly agent: string; readonly reason: string; readonly turn: number; readonly sparks: number }[];
  readonly penalties: readonly {
    readonly agent: string;
    readonly kind: string;
    readonly sparks: number;
    readonly quote: string;
    readonly reason: string;
  }[];
  readonly byzantine_flags: readonly {
    readonly agent: string;
    readonly rule: string;
    readonly value: number;
    readonly peers: number;
    readonly window: number;
  }[];
  readonly stability_jaccard: Readonly<Record<string, Readonly<Record<string, number>>>>;
  readonly stability_scores: Readonly<Record<string, Readonly<Record<string, number>>>>;
  readonly entry_fees: Readonly<Record<string, number>>;
  /** Seats that spoke from outside, a person or another program, in code-unit order; absent when there is none. */
  readonly from_outside?: readonly string[];
  readonly refunds: Readonly<Record<string, number>>;
  readonly failures: readonly { readonly agent: string; readonly round: number; readonly phase: string; readonly fault: string }[];
  readonly decision: Decision | null;
};

type Timed = Event & { readonly atMs: number };

/** Builds the digest from a run's events, whole or so far. Pure: equal events give equal bytes. Undefined before the opening. */
export const digestOf = (run: string, events: readonly Timed[]): Digest | undefined => {
  const facts = collect(events);
  const opened = facts.last("roundtable-opened");
  if (opened === undefined) return undefined;
  const opening = facts.all("run-forked").reduce(reseat, opened);
  const closed = facts.last("roundtable-closed");
  const stability = stabilityOf(facts);
  const turns = facts.timed("turn-spoken");
  return {
    roundtable_id: run,
    rt_id: run,
    topic: opening.topic,
    rounds: closed?.rounds ?? Math.max(0, ...facts.all("round-opened").map(({ round }) => round)),
    total_messages: turns.length + facts.all("judge-intervened").length + facts.all("request-answered").length,
    timestamp: seconds(events.at(-1)?.atMs ?? 0),
    mode: opening.mode,
    outcome: closed?.outcome ?? "open",
    contributions: countBy(turns.map(({ data }) => data.seat)),
    converged: closed?.outcome === "converged",
    convergence_reason: closed?.outcome === "converged" ? closed.reason : "",
    ...judgeParts(facts),
    final_positions: finalPositions(facts),
    transcript: turns.map(({ data, atMs }) => ({
      agent: data.seat,
      message: data.text,
      turn: data.ordinal,
      round: data.round,
      phase: data.phase,
      timestamp: seconds(atMs),
    })),
    budget_usage: budgetUsage(facts, opening),
    steward_requests: facts.all("request-made").length,
    steward_log: stewardLog(facts),
    sources: (facts.last("sources-registered")?.files ?? []).map(({ path, status, sha256, reason }) => ({ path, status, sha256, reason })),
    ...scoringParts(run, facts, closed?.scoring ?? "none"),
    stability_jaccard: stability,
    stability_scores: stability,
    entry_fees: Object.fromEntries(opening.seats.map(({ name, fee }) => [name, fee])),
    ...outsideOf(turns.map(({ data }) => data)),
    refunds: Object.fromEntries(facts.all("fee-refunded").map(({ seat, sparks }) => [seat, sparks])),
    failures: [
      ...facts.all("turn-failed").map(({ seat, round, phase, fault }) => ({ agent: seat, round, phase, fault: fault.message })),
      ...facts.all("judge-failed").map(({ round, during, fault }) => ({ agent: "judge", round, phase: during, fault: fault.message })),
    ],
    decision: facts.last("decision-made")?.decision ?? null,
  };
};

const outsideOf = (turns: readonly DataOf<"turn-spoken">[]): Pick<Digest, "from_outside"> => {
  const seats = [...new Set(turns.flatMap(({ seat, model }) => (model === EXTERNAL ? [seat] : [])))].sort(byCodeUnit);
  return seats.length === 0 ? {} : { from_outside: seats };
};

type Kind = RoundtableFact["kind"];
type Facts = {
  readonly all: <K extends Kind>(kind: K) => readonly DataOf<K>[];
  readonly last: <K extends Kind>(kind: K) => DataOf<K> | undefined;
  readonly timed: <K extends Kind>(kind: K) => readonly { readonly data: DataOf<K>; readonly atMs: number }[];
};

const collect = (events: readonly Timed[]): Facts => {
  const timed = <K extends Kind>(kind: K): readonly { readonly data: DataOf<K>; readonly atMs: number }[] =>
    events.filter((event) => event.kind === kind).map(({ data, atMs }) => ({ data: data as unknown as DataOf<K>, atMs }));
  return {
    timed,
    all: (kind) => timed(kind).map(({ data }) => data),
    last: (kind) => timed(kind).at(-1)?.data,
  };
};

const judgeParts = (facts: Facts): Pick<Digest, "judge_interventions" | "judge_messages" | "gate_bonuses"> => {
  const said = facts.all("judge-intervened");
  const sparks = facts.last("roundtable-opened")?.limits.sparksPerGate ?? 0;
  return {
    judge_interventions: said.length,
    judge_messages: said.map(({ turn, kind, seat, text }) => ({ turn, kind, agent: seat, message: text })),
    gate_bonuses: facts.all("gate-awarded").map(({ seat, reason, turn }) => ({ agent: seat, reason, turn, sparks })),
  };
};

/** The last turn of each seat that was not a pass and not research. */
const finalPositions = (facts: Facts): Readonly<Record<string, string>> =>
  Object.fromEntries(
    facts
      .all("turn-spoken")
      .filter(({ phase }) => phase !== "research")
      .map(({ seat, text }) => [seat, text]),
  );

const budgetUsage = (facts: Facts, opening: Opening): Digest["budget_usage"] => {
  const spent = countBy(
    facts
      .all("turn-spoken")
      .filter(({ phase }) => phase === "floor")
      .map(({ seat }) => seat),
  );
  return Object.fromEntries(
    opening.seats.map(({ name, budget }) => {
      const starting = budget + (opening.boosts.find(({ seat }) => seat === name)?.extraBudget ?? 0);
      return [name, { starting, spent: spent[name] ?? 0, remaining: starting - (spent[name] ?? 0) }];
    }),
  );
};

const stewardLog = (facts: Facts): readonly StewardLogEntry[] =>
  facts.timed("request-answered").map(({ data, atMs }) => ({ ...logEntry(data), timestamp: seconds(atMs) }));

const logEntry = (answer: Answer): Omit<StewardLogEntry, "timestamp"> => ({
  agent: answer.seat,
  round: answer.round,
  request: answer.request,
  model: answer.model,
  status: answer.status,
  private: answer.private,
  result_preview: answer.text.slice(0, 500),
  result: answer.text,
});

const scoringParts = (
  run: string,
  facts: Facts,
  scoring: DataOf<"roundtable-closed">["scoring"],
): Pick<Digest, "scoring" | "scoring_status" | "penalties" | "byzantine_flags"> => {
  const settled = new Map(facts.all("seat-settled").map((row) => [row.seat, row]));
  const judge = facts.last("roundtable-opened")?.judge;
  const scores = facts.all("seat-scored").map((card) => ({
    agent: card.seat,
    novelty: card.novelty,
    accuracy: card.accuracy,
    impact: card.impact,
    challenge: card.challenge,
    score: card.total,
    sparks_earned: settled.get(card.seat)?.net ?? 0,
    reasoning: card.reasoning,
    grand_insight: card.grandInsight,
    scored_by: `judge-${judge?.backend === "offline" ? "offline" : (judge?.tier ?? "")}`,
  }));
  const error = facts.last("scoring-failed")?.fault.message;
  const status = scoring === "complete" ? "scored" : scoring === "pending" ? "failed" : "none";
  return {
    scoring: { status, rt_id: run, scores, ...(error === undefined ? {} : { error }) },
    scoring_status: scoring,
    penalties: facts.all("penalty-imposed").map(({ seat, kind, sparks, quote, reason }) => ({ agent: seat, kind, sparks, quote, reason })),
    byzantine_flags: facts.all("seat-flagged").map(({ seat, rule, value, peers, window }) => ({ agent: seat, rule, value, peers, window })),
  };
};

const stabilityOf = (facts: Facts): Readonly<Record<string, Readonly<Record<string, number>>>> =>
  Object.fromEntries(
    facts
      .all("stability-measured")
      .map(({ round, scores }) => [String(round), Object.fromEntries(scores.map(({ seat, jaccard }) => [seat, jaccard]))]),
  );

const countBy = (keys: readonly string[]): Readonly<Record<string, number>> => {
  const counts: Record<string, number> = {};
  for (const key of keys) counts[key] = (counts[key] ?? 0) + 1;
  return counts;
};

const seconds = (ms: number): number => Math.floor(ms / 1000);

/** The seed's text form of a digest: what `moot roundtable --summary` prints. */
export const summaryText = (digest: Digest): string => {
  const lines = [
    `TOPIC: ${digest.topic}`,
    `ROUNDS: ${digest.rounds}`,
    `MESSAGES: ${digest.total_messages}`,
    `CONVERGED: ${digest.converged ? "Yes" : "No"}`,
    ...(digest.convergence_reason === "" ? [] : [`REASON: ${digest.convergence_reason}`]),
    `JUDGE INTERVENTIONS: ${digest.judge_interventions}`,
    "BUDGET USAGE:",
    ...Object.entries(digest.budget_usage).map(([seat, { spent, starting }]) => `  ${seat}: spent ${spent}/${starting}`),
    "CONTRIBUTIONS:",
    ...Object.entries(digest.contributions)
      .sort(([left], [right]) => (left < right ? -1 : 1))
      .map(([seat, count]) => `  ${seat}: ${count}`),
    "FINAL POSITIONS:",
    ...Object.entries(digest.final_positions).map(([seat, text]) => `  [${seat}]: ${preview(text, 200)}`),
  ];
  return `${lines.join("\n")}\n`;
};

const preview = (text: string, chars: number): string => {
  const flat = [...text.replace(/\s+/gu, " ")];
  return flat.length > chars ? `${flat.slice(0, chars).join("")}…` : flat.join("");
};
