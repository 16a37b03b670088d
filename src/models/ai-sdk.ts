import {
  dynamicTool,
  isStepCount,
  jsonSchema,
  type LanguageModel,
  type LanguageModelUsage,
  type ModelMessage,
  Output,
  streamText,
} from "ai";
import type { Json } from "../core/kernel/json.ts";
import { fail, ok, type Result } from "../core/kernel/result.ts";
import { MAX_ROUNDS } from "../core/money/size.ts";
import type { ModelFault } from "../core/run/fault.ts";
import type { Clock } from "../ports/clock.ts";
import type { Completion, Message, Model, ModelRequest, OnText, Tier, Tool, Usage } from "../ports/model.ts";
import { faultOf, shortfallOf } from "./ai-fault.ts";
import { withSchemaInWords } from "./structured.ts";

/** Characters of an answer after which reading stops: no model writes that many, a broken server may. */
const MAX_CHARS = 1_000_000;

/** Options that one provider reads, by the name under which it reads them. */
export type ProviderOptions = Record<string, Record<string, Json>>;

/** What a provider makes of one request. */
export type Call = {
  readonly model: LanguageModel;
  /** Tokens of the answer as the provider counts them. */
  readonly maxOutputTokens: number;
  readonly options?: ProviderOptions;
  /** The schema as the provider takes it; absent where it must be said in words. */
  readonly schema?: Json;
  /** What marks a text as the end of a prefix that later requests share. */
  readonly cacheMark?: ProviderOptions;
};

/** A provider of the AI SDK as a backend uses it. `callOf` is pure but for the SDK's own model objects. */
export type Provider = {
  readonly id: string;
  readonly clock: Clock;
  readonly idOf: (tier: Tier) => string;
  readonly callOf: (request: ModelRequest, modelId: string) => Call;
};

/** Warnings of the SDK would be written to the terminal. */
(globalThis as { AI_SDK_LOG_WARNINGS?: boolean }).AI_SDK_LOG_WARNINGS = false;

/** A model over a provider of the AI SDK. The SDK's retries are off: ours see every fault. */
export const aiSdkModel = (provider: Provider): Model => ({
  id: provider.id,
  complete: async (request, signal, onText) => {
    const began = provider.clock.elapsed();
    const modelId = request.model ?? provider.idOf(request.tier);
    const stop = new AbortController();
    try {
      const heard = await listen(provider, request, modelId, AbortSignal.any([signal, stop.signal]), onText);
      if (!heard.ok) return heard;
      const latencyMs = Math.max(0, Math.round(provider.clock.elapsed() - began));
      return ok({ ...heard.value, latencyMs });
    } catch (error) {
      return fail(faultOf(error, signal, provider.id, provider.clock.now()));
    } finally {
      stop.abort();
    }
  },
});

type Heard = Result<Omit<Completion, "latencyMs">, ModelFault>;

const listen = async (provider: Provider, request: ModelRequest, modelId: string, signal: AbortSignal, onText?: OnText): Promise<Heard> => {
  const { id } = provider;
  const call = provider.callOf(request, modelId);
  const asked = call.schema === undefined ? withSchemaInWords(request) : request;
  const stream = streamText({
    model: call.model,
    instructions: { role: "system", content: asked.system, ...marked(call) },
    messages: messagesOf(asked.messages, call),
    maxOutputTokens: call.maxOutputTokens,
    maxRetries: 0,
    abortSignal: signal,
    ...(call.options === undefined ? {} : { providerOptions: call.options }),
    ...(call.schema === undefined ? {} : { output: Output.object({ schema: jsonSchema(call.schema as object) }) }),
    ...toolSettings(asked.tools ?? []),
    onError: () => undefined,
  });
  const text = new Said(onText);
  for await (const part of stream.fullStream) {
    if (part.type === "text-delta") text.add(part.text);
    if (part.type === "finish-step") text.endRound();
    if (part.type === "error") throw part.error;
    if (part.type === "abort") return fail({ kind: "timeout", message: `${id} did not answer in time` });
    if (text.all.length > MAX_CHARS) return fail({ kind: "malformed", message: `${id}: an answer of over ${MAX_CHARS} characters` });
    if (part.type !== "finish") continue;
    const short = shortfallOf(part.finishReason, part.rawFinishReason, text.all, id);
    return short === undefined ? ok({ text: text.all, model: modelId, usage: usageOf(part.totalUsage) }) : fail(short);
  }
  return fail({ kind: "unavailable", message: `${id}: the answer broke off` });
};

