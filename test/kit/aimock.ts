import type { Fixture, FixtureResponse } from "@copilotkit/aimock";
import { LLMock } from "@copilotkit/aimock";
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
