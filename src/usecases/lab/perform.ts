import type { Json } from "../../core/kernel/json.ts";
import { doubtByRule, proposeByRule } from "../../core/lab/session/voices.ts";
import { worstOfAttempt } from "../../core/money/price.ts";
import { PAID_ATTEMPTS, Purse } from "../../core/money/purse.ts";
import { sizeOf } from "../../core/money/size.ts";
import type { Hosted, Perform } from "../../ports/engine.ts";
import type { Model, ModelRequest, Tier } from "../../ports/model.ts";
import { askModel } from "../money/ask-model.ts";
import type { RuleTask, VoiceRequest } from "./request.ts";

/** The performer of the lab: a rule answers where the offline voice was chosen, else the voice's backend. Faults are replies. */
export const performLab =
  (models: (backend: string) => Model | undefined): Perform =>
  async ({ request, signal, onText }) => {
    const asked = request as unknown as VoiceRequest;
    if (asked.rule !== null) {
      const value: Json = { text: "", model: "rule", rule: answerByRule(asked.rule) };
      return { ok: true, value, microUsd: 0 };
    }
    const model = models(asked.backend);
    if (model === undefined) return { ok: false, fault: { kind: "unavailable", message: `no backend ${asked.backend}` }, microUsd: 0 };
    const purse = asked.price === undefined ? undefined : new Purse(asked.price, worstOf(asked));
    return askModel(model, { ...modelRequest(asked), ...(purse === undefined ? {} : { purse }) }, { signal, onText });
  };

/** What a rule says: pure, the same every time. */
export const answerByRule = (task: RuleTask): Json => {
  switch (task.kind) {
    case "propose":
      return proposeByRule(task.opening) as unknown as Json;
    case "doubt":
      return doubtByRule(task.opening, task.settings, task.risks) as unknown as Json;
    case "reflect":
      return null;
  }
};

const modelRequest = ({ system, prompt, tier, model, schema, maxTokens }: VoiceRequest): ModelRequest => ({
  system,
  messages: [{ role: "user", text: prompt }],
  tier: tier as Tier,
  ...(model === null ? {} : { model }),
  schema,
  maxTokens,
});

/** What a call of the lab may cost at most, in micro-USD: reserved before it is made. */
export const reserveLab: NonNullable<Hosted["worstMicroUsd"]> = ({ request }) => worstOf(request as unknown as VoiceRequest);

const worstOf = (request: VoiceRequest): number =>
  request.price === undefined ? 0 : PAID_ATTEMPTS * worstOfAttempt(request.price, sizeOf(modelRequest(request)));
