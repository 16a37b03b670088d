import type { ModelRequest, Tier } from "../../ports/model.ts";
import type { AskRequest, Part } from "./call-request.ts";
import { withoutFences } from "./prompt-text.ts";

/**
 * The request of an `ask` step as a model is asked it, but for its task: the reservation is counted over the very text that is sent.
 * `blob` gives the text of a hash.
 */
export const modelRequest = (request: AskRequest, blob: (hash: string) => string): ModelRequest => {
  return {
    system: partsText(request.system, blob),
    messages: split(request.prompt).map((parts) => ({ role: "user", text: partsText(parts, blob) })),
    tier: request.tier as Tier,
    ...(request.model === null ? {} : { model: request.model }),
    ...(request.schema === null ? {} : { schema: request.schema }),
    ...(request.effort === null ? {} : { effort: request.effort }),
    maxTokens: request.maxTokens,
  };
};

/** The text of a prompt: its pieces and its blobs, in order. */
export const partsText = (parts: readonly Part[], blob: (hash: string) => string): string =>
  parts.map((part) => ("text" in part ? part.text : withoutFences(blob(part.blob)))).join("\n\n");

/** A prompt up to its last blob, which is the same from call to call and may be cached, and the rest. */
const split = (prompt: readonly Part[]): readonly (readonly Part[])[] => {
  const end = prompt.findLastIndex((part) => "blob" in part) + 1;
  return [prompt.slice(0, end), prompt.slice(end)].filter((parts) => parts.length > 0);
};
