import { asRecord, asText, type Json } from "../../kernel/json.ts";
import { fail, ok, type Result } from "../../kernel/result.ts";
import { objectOf } from "../../roundtable/judge-reply.ts";
import type { ModelFault } from "../../run/fault.ts";
import type { CallStep, Input, Machine, Refusal, Reply } from "../../run/machine.ts";
import type { Change } from "../engineer/propose.ts";
import { SETTING_NAMES, SETTINGS, type Setting, type Settings } from "../settings.ts";
import { type LabFact, type LabOpening, labFact, type Spoken, type VoiceName } from "./event.ts";
import { acknowledgeStep, type LabAsk, ORDER_STEP, planLab } from "./next-steps.ts";
import { foldLab, initialLab, type LabState, outstanding } from "./state.ts";
import { type AnswerFault, readAdvice, readDoubt } from "./voices.ts";

/** The kind of these runs. */
export const LAB_KIND = "lab";

/** The backend whose voices are rules. */
export const OFFLINE_VOICE = "offline";

/** Builds the request of a planned call. Pure; lives beside the use case, because prompts do. */
export type BuildLabRequest = (state: LabState, step: CallStep) => Json;

/** A run of the lab as a machine. It moves no sparks. */
export const labMachine = (request: BuildLabRequest): Machine<LabState> => ({
  kind: LAB_KIND,
  version: 1,
  initial: initialLab,
  fold: foldLab,
  nextSteps: planLab,
  request,
  absorb: (state, step, reply) => (step.kind === "call" ? absorbLab(state, step, reply) : []),
  accept: acceptLab,
  consequences: () => [],
  status: (state) => state.status,
});

/** Turns a reply into one fact. What a model wrote is checked here, before anything uses it. */
const absorbLab = (state: LabState, { what }: CallStep, reply: Reply): readonly LabFact[] => {
  const opening = state.opening as LabOpening;
  const ask = what as unknown as LabAsk;
  if (ask.ask === "propose") {
    const advice = answered(opening, "obrien", reply, (answer) => readAdvice(opening, answer));
    if (!advice.ok) return [labFact("proposal-failed", { fault: advice.fault })];
    return [labFact("plan-proposed", { revision: 1, spoken: spokenBy(opening, "obrien", reply), advice: advice.value })];
  }
  const { revision } = ask;
  const doubt = answered(opening, "laforge", reply, readDoubt);
  if (!doubt.ok) return [labFact("opinion-failed", { revision, fault: doubt.fault })];
  return [labFact("plan-doubted", { revision, spoken: spokenBy(opening, "laforge", reply), ...doubt.value })];
};

/** The answer of a voice. The rule's is taken as it is where the rule was asked for; a model's is read, and a bad one is malformed. */
const answered = <T>(
  opening: LabOpening,
  voice: VoiceName,
  reply: Reply,
  read: (answer: Json | undefined) => Result<T, AnswerFault>,
): Result<T, ModelFault> => {
  if (!reply.ok) return fail(reply.fault);
  const value = asRecord(reply.value);
  if (opening.voices[voice].backend === OFFLINE_VOICE) return ok(value?.rule as unknown as T);
  const answer = read(objectOf(reply.value));
  return answer.ok ? answer : fail({ kind: "malformed", message: answer.fault.message });
};

const spokenBy = (opening: LabOpening, voice: VoiceName, reply: Reply): Spoken => {
  const { backend } = opening.voices[voice];
  const model = reply.ok ? (asText(asRecord(reply.value)?.model) ?? backend) : backend;
  return { by: backend === OFFLINE_VOICE ? "offline" : "model", backend, model };
};

/** What people may say: pause, resume, cut, order the print of a plan, override it, acknowledge a hold. Anything else is refused by name. */
const acceptLab = (state: LabState, input: Input): Result<readonly LabFact[], Refusal> => {
  if (state.status === "done") return refused("DONE", "the run is closed");
  const reason = (asText(asRecord(input.data)?.reason) ?? "").trim();
  switch (input.kind) {
    case "pause":
      return state.status === "paused" ? refused("PAUSED", "the run is paused already") : ok([labFact("run-paused", { reason })]);
    case "resume":
      return state.status === "open" ? refused("OPEN", "the run is not paused") : ok([labFact("run-resumed", { by: reason })]);
    case "cut": {
      const { prints } = state;
      return ok([labFact("lab-closed", { outcome: "cut", reason, prints: prints.length, best: null })]);
    }
    case "order":
      return acceptOrder(state, input, reason);
    case "acknowledge":
      return acceptAcknowledgement(state, input, reason);
    case "override":
      return acceptOverride(state, input, reason);
    default:
      return refused(
        "UNKNOWN_INPUT",
        `unknown input ${JSON.stringify(input.kind)}; known: pause, resume, cut, order, acknowledge, override`,
      );
  }
};

const refused = (code: string, message: string): Result<never, Refusal> => fail({ code, message });

const acceptOrder = (state: LabState, { key }: Input, reason: string): Result<readonly LabFact[], Refusal> => {
  if (key !== `step:${ORDER_STEP}` || state.isOrdered) return refused("NOT_DUE", "the print is not waiting to be ordered");
  return ok([labFact("print-ordered", { reason })]);
};

/** Needs a reason, and a print that is held for this very plan. */
const acceptAcknowledgement = (state: LabState, { key }: Input, reason: string): Result<readonly LabFact[], Refusal> => {
  const { plan } = state;
  if (plan === undefined || !plan.isHeld || key !== `step:${acknowledgeStep(plan.revision)}`)
    return refused("NOT_DUE", "no print is held for this plan");
  if (reason === "") return refused("NO_REASON", "an acknowledgement needs a reason");
  return ok([labFact("print-acknowledged", { revision: plan.revision, reason, reasons: outstanding(state) })]);
};

/** The operator's own values, before the first print; the Spine and the second opinion look at them like at any plan. */
const acceptOverride = (state: LabState, input: Input, reason: string): Result<readonly LabFact[], Refusal> => {
  const { plan } = state;
  if (plan === undefined || state.prints.length > 0) return refused("TOO_LATE", "only a plan that was not printed yet can be overridden");
  if (reason === "") return refused("NO_REASON", "an override needs a reason");
  const asked = asRecord(asRecord(input.data)?.settings) ?? {};
  const settings: Record<Setting, number> = { ...(plan.checked?.allowed ?? plan.asked) };
  const changes: Change[] = [];
  for (const setting of SETTINGS) {
    const value = asked[SETTING_NAMES[setting]];
    if (value === undefined) continue;
    if (typeof value !== "number" || !Number.isFinite(value))
      return refused("BAD_VALUE", `${SETTING_NAMES[setting]} must be a finite number`);
    if (value !== settings[setting])
      changes.push({ setting, by: value - settings[setting], cause: "operator", of: "operator", why: reason });
    settings[setting] = value;
  }
  if (changes.length === 0) return refused("NOTHING_CHANGED", "an override must move at least one knob");
  return ok([labFact("plan-overridden", { revision: plan.revision + 1, settings: settings satisfies Settings, changes, reason })]);
};
