import { ANSWER_TOKENS, THINKING_TOKENS } from "../core/money/size.ts";
import type { Backend, BackendContext, OpenContext } from "../ports/backend.ts";
import type { Model, ModelRequest, Tier } from "../ports/model.ts";
import type { Call } from "./ai-sdk.ts";
import { providerSchema } from "./provider-schema.ts";

const ID = "gemini";
const KEY = "GEMINI_API_KEY";

/** One model for every tier, as the systems before Moot have it. */
const MODEL = "gemini-3-flash-preview";

/** Google's Gemini API. `GOOGLE_GEMINI_BASE_URL` replaces its address, as it does for Google's own programs. */
export const entry: Backend = {
  id: ID,
  aliases: ["google"],
  title: "Google's Gemini API, with your own key",
  sends: true,
  variables: () => [KEY, "GOOGLE_GEMINI_BASE_URL"],
  available: ({ env }) =>
    (env[KEY] ?? "") === ""
      ? {
          available: false,
          why: `${KEY} is not set`,
          setup: ["make a key at https://aistudio.google.com/apikey", `export ${KEY}=YOUR-KEY`, "moot config"],
        }
      : { available: true, why: `${KEY} is set` },
  models: (context) => modelsIn(context),
  open: openGemini,
};

const modelsIn = ({ settings }: BackendContext): Readonly<Record<Tier, string>> => ({
  ...{ haiku: MODEL, flash: MODEL, sonnet: MODEL, opus: MODEL },
  ...settings.modelMap[ID],
});

async function openGemini(context: OpenContext): Promise<Model> {
  const { env, clock } = context;
  const models = modelsIn(context);
  const { createGoogleGenerativeAI } = await import("@ai-sdk/google");
  const base = (env.GOOGLE_GEMINI_BASE_URL ?? "").replace(/\/+$/u, "");
  const google = createGoogleGenerativeAI({
    apiKey: env[KEY] ?? "",
    baseURL: `${base === "" ? "https://generativelanguage.googleapis.com" : base}/v1beta`,
  });
  const callOf = (request: ModelRequest, modelId: string): Call => {
    // These models think whether they are asked to or not, and their thoughts count as output.
    const { effort = "low", schema } = request;
    const thinkingTokens = THINKING_TOKENS[effort];
    const thinkingConfig = /^gemini-[12]/u.test(modelId)
      ? { thinkingBudget: thinkingTokens }
      : { thinkingLevel: effort === "max" ? "high" : effort };
    return {
      model: google(modelId),
      maxOutputTokens: Math.max(request.maxTokens, thinkingTokens + ANSWER_TOKENS),
      options: { google: /^gemini-(?:2\.5|[3-9])/u.test(modelId) ? { thinkingConfig } : {} },
      ...(schema === undefined || schema === null ? {} : { schema: providerSchema(schema, { textEnums: true }) }),
    };
  };
  const { aiSdkModel } = await import("./ai-sdk.ts");
  return aiSdkModel({ id: ID, clock, idOf: (tier) => models[tier], callOf });
}
