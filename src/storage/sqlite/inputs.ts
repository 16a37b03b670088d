import { canonicalJson } from "../../core/kernel/json.ts";
import type { RunId } from "../../core/run/event.ts";
import type { Input } from "../../core/run/machine.ts";
import type { InputRow } from "../../ports/journal.ts";
import type { Plan } from "../shared/plan.ts";
import { sealOfInput } from "../shared/seal.ts";
import type { Db } from "./db.ts";
import { parseStored } from "./events.ts";
import { insertSeal } from "./seals.ts";

type RawInput = {
  readonly id: number;
  readonly run: string;
  readonly key: string;
  readonly kind: string;
  readonly data: string;
  readonly at_ms: number;
  readonly by: string;
  readonly taken_seq: number | null;
  readonly refused: string | null;
};

/** Inputs of a run, oldest first. */
export const readInputs = (db: Db, run: RunId): InputRow[] =>
  db.all<RawInput>("SELECT * FROM input WHERE run = ? ORDER BY id", run).map((row) => decodeInput(db, row));

/** Inputs of a run that nobody handled yet, oldest first. */
export const readPending = (db: Db, run: RunId): InputRow[] =>
  db
    .all<RawInput>("SELECT * FROM input WHERE run = ? AND taken_seq IS NULL AND refused IS NULL ORDER BY id", run)
    .map((row) => decodeInput(db, row));

/** The key of an unhandled input of a run, or undefined. */
export const pendingKey = (db: Db, run: RunId, id: number): string | undefined =>
  db.get<{ key: string }>("SELECT key FROM input WHERE id = ? AND run = ? AND taken_seq IS NULL AND refused IS NULL", id, run)?.key;

/** Inserts an input. False when its key was offered before. */
export const insertInput = (db: Db, run: RunId, input: Input, by: string, atMs: number): boolean => {
  const { changes, id } = db.run(
    "INSERT INTO input(run, key, kind, data, at_ms, by) VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT (run, key) DO NOTHING",
    run,
    input.key,
    input.kind,
    canonicalJson(input.data),
    atMs,
    by,
  );
  if (changes === 1) insertSeal(db, run, sealOfInput({ ...input, id, by, atMs }));
  return changes === 1;
};

/** Marks inputs as taken or refused. */
export const handleInputs = (db: Db, inputs: Plan["inputs"]): void => {
  for (const { id, takenSeq, refused } of inputs) {
    db.run("UPDATE input SET taken_seq = ?, refused = ? WHERE id = ?", takenSeq ?? null, refused ?? null, id);
  }
};

const decodeInput = (db: Db, row: RawInput): InputRow => ({
  id: row.id,
  run: row.run,
  key: row.key,
  kind: row.kind,
  data: parseStored(db, row.data, `input ${row.run}/${row.key}`),
  by: row.by,
  atMs: row.at_ms,
  ...(row.taken_seq !== null && { takenSeq: row.taken_seq }),
  ...(row.refused !== null && { refused: row.refused }),
});
