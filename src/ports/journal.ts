/**
 * @module The journal: the only truth. Runs are lists of events; the ledger, spend and call tables stand beside them and
 * are written in the same transaction. Owns the contract that storage keeps; refuses to know how. Its laws are
 * `journal.laws.ts`, which every implementation passes.
 */
import type { Json } from "../core/kernel/json.ts";
import type { Result } from "../core/kernel/result.ts";
import type { Event, Fact, RunId, RunKind, StepKey } from "../core/run/event.ts";
import type { LedgerLine } from "../core/run/ledger.ts";
import type { Input, Reply, RunStatus } from "../core/run/machine.ts";
import type { Desk } from "./desk.ts";
import type { Pace } from "./pace.ts";

/** An event with the columns that stand beside it. `id` grows in commit order over all runs; `hash` chains the run. */
export type StoredEvent = Event & { readonly id: number; readonly hash: string; readonly atMs: number };

/** Names the process that holds runs; its lock file is `hosts/<host>`. */
export type HostId = string;

/** A claim to drive a run. Every commit checks it; a newer fence makes an older one worthless. */
export type Fence = number;

/** The list entry of a run. `parent` is set for child runs and forks. Amounts are micro-USD. */
export type RunRow = {
  readonly run: RunId;
  readonly kind: RunKind;
  readonly version: number;
  readonly parent?: RunId;
  /** The `seq` of the parent at which a fork was cut. */
  readonly parentSeq?: number;
  readonly book: string;
  readonly head: number;
  readonly headHash: string;
  readonly status: RunStatus;
  readonly fence: Fence;
  readonly host?: HostId;
  readonly exposureMicroUsd: number;
  /** Absent: no cap. */
  readonly capMicroUsd?: number;
  readonly openedAtMs: number;
  readonly title: string;
};

/** A call as stored. A call without `reply` was in flight; `attempt` counts from 1; `requestHash` is the SHA-256 (hex) of the request as canonical JSON. */
export type CallRow = {
  readonly run: RunId;
  readonly step: StepKey;
  readonly attempt: number;
  readonly requestHash: string;
  readonly request: Json;
  readonly performer: string;
  readonly reply?: Reply;
  readonly startedAtMs: number;
  readonly endedAtMs?: number;
  readonly lost: boolean;
};

/**
 * One spend line. The exposure of a run is the sum of its lines. Key: `<run>/<step>/<attempt>/reserve|release|spent|lost`. `atMs` is
 * the time of the reservation, on every line of its call, so that a call belongs to one day.
 */
export type SpendRow = { readonly key: string; readonly run: RunId; readonly microUsd: number; readonly atMs: number };

/** What exposures are kept of: a UTC day or month over all runs of the home, and the child runs of a run. */
export type SpendScope = `day:${string}` | `month:${string}` | `below:${RunId}`;

/** The most that all runs of the home may spend in a UTC day and month, in micro-USD; absent: no cap. */
export type SpendCaps = { readonly dayMicroUsd?: number | undefined; readonly monthMicroUsd?: number | undefined };

/** A ledger line as booked. Key: `<run>/<reason>/<account>/<name>`. */
export type LedgerRow = LedgerLine & {
  readonly id: number;
  readonly key: string;
  readonly book: string;
  readonly run: RunId;
  readonly seq: number;
};

/** An input as offered. `takenSeq` is the head after which it was taken; `refused` says why it was not. */
export type InputRow = Input & {
  readonly id: number;
  readonly run: RunId;
  readonly by: string;
  readonly atMs: number;
  readonly takenSeq?: number;
  readonly refused?: string;
};

/** A reservation to make: the call starts only after the commit that holds it. */
export type Reservation = {
  readonly step: StepKey;
  readonly request: Json;
  readonly performer: string;
  readonly worstMicroUsd: number;
};

/** A raw reply to store, with what it cost; undefined books the whole reservation. */
export type Settlement = {
  readonly step: StepKey;
  readonly attempt: number;
  readonly reply: Reply;
  readonly microUsd: number | undefined;
};

/** Everything that one transaction does, in this order: fence and head check, settlements, facts, ledger, inputs, reservations. */
export type Batch = {
  readonly settle: readonly Settlement[];
  /** Attempts of this run that an earlier holder left without a reply, or that were stopped: booked as lost, never released. */
  readonly lose: readonly { readonly step: StepKey; readonly attempt: number }[];
  readonly facts: readonly {
    readonly step: StepKey;
    readonly facts: readonly Fact[];
    readonly ledger: readonly (readonly LedgerLine[])[];
  }[];
  /** Inputs handled: taken after the facts so far, or refused with the reason. */
  readonly inputs: readonly { readonly id: number; readonly refused?: string }[];
  readonly reserve: readonly Reservation[];
  readonly status: RunStatus;
  /** Caps over all runs that the reservations must keep, beside those of the run and of the runs above it. */
  readonly caps?: SpendCaps;
};

/** The head after a commit, the events as stored, and the attempt number of each reservation in order. */
export type Committed = { readonly head: number; readonly events: readonly StoredEvent[]; readonly attempts: readonly number[] };

