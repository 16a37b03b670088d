import { blobHash } from "../shared/chain.ts";
import type { Db } from "./db.ts";

/** Stores bytes under their SHA-256 (hex). Idempotent. */
export const insertBlob = (db: Db, bytes: Uint8Array): string => {
  const hash = blobHash(bytes);
  db.run("INSERT INTO blob(hash, bytes) VALUES (?, ?) ON CONFLICT (hash) DO NOTHING", hash, bytes);
  return hash;
};

/** The bytes of a hash, or undefined. */
export const readBlob = (db: Db, hash: string): Uint8Array | undefined =>
  db.get<{ bytes: Uint8Array }>("SELECT bytes FROM blob WHERE hash = ?", hash)?.bytes;
