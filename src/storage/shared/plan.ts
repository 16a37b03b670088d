import { hash } from "node:crypto";
import { invariant } from "../../core/kernel/invariant.ts";
import { canonicalJson, type Json } from "../../core/kernel/json.ts";
import { fail, ok, type Result } from "../../core/kernel/result.ts";
import type { RunId, StepKey } from "../../core/run/event.ts";
import type { LedgerLine } from "../../core/run/ledger.ts";
import type { Reply, RunStatus } from "../../core/run/machine.ts";
import type { Batch, CommitFault, SpendCaps, SpendRow, SpendScope } from "../../ports/journal.ts";
import { calendarScopes } from "../../ports/spend-scopes.ts";
import { type Booked, checkCaps } from "./caps.ts";
import { type Link, linkHash, type WrittenFact, writeFacts } from "./chain.ts";
import { demandName, ledgerKey, spendKey } from "./keys.ts";
import { belowScope, scopeMoves } from "./scopes.ts";

/** What a plan must know of the run it extends. */
export type RunHead = {
  readonly run: RunId;
  readonly book: string;
  readonly head: number;
  readonly headHash: string;
  readonly exposureMicroUsd: number;
  readonly capMicroUsd?: number | undefined;
  /** The runs that this one is a child of, nearest first. */
  readonly above: readonly { readonly run: RunId; readonly exposureMicroUsd: number; readonly capMicroUsd?: number | undefined }[];
  /** The time of this commit, in ms. */
  readonly atMs: number;
};

/** What a plan may ask of storage while it is made, inside the transaction. */
export type Lookup = {
  /** What was reserved when for an attempt that has no reply and is not lost; undefined for any other. */
  reserved(step: StepKey, attempt: number): Pick<SpendRow, "microUsd" | "atMs"> | undefined;
  /** What is booked in a scope. */
  exposure(scope: SpendScope): number;
  /** The highest attempt of a step; 0 when it was never reserved. */
  lastAttempt(step: StepKey): number;
  /** The key of an input of this run that nobody handled; undefined for any other. */
  pendingKey(inputId: number): string | undefined;
};

/** What storage says of a run that is being opened. */
export const NOTHING_STORED: Lookup = { reserved: () => undefined, exposure: () => 0, lastAttempt: () => 0, pendingKey: () => undefined };

/** A ledger line with its key and place. */
export type BookedLine = LedgerLine & { readonly key: string; readonly book: string; readonly run: RunId; readonly seq: number };

/** Rows to write, in the order of `Batch`. Exact: nothing is decided after a plan is made. */
export type Plan = {
  readonly head: number;
  readonly headHash: string;
  readonly status: RunStatus;
  readonly exposureMicroUsd: number;
  readonly replies: readonly { readonly step: StepKey; readonly attempt: number; readonly text: string }[];
  readonly lost: readonly { readonly step: StepKey; readonly attempt: number }[];
  readonly links: readonly Link[];
  readonly ledger: readonly BookedLine[];
  readonly inputs: readonly { readonly id: number; readonly takenSeq?: number; readonly refused?: string }[];
  readonly calls: readonly PlannedCall[];
  readonly settledSpend: readonly SpendRow[];
  readonly reservedSpend: readonly SpendRow[];
  /** By how much the exposure of each scope moves. */
  readonly moves: ReadonlyMap<SpendScope, number>;
};

/** A call row to insert; `text` is the request as canonical JSON. */
export type PlannedCall = {
  readonly step: StepKey;
  readonly attempt: number;
  readonly text: string;
  readonly requestHash: string;
  readonly performer: string;
};

/** A batch with everything written out that needs no storage: made before the transaction, so that it stays short. */
export type WrittenBatch = {
  readonly batch: Batch;
  readonly facts: readonly WrittenFact[];
  readonly lines: readonly (readonly LedgerLine[])[];
  readonly replies: readonly string[];
  readonly requests: readonly WrittenRequest[];
};

/** A request as canonical JSON with its SHA-256 (hex). */
type WrittenRequest = { readonly text: string; readonly hash: string };

/** Writes out a batch. Throws `Bug` on data that is not JSON or on ledger lines that are not aligned with the facts. */
export const writeBatch = (batch: Batch): WrittenBatch => {
  for (const { step, facts, ledger } of batch.facts) {
    invariant(facts.length === ledger.length, `step ${step}: expected ledger lines for ${facts.length} facts but found ${ledger.length}`);
  }
  return {
    batch,
    facts: batch.facts.flatMap(({ step, facts }) => writeFacts(step, facts)),
    lines: batch.facts.flatMap(({ ledger }) => ledger),
    replies: batch.settle.map(({ reply }) => canonicalJson(replyToJson(reply))),
    requests: batch.reserve.map(({ request }) => writeRequest(request)),
  };
};

/** Plans a commit on a run whose head and fence were checked. The only fault is `cap`; anything else wrong is a `Bug`. */
export const planCommit = (run: RunHead, written: WrittenBatch, lookup: Lookup): Result<Plan, CommitFault> => {
  const { batch } = written;
  const settled = settle(run.run, batch, lookup);
  const reserved = reserve(run, written, lookup);
  const before = run.exposureMicroUsd + sumOf(settled);
  const capped = checkCaps(
    reserved.spend.map(({ microUsd }) => microUsd),
    bookedBefore(run, settled, lookup, batch.caps),
    batch.caps ?? {},
  );
  if (capped !== undefined) return fail(capped);
  const { links, ledger, headHash } = chain(run, written);
  const head = run.head + links.length;
  return ok({
    head,
    headHash,
    status: batch.status,
    exposureMicroUsd: before + sumOf(reserved.spend),
    replies: batch.settle.map(({ step, attempt }, i) => ({ step, attempt, text: written.replies[i] as string })),
    lost: batch.lose,
    links,
    ledger,
    inputs: takeInputs(run, batch, head, lookup),
    calls: reserved.calls,
    settledSpend: settled,
    reservedSpend: reserved.spend,
    moves: scopeMoves(
      [...settled, ...reserved.spend],
      run.above.map(({ run: name }) => name),
    ),
  });
};

