import { asRecord, asText, byCodeUnit, type Json } from "../../core/kernel/json.ts";
import type { RunId } from "../../core/run/event.ts";
import type { CallRow, Journal, SpendRow } from "../../ports/journal.ts";

/** What one seat asked of one model. `reservedMicroUsd` is all that was set aside for it, `settledMicroUsd` what is booked of it now. */
export type ReceiptLine = {
  readonly backend: string;
  readonly model: string;
  readonly seat: string;
  readonly calls: number;
  /** Calls without an answer: faults, and those that were given up. */
  readonly failed: number;
  readonly inputTokens: number;
  readonly outputTokens: number;
  readonly cachedTokens: number;
  readonly reservedMicroUsd: number;
  readonly settledMicroUsd: number;
};

/** What a run cost. `settledMicroUsd` is the sum of its spend lines; `openMicroUsd` of it is reserved for calls under way. */
export type Receipt = {
  readonly run: RunId;
  readonly capMicroUsd: number | null;
  readonly lines: readonly ReceiptLine[];
  readonly calls: number;
  readonly reservedMicroUsd: number;
  readonly settledMicroUsd: number;
  readonly openMicroUsd: number;
  /** Where a backend's own count was not taken, a sentence each with its step. */
  readonly corrected: readonly string[];
};

/** How a run stands with its money: for live views. Absent cap: none. Read from the row of the run, so it is cheap. */
export type Spending = { readonly spentMicroUsd: number; readonly capMicroUsd: number | undefined };

/** What a run spent so far, reservations of calls under way included, and its cap. Undefined when there is no such run. */
export const spendOf = (journal: Journal, run: RunId): Spending | undefined => {
  const row = journal.run(run);
  return row && { spentMicroUsd: row.exposureMicroUsd, capMicroUsd: row.capMicroUsd };
};

/** The receipt of a run, from its calls and spend lines. Decisions by rule ask no model and are left out unless they cost. */
export const receiptOf = (journal: Journal, run: RunId): Receipt => {
  const spend = spendByCall(journal.spend(run));
  const calls = journal.calls(run);
  const lines = new Map<string, ReceiptLine>();
  let open = 0;
  const corrected: string[] = [];
  for (const call of calls) {
    const money = spend.get(`${call.step}/${call.attempt}`) ?? { reserved: 0, settled: 0 };
    if (call.reply === undefined && !call.lost) open += money.settled;
    // Whoever answers by files has not been called yet: each resume looks again, under an attempt of its own.
    if (call.reply?.ok === false && call.reply.fault.kind === "waiting" && money.settled === 0) continue;
    const line = lineOf(call, money);
    corrected.push(...correctionsOf(call));
    if (line.backend === "" && line.settledMicroUsd === 0) continue;
    const key = [line.backend, line.model, line.seat].join("\n");
    lines.set(key, added(lines.get(key), line));
  }
  const sorted = [...lines].sort(([left], [right]) => byCodeUnit(left, right)).map(([, line]) => line);
  const total = (of: (line: ReceiptLine) => number): number => sorted.reduce((sum, line) => sum + of(line), 0);
  return {
    run,
    capMicroUsd: journal.run(run)?.capMicroUsd ?? null,
    lines: sorted,
    calls: total((line) => line.calls),
    reservedMicroUsd: total((line) => line.reservedMicroUsd),
    settledMicroUsd: total((line) => line.settledMicroUsd),
    openMicroUsd: open,
    corrected,
  };
};

type CallMoney = { readonly reserved: number; readonly settled: number };

/** Money by `<step>/<attempt>`: the part of a spend key between the run and its kind. */
const spendByCall = (rows: readonly SpendRow[]): ReadonlyMap<string, CallMoney> => {
  const money = new Map<string, CallMoney>();
  for (const { key, run, microUsd } of rows) {
    const end = key.lastIndexOf("/");
    const call = key.slice(run.length + 1, end);
    const { reserved, settled } = money.get(call) ?? { reserved: 0, settled: 0 };
    money.set(call, { reserved: reserved + (key.slice(end + 1) === "reserve" ? microUsd : 0), settled: settled + microUsd });
  }
  return money;
};

const lineOf = ({ request, reply }: CallRow, { reserved, settled }: CallMoney): ReceiptLine => {
  const asked = asRecord(request) ?? {};
  const value = reply?.ok === true ? asRecord(reply.value) : undefined;
  const usage = asRecord(value?.usage);
  const byCode = asText(value?.model) === "deterministic" || asText(value?.model) === "none";
  return {
    backend: byCode ? "" : (asText(asked.backend) ?? ""),
    model: asText(value?.model) ?? asText(asked.model) ?? asText(asked.tier) ?? "",
    seat: asText(asked.seat) ?? (asked.op === "look" ? "steward" : ""),
    calls: 1,
    failed: reply?.ok === true ? 0 : 1,
    inputTokens: count(usage?.input),
    outputTokens: count(usage?.output),
    cachedTokens: count(usage?.cached),
    reservedMicroUsd: reserved,
    settledMicroUsd: settled,
  };
};

const count = (value: Json | undefined): number => (typeof value === "number" ? value : 0);

const correctionsOf = ({ step, reply }: CallRow): readonly string[] => {
  const said = reply?.ok === true ? asRecord(reply.value)?.corrected : undefined;
  return Array.isArray(said) ? said.map((text) => `${step}: ${String(text)}`) : [];
};

const added = (before: ReceiptLine | undefined, line: ReceiptLine): ReceiptLine =>
  before === undefined
    ? line
    : {
        ...line,
        calls: before.calls + line.calls,
        failed: before.failed + line.failed,
        inputTokens: before.inputTokens + line.inputTokens,
        outputTokens: before.outputTokens + line.outputTokens,
        cachedTokens: before.cachedTokens + line.cachedTokens,
        reservedMicroUsd: before.reservedMicroUsd + line.reservedMicroUsd,
        settledMicroUsd: before.settledMicroUsd + line.settledMicroUsd,
      };
