import { general, roundTo } from "../../kernel/python-number.ts";
import { clampTo } from "../clamp.ts";
import { STEPS } from "../classic/policy.ts";
import type { Environment, Job } from "../job.ts";
import type { Lesson } from "../lessons.ts";
import type { Machine } from "../machines.ts";
import type { Material } from "../materials.ts";
import type { Reference } from "../profiles/references.ts";
import { SETTING_NAMES, SETTINGS, type Setting, type Settings } from "../settings.ts";
import { envelopeOf } from "../spine.ts";
import { usualSettings } from "../usual.ts";
import type { PolicyCell } from "./cells.ts";
import { BOUNDED, CAPPED } from "./references.ts";
import { type AgedPrecedent, type Weighed, weigh } from "./weigh.ts";

/** The user's own settings for a material, as far as a profile says them. */
export type Profile = { readonly name: string; readonly settings: Partial<Settings> };

/** Everything that a proposal may rest on, as it was read at one moment. The cell is null when nothing like it was printed. */
export type Brief = {
  readonly job: Job;
  readonly environment: Environment;
  readonly profile: Profile | null;
  readonly precedents: readonly AgedPrecedent[];
  readonly references: readonly Reference[];
  readonly cell: PolicyCell | null;
};

/** One shift of a knob: the amount, and what made it. `of` names the lesson, profile, reference or cell. */
export type Change = {
  readonly setting: Setting;
  readonly by: number;
  readonly cause: "profile" | "reference" | "precedent" | "policy" | "model" | "operator";
  readonly of: string;
  readonly why: string;
};

/** What may go wrong. `anchor` is the part of the model that it concerns, or null. */
export type Risk = {
  readonly location: string;
  readonly risk: (typeof RISKS)[number];
  readonly why: string;
  readonly anchor: string | null;
};

/** The words for a risk. */
export const RISKS = ["sag", "stringing", "adhesion", "warping", "delamination"] as const;

/** A proposal: the baseline plus all changes is the settings, to the last digit that a knob has. */
export type Advice = {
  readonly reasoning: string;
  readonly baseline: Settings;
  readonly settings: Settings;
  readonly changes: readonly Change[];
  readonly risks: readonly Risk[];
};

/** What the baseline counts beside precedents of weight 1: a material's usual values as one, the user's own profile as two. */
const PRIOR = { material: 1, profile: 2 } as const;
/** What a cell counts whose prints were all clean, in a simulated world. */
const CELL_WEIGHT = 0.3;
/** Digits that a knob is set with. */
const DIGITS: Readonly<Record<Setting, number>> = {
  nozzleCelsius: 0,
  bedCelsius: 0,
  retractionMm: 1,
  fanPercent: 0,
  firstLayerFanPercent: 0,
  layerHeightMm: 2,
};

/** The usual settings of a material as far as the machine reaches, with the digits that knobs have. */
export const baselineFor = (material: Material, machine: Machine): Settings => {
  const { settings } = clampTo(usualSettings(material, machine), envelopeOf(material, machine), material.id);
  return Object.fromEntries(SETTINGS.map((knob) => [knob, roundTo(settings[knob], DIGITS[knob])])) as Record<Setting, number>;
};

/**
 * A proposal by rule. The baseline is what vendors ship, then in this order: the user's profile, references (only where the profile is
 * silent: into their range), precedents by weight, the policy's cell, and at last a firmware's maximum, which nothing goes over. With
 * nothing known it is the baseline itself.
 */
