import type { BackendState } from "../../src/ports/backend.ts";

const ALIASES: Readonly<Record<string, readonly string[]>> = {
  offline: [],
  scripted: [],
  "claude-code": ["claude"],
  "anthropic-sdk": ["anthropic"],
  "openai-compat": ["openai"],
  gemini: [],
  codex: [],
  handoff: [],
  cassette: [],
  "mcp-sampling": [],
};

/** How the backends stand where only these can answer. */
export const standing = (...able: readonly string[]): readonly BackendState[] =>
  Object.entries(ALIASES).map(([id, aliases]) => {
    const models =
      id === "offline" || id === "scripted"
        ? {}
        : { models: { haiku: "gpt-4o-mini", flash: "gpt-4o-mini", sonnet: "gpt-4o", opus: "gpt-4o" } };
    const common = { ...models, id, aliases, title: `the backend ${id}`, sends: id !== "offline" && id !== "scripted" };
    return able.includes(id)
      ? { ...common, available: true, why: `${id} is at hand` }
      : { ...common, available: false, why: `${id} has no key`, setup: [`give ${id} a key`] };
  });
