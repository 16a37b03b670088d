import { Bug, invariant } from "../../core/kernel/invariant.ts";
import type { RunId, StepKey } from "../../core/run/event.ts";
import type { LedgerLine } from "../../core/run/ledger.ts";

/** What a spend line books. */
export type SpendKind = "reserve" | "release" | "spent" | "lost";

/** `<run>/<step>/<attempt>/<kind>`. Unambiguous: a run id has no slash, and neither have the last two parts. */
export const spendKey = (run: RunId, step: StepKey, attempt: number, kind: SpendKind): string => `${run}/${step}/${attempt}/${kind}`;

/** `<run>/<reason>/<account>/<name>`. Throws `Bug` on a zero or fractional amount, or where a slash would make two keys equal. */
export const ledgerKey = (run: RunId, line: LedgerLine): string => {
  const { account, amount, reason, name } = line;
  invariant(Number.isSafeInteger(amount) && amount !== 0, `ledger: expected a non-zero integer for ${account} but found ${amount}`);
  invariant(!reason.includes("/") && !account.includes("/"), `ledger: expected no slash in reason '${reason}' and account '${account}'`);
  return `${run}/${reason}/${account}/${name}`;
};

/** The half-open range of keys that start with `<run>/`, in byte order: `0` is the code unit after the slash. */
export const keyRange = (run: RunId): readonly [from: string, to: string] => [`${run}/`, `${run}0`];

/** The book of a fork. */
export const forkBook = (run: RunId): string => `fork:${run}`;

/** Throws `Bug` unless `text` survives storage and hashing: not empty, well-formed UTF-16, no control characters. */
export const demandName = (text: string, what: string): void => {
  const plain = text.length > 0 && text.isWellFormed() && !/[\u0000-\u001f]/.test(text);
  if (!plain) throw new Bug(`expected a plain ${what} but found ${JSON.stringify(text)}`);
};

/** Throws `Bug` unless `run` can name a run: a plain name without a slash. */
export const demandRunId = (run: RunId): void => {
  demandName(run, "run id");
  invariant(!run.includes("/"), `expected a run id without a slash but found '${run}'`);
};
