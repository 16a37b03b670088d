import { asList, asRecord, asText, type Json } from "../core/kernel/json.ts";
import { fail, ok, type Result } from "../core/kernel/result.ts";
import type { ModelFault } from "../core/run/fault.ts";
import type { Backend, OpenContext } from "../ports/backend.ts";
import type { Completion, Model, ModelRequest, Tier } from "../ports/model.ts";
import type { Sampler, SamplingParams } from "../ports/sampler.ts";
import { modelFor, noTools, toldFault } from "./agent-cli.ts";
import { withSchemaInWords } from "./structured.ts";

const ID = "mcp-sampling";

/** Codes of JSON-RPC and of the MCP SDKs: the person said no; the request took too long; the client cannot sample. */
const USER_REJECTED = -1;
const REQUEST_TIMEOUT = -32001;
const METHOD_NOT_FOUND = -32601;

/** The model of the MCP client that this process serves. The client's person may see, change and refuse every request. */
export const entry: Backend = {
  id: ID,
  aliases: [],
  title: "the model of the MCP client that runs this server (sampling)",
  sends: true,
  available: ({ sampler }) =>
    sampler === undefined
      ? {
          available: false,
          why: "this process serves no MCP client that lends its model",
          setup: ["run moot mcp from a client with the sampling capability"],
        }
      : { available: true, why: "the MCP client of this session lends its model" },
  open: async (context) => sampling(context, context.sampler as Sampler),
};

const sampling = (context: OpenContext, sampler: Sampler): Model => ({
  id: ID,
  complete: async (asked, signal, onText) => {
    if (signal.aborted) return fail(stopped);
    const untold = noTools(ID, asked);
    if (untold !== undefined) return fail(untold);
    const request = withSchemaInWords(asked);
    const began = context.clock.elapsed();
    const came = await untilStopped(sampler, paramsOf(request, modelFor(request, context, ID, HINTS)), signal);
    if (!came.ok) return came;
    const read = readMessage(came.value);
    if (read.ok) onText?.(read.value.text);
    return read.ok ? ok({ ...read.value, latencyMs: context.clock.elapsed() - began }) : read;
  },
});

const stopped: ModelFault = { kind: "timeout", message: "the MCP client was not waited for any longer" };

/** Names that clients match against their models by substring; `flash` is nobody's word but Gemini's. */
const HINTS: Readonly<Record<Tier, string>> = { haiku: "haiku", flash: "flash", sonnet: "sonnet", opus: "opus" };

/** How much a tier weighs money, speed and skill: a client without the named model chooses by these. */
const WEIGHTS: Readonly<Record<Tier, readonly [cost: number, speed: number, intelligence: number]>> = {
  haiku: [0.8, 0.8, 0.3],
  flash: [0.9, 0.9, 0.3],
  sonnet: [0.4, 0.4, 0.7],
  opus: [0.1, 0.1, 1],
};

const paramsOf = ({ system, messages, maxTokens, tier }: ModelRequest, model: string | undefined): SamplingParams => {
  const [costPriority, speedPriority, intelligencePriority] = WEIGHTS[tier];
  return {
    messages: messages.map(({ role, text }) => ({ role, content: { type: "text", text } })),
    systemPrompt: system,
    maxTokens,
    includeContext: "none",
    modelPreferences: { hints: model === undefined ? [] : [{ name: model }], costPriority, speedPriority, intelligencePriority },
  };
};

/** A client that does not stop with the signal is left behind. */
const untilStopped = async (sampler: Sampler, params: SamplingParams, signal: AbortSignal): Promise<Result<unknown, ModelFault>> => {
  let onAbort: (() => void) | undefined;
  const abort = new Promise<Result<unknown, ModelFault>>((resolve) => {
    onAbort = () => resolve(fail(stopped));
    signal.addEventListener("abort", onAbort);
  });
  const asked = (async () => sampler(params, signal))().then(ok, (error: unknown) => fail(signal.aborted ? stopped : faultOf(error)));
  try {
    return await Promise.race([asked, abort]);
  } finally {
    signal.removeEventListener("abort", onAbort as () => void);
  }
};

const faultOf = (error: unknown): ModelFault => {
  const { code, message } = (error ?? {}) as { readonly code?: unknown; readonly message?: unknown };
  const said = String(message ?? error);
  if (code === USER_REJECTED) return toldFault("refused", "the client's person refused the request", said);
  if (code === REQUEST_TIMEOUT) return toldFault("timeout", "the MCP client did not answer in time", said);
  if (code === METHOD_NOT_FOUND) return toldFault("auth", "the MCP client lends no model", said);
  if (/rate.?limit|\b429\b/iu.test(said)) return toldFault("rate-limited", "the MCP client's model is at its limit", said);
  return toldFault("unavailable", "the MCP client failed", said);
};

/** Reads a `CreateMessageResult`: one block of content, or several in newer protocols. The client counts no tokens for us. */
const readMessage = (came: unknown): Result<Omit<Completion, "latencyMs">, ModelFault> => {
  const message = asRecord(came as Json);
  const content = message?.content;
  const texts = (Array.isArray(content) ? asList(content) : [content])
    .map(asRecord)
    .flatMap((block) => (block?.type === "text" && typeof block.text === "string" ? [block.text] : []));
  if (texts.length === 0) return fail({ kind: "malformed", message: "the MCP client's answer has no text" });
  return ok({ text: texts.join(""), model: asText(message?.model) ?? "mcp-client", usage: { input: 0, output: 0, cached: 0 } });
};
