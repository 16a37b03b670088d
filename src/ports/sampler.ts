/** What an MCP client is asked for (`sampling/createMessage`). `costPriority` and the like are from 0 to 1. */
export type SamplingParams = {
  readonly messages: readonly {
    readonly role: "user" | "assistant";
    readonly content: { readonly type: "text"; readonly text: string };
  }[];
  readonly systemPrompt: string;
  readonly maxTokens: number;
  readonly includeContext: "none";
  readonly modelPreferences: {
    readonly hints: readonly { readonly name: string }[];
    readonly costPriority: number;
    readonly speedPriority: number;
    readonly intelligencePriority: number;
  };
};

/** Asks the client for a message and gives back what came, unread. Throws what the protocol throws; stops with the signal. */
export type Sampler = (params: SamplingParams, signal: AbortSignal) => Promise<unknown>;
