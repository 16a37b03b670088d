import type { Json } from "../core/kernel/json.ts";
import { fail, ok, type Result } from "../core/kernel/result.ts";
import type { ModelFault } from "../core/run/fault.ts";
import type { Completion, Model, ModelRequest } from "../ports/model.ts";

/** What a script says to one request: text, text with a parsed object, or a fault. */
export type ScriptedLine = { readonly text: string; readonly parsed?: Json } | { readonly fault: ModelFault };

/** A script: a function of the request, so that equal requests get equal answers. `latencyMs` 0 answers in the same turn. */
export type Script = { readonly say: (request: ModelRequest) => ScriptedLine; readonly latencyMs?: (request: ModelRequest) => number };

/** A backend that says what its script says, after the latency that the script sets. For tests and the proving ground. */
export const scriptedModel = (script: Script): Model => ({
  id: "scripted",
  complete: async (request, signal) => {
    const wait = script.latencyMs?.(request) ?? 0;
    if (wait > 0) await pause(wait, signal);
    return answer(script.say(request), wait);
  },
});

const answer = (line: ScriptedLine, latencyMs: number): Result<Completion, ModelFault> => {
  if ("fault" in line) return fail(line.fault);
  const usage = { input: 0, output: 0, cached: 0 };
  return ok({ ...line, model: "scripted-1", usage, latencyMs, costMicroUsd: 0 });
};

const pause = (ms: number, signal: AbortSignal): Promise<void> =>
  new Promise((resolve) => {
    const timer = setTimeout(resolve, ms);
    signal.addEventListener("abort", () => {
      clearTimeout(timer);
      resolve();
    });
  });
