import type { Json } from "../../core/kernel/json.ts";
import type { Event, RunKind, StepKey } from "../../core/run/event.ts";
import type { LedgerLine } from "../../core/run/ledger.ts";
import type { CallRow, Finding, InputRow, LedgerRow, RunRow, SpendRow } from "../../ports/journal.ts";
import { GENESIS, linkHash } from "./chain.ts";
import { ledgerKey, type SpendKind, spendKey } from "./keys.ts";

/** An event as it lies in storage: `text` is its data, not parsed. */
export type StoredText = {
  readonly id: number;
  readonly seq: number;
  readonly kind: string;
  readonly step: StepKey;
  readonly text: string;
  readonly hash: string;
};

/** Everything stored about one run. `ledger` holds its lines of every book. */
export type StoredRun = {
  readonly row: RunRow;
  readonly events: Iterable<StoredText>;
  readonly ledger: readonly LedgerRow[];
  readonly calls: Iterable<Pick<CallRow, "step" | "attempt" | "lost"> & { readonly replied: boolean }>;
  readonly spend: readonly SpendRow[];
  readonly inputs: readonly Pick<InputRow, "key" | "takenSeq">[];
};

/** What each event must have booked. */
export type Consequences = (event: Event, kind: RunKind) => readonly LedgerLine[];

/** Every difference between a run's rows and what its events say. Pure; empty when all is well. */
export const verifyRun = (run: StoredRun, consequences: Consequences): Finding[] => {
  const findings: Finding[] = [];
  const report = (check: string, message: string): void => {
    findings.push({ run: run.row.run, check, message });
  };
  const owed = verifyEvents(run, consequences, report);
  verifyLedger(run, owed, report);
  verifySpend(run, report);
  for (const { key, takenSeq } of run.inputs) {
    if (takenSeq !== undefined && takenSeq > run.row.head) report("input", `input ${key} was taken after ${takenSeq}, past the head`);
  }
  return findings;
};

type Report = (check: string, message: string) => void;
type Owed = LedgerLine & { readonly seq: number };

/** Walks the chain once; returns the ledger lines that the events cause, by key. */
const verifyEvents = ({ row, events }: StoredRun, consequences: Consequences, report: Report): Map<string, Owed> => {
  const owed = new Map<string, Owed>();
  const closedSteps = new Set<StepKey>();
  let [seq, id, hash, step] = [0, 0, GENESIS, undefined as StepKey | undefined];
  for (const event of events) {
    if (event.seq !== seq + 1) report("seq", `expected event ${seq + 1} but found ${event.seq}`);
    if (event.id <= id) report("id", `event ${event.seq} has id ${event.id}, not above ${id}`);
    // After a gap the chain cannot be followed, which is one fault and not one for every later event.
    const followed = event.seq === seq + 1;
    if (followed && linkHash(hash, event.seq, event) !== event.hash) report("hash", `event ${event.seq} (${event.kind}) was changed`);
    if (event.step !== step) {
      if (closedSteps.has(event.step)) report("step", `event ${event.seq}: the facts of step ${event.step} are not together`);
      if (step !== undefined) closedSteps.add(step);
    }
    ({ seq, id, hash, step } = event);
    collectOwed(row, event, consequences, owed, report);
  }
  if (row.head !== seq) report("head", `the head is ${row.head} but the last event is ${seq}`);
  if (row.headHash !== hash) report("head", `the head hash is '${row.headHash}' but the last event has '${hash}'`);
  return owed;
};

const collectOwed = (row: RunRow, event: StoredText, consequences: Consequences, owed: Map<string, Owed>, report: Report): void => {
  let data: Json;
  try {
    data = JSON.parse(event.text) as Json;
  } catch {
    report("data", `event ${event.seq} (${event.kind}) is not JSON`);
    return;
  }
  const { run, kind } = row;
  for (const line of consequences({ run, seq: event.seq, kind: event.kind, step: event.step, data }, kind)) {
    const key = ledgerKey(run, line);
    if (owed.has(key)) report("ledger", `event ${event.seq} causes ${key} a second time`);
    owed.set(key, { ...line, seq: event.seq });
  }
};

const verifyLedger = ({ row, ledger }: StoredRun, owed: Map<string, Owed>, report: Report): void => {
  for (const line of ledger) {
    const due = owed.get(line.key);
    owed.delete(line.key);
    if (due === undefined) {
      report("ledger", `${line.key} was booked but no event causes it`);
    } else if ((["amount", "seq", "account", "reason", "name"] as const).some((column) => due[column] !== line[column])) {
      report("ledger", `${line.key}: expected ${due.amount} for event ${due.seq} but ${line.amount} is booked for event ${line.seq}`);
    }
    if (line.book !== row.book) report("ledger", `${line.key} is in book ${line.book}, not ${row.book}`);
  }
  for (const [key, due] of owed) report("ledger", `${key} (${due.amount}) is owed by event ${due.seq} but was not booked`);
};

/** Each call has its reservation, and its release with spent or lost once it ended; nothing else is booked. */
const verifySpend = ({ row, calls, spend }: StoredRun, report: Report): void => {
  const booked = new Map(spend.map(({ key, microUsd }) => [key, microUsd]));
  const total = spend.reduce((sum, { microUsd }) => sum + microUsd, 0);
  if (total !== row.exposureMicroUsd) report("exposure", `the exposure is ${row.exposureMicroUsd} but its spend lines sum to ${total}`);
  for (const { step, attempt, replied, lost } of calls) {
    const take = (kind: SpendKind, expected: boolean): number | undefined => {
      const key = spendKey(row.run, step, attempt, kind);
      const amount = booked.get(key);
      booked.delete(key);
      if ((amount !== undefined) !== expected)
        report("spend", `${key} ${expected ? "is missing" : "is booked but its call says otherwise"}`);
      return amount;
    };
    const reserved = take("reserve", true) ?? 0;
    const released = take("release", replied || lost);
    const lostAmount = take("lost", lost);
    take("spent", replied);
    if (released !== undefined && released !== -reserved)
      report("spend", `${step}, attempt ${attempt}: ${released} was released of ${reserved}`);
    if (lostAmount !== undefined && lostAmount !== reserved)
      report("spend", `${step}, attempt ${attempt}: lost ${lostAmount}, not ${reserved}`);
  }
  for (const key of booked.keys()) report("spend", `${key} is booked but there is no such call`);
};
