/**
 * @module The journal on SQLite: one file `moot.db` in the home, a `bell` beside it and a lock file per process under
 * `hosts/`. Owns the wiring; each table has a module of its own. Its laws are `ports/journal.laws.ts`.
 */
import { accessSync, constants } from "node:fs";
import { invariant } from "../../core/kernel/invariant.ts";
import { ok, type Result } from "../../core/kernel/result.ts";
import { MAIN_BOOK } from "../../core/run/ledger.ts";
import type { Clock } from "../../ports/clock.ts";
import type { Journal } from "../../ports/journal.ts";
import { migrations } from "../migrations/all.ts";
import { demandName } from "../shared/keys.ts";
import { demandCap } from "../shared/opening.ts";
import { openBell } from "./bell.ts";
import { insertBlob, readBlob } from "./blobs.ts";
import { readCalls, readSpend } from "./calls.ts";
import { commitBatch, type Failpoint, openRun } from "./commit.ts";
import type { Db } from "./db.ts";
import { openDesk } from "./desk.ts";
import { readAllEvents, readEvents, readEventsOfKind } from "./events.ts";
import { readExposure } from "./exposure.ts";
import { forkRun } from "./fork.ts";
import { type HomePaths, homePaths, type NetworkOf, networkFileSystem, prepareHome } from "./home.ts";
import { insertInput, readInputs, readPending } from "./inputs.ts";
import { openLease } from "./lease.ts";
import { readBalances, readLedger } from "./ledger.ts";
import { openDatabase } from "./open.ts";
import { openPace } from "./pace.ts";
import { openForReading } from "./read-only.ts";
import { findRun, listRuns, updateCap } from "./runs.ts";
import { lastSeal } from "./seals.ts";
import { verifyJournal } from "./verify.ts";

/** Where the journal lives, its clock, and for tests a hook at the named places of a commit and another view of the disks. */
export type SqliteJournalOptions = {
  readonly home: string;
  readonly clock: Clock;
  readonly failpoint?: Failpoint;
  /** Names the network file system of a folder, or undefined for a local one. Default: asks the kernel. */
  readonly networkOf?: NetworkOf;
};

/** Opens (and creates) the journal of a home. Throws `StorageError` when the home, the file or its schema cannot serve. */
export const openSqliteJournal = (options: SqliteJournalOptions): Journal => {
  const paths = prepareHome(options.home, options.networkOf ?? networkFileSystem);
  const now = nowOf(options.clock);
  return journalOn(openDatabase(paths.database, migrations, now), paths, options);
};

/** Opens the journal of a home that can be read and not written: whatever would change it throws `read-only`. Makes nothing there. */
export const openSqliteJournalToRead = (options: Pick<SqliteJournalOptions, "home" | "clock">): Journal => {
  const paths = homePaths(options.home);
  return journalOn(openForReading(paths.database, migrations, nowOf(options.clock)), paths, options);
};

/** True when there is a journal at a home, and its file can be read. */
export const canRead = (home: string): boolean => {
  try {
    accessSync(homePaths(home).database, constants.R_OK);
    return true;
  } catch {
    return false;
  }
};

const nowOf =
  (clock: Clock): (() => number) =>
  () =>
    Math.floor(clock.now());

const journalOn = (db: Db, paths: HomePaths, { clock, failpoint = () => {} }: SqliteJournalOptions): Journal => {
  // long: one short entry for each method of the port
  const now = nowOf(clock);
  const bell = openBell(paths.bell, () => db.get<{ data_version: number }>("PRAGMA data_version")?.data_version ?? 0);
  const lease = openLease(db, paths.hosts);
  const rung = <T, F>(outcome: Result<T, F>): Result<T, F> => {
    if (outcome.ok) bell.ring();
    return outcome;
  };

  return {
    pace: openPace(db, lease, clock.now),
    desk: openDesk(db, now, rung),
    open: (opening) => rung(openRun(db, opening, now())),
    run: (run) => findRun(db, run),
    runs: (filter = {}) => listRuns(db, filter),
    read: (run, after = 0) => readEvents(db, run, after),
    readAll: (after, limit) => readAllEvents(db, after, limit),
    facts: (kind, limit) => readEventsOfKind(db, kind, limit),
    acquire: (run) => lease.acquire(run),
    isHosted: (run) => lease.isHeld(run),
    release: (run, fence) => lease.release(run, fence),
    commit: (run, fence, head, batch) => rung(commitBatch(db, { run, fence, head, atMs: now() }, batch, failpoint)),
    calls: (run, step) => readCalls(db, run, step),
    spend: (run) => readSpend(db, run),
    exposure: (scope) => readExposure(db, scope),
    offer: (run, input, by) => {
      demandName(input.key, "input key");
      const outcome = db.write<boolean, { readonly kind: "unknown-run"; readonly message: string }>(() =>
        findRun(db, run) === undefined
          ? { ok: false, fault: { kind: "unknown-run", message: `run ${run} does not exist` } }
          : ok(insertInput(db, run, input, by, now())),
      );
      return outcome.ok && outcome.value ? rung(outcome) : outcome;
    },
    pending: (run) => readPending(db, run),
    inputs: (run) => readInputs(db, run),
    fork: (run, at, newRun) => rung(forkRun(db, run, at, newRun, now())),
    setCap: (run, capMicroUsd) => {
      demandCap(capMicroUsd);
      rung(db.write(() => ok(invariant(updateCap(db, run, capMicroUsd), `setCap: expected a run but found '${run}'`))));
    },
    ledger: (filter = {}) => readLedger(db, filter),
    balances: (book = MAIN_BOOK) => readBalances(db, book),
    putBlob: (bytes) => {
      const stored = db.write<string, never>(() => ok(insertBlob(db, bytes)));
      return stored.ok ? stored.value : "";
    },
    blob: (hash) => readBlob(db, hash),
    subscribe: (listener) => bell.subscribe(listener),
    seal: () => lastSeal(db),
    hasSeal: (seal) => db.get("SELECT 1 FROM seal WHERE hash = ?", seal) !== undefined,
    verify: (consequences, run) => verifyJournal(db, consequences, run),
    close: () => {
      bell.close();
      lease.close();
      db.close();
    },
  };
};
