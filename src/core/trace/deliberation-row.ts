/**
 * @module Traces: runs as rows and files that others read. Owns column names, their order and the bytes; refuses to decide
 * anything about a run. Rows are text, one JSON object a line, as Python's `json.dumps` writes them without escaping Unicode.
 */
import { floatText } from "../kernel/python-number.ts";
import { utcText } from "../kernel/utc.ts";
import type { DeliberatedJob, DeliberationTurn } from "../lab/classic/deliberation.ts";

/** What each agent is there for. */
export const ROLES: Readonly<Record<DeliberationTurn["agent"], string>> = {
  "O'Brien": "Chief Engineer",
  Spine: "Safety Spine",
  "La Forge": "QA Inspector",
  Operator: "Operator",
  World: "Outcome Simulator",
};

/** The reference's clock: rows are 7 s apart, the first of them 7 s after 2026-06-14T12:00:00Z. It counts rows, not time. */
const CLOCK = { startMs: 1_781_438_400_000, stepMs: 7000 } as const;

/** The time of a row by the reference's clock, in ms; rows count from 1 over all jobs. */
export const rowMs = (row: number): number => CLOCK.startMs + row * CLOCK.stepMs;

/** A job with its turns in order. */
export type Deliberation = { readonly of: DeliberatedJob; readonly turns: readonly DeliberationTurn[] };

/**
 * Every turn as a line of 14 columns, jobs in order: session, track, turn (from 1 in each session), agent, role, act, stance,
 * content, the job, the room, and the time by the reference's clock.
 */
export const deliberationLines = (deliberations: readonly Deliberation[]): readonly string[] => {
  const all = deliberations.flatMap(({ of, turns }) => turns.map((turn, index) => ({ of, turn, number: index + 1 })));
  return all.map(({ of, turn, number }, index) => line(of, turn, number, utcText(rowMs(index + 1))));
};

const line = ({ job, environment }: DeliberatedJob, turn: DeliberationTurn, number: number, ts: string): string => {
  const columns: readonly (readonly [name: string, json: string])[] = [
    ["session_id", text(`${job.material}-${job.geometry}-${job.bedPosition}`.toLowerCase())],
    ["track", text(turn.track)],
    ["turn", String(number)],
    ["agent", text(turn.agent)],
    ["role", text(ROLES[turn.agent])],
    ["act", text(turn.act)],
    ["stance", text(turn.stance)],
    ["content", text(turn.content.trim())],
    ["material", text(job.material)],
    ["geometry", text(job.geometry)],
    ["bed_position", text(job.bedPosition)],
    ["env_temp", floatText(environment.celsius)],
    ["env_humidity", floatText(environment.humidityPercent)],
    ["ts", text(ts)],
  ];
  return `{${columns.map(([name, json]) => `"${name}": ${json}`).join(", ")}}`;
};

const text = (value: string): string => JSON.stringify(value);
