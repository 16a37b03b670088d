import type { Json } from "../../core/kernel/json.ts";
import { random } from "../../core/kernel/random.ts";
import { fail, ok, type Result } from "../../core/kernel/result.ts";
import type { Environment, Job } from "../../core/lab/job.ts";
import type { Lesson } from "../../core/lab/lessons.ts";
import { type LogDataOf, type LogOpening, logFact, type Prediction } from "../../core/lab/log/event.ts";
import { LOG_KIND } from "../../core/lab/log/machine.ts";
import type { LabDataOf, LabOpening } from "../../core/lab/session/event.ts";
import { LAB_KIND } from "../../core/lab/session/machine.ts";
import { bestPrint } from "../../core/lab/session/state.ts";
import { SETTING_NAMES, SETTINGS, type Settings } from "../../core/lab/settings.ts";
import { USUAL_LAYER_MM } from "../../core/lab/usual.ts";
import type { Defect, Outcome, World } from "../../core/lab/world.ts";
import type { RunId } from "../../core/run/event.ts";
import type { Journal } from "../../ports/journal.ts";
import type { LoadedConfig } from "../home/config.ts";
import { type RunFault, resolveRun } from "../runs/control.ts";
import { findWorld } from "./crew.ts";
import { agreement } from "./ledger.ts";
import { findObserved, type ObservedPrint } from "./observed.ts";
import type { LabFault, LabHouse } from "./open.ts";
import { reflectionRole, reflectionTask } from "./prompt-text.ts";
import { voiceRequest } from "./request.ts";
import { planVoices, type VoiceWish } from "./voices.ts";
import { type JobWish, numberIn, readJobWish, readSettingPairs, type WishFault } from "./wish.ts";

/** A real print as a person reports it: a run of the lab whose settings it had, or the job and its settings. */
export type LogWish = JobWish &
  VoiceWish & {
    readonly run?: string | undefined;
    readonly print?: string | undefined;
    /** A kept print of a printer's history. */
    readonly observed?: string | undefined;
    readonly set?: readonly string[] | undefined;
    readonly outcome?: string | undefined;
    readonly quality?: string | undefined;
    readonly note?: string | undefined;
    readonly world?: string | undefined;
  };

/** A logged print as screens and `--json` show it. `agreement` is how often this world had said real prints of the home. */
export type LogView = {
  readonly run: string;
  readonly state: string;
  readonly of: LogOpening["of"];
  readonly observed: NonNullable<LogOpening["observed"]> | null;
  readonly job: { readonly material: string; readonly geometry_type: string; readonly bed_position: string };
  readonly settings: Readonly<Record<string, number>>;
  readonly seen: LogOpening["seen"];
  readonly predicted: PredictionView | null;
  readonly agrees: boolean | null;
  readonly agreement: { readonly right: number; readonly count: number } | null;
  readonly lesson: { readonly id: string; readonly text: string; readonly by: string } | null;
};

/** What a world had said, or why it could not. */
type PredictionView =
  | {
      readonly world: string;
      readonly outcome: Outcome["class"];
      readonly failure_mode: Outcome["mode"];
      readonly quality: number;
      readonly failure_chance: number | null;
      readonly validation: { readonly state: "unvalidated" };
    }
  | { readonly world: string; readonly refusal: string };

const predictionView = (predicted: Prediction | null): PredictionView | null => {
  if (predicted === null || "refusal" in predicted) return predicted;
  const { world, class: outcome, mode, quality, failureChance, validation } = predicted;
  return { world, outcome, failure_mode: mode, quality, failure_chance: failureChance, validation };
};

/** Words for what came out, with the outcome and the mode that each stands for. */
const OUTCOMES: Readonly<Record<string, readonly [Outcome["class"], Outcome["mode"]]>> = {
  clean: ["success", "none"],
  sag: ["failed_sag", "sag"],
  stringing: ["failed_stringing", "stringing"],
  adhesion: ["failed_sag", "adhesion"],
  warp: ["failed_sag", "warp"],
  under_extrusion: ["failed_sag", "under_extrusion"],
  delamination: ["failed_sag", "delamination"],
};
const ALIASES: Readonly<Record<string, string>> = {
  success: "clean",
  sagged: "sag",
  strung: "stringing",
  failed_sag: "sag",
  failed_stringing: "stringing",
};
const LONGEST_NOTE = 500;

