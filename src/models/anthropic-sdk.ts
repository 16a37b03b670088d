import { ANSWER_TOKENS, THINKING_TOKENS } from "../core/money/size.ts";
import type { Backend, BackendContext, OpenContext } from "../ports/backend.ts";
import type { Model, ModelRequest, Tier } from "../ports/model.ts";
import type { Call } from "./ai-sdk.ts";
import { providerSchema } from "./provider-schema.ts";

const ID = "anthropic-sdk";
const KEY = "ANTHROPIC_API_KEY";

const MODELS: Readonly<Record<Tier, string>> = {
  haiku: "claude-haiku-4-5-20251001",
  flash: "claude-haiku-4-5-20251001",
  sonnet: "claude-sonnet-4-20250514",
  opus: "claude-opus-4-20250514",
};

/** Anthropic's Messages API. `ANTHROPIC_BASE_URL` replaces its address, as it does for Anthropic's own programs. */
export const entry: Backend = {
  id: ID,
  aliases: ["anthropic"],
  title: "Anthropic's API, with your own key",
  sends: true,
  variables: () => [KEY, "ANTHROPIC_BASE_URL"],
  available: ({ env }) =>
    (env[KEY] ?? "") === ""
      ? {
          available: false,
          why: `${KEY} is not set`,
          setup: ["make a key at https://console.anthropic.com/settings/keys", `export ${KEY}=YOUR-KEY`, "moot config"],
        }
      : { available: true, why: `${KEY} is set` },
  models: (context) => modelsIn(context),
  open: openAnthropic,
};

const modelsIn = ({ settings }: BackendContext): Readonly<Record<Tier, string>> => ({ ...MODELS, ...settings.modelMap[ID] });

async function openAnthropic(context: OpenContext): Promise<Model> {
  const { env, clock } = context;
  const models = modelsIn(context);
  const { createAnthropic } = await import("@ai-sdk/anthropic");
  const base = (env.ANTHROPIC_BASE_URL ?? "").replace(/\/+$/u, "");
  const anthropic = createAnthropic({
    apiKey: env[KEY] ?? "",
    baseURL: base === "" ? "https://api.anthropic.com/v1" : base.endsWith("/v1") ? base : `${base}/v1`,
  });
  const callOf = (request: ModelRequest, modelId: string): Call => {
    const thinking = request.effort === undefined ? 0 : THINKING_TOKENS[request.effort];
    const takesSchema = request.schema !== undefined && request.schema !== null && TAKES_SCHEMA.test(modelId);
    return {
      model: anthropic(modelId),
      // The provider adds the thinking to what it is given here.
      maxOutputTokens: thinking === 0 ? request.maxTokens : Math.max(request.maxTokens - thinking, ANSWER_TOKENS),
      options: {
        anthropic: {
          ...(thinking === 0 ? {} : { thinking: { type: "enabled", budgetTokens: thinking } }),
          ...(takesSchema ? { structuredOutputMode: "outputFormat" } : {}),
        },
      },
      ...(takesSchema ? { schema: providerSchema(request.schema) } : {}),
      cacheMark: { anthropic: { cacheControl: { type: "ephemeral" } } },
    };
  };
  const { aiSdkModel } = await import("./ai-sdk.ts");
  return aiSdkModel({ id: ID, clock, idOf: (tier) => models[tier], callOf });
}

/**
 * Models that take a schema beside thinking. For older ones the SDK would force a tool call, which excludes thinking, so they are
 * asked in words.
 */
const TAKES_SCHEMA = /^claude-(?:haiku|sonnet|opus)-(?:4-[5-9](?!\d)|[5-9])/u;
