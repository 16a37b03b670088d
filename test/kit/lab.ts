import { hash53 } from "../../src/core/kernel/hash.ts";
import { canonicalJson, type Json } from "../../src/core/kernel/json.ts";
import { random } from "../../src/core/kernel/random.ts";
import { type LogOpening, logFact } from "../../src/core/lab/log/event.ts";
import { logMachine } from "../../src/core/lab/log/machine.ts";
import { type LabOpening, labFact, type Voice } from "../../src/core/lab/session/event.ts";
import { LAB_KIND, labMachine } from "../../src/core/lab/session/machine.ts";
import type { Fact } from "../../src/core/run/event.ts";
import type { AwaitStep, Input, Machine, Reply } from "../../src/core/run/machine.ts";
import { buildReflection } from "../../src/usecases/lab/log.ts";
import { answerByRule } from "../../src/usecases/lab/perform.ts";
import { buildLabRequest, type VoiceRequest } from "../../src/usecases/lab/request.ts";

/** The machine of the lab with its real prompts. */
export const lab = labMachine(buildLabRequest) as Machine<unknown>;
export { LAB_KIND };

/** A voice on a backend. */
export const voiceOn = (backend: string): Voice => ({ backend, tier: "sonnet", model: null, timeoutMs: 60_000 });

/** Knobs of a run; what is absent is a PETG bridge in a warm room that nobody taught anything. */
export type LabKnobs = Partial<Omit<LabOpening, "brief">> & { readonly brief?: Partial<LabOpening["brief"]> };

/** An opening of the lab. */
export const labOpening = ({ brief = {}, ...knobs }: LabKnobs = {}): LabOpening => ({
  brief: {
    job: { material: "PETG", geometry: "bridge", bedPosition: "center", machine: "ender-3-v2" },
    environment: { celsius: 29, humidityPercent: 62 },
    profile: null,
    precedents: [],
    references: [],
    cell: null,
    ...brief,
  },
  world: "fdm",
  policy: "search",
  iterations: 6,
  until: "verdict",
  approval: null,
  voices: { obrien: voiceOn("offline"), laforge: voiceOn("offline") },
  ...knobs,
});

/** The opening facts of a run. */
export const labFacts = (knobs: LabKnobs = {}): readonly Fact[] => [labFact("lab-opened", labOpening(knobs))] as unknown as readonly Fact[];

/** An answer of O'Brien as a model writes it. */
export const advised = (settings: Readonly<Record<string, unknown>> = {}): Json =>
  ({
    reasoning: "No close precedent; a cooler nozzle for the humid air.",
    settings: {
      nozzle_temp: 232,
      bed_temp: 82,
      retraction_mm: 5,
      fan_pct: 60,
      first_layer_fan_pct: 0,
      layer_height: 0.2,
      ...settings,
    },
    changes: [{ setting: "nozzle_temp", why: "strings less" }],
    risks: [{ location: "middle of the span", risk: "sag", why: "it hangs", anchor_hint: "bridge" }],
  }) as Json;

/** An answer of La Forge as a model writes it. */
export const doubted = (stance = "caution", flags: readonly string[] = ["sag"]): Json => ({
  stance,
  headline: "the span is long",
  detail: "watch its middle",
  flags: [...flags],
});

/** Answers of models, by step; and the share of calls that fail, in [0, 1]. */
export type ScriptKnobs = { readonly answers?: Readonly<Record<string, Json>>; readonly fails?: number };

/** Answers a run: rules for offline voices, else the script. A pure function of the step and its request. */
export const labReply =
  ({ answers = {}, fails = 0 }: ScriptKnobs = {}) =>
  (key: string, request: Json): Reply => {
    const { rule, voice } = request as unknown as VoiceRequest;
    if (random(`${key}/${hash53(canonicalJson(request))}`).unit() < fails)
      return { ok: false, fault: { kind: "overloaded", message: "scripted" } };
    if (rule !== null) return { ok: true, value: { text: "", model: "rule", rule: answerByRule(rule) }, microUsd: 0 };
    const parsed = answers[key] ?? (voice === "obrien" ? advised() : doubted());
    return { ok: true, value: { text: JSON.stringify(parsed), parsed, model: "scripted-1" }, microUsd: 4 };
  };

/** An operator who orders what is planned and acknowledges what is held. */
export const operator = ({ key }: AwaitStep): Omit<Input, "key"> =>
  key === "order"
    ? { kind: "order", data: { reason: "print it" } }
    : { kind: "acknowledge", data: { reason: "seen, and printed on my call" } };

/** A logged print as a machine with its real prompt, and its opening with a voice on a backend. */
export const labLog = logMachine(buildReflection) as Machine<unknown>;
export const logFacts = (backend: string): readonly Fact[] => {
  const opening: LogOpening = {
    id: "earned-1",
    ...{ job: labOpening().brief.job, environment: labOpening().brief.environment, of: null, predicted: null },
    settings: { nozzleCelsius: 228, fanPercent: 70 },
    seen: { class: "success", mode: "none", quality: 0.9, note: "" },
    voice: voiceOn(backend),
  };
  return [logFact("print-logged", opening)] as unknown as readonly Fact[];
};
