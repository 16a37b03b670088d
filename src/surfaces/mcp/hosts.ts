import type { App } from "../../compose.ts";
import { fail, ok, type Result } from "../../core/kernel/result.ts";
import type { RunId } from "../../core/run/event.ts";
import type { Engine, Outcome } from "../../ports/engine.ts";
import type { RunRow, StoredEvent } from "../../ports/journal.ts";
import { offerControl } from "../../usecases/runs/control.ts";
import { writeRunDocuments } from "../../usecases/runs/documents.ts";
import type { ToolFault } from "./fault.ts";

/** A run that this process carries. `rested` never rejects. */
export type Carried = {
  readonly rested: Promise<Outcome>;
  /** Calls the listener with what is stored; returns the stop function. */
  readonly listen: (onEvents: (events: readonly StoredEvent[]) => void) => () => void;
};

/** The runs that this process carries, beside answering its client. */
export type Hosts = {
  /** Begins to carry a run, or finds it carried here already. */
  readonly carry: (app: App, row: RunRow) => Promise<Result<Carried, ToolFault>>;
  /** Resolves at once, or when a run that is coming to rest here rests. */
  readonly settled: (app: App, run: RunId) => Promise<void>;
  readonly has: (run: RunId) => boolean;
  /** Pauses a run that is carried here and resolves when it rests, within a second. */
  readonly pause: (run: RunId, reason: string) => Promise<void>;
  /** Pauses all. */
  readonly close: () => Promise<void>;
};

/** Runs that one process carries at once. */
const MOST_RUNS = 8;

/** How long a pause waits for calls in flight; after it they are given up, and asked again when the run is resumed. */
const GRACE_MS = 600;

type Entry = Carried & { readonly app: App; readonly controller: AbortController; isPausing: boolean };

/** Opens the list of carried runs. `report` is told what went wrong while nobody waited. */
export const openHosts = (report: (message: string) => void): Hosts => {
  const carried = new Map<RunId, Entry>();
  const pause = async (run: RunId, reason: string): Promise<void> => {
    const entry = carried.get(run);
    if (entry !== undefined) await pauseEntry(entry, run, reason);
  };
  return {
    carry: async (app, row) => {
      const { run } = row;
      const engine = await app.engine();
      const there = carried.get(run);
      if (there !== undefined) return ok(there);
      const refused = refusal(app, row, carried.size);
      if (refused !== undefined) return fail(refused);
      const entry = begin({ app, engine, run, report, ended: () => carried.delete(run) });
      carried.set(run, entry);
      return ok(entry);
    },
    settled: async (app, run) => {
      const there = carried.get(run);
      if (there?.isPausing === true || app.journal.run(run)?.status !== "open") await there?.rested;
    },
    has: (run) => carried.has(run),
    pause,
    close: async () => {
      await Promise.all([...carried.keys()].map((run) => pause(run, "the MCP server ended")));
    },
  };
};

const refusal = ({ journal }: App, { run, status }: RunRow, size: number): ToolFault | undefined => {
  if (status === "done") return { code: "RUN_DONE", message: `${run} is closed`, hint: `moot show ${run}` };
  if (journal.isHosted(run))
    return { code: "RUN_HELD", message: `another process carries ${run}`, hint: `moot watch ${run}`, retryable: true };
  if (size < MOST_RUNS) return undefined;
  const message = `this server carries ${size} runs already; at most ${MOST_RUNS}`;
  return { code: "TOO_MANY_RUNS", message, hint: `moot resume ${run}`, retryable: true };
};

type Begin = {
  readonly app: App;
  readonly engine: Engine;
  readonly run: RunId;
  readonly report: (message: string) => void;
  readonly ended: () => void;
};

/** Takes the run before it returns: whoever asks next finds it held. */
const begin = ({ app, engine, run, report, ended }: Begin): Entry => {
  const controller = new AbortController();
  const listeners = new Set<(events: readonly StoredEvent[]) => void>();
  const onEvents = (events: readonly StoredEvent[]): void => {
    for (const listener of listeners) listener(events);
  };
  const host = async (): Promise<Outcome> => {
    try {
      const outcome = await engine.host(run, { signal: controller.signal, onEvents });
      // A pause that came with the abort is still to be taken, so that nobody finds the run open and carried by nobody.
      const rested = outcome.kind === "interrupted" ? await engine.host(run, { signal: AbortSignal.timeout(GRACE_MS) }) : outcome;
      if (rested.kind === "held") report(rested.message);
      if (rested.kind === "done" || rested.kind === "awaiting") writeRunDocuments(app.journal, app.home, run);
      return rested;
    } catch (error) {
      const message = error instanceof Error ? error.message : String(error);
      report(`${run}: ${message}`);
      return { kind: "conflict", message };
    } finally {
      ended();
    }
  };
  return {
    app,
    controller,
    isPausing: false,
    rested: host(),
    listen: (listener) => {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
  };
};

const pauseEntry = async (entry: Entry, run: RunId, reason: string): Promise<void> => {
  const { app, controller, rested } = entry;
  entry.isPausing = true;
  const row = app.journal.run(run);
  if (row !== undefined && row.status === "open") offerControl(app.journal, row, "pause", reason, app.newKey());
  const timer = setTimeout(() => controller.abort(), GRACE_MS);
  await rested;
  clearTimeout(timer);
};
