import { createHash } from "node:crypto";
import { canonicalJson, type Json } from "../core/kernel/json.ts";
import type { ModelRequest } from "../ports/model.ts";

/** Everything of a request that a text backend is told, as data: tools by their names; the typed task is not told. */
export const contentOf = (request: ModelRequest): { readonly [key: string]: Json } => {
  const { system, messages, model, tier, schema, tools, maxTokens, effort } = request;
  return {
    system,
    messages: messages.map(({ role, text }) => ({ role, text })),
    model: model ?? null,
    tier,
    schema: schema ?? null,
    tools: (tools ?? []).map(({ name }) => name),
    maxTokens,
    effort: effort ?? null,
  };
};

/** SHA-256 (hex) of a request's content: equal requests have equal keys, on every machine. */
export const requestKey = (request: ModelRequest): string =>
  createHash("sha256")
    .update(canonicalJson(contentOf(request)))
    .digest("hex");
