import { asRecord, asText, type Json } from "../../kernel/json.ts";
import { fixed } from "../../kernel/python-number.ts";
import { fail, ok, type Result } from "../../kernel/result.ts";
import { objectOf } from "../../roundtable/judge-reply.ts";
import type { Event, RunId } from "../../run/event.ts";
import type { CallStep, Input, Machine, NoteStep, Refusal, Reply, RunStatus, Step } from "../../run/machine.ts";
import type { Lesson } from "../lessons.ts";
import type { Spoken } from "../session/event.ts";
import { OFFLINE_VOICE } from "../session/machine.ts";
import { type LogDataOf, type LogFact, type LogOpening, logFact } from "./event.ts";

/** The kind of these runs. */
export const LOG_KIND = "lab-log";

/** The state of a logged print. Owned by `fold`, which mutates it. */
export type LogState = {
  status: RunStatus;
  opening: LogOpening | undefined;
  openedAt: number;
  reflectionFailed: boolean;
  lesson: Lesson | undefined;
};

/** Characters of a lesson that are kept. */
const LONGEST_LESSON = 600;

/** A logged print as a machine: one reflection, which becomes the lesson; where it fails the sentence by rule stands in. */
export const logMachine = (request: (opening: LogOpening) => Json): Machine<LogState> => ({
  kind: LOG_KIND,
  version: 1,
  initial: (_run: RunId) => ({ status: "open", opening: undefined, openedAt: 0, reflectionFailed: false, lesson: undefined }),
  fold: foldLog,
  nextSteps: (state, limit) =>
    state.opening === undefined || state.status !== "open" || limit < 1 ? [] : [nextStep(state, state.opening)],
  request: (state) => request(state.opening as LogOpening),
  absorb: (state, _step, reply) => absorbReflection(state.opening as LogOpening, reply),
  accept: acceptLog,
  consequences: () => [],
  status: ({ status }) => status,
});

const foldLog = (state: LogState, { kind, data, seq }: Event): LogState => {
  switch (kind as LogFact["kind"]) {
    case "print-logged":
      state.opening = data as unknown as LogOpening;
      state.openedAt = seq;
      break;
    case "reflection-failed":
      state.reflectionFailed = true;
      break;
    case "lesson-earned":
      state.lesson = (data as unknown as LogDataOf<"lesson-earned">).lesson;
      break;
    case "log-closed":
      state.status = "done";
      break;
    case "run-paused":
      state.status = "paused";
      break;
    case "run-resumed":
      state.status = "open";
      break;
  }
  return state;
};

const nextStep = ({ openedAt, reflectionFailed, lesson }: LogState, opening: LogOpening): Step => {
  if (lesson !== undefined) return note("close", logFact("log-closed", { outcome: "logged", agrees: agreementOf(opening), reason: "" }));
  if (reflectionFailed)
    return note("reflect/stand-in", earned(opening, ruleLesson(opening), { by: "stand-in", backend: OFFLINE_VOICE, model: "rule" }));
  const call: CallStep = {
    kind: "call",
    key: "reflect",
    sees: openedAt,
    op: "ask",
    worstMicroUsd: 0,
    timeoutMs: opening.voice.timeoutMs,
    what: { ask: "reflect" },
  };
  return call;
};

const note = (key: string, fact: LogFact): NoteStep => ({ kind: "note", key, facts: [fact] as unknown as NoteStep["facts"] });

/** Whether the world had said what came out: that it prints well, or the very defect that failed it. */
const agreementOf = ({ predicted, seen }: LogOpening): boolean | null => {
  if (predicted === null || "refusal" in predicted) return null;
  return predicted.class === "success" ? seen.class === "success" : seen.class !== "success" && predicted.mode === seen.mode;
};

const absorbReflection = (opening: LogOpening, reply: Reply): readonly LogFact[] => {
  if (!reply.ok) return [logFact("reflection-failed", { fault: reply.fault })];
  const { backend } = opening.voice;
  if (backend === OFFLINE_VOICE) return [earned(opening, ruleLesson(opening), { by: "offline", backend, model: "rule" })];
  const text = asText(objectOf(reply.value)?.lesson)?.trim() ?? "";
  if (text === "") return [logFact("reflection-failed", { fault: { kind: "malformed", message: "the answer holds no lesson" } })];
  const model = asText(asRecord(reply.value)?.model) ?? backend;
  return [earned(opening, [...text].slice(0, LONGEST_LESSON).join(""), { by: "model", backend, model })];
};

/** The words are the voice's; the numbers are the person's. */
const earned = ({ id, job, environment, settings, seen }: LogOpening, text: string, spoken: Spoken): LogFact => {
  const lesson: Lesson = {
    id,
    material: job.material,
    geometry: job.geometry,
    ...environment,
    outcome: seen.class,
    text,
    source: "earned",
    printed: settings,
    mode: seen.mode,
    ...(seen.quality === null ? {} : { quality: seen.quality }),
    bedPosition: job.bedPosition,
    ...(job.machine === undefined ? {} : { machine: job.machine }),
  };
  return logFact("lesson-earned", { lesson, spoken });
};

const VERBS: Readonly<Record<string, string>> = { success: "came out clean", failed_sag: "sagged", failed_stringing: "strung" };

/** The lesson in one sentence by rule: the print, its room, how it came out, and its settings as far as they are known. */
const ruleLesson = ({ job, environment: { celsius, humidityPercent }, seen, settings }: LogOpening): string => {
  const { nozzleCelsius, bedCelsius, retractionMm, fanPercent, firstLayerFanPercent } = settings;
  const named: readonly (readonly [value: number | undefined, digits: number, before: string, unit: string])[] = [
    [nozzleCelsius, 0, "nozzle", "°C"],
    [bedCelsius, 0, "bed", "°C"],
    [retractionMm, 1, "retraction", "mm"],
    [fanPercent, 0, "fan", "%"],
    [firstLayerFanPercent, 0, "first-layer fan", "%"],
  ];
  const known = named.flatMap(([value, digits, before, unit]) =>
    value === undefined ? [] : [`${before} ${fixed(value, digits)} ${unit}`],
  );
  const verb = seen.mode === "none" || seen.mode === "sag" || seen.mode === "stringing" ? VERBS[seen.class] : `failed by ${seen.mode}`;
  const how = known.length === 0 ? "" : ` with ${known.join(", ")}`;
  return `${job.material} ${job.geometry} at ${fixed(celsius, 0)} °C and ${fixed(humidityPercent, 0)} % humidity ${verb}${how}.`;
};

/** What people may say: pause, resume, cut. */
const acceptLog = (state: LogState, { kind, data }: Input): Result<readonly LogFact[], Refusal> => {
  const reason = asText(asRecord(data)?.reason) ?? "";
  if (state.status === "done") return fail({ code: "DONE", message: "the print is logged" });
  if (kind === "pause" && state.status === "open") return ok([logFact("run-paused", { reason })]);
  if (kind === "resume" && state.status === "paused") return ok([logFact("run-resumed", { by: reason })]);
  if (kind === "cut") return ok([logFact("log-closed", { outcome: "cut", agrees: null, reason })]);
  return fail({ code: "UNKNOWN_INPUT", message: `${JSON.stringify(kind)} cannot be said to it now; known: pause, resume, cut` });
};
