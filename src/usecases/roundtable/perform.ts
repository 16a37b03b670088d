import { asList, asRecord, type Json } from "../../core/kernel/json.ts";
import { Purse } from "../../core/money/purse.ts";
import type { Reply } from "../../core/run/machine.ts";
import { decide } from "../../core/voices/decide/decide.ts";
import type { EvidenceOf } from "../../core/voices/evidence-cache.ts";
import { readTurn } from "../../core/voices/read-turn.ts";
import type { VoiceTask } from "../../core/voices/types.ts";
import type { Perform } from "../../ports/engine.ts";
import type { Journal } from "../../ports/journal.ts";
import type { Model, OnText, Tier } from "../../ports/model.ts";
import { askModel, noteOf, spentOf } from "../money/ask-model.ts";
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
  const pick = (parsed: Json | undefined): Json | undefined =>
    request.task.kind === "score" && request.task.seat !== "" ? cardOf(parsed, request.task.seat) : parsed;
  return askModel(model, paid, { signal, onText, pick });
};

/** The reservation of a call whose model is paid for, to pay its attempts out of. */
const purseOf = ({ journal }: PerformDeps, record: RoundtableRecord, request: AskRequest | LookRequest): Purse | undefined =>
  request.price === undefined
    ? undefined
    : new Purse(
        request.price,
        worstOf(journal, request, () => record),
      );

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
