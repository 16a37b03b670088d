import { fail, ok } from "../../../core/kernel/result.ts";
import type { LedgerRow } from "../../../ports/journal.ts";
import type { Run } from "../answer.ts";
import { safeLine } from "../render/safe.ts";
import { signed } from "../render/scores.ts";
import { table } from "../render/table.ts";
import { counted } from "../render/time.ts";

const DEFAULT_LIMIT = 50;

/** `moot sparks balances`: the sum of every account's ledger lines. */
export const runBalances: Run = async (context) => {
  const app = await context.open();
  if (!app.ok) return app;
  const rows = [...app.value.journal.balances()].map(([account, sparks]) => ({ account, sparks }));
  return ok({
    schema: "sparks-balances",
    data: rows,
    text: (look) =>
      rows.length === 0
        ? ["No account has a ledger line yet."]
        : table(
            look,
            [{ title: "account" }, { title: "sparks", align: "end" }],
            rows.map(({ account, sparks }) => [safeLine(account), String(sparks)]),
          ),
  });
};

/** `moot sparks ledger [name]`: lines as booked, with the account's balance after each; the sum is the balance. */
export const runLedger: Run = async (context, { args, options }) => {
  const app = await context.open();
  if (!app.ok) return app;
  const { journal } = app.value;
  const account = args[0];
  const lines = withBalances(journal.ledger(account === undefined ? {} : { account }));
  if (account !== undefined && lines.length === 0) {
    const known = [...journal.balances().keys()];
    return fail({
      code: "UNKNOWN_ACCOUNT",
      message: `no account ${account} has a ledger line${known.length === 0 ? "" : `; known are ${known.join(", ")}`}`,
      at: `account ${account}`,
      hint: "moot sparks balances",
    });
  }
  const shown = lines.slice(-((options.limit as number | undefined) ?? DEFAULT_LIMIT));
  return ok({
    schema: "sparks-ledger",
    data: shown,
    text: (look) =>
      shown.length === 0
        ? ["The ledger is empty."]
        : table(
            look,
            [
              { title: "line", align: "end" },
              { title: "account" },
              { title: "sparks", align: "end" },
              { title: "balance", align: "end" },
              { title: "reason" },
              { title: "cause", grows: "wraps" },
            ],
            shown.map((line) => [
              String(line.id),
              safeLine(line.account),
              signed(line.amount),
              String(line.balance),
              safeLine(line.reason),
              `${line.run} event ${line.seq}`,
            ]),
          ),
    warnings:
      shown.length < lines.length
        ? [`${counted(lines.length - shown.length, "older line is", "older lines are")} not shown: --limit ${lines.length} shows all`]
        : [],
  });
};

type LineWithBalance = Pick<LedgerRow, "id" | "account" | "amount" | "reason" | "name" | "run" | "seq"> & { readonly balance: number };

const withBalances = (rows: readonly LedgerRow[]): readonly LineWithBalance[] => {
  const balances = new Map<string, number>();
  return rows.map(({ id, account, amount, reason, name, run, seq }) => {
    const balance = (balances.get(account) ?? 0) + amount;
    balances.set(account, balance);
    return { id, account, amount, balance, reason, name, run, seq };
  });
};