/** Opens the record of a real print, with what the world says of it beside. It asks nobody yet. */
export const openLog = (house: LabHouse, loaded: LoadedConfig, wish: LogWish): Result<RunId, LabFault | RunFault> => {
  const seen = readSeen(wish);
  if (!seen.ok) return seen;
  const observed = wish.observed === undefined ? ok(undefined) : findObserved(house.journal, wish.observed);
  if (!observed.ok) return observed;
  const past = observed.value;
  if (past !== undefined && past.print.ending !== "finished" && seen.value.mode === "none")
    return fail({
      code: "BAD_VALUE",
      message: `print ${past.print.id} ended on the printer as ${past.print.ending}: it did not come out clean`,
      hint: `say what went wrong: --observed ${past.print.id} --outcome adhesion`,
    });
  const printed = wish.run === undefined ? readPrinted(wish, past) : printOfRun(house.journal, wish.run, wish.print);
  if (!printed.ok) return printed;
  const found = findWorld({ world: wish.world ?? printed.value.world });
  if (!found.ok) return found;
  const planned = planVoices(house, loaded, wish);
  if (!planned.ok) return planned;
  const { job, environment, settings, of } = printed.value;
  const { voices, prices } = planned.value;
  const run = house.newId("log");
  const opening = logFact("print-logged", {
    id: `earned-${run.slice(run.indexOf("-") + 1)}`,
    ...{ job, environment, settings, of, seen: seen.value },
    ...(past === undefined ? {} : { observed: { host: past.host, id: past.print.id, file: past.print.file } }),
    predicted: predict(found.value.world, settings, job, environment),
    voice: voices.obrien,
    ...(prices.length === 0 ? {} : { prices }),
  });
  const opened = house.journal.open({
    run,
    kind: LOG_KIND,
    version: 1,
    title: `real print: ${job.material} ${job.geometry}, ${seen.value.mode === "none" ? "clean" : seen.value.mode}`,
    facts: [opening] as unknown as Parameters<Journal["open"]>[0]["facts"],
    ledger: [[]],
  });
  if (!opened.ok) throw new Error(`a fresh run id was taken: ${opened.fault.message}`);
  return ok(run);
};

/** What came out, in the words that a report may use. */
export const readSeen = ({ outcome, quality, note = "" }: LogWish): Result<LogOpening["seen"], WishFault> => {
  const word = (outcome ?? "").trim().toLowerCase();
  const known = OUTCOMES[ALIASES[word] ?? word];
  if (known === undefined) {
    const message = `--outcome must be one of ${Object.keys(OUTCOMES).join(", ")} but is ${JSON.stringify(word.slice(0, 40))}`;
    return fail({ code: "BAD_VALUE", message, hint: "pass --outcome clean" });
  }
  const worth = quality === undefined ? ok(null) : numberIn("--quality", quality, [0, 1]);
  if (!worth.ok) return worth;
  return ok({ class: known[0], mode: known[1] as Defect | "none", quality: worth.value, note: [...note].slice(0, LONGEST_NOTE).join("") });
};

type Printed = {
  readonly job: Job;
  readonly environment: Environment;
  readonly settings: Partial<Settings>;
  readonly of: LogOpening["of"];
  readonly world: string;
};

/** The job and the settings that a person says, over those that a printer's history told. */
const readPrinted = (wish: LogWish, past: ObservedPrint | undefined): Result<Printed, WishFault> => {
  const asked = readJobWish({ ...wish, material: wish.material ?? past?.material ?? undefined });
  if (!asked.ok) return asked;
  const set = readSettingPairs("--set", wish.set ?? []);
  if (!set.ok) return set;
  const settings = { ...past?.settings, ...set.value };
  if (Object.keys(settings).length === 0)
    return fail({
      code: "BAD_VALUE",
      message: "a print needs settings: of a run by --run, or by --set",
      hint: "add --set nozzle_temp=230,fan_pct=40",
    });
  return ok({ ...asked.value, settings, of: null, world: "fdm" });
};

