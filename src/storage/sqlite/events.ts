import type { Json } from "../../core/kernel/json.ts";
import type { RunId, StepKey } from "../../core/run/event.ts";
import { MAIN_BOOK } from "../../core/run/ledger.ts";
import type { Fence, StoredEvent } from "../../ports/journal.ts";
import type { Link } from "../shared/chain.ts";
import type { StoredText } from "../shared/verify-run.ts";
import { StorageError } from "../storage-error.ts";
import type { Db } from "./db.ts";

type RawEvent = readonly [id: number, run: RunId, seq: number, kind: string, step: StepKey, text: string, hash: string, atMs: number];

const COLUMNS = "id, run, seq, kind, step, data, hash, at_ms";

/** Events of a run with `seq > after`, in order. */
export const readEvents = (db: Db, run: RunId, after: number): StoredEvent[] =>
  db.tuples<RawEvent>(`SELECT ${COLUMNS} FROM event WHERE run = ? AND seq > ? ORDER BY seq`, run, after).map((row) => decodeEvent(db, row));

/** Events of all runs with `id > after`, in commit order, at most `limit`. */
export const readAllEvents = (db: Db, after: number, limit: number): StoredEvent[] =>
  db.tuples<RawEvent>(`SELECT ${COLUMNS} FROM event WHERE id > ? ORDER BY id LIMIT ?`, after, limit).map((row) => decodeEvent(db, row));

/** Events of one kind over all runs of the main book, newest first, at most `limit`. */
export const readEventsOfKind = (db: Db, kind: string, limit: number): StoredEvent[] =>
  db
    .tuples<RawEvent>(
      `SELECT ${COLUMNS} FROM event WHERE kind = ? AND (SELECT book FROM run WHERE run.run = event.run) = ? ORDER BY id DESC LIMIT ?`,
      kind,
      MAIN_BOOK,
      limit,
    )
    .map((row) => decodeEvent(db, row));

/** Rows of a run in order as they lie in the file, one at a time: for checks that must see the stored text. */
export const iterateEvents = (db: Db, run: RunId): IterableIterator<StoredText> =>
  db.iterate<StoredText>("SELECT id, seq, kind, step, data AS text, hash FROM event WHERE run = ? ORDER BY seq", run);

/**
 * Inserts links of a chain and returns them as events. Their data is what a later read gives (sorted keys, no absent
 * members), not the caller's object: a live fold and a reload see the same bytes.
 */
export const insertEvents = (db: Db, run: RunId, links: readonly Link[], atMs: number, fence: Fence): StoredEvent[] =>
  links.map(({ seq, kind, step, text, hash }) => {
    const { id } = db.run(
      "INSERT INTO event(run, seq, kind, step, data, hash, at_ms, fence) VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
      run,
      seq,
      kind,
      step,
      text,
      hash,
      atMs,
      fence,
    );
    return { id, run, seq, kind, step, data: JSON.parse(text) as Json, hash, atMs };
  });

/** Copies the first `upTo` events of a run to another. Hashes stay: they cover no run id. */
export const copyEvents = (db: Db, from: RunId, to: RunId, upTo: number): void => {
  db.run(
    `INSERT INTO event(run, seq, kind, step, data, hash, at_ms, fence)
     SELECT ?, seq, kind, step, data, hash, at_ms, 0 FROM event WHERE run = ? AND seq <= ? ORDER BY seq`,
    to,
    from,
    upTo,
  );
};

/** One event's step and hash. The event must exist. */
export const placeOf = (db: Db, run: RunId, seq: number): { readonly step: string; readonly hash: string } => {
  const place = db.get<{ step: string; hash: string }>("SELECT step, hash FROM event WHERE run = ? AND seq = ?", run, seq);
  if (place === undefined) throw new StorageError("damaged", db.path, `${db.path}: run ${run} has no event ${seq}. Verify the journal.`);
  return place;
};

const decodeEvent = (db: Db, [id, run, seq, kind, step, text, hash, atMs]: RawEvent): StoredEvent => {
  const data = parseStored(db, text, `event ${run}#${seq}`);
  return { id, run, seq, kind, step, data, hash, atMs };
};

/** Parses stored JSON. Throws `damaged` naming the row: storage wrote valid JSON, so something else changed it. */
export const parseStored = (db: Db, text: string, row: string): Json => {
  try {
    return JSON.parse(text) as Json;
  } catch (error) {
    throw new StorageError("damaged", db.path, `${db.path}: ${row} is not JSON any more. Verify the journal.`, { cause: error });
  }
};
