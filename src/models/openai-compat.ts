import { ANSWER_TOKENS, THINKING_TOKENS } from "../core/money/size.ts";
import type { Backend, BackendContext, OpenContext } from "../ports/backend.ts";
import type { Model, ModelRequest, Tier } from "../ports/model.ts";
import type { Call } from "./ai-sdk.ts";
import { providerSchema } from "./provider-schema.ts";

const ID = "openai-compat";

type Models = Readonly<Record<Tier, string>>;
type Place = { readonly baseUrl: string; readonly keyEnv: string; readonly models: Models };

const OPENAI: Place = {
  baseUrl: "https://api.openai.com/v1",
  keyEnv: "OPENAI_API_KEY",
  models: { haiku: "gpt-4o-mini", flash: "gpt-4o-mini", sonnet: "gpt-4o", opus: "gpt-4o" },
};

const OPENROUTER: Place = {
  baseUrl: "https://openrouter.ai/api/v1",
  keyEnv: "OPENROUTER_API_KEY",
  models: {
    haiku: "anthropic/claude-haiku-4-5",
    flash: "anthropic/claude-haiku-4-5",
    sonnet: "anthropic/claude-sonnet-4",
    opus: "anthropic/claude-opus-4",
  },
};

/** The key of a server of one's own, where the settings name no other variable. */
const SEED_KEY = "AMATELIER_LLM_API_KEY";

/** Every server that speaks OpenAI's chat completions: OpenAI, OpenRouter, Ollama, vLLM, llama.cpp, by its address. */
export const entry: Backend = {
  id: ID,
  aliases: ["openai"],
  title: "OpenAI, OpenRouter, or any server with their API (Ollama, vLLM, llama.cpp)",
  sends: true,
  variables: ({ openaiCompat: { apiKeyEnv } }) => [
    OPENAI.keyEnv,
    OPENROUTER.keyEnv,
    SEED_KEY,
    ...(apiKeyEnv === undefined ? [] : [apiKeyEnv]),
  ],
  available: (context) => {
    const { baseUrl, keyEnv } = placeOf(context);
    const problem = addressProblem(baseUrl);
    if (problem !== undefined)
      return {
        available: false,
        why: problem,
        setup: ["correct llm.openai_compat.base_url in the config.json of the home", "moot config"],
      };
    const host = new URL(baseUrl).host;
    if (keyOf(context) !== "") return { available: true, why: `${keyEnv} is set, for ${host}` };
    if (isLocal(baseUrl)) return { available: true, why: `the server ${host} is local and needs no key` };
    return {
      available: false,
      why:
        keyEnv === OPENAI.keyEnv && baseUrl === OPENAI.baseUrl
          ? `neither ${OPENROUTER.keyEnv} nor ${OPENAI.keyEnv} is set`
          : `${keyEnv} is not set, for ${host}`,
      setup: [
        `export ${keyEnv}=YOUR-KEY`,
        "or, for a server of your own, export MOOT_OPENAI_BASE_URL=http://127.0.0.1:11434/v1",
        "moot config",
      ],
    };
  },
  models: (context) => modelsIn(context),
  isLocal: (context) => isLocal(placeOf(context).baseUrl),
  open: openCompatible,
};

const modelsIn = (context: BackendContext): Models => ({ ...placeOf(context).models, ...context.settings.modelMap[ID] });

async function openCompatible(context: OpenContext): Promise<Model> {
  const [{ createOpenAI }, { createOpenAICompatible }] = await Promise.all([import("@ai-sdk/openai"), import("@ai-sdk/openai-compatible")]);
  const { baseUrl: baseURL } = placeOf(context);
  const models = modelsIn(context);
  const apiKey = keyOf(context);
  const isOpenAi = new URL(baseURL).host === new URL(OPENAI.baseUrl).host;
  const openai = createOpenAI({ baseURL, apiKey });
  const other = createOpenAICompatible({ name: "compatible", baseURL, includeUsage: true, ...(apiKey === "" ? {} : { apiKey }) });
  const callOf = ({ maxTokens, effort, schema }: ModelRequest, modelId: string): Call => {
    const thinks = REASONS.test(modelId);
    const reasoning = { reasoningEffort: effort === "max" ? "high" : (effort ?? "low") };
    return {
      model: isOpenAi ? openai.chat(modelId) : other(modelId),
      maxOutputTokens: thinks ? Math.max(maxTokens, THINKING_TOKENS[effort ?? "low"] + ANSWER_TOKENS) : maxTokens,
      ...(thinks ? { options: { openai: reasoning, compatible: reasoning } } : {}),
      ...(isOpenAi && schema !== undefined && schema !== null ? { schema: providerSchema(schema) } : {}),
    };
  };
  const { aiSdkModel } = await import("./ai-sdk.ts");
  return aiSdkModel({ id: ID, clock: context.clock, idOf: (tier) => models[tier], callOf });
}

/** Models of OpenAI that think before they answer, under its own names and OpenRouter's. Their thoughts count as output. */
const REASONS = /^(?:openai\/)?(?:o\d|gpt-(?:[5-9]|\d\d)(?!.*chat))/u;

/**
 * What the settings say wins; else a key of OpenRouter, then OpenAI. An address of one's own is never asked with their keys unless
 * the settings name them.
 */
const placeOf = ({ env, settings: { openaiCompat } }: BackendContext): Place => {
  const usual = (env[OPENROUTER.keyEnv] ?? "") === "" ? OPENAI : OPENROUTER;
  const { baseUrl, apiKeyEnv } = openaiCompat;
  if (baseUrl === undefined) return { ...usual, keyEnv: apiKeyEnv ?? usual.keyEnv };
  const known = [OPENAI, OPENROUTER].find((place) => URL.canParse(baseUrl) && new URL(baseUrl).origin === new URL(place.baseUrl).origin);
  return { baseUrl, keyEnv: apiKeyEnv ?? known?.keyEnv ?? SEED_KEY, models: (known ?? OPENAI).models };
};

const keyOf = (context: BackendContext): string => context.env[placeOf(context).keyEnv] ?? "";

/** A key must not cross a network in the clear. */
const addressProblem = (baseUrl: string): string | undefined => {
  if (!URL.canParse(baseUrl)) return "llm.openaiCompat.baseUrl is no address";
  const { protocol, username, password } = new URL(baseUrl);
  if (username !== "" || password !== "") return "llm.openaiCompat.baseUrl holds a name or a password; name the variable of a key instead";
  if (protocol === "https:" || (protocol === "http:" && isLocal(baseUrl))) return undefined;
  return "llm.openaiCompat.baseUrl must be https, or http to a machine of your own network";
};

/** This machine and names and addresses that cannot be reached from outside. */
const isLocal = (baseUrl: string): boolean =>
  /^(?:localhost|127\.\d+\.\d+\.\d+|\[::1\]|10\.\d+\.\d+\.\d+|192\.168\.\d+\.\d+|172\.(?:1[6-9]|2\d|3[01])\.\d+\.\d+|[a-z0-9-]+|.*\.(?:local|internal|lan|localhost))$/u.test(
    URL.canParse(baseUrl) ? new URL(baseUrl).hostname : "not an address",
  );
