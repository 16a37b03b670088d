import { invariant } from "../../core/kernel/invariant.ts";
import { fail, ok, type Result } from "../../core/kernel/result.ts";
import type { RunId } from "../../core/run/event.ts";
import { boundaryAt } from "../shared/boundary.ts";
import { demandRunId, forkBook } from "../shared/keys.ts";
import { sealOfEvents, sealOfRun } from "../shared/seal.ts";
import type { Db } from "./db.ts";
import { copyEvents, placeOf, readEvents } from "./events.ts";
import { copyLedger } from "./ledger.ts";
import { findRun, insertRun, type NewRun } from "./runs.ts";
import { insertSeal } from "./seals.ts";

/** Why a run was not forked. */
export type ForkFault = { readonly kind: "unknown-run" | "no-boundary"; readonly message: string };

/** Copies events and ledger lines up to a step boundary in one transaction. Calls, spend and inputs are not copied. */
export const forkRun = (db: Db, run: RunId, at: number, newRun: RunId, atMs: number): Result<{ readonly at: number }, ForkFault> => {
  demandRunId(newRun);
  return db.write<{ readonly at: number }, ForkFault>(() => {
    const source = findRun(db, run);
    if (source === undefined) return fail({ kind: "unknown-run", message: `run ${run} does not exist` });
    invariant(findRun(db, newRun) === undefined, `fork: expected a new run id but ${newRun} exists`);
    const cut = boundaryAt(at, source.head, (seq) => placeOf(db, run, seq).step);
    if (cut === 0) return fail({ kind: "no-boundary", message: `run ${run} has no step boundary at or before ${at}` });
    const row: NewRun = {
      run: newRun,
      kind: source.kind,
      version: source.version,
      title: source.title,
      book: forkBook(newRun),
      status: cut === source.head ? source.status : "open",
      openedAtMs: atMs,
      parent: run,
      parentSeq: cut,
      head: cut,
      headHash: placeOf(db, run, cut).hash,
      ...(source.capMicroUsd !== undefined && { capMicroUsd: source.capMicroUsd }),
    };
    insertRun(db, row);
    copyEvents(db, run, newRun, cut);
    copyLedger(db, run, newRun, cut);
    insertSeal(db, newRun, { ...sealOfRun(row), ...sealOfEvents(readEvents(db, newRun, 0), 0) });
    return ok({ at: cut });
  });
};
