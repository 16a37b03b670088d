import { asRecord, asText, type Json } from "../../kernel/json.ts";
import type { Reply } from "../../run/machine.ts";
import { GEN_AI, OPERATIONS, OURS, PROVIDERS } from "./names.ts";

/** A call as the journal has it, times in ms; without `reply` it was given up. */
export type TracedCall = {
  readonly step: string;
  readonly attempt: number;
  readonly request: Json;
  readonly reply?: Reply;
  readonly startedAtMs: number;
  readonly endedAtMs?: number;
  readonly lost: boolean;
};

/** A run with its calls, and when its first and last event were stored. `title` names no span: it is text of somebody. */
export type TracedRun = {
  readonly run: string;
  readonly kind: string;
  readonly openedMs: number;
  readonly closedMs: number;
  readonly calls: readonly TracedCall[];
};

type Value = { readonly stringValue: string } | { readonly intValue: number } | { readonly boolValue: boolean };
type Attribute = { readonly key: string; readonly value: Value };

/** A span as OTLP writes it in JSON: ids in hex, times in ns as text. `kind` 1 is internal, 3 a client; status 2 is an error. */
export type OtlpSpan = {
  readonly traceId: string;
  readonly spanId: string;
  readonly parentSpanId?: string;
  readonly name: string;
  readonly kind: 1 | 3;
  readonly startTimeUnixNano: string;
  readonly endTimeUnixNano: string;
  readonly attributes: readonly Attribute[];
  readonly status: { readonly code: 0 | 2; readonly message?: string };
};

/** What spans need: SHA-256 of a text in hex, from which their ids are made, and this program. */
export type SpanDeps = { readonly hash: (text: string) => string; readonly version: string };

/**
 * A run as an OTLP trace export in JSON: the run is one workflow, every call a span below it. Calls of models are `chat`, turns of the
 * offline voices `invoke_agent`, what code was asked `execute_tool`. Prompts and answers are not in it. The same run gives the same bytes.
 */
export const otlpTrace = (traced: TracedRun, deps: SpanDeps): string => {
  const traceId = deps.hash(traced.run).slice(0, 32);
  const root = deps.hash(`${traced.run}/`).slice(0, 16);
  const spans = [workflowSpan(traced, traceId, root), ...traced.calls.map((call) => callSpan(traced, call, traceId, root, deps))];
  const resource = {
    attributes: attributesOf([
      [GEN_AI.serviceName, "moot"],
      [GEN_AI.serviceVersion, deps.version],
    ]),
  };
  const scope = { name: "moot", version: deps.version };
  return `${JSON.stringify({ resourceSpans: [{ resource, scopeSpans: [{ scope, spans }] }] }, undefined, 2)}\n`;
};

const workflowSpan = ({ run, kind, openedMs, closedMs }: TracedRun, traceId: string, spanId: string): OtlpSpan => ({
  traceId,
  spanId,
  name: `${OPERATIONS.workflow} ${kind}`,
  kind: 1,
  startTimeUnixNano: nano(openedMs),
  endTimeUnixNano: nano(Math.max(openedMs, closedMs)),
  attributes: attributesOf([
    [GEN_AI.operation, OPERATIONS.workflow],
    [GEN_AI.workflow, kind],
    [GEN_AI.conversation, run],
  ]),
  status: { code: 0 },
});

const callSpan = ({ run }: TracedRun, call: TracedCall, traceId: string, parentSpanId: string, { hash }: SpanDeps): OtlpSpan => {
  const { step, attempt, reply, startedAtMs, endedAtMs = startedAtMs, lost } = call;
  const { name, kind, attributes } = aboutOf(call);
  const fault = reply?.ok === false ? reply.fault : undefined;
  const errorType = fault?.kind ?? (reply === undefined ? "lost" : undefined);
  return {
    traceId,
    spanId: hash(`${run}/${step}/${attempt}`).slice(0, 16),
    parentSpanId,
    name,
    kind,
    startTimeUnixNano: nano(startedAtMs),
    endTimeUnixNano: nano(Math.max(startedAtMs, endedAtMs)),
    attributes: attributesOf([
      ...attributes,
      [GEN_AI.conversation, run],
      [GEN_AI.errorType, errorType],
      [OURS.step, step],
      [OURS.attempt, attempt],
      [OURS.isLost, lost || undefined],
      [OURS.costMicroUsd, reply?.microUsd],
    ]),
    status: errorType === undefined ? { code: 0 } : { code: 2, message: fault?.message ?? "no reply came" },
  };
};

type Pair = readonly [key: string, value: string | number | boolean | undefined];
type About = Pick<OtlpSpan, "name" | "kind"> & { readonly attributes: readonly Pair[] };

const aboutOf = ({ request, reply }: TracedCall): About => {
  const asked = asRecord(request) ?? {};
  const value = reply?.ok === true ? asRecord(reply.value) : undefined;
  const backend = asText(asked.backend);
  const seat = asText(asked.seat) || undefined;
  if (backend === undefined || (asked.op !== "ask" && asText(value?.model) === "deterministic"))
    return toolAbout(asText(asked.op) ?? "call", seat);
  const usage = asRecord(value?.usage);
  const model = asText(asked.model) ?? asText(value?.model);
  const isModel = backend !== "offline";
  const operation = isModel ? OPERATIONS.chat : OPERATIONS.agent;
  return {
    name: `${operation} ${(isModel ? model : seat) ?? backend}`,
    kind: isModel ? 3 : 1,
    attributes: [
      [GEN_AI.operation, operation],
      [GEN_AI.provider, PROVIDERS[backend] ?? backend],
      [GEN_AI.agent, seat],
      [GEN_AI.requestModel, isModel ? model : undefined],
      [GEN_AI.responseModel, isModel ? asText(value?.model) : undefined],
      [GEN_AI.requestMaxTokens, isModel ? countOf(asked.maxTokens) : undefined],
      [GEN_AI.inputTokens, isModel ? countOf(usage?.input) : undefined],
      [GEN_AI.outputTokens, isModel ? countOf(usage?.output) : undefined],
      [GEN_AI.cacheReadTokens, isModel ? countOf(usage?.cached) : undefined],
    ],
  };
};

const toolAbout = (op: string, seat: string | undefined): About => ({
  name: `${OPERATIONS.tool} ${op}`,
  kind: 1,
  attributes: [
    [GEN_AI.operation, OPERATIONS.tool],
    [GEN_AI.tool, op],
    [GEN_AI.toolType, "function"],
    [GEN_AI.agent, seat],
  ],
});

const countOf = (value: Json | undefined): number | undefined => (Number.isSafeInteger(value) ? (value as number) : undefined);

const attributesOf = (pairs: readonly Pair[]): readonly Attribute[] =>
  pairs.flatMap(([key, value]) => (value === undefined ? [] : [{ key, value: anyValue(value) }]));

const anyValue = (value: string | number | boolean): Value =>
  typeof value === "string" ? { stringValue: value } : typeof value === "number" ? { intValue: value } : { boolValue: value };

const nano = (ms: number): string => `${Math.max(0, Math.floor(ms))}000000`;
