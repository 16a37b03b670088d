import type { ChatCompletionRequest, Fixture, FixtureResponse } from "@copilotkit/aimock";
import { LLMock } from "@copilotkit/aimock";
import type { ModelFault } from "../../src/core/run/fault.ts";
import { entry as anthropic } from "../../src/models/anthropic-sdk.ts";
import { entry as gemini } from "../../src/models/gemini.ts";
import { entry as openai } from "../../src/models/openai-compat.ts";
import type { Backend, OpenContext } from "../../src/ports/backend.ts";
import { CANARY, contextOf } from "../conformance/models/context.ts";

/** A protocol that aimock speaks: its words for a refusal and for a call of a tool, and the context in which its backend asks the server at a URL. */
export type Protocol = {
  readonly entry: Backend;
  readonly refusal: string;
  readonly calls: string;
  readonly contextAt: (url: string) => OpenContext;
};

/** The three protocols that aimock speaks for us, one an API backend. */
export const PROTOCOLS: readonly Protocol[] = [
  {
    entry: anthropic,
    refusal: "refusal",
    calls: "tool_use",
    contextAt: (url) => contextOf({ ANTHROPIC_API_KEY: CANARY, ANTHROPIC_BASE_URL: url }),
  },
  {
    entry: openai,
    refusal: "content_filter",
    calls: "tool_calls",
    contextAt: (url) => contextOf({ LOCAL_KEY: CANARY }, { settings: { openaiCompat: { baseUrl: `${url}/v1`, apiKeyEnv: "LOCAL_KEY" } } }),
  },
  {
    entry: gemini,
    refusal: "SAFETY",
    calls: "STOP",
    contextAt: (url) => contextOf({ GEMINI_API_KEY: CANARY, GOOGLE_GEMINI_BASE_URL: url }),
  },
];

/** What goes wrong at a server before it answers. */
export const WRONGS: Readonly<Record<"429 with Retry-After" | "500" | "503" | "529" | "401" | "400 too long", FixtureResponse>> = {
  "429 with Retry-After": { error: { message: "slow down", type: "rate_limit_error" }, status: 429, retryAfter: 7 },
  "500": { error: { message: "it broke", type: "server_error" }, status: 500 },
  "503": { error: { message: "try later", type: "server_error" }, status: 503 },
  "529": { error: { message: "Overloaded", type: "overloaded_error" }, status: 529 },
  "401": { error: { message: `the key ${CANARY} is not valid`, type: "authentication_error" }, status: 401 },
  "400 too long": {
    error: {
      message: "prompt is too long: 250000 tokens > 200000 maximum",
      type: "invalid_request_error",
      code: "context_length_exceeded",
    },
    status: 400,
  },
};

/** A running mock on loopback. Fixtures are tried in order; a request that none matches gets an error. */
export const startMock = async (fixtures: readonly Fixture[]): Promise<LLMock> => {
  const mock = new LLMock({ port: 0, host: "127.0.0.1", logLevel: "silent", chunkSize: 8 });
  mock.addFixtures([...fixtures]);
  await mock.start();
  return mock;
};

/** How a server fails: the fixture that does it, the fault it must become, and how often it is asked before that. */
export type Failure = {
  readonly how: string;
  readonly fixture: Omit<Fixture, "match" | "response"> & { readonly response?: FixtureResponse };
  readonly fault: ModelFault["kind"];
  readonly asked: number;
};

/** Every failure that is tested at every kind of call. Those that need the caller's patience to end are `timeout`. */
export const FAILURES: readonly Failure[] = [
  { how: "429 with Retry-After", fixture: { response: WRONGS["429 with Retry-After"] }, fault: "rate-limited", asked: 4 },
  { how: "500", fixture: { response: WRONGS["500"] }, fault: "overloaded", asked: 4 },
  { how: "503", fixture: { response: WRONGS["503"] }, fault: "overloaded", asked: 4 },
  { how: "529", fixture: { response: WRONGS["529"] }, fault: "overloaded", asked: 4 },
  { how: "malformed JSON", fixture: { chaos: { malformedRate: 1 } }, fault: "malformed", asked: 1 },
  { how: "disconnect in the middle of the stream", fixture: { truncateAfterChunks: 3 }, fault: "unavailable", asked: 4 },
  { how: "a slow drip", fixture: { streamingProfile: { ttft: 10, tps: 1 } }, fault: "timeout", asked: 1 },
  { how: "no answer at all", fixture: { latency: 25_000 }, fault: "timeout", asked: 1 },
];

/** What every answer of the table costs, in the words of all three protocols. */
export const USAGE = {
  prompt_tokens: 100,
  completion_tokens: 10,
  total_tokens: 110,
  input_tokens: 100,
  output_tokens: 10,
  promptTokenCount: 100,
  candidatesTokenCount: 10,
  totalTokenCount: 110,
};

/** Answers every call of a roundtable as models would: seats talk, one asks for a look-up, the judge gives JSON. */
export const tableAnswer = (request: ChatCompletionRequest): FixtureResponse => {
  const text = JSON.stringify(request.messages);
  const say = (content: string | object): FixtureResponse => ({
    content: typeof content === "string" ? content : JSON.stringify(content),
    usage: USAGE,
  });
  if (text.includes("You look things up")) return say("Not found: I looked for the owner in notes.txt.");
  if (text.includes("RESEARCH WINDOW")) return say("PASS");
  if (text.includes("Look at the last turn above")) return say({ intervention: null, gates: [], requests: [] });
  if (text.includes("JUDGE GATE")) return say({ verdict: "CONTINUE", reason: "not yet", intervention: null, gates: [], requests: [] });
  const labels = /speakers are blinded: ([^.]+)\./u.exec(text)?.[1]?.split(", ");
  if (labels !== undefined) {
    const marks = { novelty: 1, accuracy: 1, impact: 1, challenge: 1, reasoning: "plain", grandInsight: null };
    return say({ scores: labels.map((seat) => ({ seat, ...marks })), penalties: [] });
  }
  const seat = /You are (\w+) in a Moot roundtable/u.exec(text)?.[1] ?? "somebody";
  return say(`I am ${seat} and I take the queue, because it keeps the order of the jobs. ${asksOf(seat, text)}`);
};

const asksOf = (seat: string, text: string): string =>
  seat === "cy" && text.includes("SPEAK: ") && !text.includes("research result for cy")
    ? "[[request: who would be glad of it, and why so?]]"
    : "";
