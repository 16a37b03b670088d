import type { ModelRequest, Tier } from "../../ports/model.ts";
import type { AskRequest, Part } from "./request.ts";

/**
 * The request of an `ask` step as a model is asked it, but for its task: the reservation is counted over the very text that is sent.
 * `blob` gives the text of a hash.
 */
export const modelRequest = (request: AskRequest, blob: (hash: string) => string): ModelRequest => {
  const text = (parts: readonly Part[]): string =>
    parts.map((part) => ("text" in part ? part.text : withoutFences(blob(part.blob)))).join("\n\n");
  return {
    system: text(request.system),
    messages: split(request.prompt).map((parts) => ({ role: "user", text: text(parts) })),
    tier: request.tier as Tier,
    ...(request.model === null ? {} : { model: request.model }),
    ...(request.schema === null ? {} : { schema: request.schema }),
    ...(request.effort === null ? {} : { effort: request.effort }),
    maxTokens: request.maxTokens,
  };
};

/** A prompt up to its last blob, which is the same from call to call and may be cached, and the rest. */
const split = (prompt: readonly Part[]): readonly (readonly Part[])[] => {
  const end = prompt.findLastIndex((part) => "blob" in part) + 1;
  return [prompt.slice(0, end), prompt.slice(end)].filter((parts) => parts.length > 0);
};

/** No text from outside can close a fence: what looks like a boundary line loses its mark. */
const withoutFences = (text: string): string => text.replace(/~~~[0-9a-f]{8}/gu, "~~~");
