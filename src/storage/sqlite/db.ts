import type { SQLInputValue } from "node:sqlite";
import type { Result } from "../../core/kernel/result.ts";

/** What binds to a statement. */
export type Value = SQLInputValue;

/** One connection. Rows are typed by the caller, who wrote the SQL. Errors are `StorageError`, or `Bug` for a refused row. */
export interface Db {
  readonly path: string;
  /** Runs a statement that returns no rows. */
  run(sql: string, ...values: Value[]): { readonly changes: number; readonly id: number };
  get<T>(sql: string, ...values: Value[]): T | undefined;
  all<T>(sql: string, ...values: Value[]): T[];
  /** Rows as arrays in the order of the columns: twice as fast as objects, for long reads. */
  tuples<T extends readonly unknown[]>(sql: string, ...values: Value[]): T[];
  /** Rows one at a time; finish or leave the loop before the next call with the same SQL. */
  iterate<T>(sql: string, ...values: Value[]): IterableIterator<T>;
  /** Runs a script of statements. */
  script(sql: string): void;
  /** One immediate transaction. A fault or a throw rolls back; nothing of the body stays. */
  write<T, F>(body: () => Result<T, F>): Result<T, F>;
  /** One consistent view for several reads. */
  snapshot<T>(body: () => T): T;
  close(): void;
}
