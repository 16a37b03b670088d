import { asList, asRecord, asText, type Json } from "../../kernel/json.ts";
import { fail, ok, type Result } from "../../kernel/result.ts";
import { type Advice, baselineFor, type Change, propose, RISKS, type Risk } from "../engineer/propose.ts";
import { opinionOf } from "../inspector.ts";
import { SETTING_NAMES, SETTINGS, type Setting, type Settings } from "../settings.ts";
import { readStance, type Verdict } from "../verdict.ts";
import type { Defect } from "../world.ts";
import { castOf, DEFECTS, flagsOn } from "./cast.ts";
import type { LabOpening } from "./event.ts";

/** A second opinion: the stance, and the defects that it is about. */
export type Doubt = { readonly opinion: Verdict<"opinion">; readonly flags: readonly Defect[] };

/** Why an answer of a model cannot be used. */
export type AnswerFault = { readonly message: string };

/** Characters of a text that are kept, and items of a list that are read. */
const LONGEST = { reasoning: 2_000, line: 300 } as const;
const MOST_ITEMS = 12;

/** O'Brien by rule. */
export const proposeByRule = (opening: LabOpening): Advice => {
  const { material, machine } = castOf(opening);
  return propose(opening.brief, material, machine);
};

/** La Forge by rule, on settings that the Spine let through. */
export const doubtByRule = (opening: LabOpening, settings: Settings, risks: readonly Risk[]): Doubt => {
  const flags = flagsOn(opening, settings);
  const opinion = opinionOf(flags);
  const { approval, brief } = opening;
  if (flags.length === 0 && approval !== null) {
    const headline = `no table knows ${brief.job.material}`;
    return { flags: [], opinion: { stance: "caution", headline, detail: "it prints in the narrowest envelope; watch every layer" } };
  }
  const isBlank = flags.length === 0 && risks.length === 0 && brief.job.geometry !== "cube";
  return {
    flags: flags.map(({ defect }) => defect),
    opinion: isBlank
      ? { stance: "caution", headline: "no risk is named", detail: "make sure that this is confidence and not optimism" }
      : opinion,
  };
};

/**
 * Reads a proposal that a model wrote: six finite numbers, a reasoning, risks by their closed words. Its changes are what it moved from
 * the usual settings, each with the reason that it gave for that knob. Anything else is a fault; nothing is filled in.
 */
export const readAdvice = (opening: LabOpening, answer: Json | undefined): Result<Advice, AnswerFault> => {
  const record = asRecord(answer);
  if (record === undefined) return fail({ message: "the answer is no JSON object" });
  const reasoning = lineOf(record.reasoning, LONGEST.reasoning);
  if (reasoning === undefined) return fail({ message: "reasoning must be a text" });
  const settings = readSettings(record.settings);
  if (!settings.ok) return settings;
  const risks = readRisks(record.risks);
  if (!risks.ok) return risks;
  const { material, machine } = castOf(opening);
  const baseline = baselineFor(material, machine);
  return ok({ reasoning, baseline, settings: settings.value, changes: changesOf(baseline, settings.value, record), risks: risks.value });
};

const readSettings = (value: Json | undefined): Result<Settings, AnswerFault> => {
  const named = asRecord(value);
  const settings: Partial<Record<Setting, number>> = {};
  for (const setting of SETTINGS) {
    const name = SETTING_NAMES[setting];
    const number = named?.[name];
    if (typeof number !== "number" || !Number.isFinite(number))
      return fail({ message: `settings.${name} must be a finite number but is ${JSON.stringify(number) ?? "absent"}` });
    settings[setting] = number;
  }
  return ok(settings as Settings);
};

const readRisks = (value: Json | undefined): Result<readonly Risk[], AnswerFault> => {
  const risks: Risk[] = [];
  for (const item of asList(value).slice(0, MOST_ITEMS)) {
    const entry = asRecord(item);
    const risk = RISKS.find((word) => word === asText(entry?.risk)?.trim().toLowerCase());
    if (risk === undefined)
      return fail({ message: `a risk must be one of ${RISKS.join(", ")} but is ${JSON.stringify(entry?.risk ?? null)}` });
    const text = (key: string): string => lineOf(entry?.[key], LONGEST.line) ?? "";
    risks.push({ location: text("location"), risk, why: text("why"), anchor: text("anchor_hint") || null });
  }
  return ok(risks);
};

const changesOf = (baseline: Settings, settings: Settings, answer: { readonly [key: string]: Json }): readonly Change[] => {
  const whys = asList(answer.changes).map(asRecord);
  return SETTINGS.flatMap((setting) => {
    if (settings[setting] === baseline[setting]) return [];
    const given = whys.find((entry) => entry?.setting === SETTING_NAMES[setting]);
    const why = lineOf(given?.why, LONGEST.line) ?? "no reason given";
    return [{ setting, by: settings[setting] - baseline[setting], cause: "model" as const, of: "obrien", why }];
  });
};

/** Reads a second opinion that a model wrote: a stance of the closed vocabulary, texts, and flags that are words for defects. */
export const readDoubt = (answer: Json | undefined): Result<Doubt, AnswerFault> => {
  const record = asRecord(answer);
  if (record === undefined) return fail({ message: "the answer is no JSON object" });
  const stance = readStance("opinion", asText(record.stance) ?? "");
  if (!stance.ok) return stance;
  const headline = lineOf(record.headline, LONGEST.line);
  const detail = lineOf(record.detail, LONGEST.reasoning);
  if (headline === undefined || detail === undefined) return fail({ message: "headline and detail must be texts" });
  const words = asList(record.flags).slice(0, MOST_ITEMS);
  const odd = words.find((word) => !DEFECTS.includes(word as Defect));
  if (odd !== undefined) return fail({ message: `a flag must be one of ${DEFECTS.join(", ")} but is ${JSON.stringify(odd).slice(0, 60)}` });
  return ok({ opinion: { stance: stance.value, headline, detail }, flags: [...new Set(words as readonly Defect[])] });
};

/** A text without surrounding space, cut to `most` characters; undefined when it is none or empty. */
const lineOf = (value: Json | undefined, most: number): string | undefined => {
  const text = asText(value)?.trim() ?? "";
  return text === "" ? undefined : [...text].slice(0, most).join("");
};
