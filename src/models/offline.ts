/**
 * @module Backends: ways to reach models, one file each. Owns the translation between Moot's request and a provider; refuses
 * to know runs or seats. `offline` is the keyless default: deterministic voices over an evidence index of the sources.
 */
import type { Backend } from "../ports/backend.ts";

/** The keyless default: needs nothing and sends nothing. */
export const entry: Backend = {
  id: "offline",
  aliases: [],
  title: "deterministic voices over your briefing and files; no language model",
  sends: false,
  available: () => ({ available: true, why: "needs no key and no network" }),
  open: async ({ evidenceOf }) => (await import("./offline-voices.ts")).offlineModel(evidenceOf),
};