/** A cap that reservations would pass. `scope` is `run`, `run <id>` of a run above, `day` or `month`; `fits` of the reservations, from the first on, would not. */
export type CapFault = {
  readonly kind: "cap";
  readonly message: string;
  readonly scope: string;
  readonly exposureMicroUsd: number;
  readonly capMicroUsd: number;
  /** The least that the cap would have to be for the first reservation that does not fit. */
  readonly neededMicroUsd: number;
  readonly fits: number;
};

/** Why a commit stored nothing. `cap`: commit again with the reservations that fit, or with none. */
export type CommitFault = { readonly kind: "conflict"; readonly message: string } | CapFault;

/** How a run is opened. The opening facts are one step, `open`; `ledger` is aligned with `facts`. */
export type Opening = {
  readonly run: RunId;
  readonly kind: RunKind;
  readonly version: number;
  readonly title: string;
  readonly facts: readonly Fact[];
  readonly ledger: readonly (readonly LedgerLine[])[];
  readonly capMicroUsd?: number;
  readonly parent?: RunId;
  readonly blobs?: readonly Uint8Array[];
};

/** A difference that `verify` found between what is stored and what the journal says. */
export type Finding = { readonly run: RunId; readonly check: string; readonly message: string };

/** Storage of runs. Synchronous: one writer, short transactions. Every method throws only on a broken disk or a bug. */
export interface Journal {
  /** The pace of providers over all processes of the home. */
  readonly pace: Pace;
  /** Where calls wait for seats that others hold. */
  readonly desk: Desk;
  /** Opens a run with its first facts in one transaction. Fault when the id exists. */
  open(opening: Opening): Result<Committed, CommitFault>;
  /** The row of a run, or undefined. */
  run(run: RunId): RunRow | undefined;
  /** Runs, newest first. */
  runs(filter?: { readonly kind?: RunKind; readonly parent?: RunId; readonly limit?: number }): readonly RunRow[];
  /** Events of a run with `seq > after`, in order. */
  read(run: RunId, after?: number): readonly StoredEvent[];
  /** Events of all runs with `id > after`, in commit order, at most `limit`. */
  readAll(after: number, limit: number): readonly StoredEvent[];
  /** Events of one kind over all main-book runs, newest first, at most `limit`: scores, closings. Served by an index. */
  facts(kind: string, limit: number): readonly StoredEvent[];
  /** Takes a run for a host. `held`: another live host holds it. A dead host's run is taken with a higher fence. */
  acquire(run: RunId): Result<Fence, { readonly kind: "held" | "unknown-run"; readonly message: string }>;
  /** True while a live process (this one included) holds the run. False: nobody drives it, or its process died. No clock takes part. */
  isHosted(run: RunId): boolean;
  /** Gives the run back; later commits with this fence conflict. */
  release(run: RunId, fence: Fence): void;
  /** The one transaction. */
  commit(run: RunId, fence: Fence, expectedHead: number, batch: Batch): Result<Committed, CommitFault>;
  /** Calls of a run, by step then attempt; with `step`, of that step only. */
  calls(run: RunId, step?: StepKey): readonly CallRow[];
  /** Spend lines of a run, by key. */
  spend(run: RunId): readonly SpendRow[];
  /** What is booked in a scope, reservations included, in micro-USD. */
  exposure(scope: SpendScope): number;
  /** Offers an input to a run and rings the bell. False: the key was offered before, nothing changed. Fault: no such run. */
  offer(run: RunId, input: Input, by: string): Result<boolean, { readonly kind: "unknown-run"; readonly message: string }>;
  /** Inputs of a run that nobody handled yet, oldest first. */
  pending(run: RunId): readonly InputRow[];
  /** All inputs of a run, oldest first. */
  inputs(run: RunId): readonly InputRow[];
  /** Copies a run up to a step boundary under a new id with a ledger book of its own. `at` is rounded down; the result says to what. */
  fork(
    run: RunId,
    at: number,
    newRun: RunId,
  ): Result<{ readonly at: number }, { readonly kind: "unknown-run" | "no-boundary"; readonly message: string }>;
  /** Raises, lowers or (undefined) lifts the cap of a run. */
  setCap(run: RunId, capMicroUsd: number | undefined): void;
  /** Ledger lines of a book (default main), in booking order; with `account`, of that account. */
  ledger(filter?: { readonly book?: string; readonly account?: string; readonly run?: RunId }): readonly LedgerRow[];
  /** `SUM(amount)` per account of a book (default main), accounts sorted by code unit. */
  balances(book?: string): ReadonlyMap<string, number>;
  /** Stores bytes under their SHA-256 (hex) and returns it. Idempotent. */
  putBlob(bytes: Uint8Array): string;
  /** The bytes of a hash, or undefined. */
  blob(hash: string): Uint8Array | undefined;
  /** Calls `listener` after each commit of any process on this home, soon (bell) and never later than a second (poll). Returns the stop function. */
  subscribe(listener: () => void): () => void;
  /** Names everything that was recorded so far, times and replies included: a hash (hex) that a later journal still `hasSeal`. Empty when nothing was. */
  seal(): string;
  /** True for a seal that this journal once had: nothing before it was changed or taken out, once `verify` finds nothing. */
  hasSeal(seal: string): boolean;
  /** Gapless seq, hash chain, seals of all that stands beside the events, ledger against `consequences`, projections, exposure = SUM(spend); optionally one run. */
  verify(consequences: (event: Event, kind: RunKind) => readonly LedgerLine[], run?: RunId): readonly Finding[];
  close(): void;
}
