import { canonicalJson } from "../../core/kernel/json.ts";
import type { RunId } from "../../core/run/event.ts";
import { GENESIS } from "../shared/chain.ts";
import { type SealedRows, sealHash } from "../shared/seal.ts";
import type { Db } from "./db.ts";

/** Seals rows that this transaction wrote; blobs belong to no run, which is an empty one. */
export const insertSeal = (db: Db, run: RunId, rows: SealedRows): void => {
  const covers = canonicalJson(rows);
  db.run("INSERT INTO seal(run, covers, hash) VALUES (?, ?, ?)", run, covers, sealHash(lastSeal(db), run, covers));
};

/** The hash of the newest seal: it names everything that was recorded so far. Empty when nothing was. */
export const lastSeal = (db: Db): string => db.get<{ hash: string }>("SELECT hash FROM seal ORDER BY id DESC LIMIT 1")?.hash ?? GENESIS;
