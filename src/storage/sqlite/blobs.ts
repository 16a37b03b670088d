import { blobHash } from "../shared/chain.ts";
import { sealOfBlob } from "../shared/seal.ts";
import type { Db } from "./db.ts";
import { insertSeal } from "./seals.ts";

/** Stores bytes under their SHA-256 (hex). Idempotent. Inside a transaction. */
export const insertBlob = (db: Db, bytes: Uint8Array): string => {
  const hash = blobHash(bytes);
  const { changes } = db.run("INSERT INTO blob(hash, bytes) VALUES (?, ?) ON CONFLICT (hash) DO NOTHING", hash, bytes);
  if (changes === 1) insertSeal(db, "", sealOfBlob(bytes));
  return hash;
};

/** The bytes of a hash, or undefined. */
export const readBlob = (db: Db, hash: string): Uint8Array | undefined =>
  db.get<{ bytes: Uint8Array }>("SELECT bytes FROM blob WHERE hash = ?", hash)?.bytes;