/** The settings of a print of a run: the one that is named, else its best. */
const printOfRun = (journal: Journal, reference: string, print: string | undefined): Result<Printed, WishFault | RunFault> => {
  const row = resolveRun(journal, reference, [LAB_KIND]);
  if (!row.ok) return row;
  const { run } = row.value;
  const events = journal.read(run);
  const opening = events.find(({ kind }) => kind === "lab-opened")?.data as unknown as LabOpening | undefined;
  const prints = events.filter(({ kind }) => kind === "print-simulated").map(({ data }) => data as unknown as LabDataOf<"print-simulated">);
  const chosen = print === undefined ? bestPrint(prints) : prints.find((one) => String(one.print) === print.trim());
  if (opening === undefined || chosen === undefined) {
    const message =
      prints.length === 0 ? `${run} holds no print` : `${run} has no print ${JSON.stringify(print ?? "")}; it has 1 to ${prints.length}`;
    return fail({ code: "BAD_VALUE", message, hint: `moot show ${run}` });
  }
  const { job, environment } = opening.brief;
  return ok({ job, environment, settings: chosen.settings, of: { run, print: chosen.print }, world: opening.world });
};

/** What the world says of the print; null where the settings are not all known, for nothing is filled in. */
const predict = (world: World, settings: Partial<Settings>, job: Job, environment: Environment): Prediction | null => {
  if (SETTINGS.some((knob) => knob !== "layerHeightMm" && settings[knob] === undefined)) return null;
  const whole = { layerHeightMm: USUAL_LAYER_MM, ...settings } as Settings;
  const refusal = world.refusal(whole, job, environment);
  if (refusal !== undefined) return { world: world.id, refusal };
  const { class: outcome, mode, quality, assessment } = world.simulate(whole, job, environment);
  return { world: world.id, class: outcome, mode, quality, failureChance: assessment?.failureChance ?? null, validation: world.validation };
};

/** Builds the request of the reflection. */
export const buildReflection = (opening: LogOpening): Json => {
  const fence = `~~~${random(opening.id).fork("fence").below(0xffffffff).toString(16).padStart(8, "0")}`;
  return voiceRequest(opening.voice, opening.prices, {
    voice: "obrien",
    system: reflectionRole(fence),
    prompt: reflectionTask(opening, fence),
    schema: { type: "object", additionalProperties: false, required: ["lesson"], properties: { lesson: { type: "string" } } },
    rule: { kind: "reflect" },
  });
};

/** A logged print as it stands; undefined for any other run. */
export const logView = (journal: Journal, run: string): LogView | undefined => {
  const events = journal.read(run);
  const opening = events.find(({ kind }) => kind === "print-logged")?.data as unknown as LogOpening | undefined;
  if (opening === undefined) return undefined;
  const earned = events.find(({ kind }) => kind === "lesson-earned")?.data as unknown as LogDataOf<"lesson-earned"> | undefined;
  const closed = events.find(({ kind }) => kind === "log-closed")?.data as unknown as LogDataOf<"log-closed"> | undefined;
  const { job, settings, seen, predicted, of, observed = null } = opening;
  const lesson: Lesson | undefined = earned?.lesson;
  return {
    run,
    state: closed?.outcome ?? "open",
    of,
    observed,
    job: { material: job.material, geometry_type: job.geometry, bed_position: job.bedPosition },
    settings: Object.fromEntries(SETTINGS.flatMap((knob) => (settings[knob] === undefined ? [] : [[SETTING_NAMES[knob], settings[knob]]]))),
    seen,
    predicted: predictionView(predicted),
    agrees: closed?.agrees ?? null,
    agreement: predicted === null ? null : agreement(journal, predicted.world),
    lesson: lesson === undefined ? null : { id: lesson.id, text: lesson.text, by: earned?.spoken.by ?? "" },
  };
};
