import { createHash } from "node:crypto";
import type { Json } from "../../core/kernel/json.ts";
import { openingLedger } from "../../core/run/advance.ts";
import type { RunId, RunKind } from "../../core/run/event.ts";
import type { CallStep, Reply, RunStep } from "../../core/run/machine.ts";
import type { Engine, Hosted, HostOptions, Perform } from "../../ports/engine.ts";
import type { Journal } from "../../ports/journal.ts";

/** Answers a call within its time limit; later it is aborted and answered by a `timeout` fault. Never rejects. */
export const answerCall = async (
  perform: Perform,
  run: RunId,
  { key, timeoutMs }: CallStep,
  request: Json,
  abort: AbortController,
  onText?: HostOptions["onText"],
): Promise<Reply> => {
  let timer: NodeJS.Timeout | undefined;
  const timeout = new Promise<Reply>((resolve) => {
    timer = setTimeout(() => {
      abort.abort();
      resolve({ ok: false, fault: { kind: "timeout", message: `no answer within ${timeoutMs} ms` } });
    }, timeoutMs);
  });
  const { signal } = abort;
  const live = onText && ((delta: string): void => void (signal.aborted || onText(key, delta)));
  const performed = perform({ run, step: key, request, timeoutMs, signal, ...(live === undefined ? {} : { onText: live }) }).catch(
    (bug: unknown) => unavailable(`bug in perform: ${String(bug)}`),
  );
  const reply = await Promise.race([performed, timeout]);
  clearTimeout(timer);
  return reply;
};

/** What a child run needs: the journal it is opened in, the machines, and who hosts it. */
export type Nursery = { readonly journal: Journal; readonly kinds: ReadonlyMap<RunKind, Hosted>; readonly host: Engine["host"] };

/** Opens the child run unless an earlier driver did, carries it to its end and answers with its closing fact. */
export const answerChild = async (
  { journal, kinds, host }: Nursery,
  parent: RunId,
  { key, opens }: RunStep,
  signal: AbortSignal,
): Promise<Reply> => {
  const hosted = kinds.get(opens.kind);
  if (hosted === undefined) return unavailable(`no machine carries ${opens.kind}`);
  const run = `${parent}.${createHash("sha256").update(key).digest("hex").slice(0, 8)}`;
  if (journal.run(run) === undefined) {
    const ledger = openingLedger(hosted.machine, run, opens.facts);
    journal.open({ run, kind: opens.kind, version: hosted.machine.version, title: key, facts: opens.facts, ledger, parent });
  }
  const outcome = await host(run, { signal });
  if (outcome.kind === "capped")
    return { ok: false, fault: { kind: "cap-reached", message: `child run ${run}: ${outcome.message}` }, microUsd: 0 };
  if (outcome.kind === "waiting") return { ok: false, fault: { kind: "waiting", message: `child run ${run} waits`, files: outcome.files } };
  if (outcome.kind === "awaiting")
    return { ok: false, fault: { kind: "waiting", message: `child run ${run} waits for a person`, files: [] } };
  if (outcome.kind !== "done") return unavailable(`child run ${run}: ${outcome.kind}`);
  return { ok: true, value: journal.read(run).at(-1)?.data ?? null };
};

const unavailable = (message: string): Reply => ({ ok: false, fault: { kind: "unavailable", message } });
