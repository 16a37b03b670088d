import type { Json } from "../../core/kernel/json.ts";
import { random } from "../../core/kernel/random.ts";
import { baselineFor, RISKS, type Risk } from "../../core/lab/engineer/propose.ts";
import { castOf, DEFECTS } from "../../core/lab/session/cast.ts";
import type { LabOpening, Voice, VoiceName } from "../../core/lab/session/event.ts";
import { OFFLINE_VOICE } from "../../core/lab/session/machine.ts";
import type { LabAsk } from "../../core/lab/session/next-steps.ts";
import type { LabState } from "../../core/lab/session/state.ts";
import { SETTING_NAMES, SETTINGS, type Settings } from "../../core/lab/settings.ts";
import { STANCES } from "../../core/lab/verdict.ts";
import { type ModelPrice, priceRow } from "../../core/money/model-price.ts";
import type { Price } from "../../core/money/price.ts";
import type { CallStep } from "../../core/run/machine.ts";
import * as say from "./prompt-text.ts";

/** The request of a voice as it is stored: what a model is asked, and beside it what the rule needs where the rule is asked. */
export type VoiceRequest = {
  readonly op: "voice";
  readonly voice: VoiceName;
  readonly backend: string;
  readonly tier: string;
  readonly model: string | null;
  readonly maxTokens: number;
  readonly system: string;
  readonly prompt: string;
  readonly schema: Json;
  /** Null where a model is asked. */
  readonly rule: RuleTask | null;
  /** What the model costs; absent where nothing is billed. */
  readonly price?: Price;
};

/** What an offline voice is asked; a reflection by rule needs nothing but the print, which the machine has. */
export type RuleTask =
  | { readonly kind: "reflect" }
  | { readonly kind: "propose"; readonly opening: LabOpening }
  | { readonly kind: "doubt"; readonly opening: LabOpening; readonly settings: Settings; readonly risks: readonly Risk[] };

/** Tokens of an answer; the prompts say how many sentences. */
const ANSWER_TOKENS = 1_500;

/** Builds the request of a planned call from what the step sees. */
export const buildLabRequest = (state: LabState, step: CallStep): Json => {
  const opening = state.opening as LabOpening;
  const { brief } = opening;
  const { material, machine } = castOf(opening);
  const fence = fenceOf(opening);
  const job = say.jobBlock(brief, material, machine, fence);
  const ask = step.what as unknown as LabAsk;
  if (ask.ask === "propose") {
    const baseline = say.baselineBlock(brief, baselineFor(material, machine), material, machine, fence);
    return voiceRequest(opening.voices.obrien, opening.prices, {
      voice: "obrien",
      system: say.engineerRole(fence),
      prompt: [job, baseline, say.precedentBlock(brief, fence), say.PROPOSE].join("\n\n"),
      schema: ADVICE_SCHEMA,
      rule: { kind: "propose", opening },
    });
  }
  const settings = state.plan?.checked?.allowed as Settings;
  const { reasoning = "", risks = [] } = state.advice ?? {};
  return voiceRequest(opening.voices.laforge, opening.prices, {
    voice: "laforge",
    system: say.inspectorRole(fence),
    prompt: [job, say.planBlock(settings, reasoning, risks, fence), say.DOUBT].join("\n\n"),
    schema: DOUBT_SCHEMA,
    rule: { kind: "doubt", opening, settings, risks },
  });
};

/** One boundary a run, which nobody who wrote a lesson or a profile before it can know. */
const fenceOf = ({ brief, world, policy }: LabOpening): string =>
  `~~~${random(JSON.stringify([brief.job, brief.environment, world, policy]))
    .fork("fence")
    .below(0xffffffff)
    .toString(16)
    .padStart(8, "0")}`;

/** A request with what its model costs, as the opening has it; the rule's task only where the rule answers. */
export const voiceRequest = (
  { backend, tier, model }: Voice,
  prices: readonly ModelPrice[] | undefined,
  asked: Pick<VoiceRequest, "voice" | "system" | "prompt" | "schema"> & { readonly rule: RuleTask },
): Json => {
  const row = priceRow(prices, { backend, tier, model });
  const rule = backend === OFFLINE_VOICE ? asked.rule : null;
  return {
    op: "voice",
    backend,
    tier,
    model,
    maxTokens: ANSWER_TOKENS,
    ...asked,
    rule: rule as unknown as Json,
    ...(row === undefined ? {} : { price: row.price as unknown as Json }),
  };
};

const object = (properties: Readonly<Record<string, Json>>): Json => ({
  type: "object",
  additionalProperties: false,
  required: Object.keys(properties),
  properties,
});
const list = (items: Json): Json => ({ type: "array", items });
const text: Json = { type: "string" };
const number: Json = { type: "number" };
const knobs = SETTINGS.map((knob) => SETTING_NAMES[knob]);

/** JSON schema of a proposal. */
const ADVICE_SCHEMA: Json = object({
  reasoning: text,
  settings: object(Object.fromEntries(knobs.map((name) => [name, number]))),
  changes: list(object({ setting: { enum: [...knobs] }, why: text })),
  risks: list(object({ location: text, risk: { enum: [...RISKS] }, why: text, anchor_hint: { anyOf: [text, { type: "null" }] } })),
});

/** JSON schema of a second opinion. */
const DOUBT_SCHEMA: Json = object({
  stance: { enum: [...STANCES.opinion] },
  headline: text,
  detail: text,
  flags: list({ enum: [...DEFECTS] }),
});
