import { invariant } from "../../core/kernel/invariant.ts";
import { fail, ok, type Result } from "../../core/kernel/result.ts";
import type { RunId } from "../../core/run/event.ts";
import { MAIN_BOOK } from "../../core/run/ledger.ts";
import type { Batch, CommitFault, Committed, Fence, Opening, RunRow } from "../../ports/journal.ts";
import { boundaryAt } from "../shared/boundary.ts";
import { blobHash, GENESIS } from "../shared/chain.ts";
import { demandRunId, forkBook, spendKey } from "../shared/keys.ts";
import { conflict, openingBatch } from "../shared/opening.ts";
import { type BookedLine, NOTHING_STORED, type Plan, planCommit, writeBatch } from "../shared/plan.ts";
import { runsAbove } from "../shared/scopes.ts";
import { emptyRun, type MemoryEvent, type MemoryRun, type MemoryStore, type StoredCall, toEvent } from "./store.ts";

/** The one transaction: everything is planned and checked before anything is changed. */
export const commitInMemory = (
  store: MemoryStore,
  at: { readonly run: RunId; readonly fence: Fence; readonly head: number; readonly atMs: number },
  batch: Batch,
): Result<Committed, CommitFault> => {
  const written = writeBatch(batch);
  const run = store.runs.get(at.run);
  const held = run?.row.head === at.head && run.row.fence === at.fence && run.row.host !== undefined;
  if (run === undefined || !held) return fail(conflict(at.run, at.head, at.fence, run?.row));
  const above = runsAbove(run.row, (name) => store.runs.get(name)?.row);
  const plan = planCommit({ ...run.row, above, atMs: at.atMs }, written, {
    reserved: (step, attempt) => {
      const call = run.calls.get(callKey(step, attempt));
      if (call === undefined || call.reply !== undefined || call.lost) return undefined;
      return run.spend.get(spendKey(at.run, step, attempt, "reserve"));
    },
    exposure: (scope) => store.exposures.get(scope) ?? 0,
    lastAttempt: (step) => run.lastAttempt.get(step) ?? 0,
    pendingKey: (id) => run.inputs.find((input) => input.id === id && input.takenSeq === undefined && input.refused === undefined)?.key,
  });
  return plan.ok ? ok(apply(store, run, plan.value, at.atMs)) : plan;
};

/** Opens a run with its first facts and blobs. */
export const openInMemory = (store: MemoryStore, opening: Opening, atMs: number): Result<Committed, CommitFault> => {
  const { run, kind, version, title, parent, capMicroUsd } = opening;
  const written = writeBatch(openingBatch(opening));
  if (store.runs.has(run)) return fail({ kind: "conflict", message: `run ${run} exists already` });
  const above = parent === undefined ? undefined : store.runs.get(parent);
  invariant(parent === undefined || above !== undefined, `open: expected the parent ${parent} of run ${run} to exist`);
  const created = emptyRun({
    run,
    kind,
    version,
    title,
    ...(parent !== undefined && { parent }),
    book: above?.row.book ?? MAIN_BOOK,
    head: 0,
    headHash: GENESIS,
    status: "open",
    fence: 0,
    exposureMicroUsd: 0,
    ...(capMicroUsd !== undefined && { capMicroUsd }),
    openedAtMs: atMs,
  });
  const plan = planCommit({ ...created.row, above: [], atMs }, written, NOTHING_STORED);
  if (!plan.ok) return plan;
  const committed = apply(store, created, plan.value, atMs);
  store.runs.set(run, created);
  for (const bytes of opening.blobs ?? []) store.blobs.set(blobHash(bytes), bytes.slice());
  return ok(committed);
};

