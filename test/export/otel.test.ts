import { createHash } from "node:crypto";
import { createRequire } from "node:module";
import { join } from "node:path";
import { JsonTraceSerializer } from "@opentelemetry/otlp-transformer";
import * as registry from "@opentelemetry/semantic-conventions/incubating";
import { beforeAll, describe, expect, it } from "vitest";
import { GEN_AI, OPERATIONS, PROVIDERS } from "../../src/core/trace/otel/names.ts";
import { type OtlpSpan, otlpTrace, type TracedRun } from "../../src/core/trace/otel/spans.ts";
import { registry as backends } from "../../src/models/_registry.ts";
import { findRuns } from "../../src/usecases/export/material.ts";
import { spanFile } from "../../src/usecases/export/run-files.ts";
import { playedJournal } from "./kit.ts";

const sha256 = (bytes: Uint8Array): string => createHash("sha256").update(bytes).digest("hex");
const hash = (text: string): string => sha256(new TextEncoder().encode(text));

type Export = { readonly resourceSpans: readonly { readonly scopeSpans: readonly { readonly spans: readonly OtlpSpan[] }[] }[] };

const spansOf = (text: string): readonly OtlpSpan[] => (JSON.parse(text) as Export).resourceSpans[0]?.scopeSpans[0]?.spans ?? [];
const attributesOf = ({ attributes }: OtlpSpan): Readonly<Record<string, string | number | boolean>> =>
  Object.fromEntries(attributes.map(({ key, value }) => [key, Object.values(value)[0] as string]));

/** Calls of every kind: answered by a model, failed, given up, by code. */
const MIXED: TracedRun = {
  run: "rt-1",
  kind: "roundtable",
  openedMs: 1_700_000_000_000,
  closedMs: 1_700_000_060_000,
  calls: [
    {
      step: "r1/speak/ada",
      attempt: 1,
      request: { op: "ask", backend: "anthropic-sdk", seat: "ada", model: "small-1", maxTokens: 900, prompt: [{ text: "PROMPT" }] },
      reply: { ok: true, value: { text: "ANSWER", model: "small-1-2026", usage: { input: 12, output: 5, cached: 3 } }, microUsd: 77 },
      startedAtMs: 1_700_000_001_000,
      endedAtMs: 1_700_000_002_500,
      lost: false,
    },
    {
      step: "r1/speak/bo",
      attempt: 2,
      request: { op: "ask", backend: "gemini", seat: "bo", model: null, maxTokens: 900 },
      reply: { ok: false, fault: { kind: "rate-limited", message: "later" } },
      startedAtMs: 1_700_000_003_000,
      endedAtMs: 1_700_000_003_001,
      lost: false,
    },
    { step: "r1/speak/cy", attempt: 1, request: { op: "ask", backend: "offline", seat: "cy" }, startedAtMs: 1_700_000_004_000, lost: true },
    {
      step: "decide",
      attempt: 1,
      request: { op: "decide", upTo: 3 },
      reply: { ok: true, value: {} },
      startedAtMs: 1_700_000_005_000,
      endedAtMs: 1_700_000_005_002,
      lost: false,
    },
  ],
};

let offline: string;

beforeAll(async () => {
  const { journal } = await playedJournal();
  const rows = findRuns(journal, ["latest"], false);
  if (!rows.ok || rows.value[0] === undefined) throw new Error("no run");
  offline = spanFile(journal, rows.value[0], [], { sha256, version: "0.0.0" }).text;
}, 60_000);

/** The same span as the published serialiser writes it. */
const byTheBook = (span: OtlpSpan): unknown => {
  const time = (nanos: string): [number, number] => [Number(BigInt(nanos) / 1_000_000_000n), Number(BigInt(nanos) % 1_000_000_000n)];
  const context = (spanId: string) => ({ traceId: span.traceId, spanId, traceFlags: 1 });
  const readable = {
    name: span.name,
    kind: span.kind - 1,
    spanContext: () => context(span.spanId),
    ...(span.parentSpanId === undefined ? {} : { parentSpanContext: context(span.parentSpanId) }),
    startTime: time(span.startTimeUnixNano),
    endTime: time(span.endTimeUnixNano),
    duration: [0, 0],
    ended: true,
    status: span.status,
    attributes: attributesOf(span),
    links: [],
    events: [],
    droppedAttributesCount: 0,
    droppedEventsCount: 0,
    droppedLinksCount: 0,
    resource: { attributes: {}, asyncAttributesPending: false },
    instrumentationScope: { name: "moot", version: "0.0.0" },
  };
  const bytes = JsonTraceSerializer.serializeRequest([readable as never]);
  return spansOf(new TextDecoder().decode(bytes))[0];
};

/** A message of OpenTelemetry's protocol, as its own generator makes it of the published proto files. */
type Message = {
  readonly verify: (value: object) => string | null;
  readonly fromObject: (value: object) => object;
  readonly encode: (message: object) => { readonly finish: () => Uint8Array };
  readonly decode: (bytes: Uint8Array) => object;
  readonly toObject: (message: object, options: object) => unknown;
};

const published = (): Message => {
  const require = createRequire(import.meta.url);
  const folder = require.resolve("otlp-schema").replace(/build[/\\].*$/u, "");
  const { opentelemetry } = require(join(folder, "build/src/generated/root.js"));
  return opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
};

const HEX = new Set(["traceId", "spanId", "parentSpanId"]);

/** JSON of the protocol has ids in hex, where its binary form has bytes. */
const withBytes = (text: string): object =>
  JSON.parse(text, (key, value) => (HEX.has(key) ? Buffer.from(value as string, "hex") : value)) as object;
