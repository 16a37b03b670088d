import { asRecord, asText, byCodeUnit, type Json } from "../kernel/json.ts";

/** A `seat-scored` event as the journal stores it; only these columns are read. */
export type ScoredEvent = { readonly run: string; readonly seq: number; readonly atMs: number; readonly data: Json };

/** A line of the leaderboard. `avgScore` is rounded to 2 digits; `rank` counts from 1, and 1 is the best. */
export type Standing = {
  readonly agent: string;
  readonly roundtables: number;
  readonly totalScore: number;
  readonly avgScore: number;
  readonly sparks: number;
  readonly rank: number;
  /** The mean of the last seven days; absent without a score in them. */
  readonly sevenDayAvg?: number;
};

const WEEK_MS = 7 * 24 * 60 * 60 * 1000;

/** What the leaderboard is made from. `agents` are listed even when they were never scored; `nowMs` turns the 7-day view on. */
export type StandingsInput = {
  readonly scored: readonly ScoredEvent[];
  readonly balances: ReadonlyMap<string, number>;
  readonly agents?: readonly string[];
  readonly nowMs?: number;
};

/**
 * The leaderboard: by mean score, best first, then by name; agents that were never scored come last. A roundtable counts once
 * an agent: where it was scored again, the latest event counts. The order of `scored` does not matter.
 */
export const standings = ({ scored, balances, agents = [], nowMs }: StandingsInput): readonly Standing[] => {
  const marks = marksByAgent(scored);
  const rows = [...new Set([...marks.keys(), ...agents])].map((agent) => {
    const own = marks.get(agent) ?? [];
    const recent = nowMs === undefined ? [] : own.filter(({ atMs }) => atMs > nowMs - WEEK_MS);
    return { agent, own, recent, mean: meanOf(own) };
  });
  rows.sort(
    (left, right) =>
      Number(right.own.length > 0) - Number(left.own.length > 0) || right.mean - left.mean || byCodeUnit(left.agent, right.agent),
  );
  return rows.map(({ agent, own, recent, mean }, index) => ({
    agent,
    roundtables: own.length,
    totalScore: own.reduce((sum, { total }) => sum + total, 0),
    avgScore: twoDigits(mean),
    sparks: balances.get(agent) ?? 0,
    rank: index + 1,
    ...(recent.length === 0 ? {} : { sevenDayAvg: twoDigits(meanOf(recent)) }),
  }));
};

/** The totals of one agent's latest roundtables, newest last, at most `limit`. */
export const recentTotals = (scored: readonly ScoredEvent[], agent: string, limit: number): readonly number[] =>
  (marksByAgent(scored).get(agent) ?? []).slice(-limit).map(({ total }) => total);

type Mark = { readonly run: string; readonly seq: number; readonly atMs: number; readonly total: number };

/** Marks of each agent, oldest first, one a run. Data that is no scorecard is left out. */
const marksByAgent = (scored: readonly ScoredEvent[]): ReadonlyMap<string, readonly Mark[]> => {
  const byRun = new Map<string, Map<string, Mark>>();
  for (const { run, seq, atMs, data } of scored) {
    const card = asRecord(data);
    const agent = asText(card?.seat);
    const total = card?.total;
    if (agent === undefined || typeof total !== "number") continue;
    const runs = byRun.get(agent) ?? new Map<string, Mark>();
    byRun.set(agent, runs);
    const known = runs.get(run);
    if (known === undefined || known.seq < seq) runs.set(run, { run, seq, atMs, total });
  }
  const oldestFirst = (left: Mark, right: Mark): number => left.atMs - right.atMs || byCodeUnit(left.run, right.run);
  return new Map([...byRun].map(([agent, runs]) => [agent, [...runs.values()].sort(oldestFirst)]));
};

const meanOf = (marks: readonly Mark[]): number =>
  marks.length === 0 ? 0 : marks.reduce((sum, { total }) => sum + total, 0) / marks.length;

const twoDigits = (value: number): number => Math.round(value * 100) / 100;
