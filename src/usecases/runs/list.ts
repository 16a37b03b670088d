import type { Journal, RunRow, StoredEvent } from "../../ports/journal.ts";
import { registry } from "./kinds/_registry.ts";
import { NOTHING_SAID, type RunKindEntry } from "./run-kind.ts";

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

/** One run by its row. Reads its events; what its kind does not say stays empty. */
export const summariseRun = (journal: Journal, row: RunRow): RunSummary => {
  const events = journal.read(row.run);
  const { outcome, waits, ...said } = kindOf(row.kind)?.summarise(events) ?? NOTHING_SAID;
  return {
    id: row.run,
    kind: row.kind,
    title: row.title,
    state: outcome ?? (row.status !== "open" ? row.status : (waits ?? openState(journal, row, events))),
    ...said,
    openedAt: new Date(row.openedAtMs).toISOString(),
    parent: row.parent ?? null,
    spentMicroUsd: row.exposureMicroUsd,
  };
};

/** How far a run is, in the unit of its kind: "12 turns", "1 print". */
export const progressOf = (journal: Journal, row: RunRow): { readonly count: number; readonly unit: string } => ({
  count: summariseRun(journal, row).turns,
  unit: kindOf(row.kind)?.unit ?? "step",
});

const kindOf = (kind: string): RunKindEntry | undefined => registry.find((entry) => entry.kind === kind);

type OpenState = "open" | "running" | "waiting" | "interrupted";

/** Derived from what was asked and said: a fork, or a look at the run, takes it for a moment and begins nothing. */
const openState = (journal: Journal, { run }: RunRow, events: readonly StoredEvent[]): OpenState => {
  if (journal.isHosted(run)) return "running";
  const newest = new Map(journal.calls(run).map(({ step, reply }) => [step, reply]));
  if ([...newest.values()].some((reply) => reply?.ok === false && reply.fault.kind === "waiting")) return "waiting";
  const step = events.at(-1)?.step ?? "open";
  return newest.size === 0 && (step === "open" || step.startsWith("fork/")) ? "open" : "interrupted";
};
