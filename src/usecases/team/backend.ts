import { fail, ok, type Result } from "../../core/kernel/result.ts";
import type { BackendState } from "../../ports/backend.ts";
import { type TeamFault, unknownName } from "./fault.ts";

/** The keyless backend: always there. */
export const OFFLINE = "offline";

/** The backend that one persona lives on whatever the others use. */
export const GEMINI = "gemini";

/** The backend of tests and of the proving ground: needs no key and no network, like `offline`. */
export const SCRIPTED = "scripted";

/** What `auto` takes, the first that can answer. */
const AUTO_ORDER: readonly string[] = ["claude-code", "anthropic-sdk", "openai-compat", GEMINI];

/** The backend that answers for seats on `auto`, and in a sentence why it is this one. */
export type ActiveBackend = { readonly mode: string; readonly why: string };

/** The backend of a name: its id or one of its aliases. */
export const backendNamed = (name: string, backends: readonly BackendState[]): BackendState | undefined =>
  backends.find(({ id, aliases }) => id === name || aliases.includes(name));

/**
 * Chooses the active backend. `mode` is `llm.mode` of the settings, `origin` who set it, `backends` how every backend stands
 * here. Only `auto` falls back to the offline voices; a mode chosen by name that cannot answer is a fault.
 */
export const chooseBackend = (mode: string, backends: readonly BackendState[], origin = "default"): Result<ActiveBackend, TeamFault> => {
  if (mode === "auto") {
    const order = AUTO_ORDER.flatMap((id) => backendNamed(id, backends) ?? []);
    const found = order.find(({ available }) => available);
    const names = order.map(({ id }) => id).join(", ");
    if (found !== undefined) return ok({ mode: found.id, why: `auto: the first of ${names} that can answer here; ${found.why}` });
    return ok({ mode: OFFLINE, why: `auto: none of ${names} can answer here` });
  }
  const named = backendNamed(mode, backends);
  if (named?.available === true) return ok({ mode: named.id, why: `chosen by name (${origin}); ${named.why}` });
  return fail(backendFault(mode, backends));
};

/** Why a backend that was named cannot answer, and what to do about it. An unknown name is a fault that names the known ones. */
export const backendFault = (name: string, backends: readonly BackendState[], who = ""): TeamFault => {
  const named = backendNamed(name, backends);
  if (named === undefined) {
    const known = ["auto", ...backends.flatMap(({ id, aliases }) => [id, ...aliases])];
    return unknownName("UNKNOWN_BACKEND", "backend", name, known, "moot config");
  }
  const message = `${who === "" ? "" : `${who}: `}the backend ${named.id} cannot answer here: ${named.why}`;
  const steps = named.available ? [] : named.setup;
  return { code: "BACKEND_UNAVAILABLE", message, hint: [...steps, "or MOOT_MODE=offline, which needs nothing"].join("; ") };
};
