import type { DataOf } from "../../core/roundtable/event.ts";
import type { Journal, RunRow, StoredEvent } from "../../ports/journal.ts";

/** A run as a list shows it. `openedAt` is ISO 8601; `answer`, `option` and `confidence` stand once it decided. */
export type RunSummary = {
  readonly id: string;
  readonly kind: string;
  readonly title: string;
  /**
   * `open`: nobody has begun it; `running`: a live process carries it; `waiting`: files of a hand-off answer its next calls;
   * `interrupted`: its process died or stopped; `paused`; `planned`, `held`: a person must order or acknowledge the print; or how it ended.
   */
  readonly state: string;
  readonly rounds: number;
  /** Turns of a roundtable, prints of a run of the lab. */
  readonly turns: number;
  /** The decision of a roundtable, the verdict of a run of the lab, the lesson of a logged print. */
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
  const lab = row.kind === "roundtable" ? undefined : labSummary(events);
  const closed = lab?.closed ?? lastOf(events, "roundtable-closed");
  const decision = lastOf(events, "decision-made")?.decision;
  return {
    id: row.run,
    kind: row.kind,
    title: row.title,
    state: closed?.outcome ?? (row.status !== "open" ? row.status : (lab?.waits ?? openState(journal, row, events))),
    rounds: events.filter(({ kind }) => kind === "round-opened").length,
    turns: lab?.prints ?? events.filter(({ kind }) => kind === "turn-spoken").length,
    answer: decision?.answer ?? lab?.answer ?? null,
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

/** Of a run of the lab: prints instead of turns, and its verdict or lesson instead of a decision. */
const labSummary = (
  events: readonly StoredEvent[],
): {
  readonly closed: { readonly outcome: string } | undefined;
  readonly prints: number;
  readonly answer: string | undefined;
  readonly waits: string | undefined;
} => {
  const last = (kind: string): Readonly<Record<string, unknown>> | undefined =>
    events.findLast((event) => event.kind === kind)?.data as Readonly<Record<string, unknown>> | undefined;
  const closed = (last("lab-closed") ?? last("log-closed")) as { readonly outcome: string } | undefined;
  const review = last("run-reviewed")?.review as { readonly stance: string; readonly headline: string } | undefined;
  const lesson = last("lesson-earned")?.lesson as { readonly text: string } | undefined;
  const until = (last("lab-opened") as { readonly until: string } | undefined)?.until;
  const end = events.at(-1)?.kind;
  const isPlanned = end === "plan-doubted" && until === "plan" && last("print-ordered") === undefined;
  return {
    closed,
    waits: end === "print-held" ? "held" : isPlanned ? "planned" : undefined,
    prints: events.filter(({ kind }) => kind === "print-simulated").length,
    answer: review === undefined ? lesson?.text : `${review.stance}: ${review.headline}`,
  };
};

const lastOf = <K extends "roundtable-closed" | "decision-made">(events: readonly StoredEvent[], kind: K): DataOf<K> | undefined =>
  events.findLast((event) => event.kind === kind)?.data as unknown as DataOf<K> | undefined;
