import type { Json } from "../core/kernel/json.ts";
import type { Result } from "../core/kernel/result.ts";
import type { Tokens } from "../core/money/price.ts";
import type { Purse } from "../core/money/purse.ts";
import type { Effort } from "../core/money/size.ts";
import type { ModelFault } from "../core/run/fault.ts";
import type { VoiceTask } from "../core/voices/types.ts";

/** Size classes that backends map to model ids. */
export type Tier = "haiku" | "flash" | "sonnet" | "opus";

/** One message of the conversation. */
export type Message = { readonly role: "user" | "assistant"; readonly text: string };

/** A tool that code runs for a model. `parameters` is a JSON schema. `run` returns text; it never throws. */
export type Tool = {
  readonly name: string;
  readonly description: string;
  readonly parameters: Json;
  readonly run: (input: Json) => string;
};

/** What is asked of a model. Text backends read `system` and `messages`; `offline` reads `task` and nothing else. */
export type ModelRequest = {
  readonly system: string;
  readonly messages: readonly Message[];
  readonly task?: VoiceTask;
  readonly tier: Tier;
  /** A model id that passes through; wins over `tier`. */
  readonly model?: string;
  /** JSON schema of the answer; the completion then carries `parsed`. */
  readonly schema?: Json;
  readonly tools?: readonly Tool[];
  readonly maxTokens: number;
  readonly effort?: Effort;
  /** What pays for this call and counts what it used; absent where nothing is billed. No part of what is asked. */
  readonly purse?: Purse;
};

/**
 * Gets the text of an answer as it arrives, for live views only: deltas never enter the journal. Together they are the text; of an
 * answer that took a second attempt they may be the text of the first one.
 */
export type OnText = (delta: string) => void;

/** Tokens as the provider reported them; 0 where nothing was billed. `written` is the part of the prompt that went into a cache. */
export type Usage = Tokens;

/** An answer. `costMicroUsd` is absent when the price is unknown; `latencyMs` never enters the journal's facts. */
export type Completion = {
  readonly text: string;
  readonly parsed?: Json;
  readonly model: string;
  readonly usage: Usage;
  readonly latencyMs: number;
  readonly costMicroUsd?: number;
};

/** A way to reach models. */
export interface Model {
  /** Registry id of the backend. */
  readonly id: string;
  /** Never throws on what a model or network does; aborts soon after `signal`. */
  complete(request: ModelRequest, signal: AbortSignal, onText?: OnText): Promise<Result<Completion, ModelFault>>;
}
