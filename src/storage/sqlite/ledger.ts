import { byCodeUnit } from "../../core/kernel/json.ts";
import type { RunId } from "../../core/run/event.ts";
import { MAIN_BOOK } from "../../core/run/ledger.ts";
import type { LedgerRow } from "../../ports/journal.ts";
import { forkBook, keyRange } from "../shared/keys.ts";
import type { BookedLine } from "../shared/plan.ts";
import type { Db, Value } from "./db.ts";

/** Ledger lines in booking order. */
export const readLedger = (db: Db, filter: { book?: string; account?: string; run?: RunId }): LedgerRow[] => {
  const conditions: string[] = [];
  const values: Value[] = [];
  if (filter.run !== undefined) conditions.push("key >= ? AND key < ?") && values.push(...keyRange(filter.run));
  // The plus keeps SQLite from walking the whole book when the keys of one run are asked for.
  conditions.push(filter.run === undefined ? "book = ?" : "+book = ?") && values.push(filter.book ?? MAIN_BOOK);
  if (filter.account !== undefined) conditions.push("account = ?") && values.push(filter.account);
  const sql = `SELECT id, key, book, run, seq, account, amount, reason, name FROM ledger WHERE ${conditions.join(" AND ")} ORDER BY id`;
  return db.all<LedgerRow>(sql, ...values).map((row) => ({ ...row }));
};

/** The sum of each account of a book, accounts sorted by code unit. */
export const readBalances = (db: Db, book: string): ReadonlyMap<string, number> => {
  const sql = "SELECT account, SUM(amount) AS balance FROM ledger WHERE book = ? GROUP BY account";
  const rows = db.all<{ account: string; balance: number }>(sql, book);
  return new Map(rows.sort((left, right) => byCodeUnit(left.account, right.account)).map(({ account, balance }) => [account, balance]));
};

/** Books ledger lines. A key that was booked before is a `Bug` and nothing of the transaction stays. */
export const insertLedger = (db: Db, lines: readonly BookedLine[]): void => {
  for (const { key, book, run, seq, account, amount, reason, name } of lines) {
    db.run(
      "INSERT INTO ledger(key, book, run, seq, account, amount, reason, name) VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
      key,
      book,
      run,
      seq,
      account,
      amount,
      reason,
      name,
    );
  }
};

/** Books the lines of a run's first `upTo` events again for its fork, in the fork's book. */
export const copyLedger = (db: Db, from: RunId, to: RunId, upTo: number): void => {
  db.run(
    `INSERT INTO ledger(key, book, run, seq, account, amount, reason, name)
     SELECT ? || substr(key, length(run) + 1), ?, ?, seq, account, amount, reason, name
     FROM ledger WHERE run = ? AND seq <= ? ORDER BY id`,
    to,
    forkBook(to),
    to,
    from,
    upTo,
  );
};
