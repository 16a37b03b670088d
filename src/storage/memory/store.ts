import type { Json } from "../../core/kernel/json.ts";
import type { RunId, StepKey } from "../../core/run/event.ts";
import type { Reply } from "../../core/run/machine.ts";
import type { CallRow, InputRow, LedgerRow, RunRow, SpendRow, SpendScope, StoredEvent } from "../../ports/journal.ts";
import type { StoredRun, StoredText } from "../shared/verify-run.ts";

/** An event with its data as text, as on disk: what is read never shares objects with what was committed. */
export type MemoryEvent = StoredText & { readonly run: RunId; readonly atMs: number };

/** A call; requests and replies are text for the same reason. */
export type StoredCall = {
  readonly step: StepKey;
  readonly attempt: number;
  readonly requestHash: string;
  readonly request: string;
  readonly performer: string;
  readonly startedAtMs: number;
  readonly reply?: string;
  readonly endedAtMs?: number;
  readonly lost: boolean;
};

/** One run with everything that hangs on it. `calls` is by `<step>/<attempt>`. */
export type MemoryRun = {
  row: RunRow;
  readonly events: MemoryEvent[];
  readonly calls: Map<string, StoredCall>;
  readonly lastAttempt: Map<StepKey, number>;
  readonly spend: Map<string, SpendRow>;
  readonly inputs: InputRow[];
};

/** The tables. `events` is in commit order, so an event's id is its place from 1; `ledger` is by key, in booking order. */
export type MemoryStore = {
  readonly runs: Map<RunId, MemoryRun>;
  readonly events: MemoryEvent[];
  readonly ledger: Map<string, LedgerRow>;
  readonly blobs: Map<string, Uint8Array>;
  readonly exposures: Map<SpendScope, number>;
  lastInputId: number;
};

/** No runs. */
export const emptyStore = (): MemoryStore => ({
  runs: new Map(),
  events: [],
  ledger: new Map(),
  blobs: new Map(),
  exposures: new Map(),
  lastInputId: 0,
});

/** A run with its row and nothing else. */
export const emptyRun = (row: RunRow): MemoryRun => ({
  row,
  events: [],
  calls: new Map(),
  lastAttempt: new Map(),
  spend: new Map(),
  inputs: [],
});

/** An event as the port gives it. */
export const toEvent = ({ id, run, seq, kind, step, text, hash, atMs }: MemoryEvent): StoredEvent => {
  const data = JSON.parse(text) as Json;
  return { id, run, seq, kind, step, data, hash, atMs };
};

/** A call as the port gives it. */
export const toCall = (run: RunId, { request, reply, ...call }: StoredCall): CallRow => ({
  run,
  ...call,
  request: JSON.parse(request) as Json,
  ...(reply !== undefined && { reply: JSON.parse(reply) as Reply }),
});

/** A run as `verifyRun` takes it. */
export const toStoredRun = (store: MemoryStore, { row, events, calls, spend, inputs }: MemoryRun): StoredRun => ({
  row,
  events,
  ledger: [...store.ledger.values()].filter(({ run }) => run === row.run),
  calls: [...calls.values()].map(({ step, attempt, lost, reply }) => ({ step, attempt, lost, replied: reply !== undefined })),
  spend: [...spend.values()],
  inputs,
});
