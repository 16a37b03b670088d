import type { RunId } from "../../core/run/event.ts";
import type { Finding, LedgerRow } from "../../ports/journal.ts";
import { blobHash } from "../shared/chain.ts";
import { keyRange } from "../shared/keys.ts";
import { verifyScopes } from "../shared/scopes.ts";
import { type Consequences, verifyRun } from "../shared/verify-run.ts";
import { readSpend } from "./calls.ts";
import type { Db } from "./db.ts";
import { iterateEvents } from "./events.ts";
import { readExposures } from "./exposure.ts";
import { findRun, listRuns } from "./runs.ts";
import { verifySealChain, verifySealed } from "./verify-seals.ts";

type CallState = { readonly step: string; readonly attempt: number; readonly lost: number; readonly replied: number };

/** Checks one run, or every run and the file itself, in one consistent view. A finding on the file has an empty run. */
export const verifyJournal = (db: Db, consequences: Consequences, run?: RunId): Finding[] =>
  db.snapshot(() => {
    if (run !== undefined) return verifyStored(db, run, consequences);
    const runs = listRuns(db, {}).reverse();
    const exposures = verifyScopes(readExposures(db), runs, (name) => readSpend(db, name));
    return [
      ...verifyFile(db),
      ...verifySealChain(db).map((message): Finding => ({ run: "", check: "seal", message })),
      ...exposures.map((message): Finding => ({ run: "", check: "exposure", message })),
      ...runs.flatMap((row) => verifyStored(db, row.run, consequences)),
    ];
  });

const verifyStored = (db: Db, run: RunId, consequences: Consequences): Finding[] => {
  const row = findRun(db, run);
  if (row === undefined) return [{ run, check: "run", message: `run ${run} does not exist` }];
  const ledger = db.all<LedgerRow>(
    "SELECT id, key, book, run, seq, account, amount, reason, name FROM ledger WHERE key >= ? AND key < ? ORDER BY id",
    ...keyRange(run),
  );
  const calls = db.all<CallState>("SELECT step, attempt, lost, reply IS NOT NULL AS replied FROM call WHERE run = ?", run);
  const inputs = db.all<{ key: string; taken_seq: number | null }>("SELECT key, taken_seq FROM input WHERE run = ?", run);
  const stored = {
    row,
    events: iterateEvents(db, run),
    ledger,
    calls: calls.map(({ step, attempt, lost, replied }) => ({ step, attempt, lost: lost === 1, replied: replied === 1 })),
    spend: readSpend(db, run),
    inputs: inputs.map(({ key, taken_seq }) => ({ key, ...(taken_seq !== null && { takenSeq: taken_seq }) })),
  };
  return [
    ...verifyRun(stored, consequences),
    ...changedRequests(db, run).map((message): Finding => ({ run, check: "call", message })),
    ...verifySealed(db, run).map((message): Finding => ({ run, check: "seal", message })),
  ];
};

const changedRequests = (db: Db, run: RunId): string[] =>
  db
    .all<{ step: string; attempt: number }>("SELECT step, attempt FROM call WHERE run = ? AND sha256(request) <> request_hash", run)
    .map(({ step, attempt }) => `the request of ${step}, attempt ${attempt}, was changed`);

const verifyFile = (db: Db): Finding[] => {
  const findings: Finding[] = [];
  const report = (check: string, message: string): void => {
    findings.push({ run: "", check, message });
  };
  for (const { integrity_check: message } of db.all<{ integrity_check: string }>("PRAGMA integrity_check")) {
    if (message !== "ok") report("file", message);
  }
  for (const { table, rowid, parent } of db.all<{ table: string; rowid: number | null; parent: string }>("PRAGMA foreign_key_check")) {
    report("file", `${table} row ${rowid ?? "?"} names a row of ${parent} that does not exist`);
  }
  for (const { hash, bytes } of db.iterate<{ hash: string; bytes: Uint8Array }>("SELECT hash, bytes FROM blob")) {
    if (blobHash(bytes) !== hash) report("blob", `blob ${hash} was changed`);
  }
  const strays = "SELECT key FROM ledger WHERE substr(key, 1, length(run) + 1) <> run || '/'";
  for (const { key } of db.all<{ key: string }>(strays)) report("ledger", `${key} names another run than its row`);
  return findings;
};