export const propose = (brief: Brief, material: Material, machine: Machine): Advice => {
  const baseline = baselineFor(material, machine);
  const weighed = weigh(brief.precedents, brief.job);
  const changes: Change[] = [];
  const exact: Record<Setting, number> = { ...baseline };
  const settings: Record<Setting, number> = { ...baseline };
  // What is rounded away of one change still counts for the next, so that many small pulls are one that shows.
  const apply = (change: Change): void => {
    const knob = change.setting;
    exact[knob] += change.by;
    const next = roundTo(exact[knob], DIGITS[knob]);
    const by = roundTo(next - settings[knob], DIGITS[knob]);
    settings[knob] = next;
    if (by !== 0) changes.push({ ...change, by });
  };
  for (const change of fromProfile(brief.profile, settings)) apply(change);
  for (const change of fromReferences(brief, settings)) apply(change);
  for (const change of fromPrecedents(weighed, { ...exact }, brief.profile)) apply(change);
  for (const change of fromCell(brief.cell, { ...exact }, brief.profile)) apply(change);
  for (const change of fromLimits(brief.references, { ...exact })) apply(change);
  return { reasoning: reasoningOf(brief, weighed, changes), baseline, settings, changes, risks: risksOf(brief.job, weighed) };
};

const fromProfile = (profile: Profile | null, settings: Settings): readonly Change[] =>
  SETTINGS.flatMap((setting) => {
    const own = profile?.settings[setting];
    if (profile === null || own === undefined) return [];
    return [
      { setting, by: own - settings[setting], cause: "profile" as const, of: profile.name, why: `your profile says ${general(own)}` },
    ];
  });

/** A knob outside the range of what was read goes to its nearer end. */
const fromReferences = ({ references, profile }: Brief, settings: Settings): readonly Change[] =>
  references.flatMap((reference) => {
    const setting = BOUNDED[reference.param];
    if (setting === undefined || profile?.settings[setting] !== undefined) return [];
    return shiftBy(reference, setting, settings[setting], Math.min(Math.max(settings[setting], reference.low), reference.high));
  });

/** A firmware's maximum holds for everybody; of several the lowest. */
const fromLimits = (references: readonly Reference[], settings: Settings): readonly Change[] =>
  references.flatMap((reference) => {
    const setting = CAPPED[reference.param];
    return setting === undefined ? [] : shiftBy(reference, setting, settings[setting], Math.min(settings[setting], reference.low));
  });

const shiftBy = ({ param, low, high, sources }: Reference, setting: Setting, from: number, to: number): readonly Change[] => {
  if (to === from) return [];
  const range = low === high ? general(low) : `${general(low)} to ${general(high)}`;
  const of = sources.join(", ");
  return [{ setting, by: to - from, cause: "reference", of, why: `${param} is ${range} in ${of}` }];
};

const priorOf = (profile: Profile | null, setting: Setting): number =>
  profile?.settings[setting] === undefined ? PRIOR.material : PRIOR.profile;

/** Each lesson pulls a knob by its share of all weight on that knob, the baseline's among it: the pull of one grows with its weight. */
const fromPrecedents = (weighed: readonly Weighed[], base: Settings, profile: Profile | null): readonly Change[] =>
  SETTINGS.flatMap((setting) => {
    const pulls = weighed.flatMap((each) => {
      const target = targetOf(each.lesson, setting, base[setting]);
      return target === undefined ? [] : [{ ...each, target }];
    });
    const total = pulls.reduce((sum, { weight }) => sum + weight, priorOf(profile, setting));
    return pulls.map(({ lesson, weight, distance, target }) => ({
      setting,
      by: ((target - base[setting]) * weight) / total,
      cause: "precedent" as const,
      of: lesson.id,
      why: `${lesson.id} (${lesson.source}, ${lesson.outcome}, distance ${distance.toFixed(2)}, weight ${weight.toFixed(2)}) points to ${general(target)}`,
    }));
  });

/**
 * Where a lesson wants a knob: what a clean print had; of a failure what the lesson advises, else beyond what failed, on the side that
 * mends it, and nothing when the knob is there already.
 */