/** What was said over all rounds; rounds stand apart by an empty line. */
class Said {
  all = "";
  #apart = false;
  readonly #onText: OnText | undefined;

  constructor(onText: OnText | undefined) {
    this.#onText = onText;
  }

  add(text: string): void {
    const said = this.#apart && text !== "" ? `\n\n${text}` : text;
    if (said === "") return;
    this.#apart = false;
    this.all += said;
    this.#onText?.(said);
  }

  endRound(): void {
    this.#apart = this.all !== "";
  }
}

const marked = ({ cacheMark }: Call): { readonly providerOptions?: ProviderOptions } =>
  cacheMark === undefined ? {} : { providerOptions: cacheMark };

/**
 * The conversation in turns that alternate, which some servers insist on. The first text of the first turn is the prefix that later
 * requests share; it stays a part of its own only where a mark can stand on it.
 */
const messagesOf = (messages: readonly Message[], call: Call): ModelMessage[] => {
  const turns: { role: Message["role"]; texts: string[] }[] = [];
  for (const { role, text } of messages) {
    const last = turns.at(-1);
    if (last?.role === role) last.texts.push(text);
    else turns.push({ role, texts: [text] });
  }
  return turns.map(({ role, texts }, index): ModelMessage => {
    if (role === "assistant") return { role, content: texts.join("\n\n") };
    if (index > 0 || call.cacheMark === undefined) return { role, content: texts.join("\n\n") };
    return { role, content: texts.map((text, part) => ({ type: "text", text, ...(part === 0 ? marked(call) : {}) })) };
  });
};

/**
 * A tool that throws, or that is called with what is no JSON, gives the model an error to read. The results before the last round
 * say that it is the last: a model may not be kept from calling a tool, since some servers then fail the whole answer.
 */
const toolSettings = (tools: readonly Tool[]): object => {
  if (tools.length === 0) return {};
  let round = 0;
  const runOf =
    (tool: Tool) =>
    (input: unknown): string =>
      `${tool.run(input as Json)}${round === MAX_ROUNDS - 1 ? `\n\n${LAST_ROUND}` : ""}`;
  const named = tools.map((tool) => [
    tool.name,
    dynamicTool({
      description: tool.description,
      inputSchema: jsonSchema(tool.parameters as object),
      execute: async (input) => runOf(tool)(input),
    }),
  ]);
  return {
    tools: Object.fromEntries(named),
    stopWhen: isStepCount(MAX_ROUNDS),
    prepareStep: ({ stepNumber }: { readonly stepNumber: number }) => {
      round = stepNumber + 1;
      return {};
    },
  };
};

const LAST_ROUND = "No more calls: answer now with what you have.";

const usageOf = ({ inputTokens, outputTokens, inputTokenDetails }: LanguageModelUsage): Usage => {
  const input = whole(inputTokens);
  const cached = Math.min(input, whole(inputTokenDetails?.cacheReadTokens));
  const written = Math.min(input - cached, whole(inputTokenDetails?.cacheWriteTokens));
  return { input, output: whole(outputTokens), cached, ...(written === 0 ? {} : { written }) };
};

const whole = (count: number | undefined): number =>
  count !== undefined && count > 0 ? Math.min(Math.round(count), Number.MAX_SAFE_INTEGER) : 0;
