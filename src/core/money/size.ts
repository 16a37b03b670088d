import type { Json } from "../kernel/json.ts";
import { leastTokens, type Size, utf8Bytes } from "./price.ts";

/** How hard a model may be asked to think, least first. */
export const EFFORTS = ["low", "medium", "high", "max"] as const;
export type Effort = (typeof EFFORTS)[number];

/** Effort as tokens for thinking, as the systems before Moot have it. Providers bill thinking as output. */
export const THINKING_TOKENS: Readonly<Record<Effort, number>> = { low: 2_048, medium: 4_096, high: 8_192, max: 16_000 };

/** Tokens that an answer keeps beside its thinking. */
export const ANSWER_TOKENS = 4_096;

/** Rounds that one request with tools may take, and the bytes that its tools may return in all where somebody pays for them. */
export const MAX_ROUNDS = 10;
export const TOOL_BYTES: number = 32 * 1024;

/** The parts of a request that are billed. */
export type Billed = {
  readonly system: string;
  readonly messages: readonly { readonly text: string }[];
  readonly schema?: Json;
  readonly tools?: readonly { readonly name: string; readonly description: string; readonly parameters: Json }[];
  readonly maxTokens: number;
  readonly effort?: Effort;
};

/** What a request may be billed for at most: its schema may be sent twice, and models that always think are given room for it. */
export const sizeOf = (request: Billed): Size => {
  const { schema, tools = [], maxTokens, effort = "low" } = request;
  const described = tools.map(({ name, description, parameters }) => `${name}${description}${JSON.stringify(parameters)}`).join("");
  const shape = schema === undefined || schema === null ? 0 : 2 * utf8Bytes(JSON.stringify(schema));
  const hasTools = tools.length > 0;
  return {
    promptBytes: utf8Bytes(saidIn(request)) + shape + utf8Bytes(described) + (hasTools ? TOOL_BYTES : 0),
    outputTokens: Math.max(maxTokens, THINKING_TOKENS[effort] + ANSWER_TOKENS),
    rounds: hasTools ? MAX_ROUNDS : 1,
  };
};

/** The least tokens that the prompt of a request has. */
export const leastInput = (request: Billed): number => leastTokens(saidIn(request));

const saidIn = ({ system, messages }: Billed): string => [system, ...messages.map(({ text }) => text)].join("\n\n");
