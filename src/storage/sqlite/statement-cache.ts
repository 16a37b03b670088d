/** How many statements one connection keeps. All SQL of storage is constant text, so this is never reached in practice. */
const MOST_STATEMENTS = 128;

/**
 * Prepared statements by their SQL, the least recently used dropped first. Preparing anew each time grows memory: Node
 * frees statements only when the event loop turns.
 */
export class StatementCache<T> {
  readonly #make: (sql: string) => T;
  readonly #statements = new Map<string, T>();

  constructor(make: (sql: string) => T) {
    this.#make = make;
  }

  get(sql: string): T {
    const known = this.#statements.get(sql);
    if (known !== undefined && this.#statements.size < MOST_STATEMENTS) return known;
    const statement = known ?? this.#make(sql);
    this.#statements.delete(sql);
    this.#statements.set(sql, statement);
    if (this.#statements.size > MOST_STATEMENTS) this.#statements.delete(this.#statements.keys().next().value as string);
    return statement;
  }

  clear(): void {
    this.#statements.clear();
  }
}
