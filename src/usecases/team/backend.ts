import { fail, ok, type Result } from "../../core/kernel/result.ts";
import { type TeamFault, unknownName } from "./fault.ts";

/** The keyless backend: always there. */
export const OFFLINE = "offline";

/** The backend that one persona lives on whatever the others use. */
export const GEMINI = "gemini";

/** The backend of tests and of the proving ground: needs no key and no network, like `offline`. */
export const SCRIPTED = "scripted";

/** What `auto` takes, the first that is available. `scripted` is never taken by itself. */
const AUTO_ORDER: readonly string[] = ["claude-code", "anthropic-sdk", "openai-compat", GEMINI];

/** What a person has to name: these cost somebody time, money or trust that nobody should spend unasked. */
const BY_NAME: readonly string[] = ["codex", "handoff", "cassette", "mcp-sampling", SCRIPTED];

/** Backends that a person may name, beside those that are handed over as available. */
export const KNOWN_BACKENDS: readonly string[] = [OFFLINE, ...BY_NAME, ...AUTO_ORDER];

/** The backend that answers for seats on `auto`, and in a sentence why it is this one. */
export type ActiveBackend = { readonly mode: string; readonly why: string };

/**
 * Chooses the active backend. `mode` is `llm.mode` of the settings, `origin` who set it, `available` the ids of backends that
 * can answer here. Only `auto` falls back to the offline voices; a mode chosen by name that cannot answer is a fault.
 */
export const chooseBackend = (mode: string, available: readonly string[], origin = "default"): Result<ActiveBackend, TeamFault> => {
  if (mode === "auto") {
    const found = AUTO_ORDER.find((id) => available.includes(id));
    if (found !== undefined) return ok({ mode: found, why: `auto: the first of ${AUTO_ORDER.join(", ")} that can answer here` });
    return ok({ mode: OFFLINE, why: `auto: none of ${AUTO_ORDER.join(", ")} can answer here` });
  }
  if (mode === OFFLINE || available.includes(mode)) return ok({ mode, why: `chosen by name (${origin})` });
  return fail(backendFault(mode, available));
};

/** Why a backend that was named cannot answer. It names those that can. */
export const backendFault = (id: string, available: readonly string[], who = ""): TeamFault => {
  const known = [...new Set([...KNOWN_BACKENDS, ...available])];
  if (!known.includes(id)) return unknownName("UNKNOWN_BACKEND", "backend", id, ["auto", ...known], "moot config");
  const message = `${who === "" ? "" : `${who}: `}the backend ${id} cannot answer here; available are ${[...new Set([OFFLINE, ...available])].join(", ")}`;
  return { code: "BACKEND_UNAVAILABLE", message, hint: "moot config says what is missing; MOOT_MODE=offline needs nothing" };
};
