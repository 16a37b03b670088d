import { invariant } from "../../core/kernel/invariant.ts";
import type { RunId } from "../../core/run/event.ts";
import type { Batch, CommitFault, Fence, HostId, Opening } from "../../ports/journal.ts";
import { demandName, demandRunId } from "./keys.ts";

/** The step of a run's first facts. */
const OPENING_STEP = "open";

/** An opening as a batch with the facts alone. Throws `Bug` on an id, kind or cap that cannot be stored. */
export const openingBatch = ({ run, kind, facts, ledger, capMicroUsd }: Opening): Batch => {
  demandRunId(run);
  demandName(kind, "run kind");
  demandCap(capMicroUsd);
  return { settle: [], lose: [], facts: [{ step: OPENING_STEP, facts, ledger }], inputs: [], reserve: [], status: "open" };
};

/** Throws `Bug` unless the cap is absent or whole micro-USD of at least 0. */
export const demandCap = (capMicroUsd: number | undefined): void => {
  const fits = capMicroUsd === undefined || (Number.isSafeInteger(capMicroUsd) && capMicroUsd >= 0);
  invariant(fits, `cap: expected whole micro-USD of at least 0 but found ${capMicroUsd}`);
};

/** Says why a commit was refused; `found` is the run as it is, or undefined when there is none. */
export const conflict = (run: RunId, head: number, fence: Fence, found: Found | undefined): CommitFault => {
  if (found === undefined) return { kind: "conflict", message: `run ${run} does not exist` };
  const holder = found.host ? `fence ${found.fence}` : "no holder";
  return { kind: "conflict", message: `run ${run}: expected head ${head} and fence ${fence} but found head ${found.head} and ${holder}` };
};

type Found = { readonly head: number; readonly fence: Fence; readonly host?: HostId | null };
