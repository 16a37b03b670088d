import type { TraceLesson, TraceSession } from "../session.ts";
import { type FilledTable, fillTable } from "../table.ts";
import { type LedgerSource, ledgerTable } from "./ledger.ts";
import { lessonsTable } from "./lessons.ts";
import { type ScorecardSource, scorecardsTable } from "./scorecards.ts";
import { sessionsTable } from "./sessions.ts";
import { type TrialSource, trialsTable } from "./trials.ts";
import { turnsTable } from "./turns.ts";

/** Everything that tables are made from. Sessions in the order of the export; the rest in the order of their runs. */
export type TraceMaterial = {
  readonly sessions: readonly TraceSession[];
  readonly lessons: readonly TraceLesson[];
  readonly scorecards: readonly ScorecardSource[];
  readonly ledger: readonly LedgerSource[];
  readonly trials: readonly TrialSource[];
};

/** Material of nothing. */
export const NO_MATERIAL: TraceMaterial = { sessions: [], lessons: [], scorecards: [], ledger: [], trials: [] };

/** Several materials after one another. */
export const joinMaterial = (parts: readonly TraceMaterial[]): TraceMaterial => ({
  sessions: parts.flatMap(({ sessions }) => sessions),
  lessons: parts.flatMap(({ lessons }) => lessons),
  scorecards: parts.flatMap(({ scorecards }) => scorecards),
  ledger: parts.flatMap(({ ledger }) => ledger),
  trials: parts.flatMap(({ trials }) => trials),
});

/** Every table, the default one first; a table may have no rows. */
export const tablesOf = ({ sessions, lessons, scorecards, ledger, trials }: TraceMaterial): readonly FilledTable[] => [
  fillTable(
    turnsTable,
    sessions.flatMap((session) => session.turns.map((turn, index) => ({ session, turn, number: index + 1 }))),
  ),
  fillTable(sessionsTable, sessions),
  fillTable(lessonsTable, lessons),
  fillTable(scorecardsTable, scorecards),
  fillTable(ledgerTable, ledger),
  fillTable(trialsTable, trials),
];
