import type { RunId } from "../../core/run/event.ts";
import type { RunStatus } from "../../core/run/machine.ts";
import type { RunRow } from "../../ports/journal.ts";
import type { Db, Value } from "./db.ts";
import { insertSeal } from "./seals.ts";

type RawRun = {
  readonly run: string;
  readonly kind: string;
  readonly version: number;
  readonly title: string;
  readonly parent: string | null;
  readonly parent_seq: number | null;
  readonly book: string;
  readonly head: number;
  readonly head_hash: string;
  readonly status: RunStatus;
  readonly fence: number;
  readonly host: string | null;
  readonly exposure_micro: number;
  readonly cap_micro: number | null;
  readonly opened_ms: number;
};

/** A run to insert; the rest of its row starts at its defaults. */
export type NewRun = Pick<RunRow, "run" | "kind" | "version" | "title" | "book" | "status" | "openedAtMs"> &
  Partial<Pick<RunRow, "parent" | "parentSeq" | "capMicroUsd" | "head" | "headHash">>;

/** The row of a run, or undefined. */
export const findRun = (db: Db, run: RunId): RunRow | undefined => {
  const row = db.get<RawRun>("SELECT * FROM run WHERE run = ?", run);
  return row && decodeRun(row);
};

/** Runs, newest first. */
export const listRuns = (db: Db, filter: { kind?: string; parent?: RunId; limit?: number }): RunRow[] => {
  const conditions: string[] = [];
  const values: Value[] = [];
  if (filter.kind !== undefined) conditions.push("kind = ?") && values.push(filter.kind);
  if (filter.parent !== undefined) conditions.push("parent = ?") && values.push(filter.parent);
  const where = conditions.length === 0 ? "" : ` WHERE ${conditions.join(" AND ")}`;
  const rows = db.all<RawRun>(`SELECT * FROM run${where} ORDER BY id DESC LIMIT ?`, ...values, filter.limit ?? -1);
  return rows.map(decodeRun);
};

/** Inserts a run. */
export const insertRun = (db: Db, row: NewRun): void => {
  db.run(
    `INSERT INTO run(run, kind, version, title, parent, parent_seq, book, head, head_hash, status, cap_micro, opened_ms)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
    row.run,
    row.kind,
    row.version,
    row.title,
    row.parent ?? null,
    row.parentSeq ?? null,
    row.book,
    row.head ?? 0,
    row.headHash ?? "",
    row.status,
    row.capMicroUsd ?? null,
    row.openedAtMs,
  );
};

/** Sets or (undefined) lifts the cap. False when there is no such run. */
export const updateCap = (db: Db, run: RunId, capMicroUsd: number | undefined): boolean => {
  const { changes } = db.run("UPDATE run SET cap_micro = ? WHERE run = ?", capMicroUsd ?? null, run);
  if (changes === 1) insertSeal(db, run, { cap: [capMicroUsd ?? null] });
  return changes === 1;
};

const decodeRun = (row: RawRun): RunRow => ({
  run: row.run,
  kind: row.kind,
  version: row.version,
  ...(row.parent !== null && { parent: row.parent }),
  ...(row.parent_seq !== null && { parentSeq: row.parent_seq }),
  book: row.book,
  head: row.head,
  headHash: row.head_hash,
  status: row.status,
  fence: row.fence,
  ...(row.host !== null && { host: row.host }),
  exposureMicroUsd: row.exposure_micro,
  ...(row.cap_micro !== null && { capMicroUsd: row.cap_micro }),
  openedAtMs: row.opened_ms,
  title: row.title,
});