const writeRequest = (request: Json): WrittenRequest => {
  const text = canonicalJson(request);
  return { text, hash: hash("sha256", text, "hex") };
};

const replyToJson = (reply: Reply): Json => reply as unknown as Json;

/** What stands in every scope once the settlements of this commit are booked. */
const bookedBefore = (run: RunHead, settled: readonly SpendRow[], { exposure }: Lookup, caps: SpendCaps = {}): Booked => {
  const moves = scopeMoves(settled, []);
  const own = sumOf(settled);
  const [day, month] = calendarScopes(run.atMs);
  const booked = (scope: SpendScope, cap: number | undefined): number =>
    cap === undefined ? 0 : exposure(scope) + (moves.get(scope) ?? 0);
  const tree = [run, ...run.above].map(({ run: name, exposureMicroUsd, capMicroUsd }) => ({
    run: name,
    capMicroUsd,
    bookedMicroUsd: exposureMicroUsd + own + (capMicroUsd === undefined ? 0 : exposure(belowScope(name))),
  }));
  return { run: run.run, tree, dayMicroUsd: booked(day, caps.dayMicroUsd), monthMicroUsd: booked(month, caps.monthMicroUsd) };
};

const sumOf = (rows: readonly SpendRow[]): number => rows.reduce((sum, { microUsd }) => sum + microUsd, 0);

/** Releases each reservation and books what was spent, or the whole of it as lost: then the exposure stays as it was. */
const settle = (run: RunId, batch: Batch, lookup: Lookup): SpendRow[] => {
  const closed = new Set<string>();
  const rows: SpendRow[] = [];
  const close = (step: StepKey, attempt: number, kind: "spent" | "lost", spent?: number): void => {
    const key = spendKey(run, step, attempt, kind);
    const reserved = lookup.reserved(step, attempt);
    const release = spendKey(run, step, attempt, "release");
    invariant(reserved !== undefined && !closed.has(release), `run ${run}: expected a call in flight for ${step}, attempt ${attempt}`);
    closed.add(release);
    const { microUsd, atMs } = reserved;
    rows.push({ key: release, run, microUsd: -microUsd, atMs }, { key, run, microUsd: spent ?? microUsd, atMs });
  };
  for (const { step, attempt, microUsd } of batch.settle) {
    if (microUsd !== undefined) demandAmount(microUsd, step);
    close(step, attempt, "spent", microUsd);
  }
  for (const { step, attempt } of batch.lose) close(step, attempt, "lost");
  return rows;
};

const reserve = ({ run, atMs }: RunHead, written: WrittenBatch, lookup: Lookup): { calls: PlannedCall[]; spend: SpendRow[] } => {
  const last = new Map<StepKey, number>();
  const calls: PlannedCall[] = [];
  const spend: SpendRow[] = [];
  written.batch.reserve.forEach(({ step, performer, worstMicroUsd }, i) => {
    demandName(step, "step key");
    demandAmount(worstMicroUsd, step);
    const attempt = (last.get(step) ?? lookup.lastAttempt(step)) + 1;
    last.set(step, attempt);
    const { text, hash } = written.requests[i] as WrittenRequest;
    calls.push({ step, attempt, text, requestHash: hash, performer });
    spend.push({ key: spendKey(run, step, attempt, "reserve"), run, microUsd: worstMicroUsd, atMs });
  });
  return { calls, spend };
};

const demandAmount = (microUsd: number, step: StepKey): void => {
  const fits = Number.isSafeInteger(microUsd) && microUsd >= 0;
  invariant(fits, `step ${step}: expected whole micro-USD of at least 0 but found ${microUsd}`);
};

const chain = (run: RunHead, { facts, lines }: WrittenBatch): { links: Link[]; ledger: BookedLine[]; headHash: string } => {
  let headHash = run.headHash;
  let seq = run.head;
  const ledger: BookedLine[] = [];
  const links = facts.map((fact, i) => {
    seq++;
    headHash = linkHash(headHash, seq, fact);
    for (const { account, amount, reason, name } of lines[i] as readonly LedgerLine[]) {
      const key = ledgerKey(run.run, { account, amount, reason, name });
      ledger.push({ key, book: run.book, run: run.run, seq, account, amount, reason, name });
    }
    return { seq, kind: fact.kind, step: fact.step, text: fact.text, hash: headHash };
  });
  return { links, ledger, headHash };
};

/** An input is taken after the facts that precede its own, so that a replay can offer it at the same place. */
const takeInputs = (run: RunHead, batch: Batch, head: number, lookup: Lookup): Plan["inputs"] => {
  if (batch.inputs.length === 0) return [];
  const startOfStep = new Map<StepKey, number>();
  let seq = run.head;
  for (const { step, facts } of batch.facts) {
    startOfStep.set(step, seq);
    seq += facts.length;
  }
  const handled = new Set<number>();
  return batch.inputs.map(({ id, refused }) => {
    const key = lookup.pendingKey(id);
    invariant(key !== undefined && !handled.has(id), `run ${run.run}: expected a pending input with id ${id}`);
    handled.add(id);
    if (refused !== undefined) return { id, refused };
    const answered = key.startsWith("step:") ? startOfStep.get(key.slice("step:".length)) : undefined;
    return { id, takenSeq: startOfStep.get(`input:${key}`) ?? answered ?? head };
  });
};
