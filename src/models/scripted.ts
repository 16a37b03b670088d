import { fail, ok, type Result } from "../core/kernel/result.ts";
import type { ModelFault } from "../core/run/fault.ts";
import type { Availability, Backend, BackendContext } from "../ports/backend.ts";
import type { Completion, Model } from "../ports/model.ts";
import { readScriptFile, type Script, type ScriptedLine } from "./script-file.ts";

/** A backend that says what its script says, after the latency that the script sets. For tests and the proving ground. */
export const scriptedModel = (script: Script): Model => ({
  id: "scripted",
  complete: async (request, signal) => {
    const wait = script.latencyMs?.(request) ?? 0;
    if (wait > 0) await pause(wait, signal);
    if (signal.aborted) return fail({ kind: "timeout", message: "the script was stopped" });
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

/** The variable that names the script file. */
const SCRIPT = "MOOT_SCRIPT";

/** A script file instead of a model. Only by name: a person asks for it, `auto` never does. */
export const entry: Backend = {
  id: "scripted",
  aliases: [],
  title: "a script instead of a model, for tests and the proving ground",
  sends: false,
  variables: () => [SCRIPT],
  available: (context) => availability(context),
  open: async ({ env }) => {
    const script = readScriptFile(env[SCRIPT] ?? "");
    if (script.ok) return scriptedModel(script.value);
    return scriptedModel({ say: () => ({ fault: { kind: "malformed", message: script.fault } }) });
  },
};

const availability = ({ env }: BackendContext): Availability => {
  const path = env[SCRIPT];
  if (path === undefined || path === "") return { available: false, why: `${SCRIPT} names no script`, setup: [`${SCRIPT}=script.json`] };
  const script = readScriptFile(path);
  return script.ok
    ? { available: true, why: `${SCRIPT} names ${path}` }
    : { available: false, why: script.fault, setup: ["mend the script"] };
};
