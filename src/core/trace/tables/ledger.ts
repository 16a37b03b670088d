import type { LedgerLine } from "../../run/ledger.ts";
import { column, type Table } from "../table.ts";
import { SCHEMA_VERSION } from "./turns.ts";

/** A booked line. `book` is `main` or that of a fork; `kind` is the kind of the event that caused it. */
export type LedgerSource = LedgerLine & {
  readonly key: string;
  readonly book: string;
  readonly run: string;
  readonly seq: number;
  readonly kind: string;
};

/** Sparks as they were booked. A balance is the sum of its lines. */
export const ledgerTable: Table<LedgerSource> = {
  name: "ledger",
  title: "Ledger",
  row: "One signed movement of sparks with the event that caused it.",
  columns: [
    column("key", "string", "unique: a line is booked once", "journal", ({ key }) => key),
    column("account", "string", "who holds the sparks", "journal", ({ account }) => account),
    column("amount", "int64", "sparks, signed, never 0", "journal", ({ amount }) => amount),
    column("reason", "string", "why they moved", "journal", ({ reason }) => reason),
    column("name", "string", "tells lines of one reason apart", "journal", ({ name }) => name),
    column("cause", "string", "kind of the event that caused it", "journal", ({ kind }) => kind),
    column("book", "string", "main: real balances; a fork has a book of its own", "journal", ({ book }) => book),
    column("schema_version", "int64", "version of all columns together", "generator", () => SCHEMA_VERSION),
    column("run_id", "string", "the run", "journal", ({ run }) => run),
    column("seq", "int64", "the event of the run", "journal", ({ seq }) => seq),
  ],
};
