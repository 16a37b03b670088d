import type { RunId, StepKey } from "../../core/run/event.ts";
import type { Reply } from "../../core/run/machine.ts";
import type { CallRow, Fence, SpendRow } from "../../ports/journal.ts";
import { keyRange, spendKey } from "../shared/keys.ts";
import type { Lookup, Plan } from "../shared/plan.ts";
import type { Db } from "./db.ts";
import { parseStored } from "./events.ts";

type RawCall = {
  readonly run: string;
  readonly step: string;
  readonly attempt: number;
  readonly request_hash: string;
  readonly request: string;
  readonly performer: string;
  readonly reply: string | null;
  readonly started_ms: number;
  readonly ended_ms: number | null;
  readonly lost: number;
};

/** Calls of a run by step, then attempt; with `step`, of that step only. */
export const readCalls = (db: Db, run: RunId, step?: StepKey): CallRow[] => {
  const rows =
    step === undefined
      ? db.all<RawCall>("SELECT * FROM call WHERE run = ? ORDER BY step, attempt", run)
      : db.all<RawCall>("SELECT * FROM call WHERE run = ? AND step = ? ORDER BY attempt", run, step);
  return rows.map((row) => decodeCall(db, row));
};

/** Spend lines of a run, by key. */
export const readSpend = (db: Db, run: RunId): SpendRow[] =>
  db
    .all<{ key: string; run: string; micro_usd: number; at_ms: number }>(
      "SELECT key, run, micro_usd, at_ms FROM spend WHERE key >= ? AND key < ? ORDER BY key",
      ...keyRange(run),
    )
    .map((row) => ({ key: row.key, run: row.run, microUsd: row.micro_usd, atMs: row.at_ms }));

/** What a plan asks about calls. */
export const callLookup = (db: Db, run: RunId): Pick<Lookup, "reserved" | "lastAttempt"> => ({
  reserved: (step, attempt) => {
    const row = db.get<{ micro_usd: number; at_ms: number }>(
      `SELECT spend.micro_usd, spend.at_ms FROM call JOIN spend ON spend.key = ?
       WHERE call.run = ? AND call.step = ? AND call.attempt = ? AND call.reply IS NULL AND call.lost = 0`,
      spendKey(run, step, attempt, "reserve"),
      run,
      step,
      attempt,
    );
    return row && { microUsd: row.micro_usd, atMs: row.at_ms };
  },
  lastAttempt: (step) =>
    db.get<{ last: number | null }>("SELECT MAX(attempt) AS last FROM call WHERE run = ? AND step = ?", run, step)?.last ?? 0,
});

/** Stores replies and losses with their spend lines. */
export const settleCalls = (db: Db, run: RunId, plan: Plan, atMs: number): void => {
  for (const { step, attempt, text } of plan.replies) {
    db.run("UPDATE call SET reply = ?, ended_ms = ? WHERE run = ? AND step = ? AND attempt = ?", text, atMs, run, step, attempt);
  }
  for (const { step, attempt } of plan.lost) {
    db.run("UPDATE call SET lost = 1 WHERE run = ? AND step = ? AND attempt = ?", run, step, attempt);
  }
  insertSpend(db, plan.settledSpend);
};

/** Stores reservations: the call rows and their spend lines. */
export const reserveCalls = (db: Db, run: RunId, plan: Plan, atMs: number, fence: Fence): void => {
  for (const { step, attempt, text, requestHash, performer } of plan.calls) {
    db.run(
      "INSERT INTO call(run, step, attempt, request_hash, request, performer, started_ms, fence) VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
      run,
      step,
      attempt,
      requestHash,
      text,
      performer,
      atMs,
      fence,
    );
  }
  insertSpend(db, plan.reservedSpend);
};

const insertSpend = (db: Db, rows: readonly SpendRow[]): void => {
  for (const { key, run, microUsd, atMs } of rows)
    db.run("INSERT INTO spend(key, run, micro_usd, at_ms) VALUES (?, ?, ?, ?)", key, run, microUsd, atMs);
};

const decodeCall = (db: Db, row: RawCall): CallRow => {
  const name = `call ${row.run}/${row.step}/${row.attempt}`;
  return {
    run: row.run,
    step: row.step,
    attempt: row.attempt,
    requestHash: row.request_hash,
    request: parseStored(db, row.request, name),
    performer: row.performer,
    ...(row.reply !== null && { reply: parseStored(db, row.reply, name) as unknown as Reply }),
    startedAtMs: row.started_ms,
    ...(row.ended_ms !== null && { endedAtMs: row.ended_ms }),
    lost: row.lost === 1,
  };
};
