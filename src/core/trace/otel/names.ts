/**
 * Attribute names of the OpenTelemetry semantic conventions 1.45, where the GenAI ones are still in development. They stand here and
 * nowhere else: a later version of the conventions is one change, and a test holds every name against the published registry.
 */
export const GEN_AI = {
  operation: "gen_ai.operation.name",
  provider: "gen_ai.provider.name",
  conversation: "gen_ai.conversation.id",
  workflow: "gen_ai.workflow.name",
  agent: "gen_ai.agent.name",
  requestModel: "gen_ai.request.model",
  requestMaxTokens: "gen_ai.request.max_tokens",
  responseModel: "gen_ai.response.model",
  inputTokens: "gen_ai.usage.input_tokens",
  outputTokens: "gen_ai.usage.output_tokens",
  cacheReadTokens: "gen_ai.usage.cache_read.input_tokens",
  tool: "gen_ai.tool.name",
  toolType: "gen_ai.tool.type",
  errorType: "error.type",
  serviceName: "service.name",
  serviceVersion: "service.version",
} as const;

/** Operations of the conventions that occur here. */
export const OPERATIONS = { workflow: "invoke_workflow", agent: "invoke_agent", chat: "chat", tool: "execute_tool" } as const;

/** Providers by backend; a backend that is not here goes by its own id, which the conventions allow. */
export const PROVIDERS: Readonly<Record<string, string>> = {
  "anthropic-sdk": "anthropic",
  "claude-code": "anthropic",
  codex: "openai",
  "openai-compat": "openai",
  gemini: "gcp.gemini",
};

/** Names of our own, for what the conventions have no word for. */
export const OURS = { step: "moot.step", attempt: "moot.attempt", isLost: "moot.call.lost", costMicroUsd: "moot.cost.micro_usd" } as const;
