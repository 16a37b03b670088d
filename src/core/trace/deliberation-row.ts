/**
 * @module Traces: runs as rows and files that others read. Owns column names, their order and the bytes; refuses to decide
 * anything about a run. Rows are text, one JSON object a line, as Python's `json.dumps` writes them without escaping Unicode.
 */
import { invariant } from "../kernel/invariant.ts";
import { floatText } from "../kernel/python-number.ts";
import type { DeliberatedJob, DeliberationTurn } from "../lab/classic/deliberation.ts";

const ROLES: Readonly<Record<DeliberationTurn["agent"], string>> = {
  "O'Brien": "Chief Engineer",
  Spine: "Safety Spine",
  "La Forge": "QA Inspector",
  Operator: "Operator",
  World: "Outcome Simulator",
};

/** The reference's clock: rows are 7 s apart, the first of them 7 s after this. It counts rows, not time. */
const CLOCK = { day: "2026-06-14", hour: 12, stepSeconds: 7 } as const;

/** Seconds that are left of the clock's day: the most that rows may take. */
const MOST_SECONDS = (24 - CLOCK.hour) * 3600 - 1;

/** The rows that fit on the clock's day. */
const MOST_ROWS = Math.floor(MOST_SECONDS / CLOCK.stepSeconds);

/** A job with its turns in order. */
export type Deliberation = { readonly of: DeliberatedJob; readonly turns: readonly DeliberationTurn[] };

/**
 * Every turn as a line of 14 columns, jobs in order: session, track, turn (from 1 in each session), agent, role, act, stance,
 * content, the job, the room, and the time by the reference's clock. Throws `Bug` on more rows than the clock's day holds.
 */
export const deliberationLines = (deliberations: readonly Deliberation[]): readonly string[] => {
  const all = deliberations.flatMap(({ of, turns }) => turns.map((turn, index) => ({ of, turn, number: index + 1 })));
  invariant(all.length <= MOST_ROWS, `deliberationLines: expected at most ${MOST_ROWS} turns but found ${all.length}`);
  return all.map(({ of, turn, number }, index) => line(of, turn, number, timestamp(index + 1)));
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

const timestamp = (row: number): string => {
  const seconds = row * CLOCK.stepSeconds;
  const part = (value: number): string => String(value).padStart(2, "0");
  const hour = CLOCK.hour + Math.floor(seconds / 3600);
  return `${CLOCK.day}T${part(hour)}:${part(Math.floor(seconds / 60) % 60)}:${part(seconds % 60)}+00:00`;
};
