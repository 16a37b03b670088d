/** Who holds sparks: a seat's persona name. */
export type Account = string;

/**
 * One signed movement of sparks. `name` tells apart the lines that one run gives an account for one reason; the journal
 * keys the line `<run>/<reason>/<account>/<name>`, so it can be booked once only. `amount` is a non-zero integer.
 */
export type LedgerLine = { readonly account: Account; readonly amount: number; readonly reason: string; readonly name: string };

/** The book that real balances are read from. A fork writes to a book of its own. */
export const MAIN_BOOK = "main";
