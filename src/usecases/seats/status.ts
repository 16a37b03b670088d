import { fail, ok, type Result } from "../../core/kernel/result.ts";
import type { Opening } from "../../core/roundtable/event.ts";
import { roundtableMachine } from "../../core/roundtable/machine.ts";
import type { Ask } from "../../core/roundtable/next-steps.ts";
import { EXTERNAL, takeableSeats } from "../../core/roundtable/seating.ts";
import { budgetsOf, type RoundtableState } from "../../core/roundtable/state.ts";
import { foldAll } from "../../core/run/advance.ts";
import type { Journal, RunRow } from "../../ports/journal.ts";
import { buildRequest } from "../roundtable/request.ts";
import { waitingTurns } from "./turns.ts";

/** A seat as the table stands. `sits`: `here` (a backend), `isolated` (a process), `external`, `empty` (external, nobody yet). */
export type SeatStatus = {
  readonly seat: string;
  readonly sits: "here" | "isolated" | "external" | "empty";
  readonly backend: string;
  readonly budget: number;
  /** It is this seat's turn. */
  readonly due: boolean;
  /** Until when its turn can be answered from outside, ISO 8601; null when nothing waits. */
  readonly deadline: string | null;
};

/** A roundtable as it stands. `driven`: a process took it; `turn` names who is to speak. */
export type TableStatus = {
  readonly run: string;
  readonly topic: string;
  readonly status: string;
  readonly driven: boolean;
  readonly round: number;
  readonly phase: string | null;
  readonly turn: readonly string[];
  readonly seats: readonly SeatStatus[];
};

const machine = roundtableMachine(buildRequest);

/** Steps that are looked at for whose turn it is; a table has fewer. */
const MOST_DUE = 64;

/** Undefined for a run of another kind. */
const tableStatus = (journal: Journal, row: RunRow): TableStatus | undefined => {
  const state = foldAll(machine, row.run, journal.read(row.run));
  const { opening } = state;
  if (opening === undefined) return undefined;
  const due = dueSeats(state);
  return {
    run: row.run,
    topic: opening.topic,
    status: row.status,
    driven: row.host !== undefined,
    round: state.round,
    phase: state.ended === undefined ? (state.phase?.name ?? null) : row.status === "done" ? null : "scoring",
    turn: due,
    seats: seatsOf(journal, row.run, state, opening, due),
  };
};

/** How a roundtable stands, or the fault of a run of another kind. */
export const statusOf = (
  journal: Journal,
  row: RunRow,
): Result<TableStatus, { readonly code: "NO_TABLE"; readonly message: string; readonly hint: string }> => {
  const status = tableStatus(journal, row);
  const message = `${row.run} is a run of kind ${row.kind}: nobody sits there`;
  return status === undefined ? fail({ code: "NO_TABLE", message, hint: "moot roundtable status" }) : ok(status);
};

/** Every roundtable that is not over, newest first. */
export const openTables = (journal: Journal): readonly TableStatus[] =>
  journal
    .runs({ kind: "roundtable" })
    .filter(({ status }) => status !== "done")
    .flatMap((row) => tableStatus(journal, row) ?? []);

const dueSeats = (state: RoundtableState): readonly string[] =>
  machine.nextSteps(state, MOST_DUE).flatMap((step) => {
    const ask = step.kind === "call" ? (step.what as unknown as Ask) : undefined;
    return ask?.ask === "turn" ? [ask.seat] : [];
  });

const seatsOf = (
  journal: Journal,
  run: string,
  state: RoundtableState,
  opening: Opening,
  due: readonly string[],
): readonly SeatStatus[] => {
  const budgets = new Map(budgetsOf(state).map(({ seat, remaining }) => [seat, remaining]));
  const taken = new Map(journal.desk.seatings(run).map(({ seat, kind }) => [seat, kind]));
  return takeableSeats(opening).map(({ name, backend }) => {
    const deadline = waitingTurns(journal, run, name)[0]?.deadline ?? null;
    return {
      seat: name,
      sits: taken.get(name) ?? (backend === EXTERNAL ? "empty" : "here"),
      backend,
      budget: budgets.get(name) ?? 0,
      due: due.includes(name) || (name === opening.judge.name && deadline !== null),
      deadline,
    };
  });
};