const withHex = (value: unknown): unknown =>
  JSON.parse(
    JSON.stringify(value, (key, part: unknown) =>
      HEX.has(key) && Array.isArray(part) ? Buffer.from(part as number[]).toString("hex") : part,
    ),
  );

/** What is left of an export after it went through the binary form: what no proto file declares is gone, what is of another type changed. */
const throughProto = (text: string): unknown => {
  const message = published();
  const bytes = message.encode(message.fromObject(withBytes(text))).finish();
  // JSON may have an integer as a number or as text; ours has times as text and counts as numbers.
  return withHex(message.toObject(message.decode(bytes), { longs: Number, enums: Number, bytes: Array }));
};
const withNumbers = (text: string): unknown =>
  JSON.parse(text, (key, value) => (key.endsWith("UnixNano") ? Number(value) : value)) as unknown;

describe("the proto files of the protocol", () => {
  it.each([
    ["a mixed run", () => otlpTrace(MIXED, { hash, version: "0.0.0" })],
    ["a run of the offline voices", () => offline],
  ])("declare every field of %s with its type: through the binary form nothing is lost and nothing changed", (_, text) => {
    expect(throughProto(text())).toEqual(withNumbers(text()));
  });

  it("would show a field that they do not declare, and a type that is another", () => {
    const text = otlpTrace(MIXED, { hash, version: "0.0.0" });
    for (const [from, to] of [
      ['"startTimeUnixNano"', '"startTime"'],
      ['"scopeSpans"', '"instrumentationSpans"'],
      ['"intValue": 900', '"intValue": 900.5'],
      ['"kind": 3', '"kind": "client"'],
    ] as const) {
      const spoiled = text.replace(from, to);
      expect(spoiled).not.toBe(text);
      expect(throughProto(spoiled), to).not.toEqual(withNumbers(spoiled));
    }
  });
});

describe("the spans of a run", () => {
  it.each([
    ["a mixed run", () => otlpTrace(MIXED, { hash, version: "0.0.0" })],
    ["a run of the offline voices", () => offline],
  ])("of %s are what the published serialiser writes of the same spans", (_, text) => {
    const spans = spansOf(text());
    expect(spans.length).toBeGreaterThan(4);
    for (const span of spans) expect(byTheBook(span)).toMatchObject(span);
  });

  it("are one tree: ids unique and of the right size, each call below the workflow and within its day", () => {
    const [root, ...calls] = spansOf(offline);
    expect(root?.parentSpanId).toBeUndefined();
    expect(root?.traceId).toMatch(/^[0-9a-f]{32}$/);
    expect(new Set([root, ...calls].map((span) => span?.spanId)).size).toBe(calls.length + 1);
    for (const { spanId, parentSpanId, traceId, startTimeUnixNano, endTimeUnixNano } of calls) {
      expect([spanId, parentSpanId, traceId]).toEqual([expect.stringMatching(/^[0-9a-f]{16}$/), root?.spanId, root?.traceId]);
      expect(BigInt(endTimeUnixNano) >= BigInt(startTimeUnixNano)).toBe(true);
    }
  });

  it("name models, tokens and faults by the conventions, and hold neither prompt nor answer", () => {
    const text = otlpTrace(MIXED, { hash, version: "0.0.0" });
    const [, ada, bo, cy, decide] = spansOf(text);
    expect([ada, bo, cy, decide].map((span) => [span?.name, span?.kind, span?.status.code])).toEqual([
      ["chat small-1", 3, 0],
      ["chat gemini", 3, 2],
      ["invoke_agent cy", 1, 2],
      ["execute_tool decide", 1, 0],
    ]);
    expect(attributesOf(ada as OtlpSpan)).toEqual({
      "gen_ai.operation.name": "chat",
      "gen_ai.provider.name": "anthropic",
      "gen_ai.agent.name": "ada",
      "gen_ai.request.model": "small-1",
      "gen_ai.response.model": "small-1-2026",
      "gen_ai.request.max_tokens": 900,
      "gen_ai.usage.input_tokens": 12,
      "gen_ai.usage.output_tokens": 5,
      "gen_ai.usage.cache_read.input_tokens": 3,
      "gen_ai.conversation.id": "rt-1",
      "moot.step": "r1/speak/ada",
      "moot.attempt": 1,
      "moot.cost.micro_usd": 77,
    });
    expect(attributesOf(bo as OtlpSpan)["error.type"]).toBe("rate-limited");
    expect(attributesOf(cy as OtlpSpan)["error.type"]).toBe("lost");
    expect(text).not.toMatch(/PROMPT|ANSWER/);
  });
});

describe("the frozen names", () => {
  const published = new Set(Object.values(registry).filter((value) => typeof value === "string"));

  it("stand in the published registry", () => {
    expect(Object.values(GEN_AI).filter((name) => !published.has(name))).toEqual([]);
    expect(Object.values(OPERATIONS).filter((name) => !published.has(name))).toEqual([]);
  });

  it("map every provider's backend to a provider of the registry", () => {
    const providers = Object.entries(registry).flatMap(([key, value]) => (key.startsWith("GEN_AI_PROVIDER_NAME_VALUE_") ? [value] : []));
    expect(Object.values(PROVIDERS).filter((name) => !providers.includes(name as never))).toEqual([]);
    expect(Object.keys(PROVIDERS).filter((id) => !backends.some((backend) => backend.id === id))).toEqual([]);
  });
});
