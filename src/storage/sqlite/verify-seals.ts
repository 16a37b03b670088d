import { canonicalJson, type Json } from "../../core/kernel/json.ts";
import type { RunId } from "../../core/run/event.ts";
import { GENESIS } from "../shared/chain.ts";
import { sealHash } from "../shared/seal.ts";
import type { Db } from "./db.ts";

/** What is wrong with the chain of seals of the whole file, a sentence each. */
export const verifySealChain = (db: Db): string[] => {
  const findings: string[] = [];
  let previous = GENESIS;
  for (const { id, run, covers, hash } of db.iterate<Seal>("SELECT id, run, covers, hash FROM seal ORDER BY id")) {
    if (sealHash(previous, run, covers) !== hash) findings.push(`seal ${id} or the one before it was changed or taken out`);
    previous = hash;
  }
  const gone = "SELECT DISTINCT run FROM seal WHERE run <> '' AND run NOT IN (SELECT run FROM run)";
  for (const { run } of db.all<{ run: string }>(gone)) findings.push(`run ${run} was recorded and is not there`);
  return [...findings, ...verifySealed(db, "")];
};

/** What differs between the rows of a run (empty: blobs) and what was sealed of them, a sentence each. */
export const verifySealed = (db: Db, run: RunId): string[] => {
  const { sealed, findings } = sealedOf(db, run);
  for (const { name, columns } of db.iterate<Row>("SELECT name, columns FROM sealable WHERE run = ?", run)) {
    const stored = canonicalJson(JSON.parse(columns) as Json);
    const expected = sealed.get(name);
    sealed.delete(name);
    if (expected === undefined) findings.push(`${name} was not written by a transaction of the journal`);
    else if (stored !== expected) findings.push(`${name} is ${stored} but was recorded as ${expected}`);
  }
  for (const name of sealed.keys()) findings.push(`${name} was recorded and is not there`);
  return findings;
};

type Seal = { readonly id: number; readonly run: string; readonly covers: string; readonly hash: string };
type Row = { readonly name: string; readonly columns: string };

/** What may be sealed again: the newest counts. */
const MAY_CHANGE: ReadonlySet<string> = new Set(["cap", "status"]);

/** The columns of each row as they were sealed, as canonical JSON. */
const sealedOf = (db: Db, run: RunId): { readonly sealed: Map<string, string>; readonly findings: string[] } => {
  const sealed = new Map<string, string>();
  const findings: string[] = [];
  for (const { id, covers } of db.iterate<Seal>("SELECT id, covers FROM seal WHERE run = ? ORDER BY id", run)) {
    for (const [name, columns] of rowsOf(covers)) {
      if (sealed.has(name) && !MAY_CHANGE.has(name)) findings.push(`${name} was recorded a second time by seal ${id}`);
      else sealed.set(name, canonicalJson(columns));
    }
  }
  return { sealed, findings };
};

/** Nothing for a seal that is not JSON any more: the chain says that it was changed, and its rows are missed one by one. */
const rowsOf = (covers: string): [string, Json][] => {
  try {
    return Object.entries(JSON.parse(covers) as { readonly [name: string]: Json });
  } catch {
    return [];
  }
};
