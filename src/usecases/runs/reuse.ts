import { canonicalJson } from "../../core/kernel/json.ts";
import type { ForkedFrom } from "../../core/lab/session/event.ts";
import type { RunId } from "../../core/run/event.ts";
import type { Reply } from "../../core/run/machine.ts";
import type { Perform } from "../../ports/engine.ts";
import type { Journal } from "../../ports/journal.ts";
import type { RoundtableRequest } from "../roundtable/call-request.ts";
import { OFFLINE } from "../team/backend.ts";

/** What reusing needs. `reuseOf` names the run that a fork may take answers from. */
export type ReuseDeps = {
  readonly journal: Journal;
  readonly reuseOf: (run: RunId) => RunId | undefined;
  readonly sha256: (bytes: Uint8Array) => string;
  readonly next: Perform;
};

/** The run that each fork may take answers from, as its own last `run-forked` says; of any kind of run. Reads only. */
export const reuseReader =
  (journal: Journal): ReuseDeps["reuseOf"] =>
  (run) => {
    const forked = journal.read(run).findLast(({ kind }) => kind === "run-forked")?.data as unknown as ForkedFrom | undefined;
    return forked?.reuse === true ? forked.from : undefined;
  };

/** Forks of forks that are looked through. */
const MAX_ANCESTORS = 16;

/** Answers the calls of a fork from the run it was cut from, unpaid, where the request of the same step is the same. */
export const performReusing =
  (deps: ReuseDeps): Perform =>
  async (call) => {
    const from = deps.reuseOf(call.run);
    const bought = from === undefined || !sayAll(call.request as unknown as RoundtableRequest) ? undefined : boughtReply(deps, from, call);
    return bought ?? deps.next(call);
  };

/** Whether a request holds all that its answer depends on. The rule and the offline voices read the run beside it, and are free. */
const sayAll = (request: RoundtableRequest): boolean => request.op !== "decide" && request.backend !== OFFLINE;

const boughtReply = (
  { journal, reuseOf, sha256 }: ReuseDeps,
  from: RunId,
  { step, request }: Parameters<Perform>[0],
): Reply | undefined => {
  const requestHash = sha256(new TextEncoder().encode(canonicalJson(request)));
  let source: RunId | undefined = from;
  for (let depth = 0; source !== undefined && depth < MAX_ANCESTORS; depth++) {
    const call = journal.calls(source, step).find(({ reply, requestHash: known }) => reply?.ok === true && known === requestHash);
    if (call?.reply?.ok === true) return { ok: true, value: call.reply.value, microUsd: 0 };
    source = reuseOf(source);
  }
  return undefined;
};
