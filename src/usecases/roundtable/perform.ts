import { asList, asRecord, type Json } from "../../core/kernel/json.ts";
import type { Reply } from "../../core/run/machine.ts";
import { decide } from "../../core/voices/decide/decide.ts";
import type { EvidenceOf } from "../../core/voices/evidence-cache.ts";
import { readTurn } from "../../core/voices/read-turn.ts";
import type { VoiceTask } from "../../core/voices/types.ts";
import type { Perform } from "../../ports/engine.ts";
import type { Journal } from "../../ports/journal.ts";
import type { Model, ModelRequest, Tier } from "../../ports/model.ts";
import { answerRequest } from "../steward/answer.ts";
import { blobText, type RoundtableRecord, recordReader } from "./record.ts";
import type { AskRequest, DecideRequest, LookRequest, Part, RoundtableRequest } from "./request.ts";

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
  return async ({ run, request, signal }) => {
    const typed = request as unknown as RoundtableRequest;
    const record = recordOf(run);
    switch (typed.op) {
      case "ask":
        return ask(deps, record, typed, signal);
      case "look":
        return look(deps, record, typed, signal);
      case "decide":
        return makeDecision(deps, record, typed);
    }
  };
};

const ask = async (deps: PerformDeps, record: RoundtableRecord, request: AskRequest, signal: AbortSignal): Promise<Reply> => {
  const model = deps.models(request.backend);
  if (model === undefined) return { ok: false, fault: { kind: "unavailable", message: `no backend ${request.backend}` } };
  const text = (parts: readonly Part[]): string =>
    parts.map((part) => ("text" in part ? part.text : withoutFences(blobText(deps.journal, part.blob)))).join("\n\n");
  const modelRequest: ModelRequest = {
    system: text(request.system),
    messages: split(request.prompt).map((parts) => ({ role: "user", text: text(parts) })),
    task: taskOf(record, request),
    tier: request.tier as Tier,
    ...(request.model === null ? {} : { model: request.model }),
    ...(request.schema === null ? {} : { schema: request.schema }),
    ...(request.effort === null ? {} : { effort: request.effort }),
    maxTokens: request.maxTokens,
  };
  const completion = await model.complete(modelRequest, signal);
  if (!completion.ok) return completion;
  const { text: said, parsed, model: modelId, usage, costMicroUsd } = completion.value;
  const chosen = request.task.kind === "score" && request.task.seat !== "" ? cardOf(parsed, request.task.seat) : parsed;
  const value: Json = { text: said, ...(chosen === undefined ? {} : { parsed: chosen }), model: modelId, usage };
  return { ok: true, value, ...(costMicroUsd === undefined ? {} : { microUsd: costMicroUsd }) };
};

/** A prompt up to its last blob, which is the same from call to call and may be cached, and the rest. */
const split = (prompt: readonly Part[]): readonly (readonly Part[])[] => {
  const end = prompt.findLastIndex((part) => "blob" in part) + 1;
  return [prompt.slice(0, end), prompt.slice(end)].filter((parts) => parts.length > 0);
};

/** No text from outside can close a fence: what looks like a boundary line loses its mark. */
const withoutFences = (text: string): string => text.replace(/~~~[0-9a-f]{8}/gu, "~~~");

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
  const { microUsd, ...answer } = await answerRequest({
    request: request.request,
    sources: record.sources.slice(1),
    model,
    tier: request.tier as Tier,
    budgetChars: ANSWER_CHARS,
    signal,
  });
  return { ok: true, value: answer as unknown as Json, ...(microUsd === undefined ? {} : { microUsd }) };
};

/** Reads every turn back, whoever spoke it, and decides by rule over the sources: no model takes part. */
const makeDecision = (deps: PerformDeps, record: RoundtableRecord, request: DecideRequest): Reply => {
  const evidence = deps.evidenceOf(record.sources);
  const turns = record.turns.slice(0, request.upTo);
  const readings = turns.map((turn, index) => readTurn(turn, evidence, turns.slice(0, index)));
  const decision = decide(evidence, turns, readings);
  return { ok: true, value: { decision, readings, evidence: evidence.hash } as unknown as Json };
};
