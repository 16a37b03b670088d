import { fail, ok, type Result } from "../../core/kernel/result.ts";
import type { Opening } from "../../core/roundtable/event.ts";
import { labSession } from "../../core/trace/lab-session.ts";
import { roundtableScorecards, roundtableSession } from "../../core/trace/roundtable-session.ts";
import type { TraceLesson, TraceSession } from "../../core/trace/session.ts";
import { joinMaterial, NO_MATERIAL, type TraceMaterial } from "../../core/trace/tables/all.ts";
import type { Journal, RunRow, StoredEvent } from "../../ports/journal.ts";
import { type KeptLesson, keptLessons } from "../lab/ledger.ts";
import { blobText } from "../roundtable/record.ts";
import { type RunFault, resolveRun } from "../runs/control.ts";

/** Why runs were not exported: what, on which value, what to do. */
export type ExportFault =
  | RunFault
  | { readonly code: "RUN_OPEN" | "NOTHING_TO_EXPORT" | "TOO_MUCH" | "UNKNOWN_ID"; readonly message: string; readonly hint: string };

/** Runs of one export. */
const MAX_RUNS = 1_000;

/**
 * Finds the runs that a person named, every done one with `all`, oldest first. `latest` is the newest that is done and of a kind with
 * turns; any other run that is not done may still change and is refused.
 */
export const findRuns = (journal: Journal, references: readonly string[], all: boolean): Result<readonly RunRow[], ExportFault> => {
  const rows: RunRow[] = all
    ? journal
        .runs({ limit: MAX_RUNS + 1 })
        .filter(({ status }) => status === "done")
        .reverse()
    : [];
  for (const reference of references) {
    const newest =
      reference === "latest"
        ? journal.runs({ limit: MAX_RUNS }).find(({ status, kind }) => status === "done" && Object.hasOwn(READERS, kind))
        : undefined;
    const found = newest === undefined ? resolveRun(journal, reference) : ok(newest);
    if (!found.ok) return found;
    const { run, status } = found.value;
    if (status !== "done")
      return fail({ code: "RUN_OPEN", message: `${run} is not done: what it says may still change`, hint: `moot resume ${run}` });
    if (!rows.some((row) => row.run === run)) rows.push(found.value);
  }
  if (rows.length > MAX_RUNS) return fail({ code: "TOO_MUCH", message: `more than ${MAX_RUNS} runs`, hint: "name the runs" });
  return ok(rows);
};

/** How a kind of run becomes material. A kind that is not here is nothing that others read. */
const READERS: Readonly<Record<string, (journal: Journal, row: RunRow, events: readonly StoredEvent[]) => TraceMaterial>> = {
  roundtable: (journal, { run }, events) => {
    const session = roundtableSession(run, events, briefingOf(journal, events));
    return session === undefined ? NO_MATERIAL : { ...NO_MATERIAL, sessions: [session], scorecards: roundtableScorecards(run, events) };
  },
  lab: (_journal, { run }, events) => {
    const session = labSession(run, events);
    return session === undefined ? NO_MATERIAL : { ...NO_MATERIAL, sessions: [session] };
  },
};

/** Everything that the journal says of these runs, in their order. */
export const materialOf = (journal: Journal, rows: readonly RunRow[]): TraceMaterial => {
  const learnt = keptLessons(journal);
  return joinMaterial(
    rows.map((row) => {
      const events = journal.read(row.run);
      const kinds = new Map(events.map(({ seq, kind }) => [seq, kind]));
      const ledger = journal.ledger({ run: row.run, book: row.book }).map((line) => ({ ...line, kind: kinds.get(line.seq) ?? "" }));
      const read = READERS[row.kind]?.(journal, row, events) ?? NO_MATERIAL;
      const lessons = learnt.flatMap((kept) => (kept.run === row.run ? [lessonOf(kept, read.sessions[0])] : []));
      return { ...read, lessons: [...read.lessons, ...lessons], ledger: [...read.ledger, ...ledger] };
    }),
  );
};

/** Only what was simulated has a world, and how far that was held against real prints. */
const lessonOf = ({ lesson, run, seq }: KeptLesson, session: TraceSession | undefined): TraceLesson => {
  const printed = lesson.source === "sim" ? session : undefined;
  return { ...lesson, world: printed?.world ?? null, validation: printed?.validation ?? null, run, seq };
};

const briefingOf = (journal: Journal, events: readonly StoredEvent[]): string => {
  const opened = events.find(({ kind }) => kind === "roundtable-opened")?.data as unknown as Opening | undefined;
  return opened === undefined ? "" : blobText(journal, opened.briefing.blob);
};
