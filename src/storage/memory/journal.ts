/**
 * @module The journal in memory: the same contract, planner and checks as on SQLite, for tests and for runs that nobody
 * keeps. One process, so no run is ever held by another. Its laws are `ports/journal.laws.ts`.
 */
import { invariant } from "../../core/kernel/invariant.ts";
import { byCodeUnit, canonicalJson, type Json } from "../../core/kernel/json.ts";
import { fail, ok } from "../../core/kernel/result.ts";
import { MAIN_BOOK } from "../../core/run/ledger.ts";
import type { Clock } from "../../ports/clock.ts";
import type { Finding, Journal, LedgerRow } from "../../ports/journal.ts";
import { blobHash } from "../shared/chain.ts";
import { demandName } from "../shared/keys.ts";
import { openListeners } from "../shared/listeners.ts";
import { demandCap } from "../shared/opening.ts";
import { verifyScopes } from "../shared/scopes.ts";
import { verifyRun } from "../shared/verify-run.ts";
import { commitInMemory, forkInMemory, openInMemory } from "./commit.ts";
import { openMemoryDesk } from "./desk.ts";
import { openMemoryPace } from "./pace.ts";
import { emptyStore, type StoredCall, toCall, toEvent, toStoredRun } from "./store.ts";

/** Opens an empty journal. */
export const openMemoryJournal = ({ clock }: { readonly clock: Clock }): Journal => {
  // long: one short entry for each method of the port
  const store = emptyStore();
  const listeners = openListeners();
  const now = (): number => Math.floor(clock.now());
  const host = "memory";
  const rung = <T extends { readonly ok: boolean }>(outcome: T): T => {
    if (outcome.ok) listeners.schedule();
    return outcome;
  };
  const callsOf = (run: string): StoredCall[] => [...(store.runs.get(run)?.calls.values() ?? [])];

  return {
    pace: openMemoryPace(clock.now),
    desk: openMemoryDesk({ row: (run) => store.runs.get(run)?.row, now, changed: () => listeners.schedule() }),
    open: (opening) => rung(openInMemory(store, opening, now())),
    run: (run) => store.runs.get(run)?.row,
    runs: ({ kind, parent, limit } = {}) =>
      [...store.runs.values()]
        .map(({ row }) => row)
        .filter((row) => (kind === undefined || row.kind === kind) && (parent === undefined || row.parent === parent))
        .reverse()
        .slice(0, limit),
    read: (run, after = 0) => (store.runs.get(run)?.events.slice(Math.max(after, 0)) ?? []).map(toEvent),
    readAll: (after, limit) => store.events.slice(Math.max(after, 0), Math.max(after, 0) + limit).map(toEvent),
    facts: (kind, limit) =>
      store.events
        .filter((event) => event.kind === kind && store.runs.get(event.run)?.row.book === MAIN_BOOK)
        .reverse()
        .slice(0, limit)
        .map(toEvent),
    acquire: (run) => {
      const found = store.runs.get(run);
      if (found === undefined) return fail({ kind: "unknown-run", message: `run ${run} does not exist` });
      found.row = { ...found.row, host, fence: found.row.fence + 1 };
      return ok(found.row.fence);
    },
    isHosted: (run) => store.runs.get(run)?.row.host !== undefined,
    release: (run, fence) => {
      const found = store.runs.get(run);
      if (found?.row.fence !== fence || found.row.host === undefined) return;
      const { host: _, ...row } = found.row;
      found.row = { ...row, fence: fence + 1 };
    },
    commit: (run, fence, head, batch) => rung(commitInMemory(store, { run, fence, head, atMs: now() }, batch)),
    calls: (run, step) =>
      callsOf(run)
        .filter((call) => step === undefined || call.step === step)
        .sort((left, right) => byCodeUnit(left.step, right.step) || left.attempt - right.attempt)
        .map((call) => toCall(run, call)),
    spend: (run) => [...(store.runs.get(run)?.spend.values() ?? [])].sort((left, right) => byCodeUnit(left.key, right.key)),
    exposure: (scope) => store.exposures.get(scope) ?? 0,
    offer: (run, { key, kind, data }, by) => {
      demandName(key, "input key");
      const found = store.runs.get(run);
      if (found === undefined) return fail({ kind: "unknown-run", message: `run ${run} does not exist` });
      if (found.inputs.some((input) => input.key === key)) return ok(false);
      const copy = JSON.parse(canonicalJson(data)) as Json;
      found.inputs.push({ id: ++store.lastInputId, run, key, kind, data: copy, by, atMs: now() });
      return rung(ok(true));
    },
    pending: (run) => (store.runs.get(run)?.inputs ?? []).filter((input) => input.takenSeq === undefined && input.refused === undefined),
    inputs: (run) => [...(store.runs.get(run)?.inputs ?? [])],
    fork: (run, at, newRun) => rung(forkInMemory(store, run, at, newRun, now())),
    setCap: (run, capMicroUsd) => {
      demandCap(capMicroUsd);
      const found = store.runs.get(run);
      invariant(found !== undefined, `setCap: expected a run but found '${run}'`);
      const { capMicroUsd: _, ...row } = found.row;
      found.row = { ...row, ...(capMicroUsd !== undefined && { capMicroUsd }) };
      listeners.schedule();
    },
    ledger: ({ book = MAIN_BOOK, account, run } = {}) =>
      [...store.ledger.values()].filter(
        (line) => line.book === book && (account === undefined || line.account === account) && (run === undefined || line.run === run),
      ),
    balances: (book = MAIN_BOOK) => balances([...store.ledger.values()].filter((line) => line.book === book)),
    putBlob: (bytes) => {
      const hash = blobHash(bytes);
      if (!store.blobs.has(hash)) store.blobs.set(hash, bytes.slice());
      return hash;
    },
    blob: (hash) => store.blobs.get(hash)?.slice(),
    subscribe: (listener) => listeners.add(listener),
    // Nothing outlives the process, so there is nothing to seal it against.
    seal: () => "",
    hasSeal: () => false,
    verify: (consequences, run): readonly Finding[] => {
      if (run !== undefined && !store.runs.has(run)) return [{ run, check: "run", message: `run ${run} does not exist` }];
      const runs = [...store.runs.values()].filter(({ row }) => run === undefined || row.run === run);
      const found = runs.flatMap((stored) => verifyRun(toStoredRun(store, stored), consequences));
      if (run !== undefined) return found;
      const rows = runs.map(({ row }) => row);
      const exposures = verifyScopes(store.exposures, rows, (name) => [...(store.runs.get(name)?.spend.values() ?? [])]);
      return [...exposures.map((message) => ({ run: "", check: "exposure", message })), ...found];
    },
    close: () => listeners.clear(),
  };
};

const balances = (lines: readonly LedgerRow[]): ReadonlyMap<string, number> => {
  const sums = new Map<string, number>();
  for (const { account, amount } of lines) sums.set(account, (sums.get(account) ?? 0) + amount);
  return new Map([...sums].sort(([left], [right]) => byCodeUnit(left, right)));
};
