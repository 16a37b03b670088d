import type { DataOf } from "../../core/roundtable/event.ts";
import type { Journal, RunRow, StoredEvent } from "../../ports/journal.ts";

/** A run as a list shows it. `openedAt` is ISO 8601; `answer`, `option` and `confidence` stand once it decided. */
export type RunSummary = {
  readonly id: string;
  readonly kind: string;
  readonly title: string;
  /**
   * `open`: nobody has begun it; `running`: a live process carries it; `waiting`: files of a hand-off answer its next calls;
   * `interrupted`: its process died or stopped; `paused`; or how it ended.
   */
  readonly state: string;
  readonly rounds: number;
  readonly turns: number;
  readonly answer: string | null;
  readonly option: string | null;
  readonly confidence: string | null;
  readonly openedAt: string;
  readonly parent: string | null;
  readonly spentMicroUsd: number;
};

/** Runs, newest first, at most `limit`. A projection: reads only. */
export const listRuns = (journal: Journal, limit: number): readonly RunSummary[] =>
  journal.runs({ limit }).map((row) => summariseRun(journal, row));

/** One run by its row. Reads its events. */
export const summariseRun = (journal: Journal, row: RunRow): RunSummary => {
  const events = journal.read(row.run);
  const closed = lastOf(events, "roundtable-closed");
  const decision = lastOf(events, "decision-made")?.decision;
  return {
    id: row.run,
    kind: row.kind,
    title: row.title,
    state: closed?.outcome ?? (row.status === "open" ? openState(journal, row, events) : row.status),
    rounds: events.filter(({ kind }) => kind === "round-opened").length,
    turns: events.filter(({ kind }) => kind === "turn-spoken").length,
    answer: decision?.answer ?? null,
    option: decision?.option ?? null,
    confidence: decision?.confidence.word ?? null,
    openedAt: new Date(row.openedAtMs).toISOString(),
    parent: row.parent ?? null,
    spentMicroUsd: row.exposureMicroUsd,
  };
};

type OpenState = "open" | "running" | "waiting" | "interrupted";

/** Derived from what was asked and said: a fork, or a look at the run, takes it for a moment and begins nothing. */
const openState = (journal: Journal, { run }: RunRow, events: readonly StoredEvent[]): OpenState => {
  if (journal.isHosted(run)) return "running";
  const newest = new Map(journal.calls(run).map(({ step, reply }) => [step, reply]));
  if ([...newest.values()].some((reply) => reply?.ok === false && reply.fault.kind === "waiting")) return "waiting";
  const step = events.at(-1)?.step ?? "open";
  return newest.size === 0 && (step === "open" || step.startsWith("fork/")) ? "open" : "interrupted";
};

const lastOf = <K extends "roundtable-closed" | "decision-made">(events: readonly StoredEvent[], kind: K): DataOf<K> | undefined =>
  events.findLast((event) => event.kind === kind)?.data as unknown as DataOf<K> | undefined;
