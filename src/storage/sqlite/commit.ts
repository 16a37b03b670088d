import { fail, ok, type Result } from "../../core/kernel/result.ts";
import type { RunId } from "../../core/run/event.ts";
import type { Batch, CommitFault, Committed, Fence, Opening, SpendScope } from "../../ports/journal.ts";
import { GENESIS } from "../shared/chain.ts";
import { conflict, openingBatch } from "../shared/opening.ts";
import { NOTHING_STORED, type Plan, planCommit, type RunHead, writeBatch } from "../shared/plan.ts";
import { type SealedRows, sealOfEvents, sealOfPlan, sealOfRun } from "../shared/seal.ts";
import { insertBlob } from "./blobs.ts";
import { callLookup, reserveCalls, settleCalls } from "./calls.ts";
import type { Db } from "./db.ts";
import { insertEvents } from "./events.ts";
import { moveExposures, readAbove, readExposure } from "./exposure.ts";
import { handleInputs, pendingKey } from "./inputs.ts";
import { insertLedger } from "./ledger.ts";
import { insertRun, type NewRun } from "./runs.ts";
import { insertSeal } from "./seals.ts";

/** Called at the named places of a commit, so that a test can end the process there. */
export type Failpoint = (name: string) => void;

type Claimed = {
  readonly book: string;
  readonly head_hash: string;
  readonly exposure_micro: number;
  readonly cap_micro: number | null;
  readonly parent: string | null;
  readonly parent_seq: number | null;
};

/** The one transaction of a driver. The head moves first: whoever lost the run learns it before anything is written. */
export const commitBatch = (
  db: Db,
  at: { readonly run: RunId; readonly fence: Fence; readonly head: number; readonly atMs: number },
  batch: Batch,
  failpoint: Failpoint,
): Result<Committed, CommitFault> => {
  const { run, fence, head, atMs } = at;
  const written = writeBatch(batch);
  failpoint("before-transaction");
  const outcome = db.write<Committed, CommitFault>(() => {
    const claimed = db.get<Claimed>(
      `UPDATE run SET head = ?, status = ? WHERE run = ? AND head = ? AND fence = ? AND host IS NOT NULL
       RETURNING book, head_hash, exposure_micro, cap_micro, parent, parent_seq`,
      head + written.facts.length,
      batch.status,
      run,
      head,
      fence,
    );
    if (claimed === undefined) return fail(conflict(run, head, fence, db.get("SELECT head, fence, host FROM run WHERE run = ?", run)));
    failpoint("after-check");
    const lookup = {
      ...callLookup(db, run),
      exposure: (scope: SpendScope) => readExposure(db, scope),
      pendingKey: (id: number) => pendingKey(db, run, id),
    };
    const above = readAbove(db, { run, parent: claimed.parent ?? undefined, parentSeq: claimed.parent_seq ?? undefined });
    const plan = planCommit({ ...runHead(run, head, claimed), above, atMs }, written, lookup);
    return plan.ok ? ok(store(db, { run, fence, atMs }, plan.value, failpoint)) : plan;
  });
  if (outcome.ok) {
    failpoint("after-commit");
    if (batch.settle.length > 0) failpoint("after-reply");
  }
  return outcome;
};

/** Opens a run with its first facts and blobs in one transaction. A child of a fork books in the fork's book. */
export const openRun = (db: Db, opening: Opening, atMs: number): Result<Committed, CommitFault> => {
  const { run, kind, version, title, parent, capMicroUsd } = opening;
  const written = writeBatch(openingBatch(opening));
  return db.write<Committed, CommitFault>(() => {
    if (db.get("SELECT 1 FROM run WHERE run = ?", run) !== undefined) {
      return fail({ kind: "conflict", message: `run ${run} exists already` });
    }
    const book = db.get<{ book: string }>("SELECT book FROM run WHERE run = ?", parent ?? null)?.book ?? "main";
    const row: NewRun = {
      ...{ run, kind, version, title, book, status: "open", openedAtMs: atMs },
      ...(parent !== undefined && { parent }),
      ...(capMicroUsd !== undefined && { capMicroUsd }),
    };
    insertRun(db, row);
    for (const bytes of opening.blobs ?? []) insertBlob(db, bytes);
    const plan = planCommit({ run, book, head: 0, headHash: GENESIS, exposureMicroUsd: 0, above: [], atMs }, written, NOTHING_STORED);
    if (!plan.ok) return plan;
    db.run("UPDATE run SET head = ? WHERE run = ?", plan.value.head, run);
    return ok(store(db, { run, fence: 0, atMs }, plan.value, () => {}, sealOfRun(row)));
  });
};

const runHead = (run: RunId, head: number, claimed: Claimed): Omit<RunHead, "above" | "atMs"> => ({
  run,
  book: claimed.book,
  head,
  headHash: claimed.head_hash,
  exposureMicroUsd: claimed.exposure_micro,
  capMicroUsd: claimed.cap_micro ?? undefined,
});

type Hold = { readonly run: RunId; readonly fence: Fence; readonly atMs: number };

const store = (db: Db, { run, fence, atMs }: Hold, plan: Plan, failpoint: Failpoint, opened: SealedRows = {}): Committed => {
  settleCalls(db, run, plan, atMs);
  failpoint("after-settle");
  const events = insertEvents(db, run, plan.links, atMs, fence);
  insertLedger(db, plan.ledger);
  failpoint("after-facts");
  handleInputs(db, plan.inputs);
  reserveCalls(db, run, plan, atMs, fence);
  moveExposures(db, plan.moves);
  failpoint("after-reserve");
  db.run("UPDATE run SET head_hash = ?, exposure_micro = ? WHERE run = ?", plan.headHash, plan.exposureMicroUsd, run);
  insertSeal(db, run, { ...opened, ...sealOfEvents(events, fence), ...sealOfPlan(plan, atMs, fence) });
  failpoint("before-commit");
  return { head: plan.head, events, attempts: plan.calls.map(({ attempt }) => attempt) };
};
