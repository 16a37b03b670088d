/**
 * @module What the chain of events leaves out: times, hosts, money, requests, replies, inputs, titles. Each transaction seals the
 * rows that it wrote, by the columns that may not change afterwards. The seals of a home are one chain over all runs, so that the
 * last hash names everything that was ever recorded. Owns what a seal holds; the view `sealable` says the same of the tables.
 */
import { hash } from "node:crypto";
import { canonicalJson, type Json } from "../../core/kernel/json.ts";
import type { RunId } from "../../core/run/event.ts";
import type { Fence, InputRow, RunRow, SpendRow, StoredEvent } from "../../ports/journal.ts";
import { blobHash } from "./chain.ts";
import type { Plan } from "./plan.ts";

/** Rows by name inside their run, each with the columns that may not change. */
export type SealedRows = { readonly [name: string]: readonly Json[] };

/** SHA-256 (hex) of the previous seal's hash, the run and what is covered, joined by line feeds. */
export const sealHash = (previous: string, run: RunId, covers: string): string => hash("sha256", `${previous}\n${run}\n${covers}`, "hex");

/** What seals the opening of a run, or of a fork. */
export const sealOfRun = (row: Omit<RunRow, "run" | "head" | "headHash" | "fence" | "host" | "exposureMicroUsd">): SealedRows => ({
  run: [row.kind, row.version, row.title, row.parent ?? null, row.parentSeq ?? null, row.book, row.openedAtMs],
  cap: [row.capMicroUsd ?? null],
  status: [row.status],
});

/** What seals events. Those of a fork have no fence. */
export const sealOfEvents = (events: readonly Pick<StoredEvent, "id" | "seq" | "hash" | "atMs">[], fence: Fence): SealedRows =>
  Object.fromEntries(events.map((event) => [`event/${event.seq}`, [event.id, event.hash, event.atMs, fence]]));

/** What seals the rest of a commit: replies and losses, reservations, spend lines, inputs that were handled, the status. */
export const sealOfPlan = (plan: Plan, atMs: number, fence: Fence): SealedRows => {
  const rows: Record<string, readonly Json[]> = { status: [plan.status] };
  for (const { step, attempt, text } of plan.replies) rows[`reply/${attempt}/${step}`] = [hash("sha256", text, "hex"), atMs];
  for (const { step, attempt } of plan.lost) rows[`lost/${attempt}/${step}`] = [];
  for (const { step, attempt, requestHash, performer } of plan.calls)
    rows[`call/${attempt}/${step}`] = [requestHash, performer, atMs, fence];
  for (const spend of [...plan.settledSpend, ...plan.reservedSpend]) rows[`spend/${spend.key}`] = spendColumns(spend);
  for (const { id, takenSeq, refused } of plan.inputs) rows[`handled/${id}`] = [takenSeq ?? null, refused ?? null];
  return rows;
};

const spendColumns = ({ microUsd, atMs }: SpendRow): readonly Json[] => [microUsd, atMs];

/** What seals an input as it was offered. */
export const sealOfInput = ({ id, key, kind, data, atMs, by }: Omit<InputRow, "run">): SealedRows => ({
  [`input/${id}`]: [key, kind, hash("sha256", canonicalJson(data), "hex"), atMs, by],
});

/** What seals a blob; it belongs to no run. */
export const sealOfBlob = (bytes: Uint8Array): SealedRows => ({ [`blob/${blobHash(bytes)}`]: [bytes.length] });
