import { fail, ok } from "../core/kernel/result.ts";
import type { EvidenceOf } from "../core/voices/evidence-cache.ts";
import { voice } from "../core/voices/voice.ts";
import type { Model } from "../ports/model.ts";

/** The model id that offline completions carry. It never pretends to be a model. */
export const OFFLINE_MODEL = "offline-voices-1";

/** Opens the offline voices. Free, deterministic, and only for requests that carry a `task`. */
export const offlineModel = (evidenceOf: EvidenceOf): Model => ({
  id: "offline",
  complete: async ({ task }) => {
    if (task === undefined)
      return fail({ kind: "malformed", message: "the offline voices answer typed tasks only; this request has none" });
    const { text, parsed } = voice(task, evidenceOf(task.sources));
    const usage = { input: 0, output: 0, cached: 0 };
    return ok({ text, ...(parsed === undefined ? {} : { parsed }), model: OFFLINE_MODEL, usage, latencyMs: 0, costMicroUsd: 0 });
  },
});
