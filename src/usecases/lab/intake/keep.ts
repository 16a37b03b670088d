import type { Result } from "../../../core/kernel/result.ts";
import { fail, ok } from "../../../core/kernel/result.ts";
import { type IntakeFact, intakeFact } from "../../../core/lab/intake/event.ts";
import { INTAKE } from "../../../core/lab/intake/machine.ts";
import type { RunId } from "../../../core/run/event.ts";
import type { Engine } from "../../../ports/engine.ts";
import type { Journal } from "../../../ports/journal.ts";

/** What keeping needs. `newId` names a run. */
export type KeepDeps = { readonly journal: Journal; readonly engine: Engine; readonly newId: () => RunId };

/** Something that could not be kept. */
export type KeepFault = { readonly code: "NOT_KEPT"; readonly message: string; readonly hint: string };

/** Keeps facts in the journal as one run, in one transaction, and closes it. `what` is one line for lists of runs. */
export const keepIntake = async (
  { journal, engine, newId }: KeepDeps,
  what: string,
  facts: readonly Exclude<IntakeFact, { readonly kind: "intake-opened" | "intake-closed" }>[],
): Promise<Result<RunId, KeepFault>> => {
  const run = newId();
  const stored = [intakeFact("intake-opened", { what }), ...facts.map(({ kind, data }) => intakeFact(kind, data))];
  const opened = journal.open({ run, kind: INTAKE, version: 1, title: what, facts: stored, ledger: stored.map(() => []) });
  if (!opened.ok) return fail({ code: "NOT_KEPT", message: opened.fault.message, hint: "run the command again" });
  const outcome = await engine.host(run, { signal: new AbortController().signal });
  return outcome.kind === "done"
    ? ok(run)
    : fail({ code: "NOT_KEPT", message: `${run} is stored and not closed: ${outcome.kind}`, hint: `moot resume ${run}` });
};
