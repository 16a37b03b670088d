import { fail, ok, type Result } from "../../core/kernel/result.ts";
import type { Journal, RunRow } from "../../ports/journal.ts";

/** A fault of a use case on runs: what, on which value, what to do. */
export type RunFault = {
  readonly code: "UNKNOWN_RUN" | "AMBIGUOUS_RUN" | "NO_RUNS" | "RUN_DONE";
  readonly message: string;
  readonly hint: string;
};

/** What a person may tell a run. */
export type Control = "pause" | "resume" | "close" | "cut";

/**
 * Finds a run by id, unique prefix (of at least three characters, with or without the word before the dash) or `latest`: the newest
 * of the `kinds` that can be meant, of all when none is of them.
 */
export const resolveRun = (journal: Journal, reference: string, kinds: readonly string[] = []): Result<RunRow, RunFault> => {
  const exact = journal.run(reference);
  if (exact !== undefined) return ok(exact);
  const runs = journal.runs();
  const newest = runs.find(({ kind }) => kinds.includes(kind)) ?? runs[0];
  if (newest === undefined) return fail({ code: "NO_RUNS", message: "there is no run yet", hint: "moot roundtable --sample" });
  if (reference === "latest") return ok(newest);
  const found = runs.filter(
    ({ run }) => reference.length >= 3 && (run.startsWith(reference) || run.slice(run.indexOf("-") + 1).startsWith(reference)),
  );
  if (found.length === 1) return ok(found[0] as RunRow);
  const known = (found.length > 1 ? found : runs)
    .slice(0, 5)
    .map(({ run }) => run)
    .join(", ");
  return found.length > 1
    ? fail({ code: "AMBIGUOUS_RUN", message: `${reference} names more than one run: ${known}`, hint: "give more of the id" })
    : fail({ code: "UNKNOWN_RUN", message: `no run ${reference}; the latest are ${known}`, hint: "moot runs" });
};

/** As `resolveRun`, but `latest` is the newest run that is not done. */
export const resolveUnfinished = (journal: Journal, reference: string): Result<RunRow, RunFault> => {
  const newest = resolveRun(journal, reference);
  if (reference !== "latest" || !newest.ok || newest.value.status !== "done") return newest;
  const unfinished = journal.runs().find(({ status }) => status !== "done");
  if (unfinished !== undefined) return ok(unfinished);
  const { run } = newest.value;
  return fail({ code: "RUN_DONE", message: `no run is unfinished: ${run} and all before it are closed`, hint: `moot show ${run}` });
};

/** Says something to a run; whoever drives it takes it between two transactions. Refused when the run is done. */
export const offerControl = (journal: Journal, run: RunRow, control: Control, reason: string, key: string): Result<void, RunFault> => {
  if (run.status === "done") return fail({ code: "RUN_DONE", message: `${run.run} is closed`, hint: `moot show ${run.run}` });
  journal.offer(run.run, { key: `${control}/${key}`, kind: control, data: { reason } }, "operator");
  return ok(undefined);
};