const targetOf = ({ outcome, printed: had, advice, mode }: Lesson, setting: Setting, base: number): number | undefined => {
  const limited = (value: number): number => limitsOf(setting, value);
  const advised = advice?.to?.[setting] ?? (advice?.by?.[setting] === undefined ? undefined : base + advice.by[setting]);
  if (advised !== undefined) return limited(advised);
  const printed = had?.[setting];
  if (printed === undefined) return undefined;
  if (outcome === "success") return printed;
  const by = mode === undefined || mode === "none" ? undefined : STEPS[mode].find(([knob]) => knob === setting)?.[1];
  if (by === undefined) return undefined;
  const target = limited(printed + by);
  return (target - base) * by > 0 ? target : undefined;
};

const limitsOf = (setting: Setting, value: number): number =>
  setting === "fanPercent" || setting === "firstLayerFanPercent" ? Math.min(Math.max(value, 0), 100) : Math.max(value, 0);

/** A cell that never had a clean print moves nothing. */
const fromCell = (cell: PolicyCell | null, base: Settings, profile: Profile | null): readonly Change[] => {
  if (cell === null || cell.clean === null) return [];
  const { key, clean, successes, trials } = cell;
  const weight = (CELL_WEIGHT * successes) / trials;
  return SETTINGS.map((setting) => ({
    setting,
    by: ((clean[setting] - base[setting]) * weight) / (priorOf(profile, setting) + weight),
    cause: "policy" as const,
    of: key,
    why: `${successes} of ${trials} simulated prints of ${key} were clean, at ${general(roundTo(clean[setting], DIGITS[setting]))} on average`,
  }));
};

const BY_GEOMETRY: Readonly<Record<string, Risk>> = {
  overhang: { location: "under the overhang", risk: "sag", why: "hanging layers droop before they set", anchor: "overhang" },
  bridge: { location: "middle of the span", risk: "sag", why: "an unsupported span sinks while it is soft", anchor: "bridge" },
  stringing: { location: "between travel moves", risk: "stringing", why: "the nozzle oozes while it travels", anchor: null },
  adhesion: { location: "first layer and corners", risk: "adhesion", why: "the first layer may let go", anchor: "first_layer" },
  vase: { location: "single thin walls", risk: "warping", why: "thin walls cool unevenly and bend", anchor: null },
};

/** The risk of the class of part, and what the heaviest failure like it died of. */
const risksOf = ({ geometry }: Job, weighed: readonly Weighed[]): readonly Risk[] => {
  const own = BY_GEOMETRY[geometry];
  const worst = weighed.find(({ isFor, lesson }) => !isFor && RISK_OF[lesson.mode ?? ""] !== undefined);
  const risk = RISK_OF[worst?.lesson.mode ?? ""];
  const earlier =
    worst === undefined || risk === undefined || risk === own?.risk
      ? []
      : [{ location: "as before", risk, why: `${worst.lesson.id} failed that way`, anchor: null }];
  return [...(own === undefined ? [] : [own]), ...earlier];
};

const RISK_OF: Readonly<Record<string, Risk["risk"]>> = {
  sag: "sag",
  stringing: "stringing",
  adhesion: "adhesion",
  warp: "warping",
  delamination: "delamination",
};

const reasoningOf = (
  { job, environment: { celsius, humidityPercent }, profile }: Brief,
  weighed: readonly Weighed[],
  changes: readonly Change[],
): string => {
  const here = `${job.material} ${job.geometry} at ${general(celsius)} °C and ${general(humidityPercent)} % humidity.`;
  const from = profile === null ? "From the usual settings" : `From your profile ${profile.name}`;
  const moved = changes.filter(({ cause }) => cause !== "profile");
  const knobs = [...new Set(moved.map(({ setting }) => SETTING_NAMES[setting]))].join(", ");
  const [heaviest] = weighed;
  const precedent =
    heaviest === undefined
      ? "No close precedent."
      : `The heaviest of ${weighed.length} close ${weighed.length === 1 ? "precedent" : "precedents"} is ${heaviest.lesson.id} (weight ${heaviest.weight.toFixed(2)}): ${heaviest.lesson.text}`;
  return [here, precedent, moved.length === 0 ? `${from}, nothing moved.` : `${from}, moved: ${knobs}.`].join(" ");
};