/** Copies events and ledger lines up to a step boundary. Calls, spend and inputs are not copied. */
export const forkInMemory = (
  store: MemoryStore,
  run: RunId,
  at: number,
  newRun: RunId,
  atMs: number,
): Result<{ readonly at: number }, { readonly kind: "unknown-run" | "no-boundary"; readonly message: string }> => {
  demandRunId(newRun);
  const source = store.runs.get(run);
  if (source === undefined) return fail({ kind: "unknown-run", message: `run ${run} does not exist` });
  invariant(!store.runs.has(newRun), `fork: expected a new run id but ${newRun} exists`);
  const cut = boundaryAt(at, source.row.head, (seq) => (source.events[seq - 1] as MemoryEvent).step);
  if (cut === 0) return fail({ kind: "no-boundary", message: `run ${run} has no step boundary at or before ${at}` });
  const { host: _, ...inherited } = source.row;
  const row: RunRow = {
    ...inherited,
    run: newRun,
    parent: run,
    parentSeq: cut,
    book: forkBook(newRun),
    head: cut,
    headHash: (source.events[cut - 1] as MemoryEvent).hash,
    status: cut === source.row.head ? source.row.status : "open",
    fence: 0,
    exposureMicroUsd: 0,
    openedAtMs: atMs,
  };
  const created = emptyRun(row);
  store.runs.set(newRun, created);
  for (const event of source.events.slice(0, cut)) addEvent(store, created, { ...event, run: newRun });
  const lines = [...store.ledger.values()].filter((line) => line.run === run && line.seq <= cut);
  book(
    store,
    lines.map((line) => ({ ...line, key: newRun + line.key.slice(run.length), book: row.book, run: newRun })),
  );
  return ok({ at: cut });
};

const callKey = (step: string, attempt: number): string => `${step}/${attempt}`;

const apply = (store: MemoryStore, run: MemoryRun, plan: Plan, atMs: number): Committed => {
  const name = run.row.run;
  for (const { key } of plan.ledger) invariant(!store.ledger.has(key), `ledger: ${key} was booked before`);
  invariant(new Set(plan.ledger.map(({ key }) => key)).size === plan.ledger.length, `ledger: run ${name} books a key twice`);
  for (const { step, attempt, text } of plan.replies) change(run, step, attempt, { reply: text, endedAtMs: atMs });
  for (const { step, attempt } of plan.lost) change(run, step, attempt, { lost: true });
  const events = plan.links.map((link) => addEvent(store, run, { ...link, run: name, atMs }));
  book(store, plan.ledger);
  for (const { id, ...handled } of plan.inputs) {
    const place = run.inputs.findIndex((input) => input.id === id);
    run.inputs[place] = { ...(run.inputs[place] as MemoryRun["inputs"][number]), ...handled };
  }
  for (const { step, attempt, text, requestHash, performer } of plan.calls) {
    run.calls.set(callKey(step, attempt), { step, attempt, requestHash, request: text, performer, startedAtMs: atMs, lost: false });
    run.lastAttempt.set(step, attempt);
  }
  for (const row of [...plan.settledSpend, ...plan.reservedSpend]) run.spend.set(row.key, row);
  for (const [scope, microUsd] of plan.moves) store.exposures.set(scope, (store.exposures.get(scope) ?? 0) + microUsd);
  const { head, headHash, status, exposureMicroUsd } = plan;
  run.row = { ...run.row, head, headHash, status, exposureMicroUsd };
  return { head, events: events.map(toEvent), attempts: plan.calls.map(({ attempt }) => attempt) };
};

const change = (run: MemoryRun, step: string, attempt: number, changes: Partial<StoredCall>): void => {
  const key = callKey(step, attempt);
  run.calls.set(key, { ...(run.calls.get(key) as StoredCall), ...changes });
};

const addEvent = (store: MemoryStore, run: MemoryRun, event: Omit<MemoryEvent, "id">): MemoryEvent => {
  const stored = { ...event, id: store.events.length + 1 };
  store.events.push(stored);
  run.events.push(stored);
  return stored;
};

const book = (store: MemoryStore, lines: readonly BookedLine[]): void => {
  for (const line of lines) store.ledger.set(line.key, { ...line, id: store.ledger.size + 1 });
};
