import { asList, asRecord, type Json } from "../../core/kernel/json.ts";
import { Purse } from "../../core/money/purse.ts";
import type { ModelFault } from "../../core/run/fault.ts";
import type { Reply } from "../../core/run/machine.ts";
import { decide } from "../../core/voices/decide/decide.ts";
import type { EvidenceOf } from "../../core/voices/evidence-cache.ts";
import { readTurn } from "../../core/voices/read-turn.ts";
import type { VoiceTask } from "../../core/voices/types.ts";
import type { Perform } from "../../ports/engine.ts";
import type { Journal } from "../../ports/journal.ts";
import type { Model, OnText, Tier, Usage } from "../../ports/model.ts";
import { answerRequest } from "../steward/answer.ts";
import type { AskRequest, DecideRequest, LookRequest, RoundtableRequest } from "./call-request.ts";
import { modelRequest } from "./model-request.ts";
import { blobText, type RoundtableRecord, recordReader } from "./record.ts";
import { worstOf } from "./reserve.ts";

/** What performing a roundtable's calls needs. `models` finds a backend by id. */
export type PerformDeps = {
  readonly journal: Journal;
  readonly models: (backend: string) => Model | undefined;
  readonly evidenceOf: EvidenceOf;
};

/** Characters of a look-up that are posted. */
const ANSWER_CHARS = 4_096;

/** The performer of roundtables: asks models, looks things up, decides. Faults are replies. */
export const performRoundtable = (deps: PerformDeps): Perform => {
  const recordOf = recordReader(deps.journal);
  return async ({ run, request, signal, onText }) => {
    const typed = request as unknown as RoundtableRequest;
    const record = recordOf(run);
    switch (typed.op) {
      case "ask":
        return ask(deps, record, typed, signal, onText);
      case "look":
        return look(deps, record, typed, signal);
      case "decide":
        return makeDecision(deps, record, typed);
    }
  };
};

const ask = async (
  deps: PerformDeps,
  record: RoundtableRecord,
  request: AskRequest,
  signal: AbortSignal,
  onText?: OnText,
): Promise<Reply> => {
  const model = deps.models(request.backend);
  if (model === undefined) return { ok: false, fault: { kind: "unavailable", message: `no backend ${request.backend}` }, microUsd: 0 };
  const purse = purseOf(deps, record, request);
  const asked = modelRequest(request, (hash) => blobText(deps.journal, hash));
  const paid = { ...asked, task: taskOf(record, request), ...(purse === undefined ? {} : { purse }) };
  const completion = await model.complete(paid, signal, onText);
  if (!completion.ok) return { ok: false, fault: plain(completion.fault), ...spentOf(purse) };
  const { text: said, parsed, model: modelId, usage, costMicroUsd } = completion.value;
  const chosen = request.task.kind === "score" && request.task.seat !== "" ? cardOf(parsed, request.task.seat) : parsed;
  const value: Json = {
    text: said,
    ...(chosen === undefined ? {} : { parsed: chosen }),
    model: modelId,
    usage: recorded(usage),
    ...noteOf(purse),
  };
  return { ok: true, value, ...(costMicroUsd === undefined ? {} : { microUsd: costMicroUsd }), ...spentOf(purse) };
};

/** Tokens as they can be stored: a backend may report anything at all. */
const recorded = (usage: Partial<Usage> | undefined): Json => {
  const count = (value: unknown): number => (Number.isSafeInteger(value) ? Math.max(0, value as number) : 0);
  const written = count(usage?.written);
  return { input: count(usage?.input), output: count(usage?.output), cached: count(usage?.cached), ...(written === 0 ? {} : { written }) };
};

/** A fault without what only its price depends on. */
const plain = (fault: ModelFault): ModelFault => {
  if (fault.kind !== "unavailable") return fault;
  const { unsent: _, ...rest } = fault;
  return rest;
};

/** The reservation of a call whose model is paid for, to pay its attempts out of. */
const purseOf = ({ journal }: PerformDeps, record: RoundtableRecord, request: AskRequest | LookRequest): Purse | undefined =>
  request.price === undefined
    ? undefined
    : new Purse(
        request.price,
        worstOf(journal, request, () => record),
      );

const spentOf = (purse: Purse | undefined): { readonly microUsd?: number } =>
  purse === undefined ? {} : { microUsd: purse.spent.microUsd };

/**
 * Tokens of all attempts as they were booked, and what was not believed of the backend's own count. An answer that cost nothing, from
 * a cassette, keeps the tokens that it had.
 */
const noteOf = (purse: Purse | undefined): { readonly usage?: Json; readonly corrected?: Json } => {
  if (purse === undefined) return {};
  const { tokens, corrected } = purse.spent;
  if (tokens.input + tokens.output === 0 && corrected.length === 0) return {};
  return { usage: tokens, ...(corrected.length === 0 ? {} : { corrected }) };
};

/** A confirmation asks for one card; the offline judge gives them all. */
const cardOf = (parsed: Json | undefined, seat: string): Json | undefined => {
  const scores = asRecord(parsed)?.scores;
  return scores === undefined ? parsed : asList(scores).find((row) => asRecord(row)?.seat === seat);
};

const taskOf = (record: RoundtableRecord, { task }: AskRequest): VoiceTask => ({
  kind: task.kind,
  topic: record.opening.topic,
  seat: task.kind === "score" ? "" : task.seat,
  seats: record.opening.seats.map(({ name }) => name).sort(),
  round: task.round,
  sources: record.sources,
  turns: record.turns.filter(({ ordinal }) => ordinal <= task.upTo),
  results: task.answers,
});

const look = async (deps: PerformDeps, record: RoundtableRecord, request: LookRequest, signal: AbortSignal): Promise<Reply> => {
  const model = deps.models(request.backend);
  const purse = purseOf(deps, record, request);
  const { microUsd, waitsFor, ...answer } = await answerRequest({
    purse,
    request: request.request,
    sources: record.sources.slice(1),
    model,
    tier: request.tier as Tier,
    budgetChars: ANSWER_CHARS,
    signal,
  });
  if (waitsFor !== undefined) return { ok: false, fault: { kind: "waiting", message: answer.text, files: waitsFor }, microUsd: 0 };
  const value = { ...(answer as unknown as { readonly [key: string]: Json }), ...noteOf(purse) };
  return { ok: true, value, ...(microUsd === undefined ? {} : { microUsd }), ...spentOf(purse) };
};

/** Reads every turn back, whoever spoke it, and decides by rule over the sources: no model takes part. */
const makeDecision = (deps: PerformDeps, record: RoundtableRecord, request: DecideRequest): Reply => {
  const evidence = deps.evidenceOf(record.sources);
  const turns = record.turns.slice(0, request.upTo);
  const readings = turns.map((turn, index) => readTurn(turn, evidence, turns.slice(0, index)));
  const decision = decide(evidence, turns, readings);
  return { ok: true, value: { decision, readings, evidence: evidence.hash } as unknown as Json };
};
