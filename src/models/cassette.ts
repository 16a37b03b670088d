import { resolve } from "node:path";
import { asRecord, asText, type Json } from "../core/kernel/json.ts";
import { fail, ok, type Result } from "../core/kernel/result.ts";
import type { ModelFault } from "../core/run/fault.ts";
import { redact } from "../core/steward/secrets.ts";
import type { Availability, Backend, BackendContext, OpenContext } from "../ports/backend.ts";
import type { HomeFolder } from "../ports/home.ts";
import type { Completion, Model, ModelRequest } from "../ports/model.ts";
import { countOf } from "./agent-cli.ts";
import { orUnavailable } from "./or-unavailable.ts";
import { requestKey } from "./request-content.ts";

const ID = "cassette";

/** What is done with a request: `record` asks and keeps, `replay` never asks, `auto` asks for what is not kept. */
type Mode = "record" | "replay" | "auto";

const MODES: readonly Mode[] = ["record", "replay", "auto"];

/** The variables that set it up: the mode, the folder, and the backend that is recorded. */
const MODE = "MOOT_CASSETTE";
const FOLDER = "MOOT_CASSETTE_DIR";
const RECORDED = "MOOT_CASSETTE_BACKEND";

/** Faults that are an answer of the model, so that a replay gives them again; the others are the weather of one day. */
const ANSWERS: ReadonlySet<ModelFault["kind"]> = new Set(["refused", "malformed", "too-long"]);

/** Answers of another backend, recorded once and replayed for nothing. */
export const entry: Backend = {
  id: ID,
  aliases: [],
  title: "answers of another backend, recorded once and replayed byte for byte",
  sends: false,
  variables: () => [MODE, FOLDER, RECORDED],
  through: (context) => (modeOf(context) === "replay" ? undefined : context.env[RECORDED] || undefined),
  available: (context) => availability(context),
  open: async (context) => cassette(context, modeOf(context) ?? "replay"),
};

const modeOf = ({ env }: Pick<BackendContext, "env">): Mode | undefined => MODES.find((mode) => mode === (env[MODE] ?? "replay"));

const folderOf = ({ env, folder }: BackendContext): string => (env[FOLDER] ? resolve(env[FOLDER]) : folder);

const availability = (context: BackendContext): Availability => {
  const mode = modeOf(context);
  const unable = (why: string, setup: string): Availability => ({ available: false, why, setup: [setup] });
  if (mode === undefined) return unable(`${MODE} is none of ${MODES.join(", ")}`, `${MODE}=replay`);
  if (mode !== "replay" && !context.env[RECORDED])
    return unable(`${MODE}=${mode} needs ${RECORDED}: the backend to record`, `${RECORDED}=claude-code`);
  return { available: true, why: `${mode}s answers in ${folderOf(context)}` };
};

/**
 * Equal requests are numbered from 1 in the order in which they are asked, and each has an answer of its own; so a replay gives
 * the same answers whatever order different requests come in. Secrets are taken out before anything is kept or said.
 */
const cassette = (context: OpenContext, mode: Mode): Model => {
  const folder = context.openFolder(folderOf(context));
  const turns = new Turns();
  const inner = mode === "replay" ? undefined : context.openBackend(context.env[RECORDED] ?? "");
  const record = async (name: string, request: ModelRequest, signal: AbortSignal): Promise<Answer> => {
    if (mode === "replay")
      return fail({ kind: "unavailable", message: `the cassette in ${folder.root} has no answer ${name}`, lasting: true });
    if (inner === undefined)
      return fail({
        kind: "unavailable",
        message: `${RECORDED}=${context.env[RECORDED]} names no backend that can answer here`,
        lasting: true,
      });
    const answer = cleaned(await (await inner).complete(request, signal));
    if (isAnswer(answer)) folder.write(name, `${JSON.stringify(keptOf(answer, request), null, 1)}\n`);
    return answer;
  };
  return {
    id: ID,
    complete: async (request, signal, onText) => {
      if (signal.aborted) return fail({ kind: "timeout", message: "the time was over before the cassette was asked" });
      const key = requestKey(request);
      const turn = turns.take(key);
      const name = `${key}-${turn}.json`;
      const began = context.clock.elapsed();
      const answer = await orUnavailable(async () => {
        const kept = mode === "record" ? undefined : readKept(folder, name, () => context.clock.elapsed() - began);
        return kept ?? (await record(name, request, signal));
      });
      if (!isAnswer(answer)) turns.giveBack(key, turn);
      if (answer.ok) onText?.(answer.value.text);
      return answer;
    },
  };
};

/** Numbers equal requests from 1. The number of one that got no answer goes to the next that asks: mostly to its own retry. */
class Turns {
  readonly #taken = new Map<string, number>();
  readonly #free = new Map<string, readonly number[]>();

  take(key: string): number {
    const [lowest, ...rest] = this.#free.get(key) ?? [];
    this.#free.set(key, rest);
    if (lowest !== undefined) return lowest;
    const turn = (this.#taken.get(key) ?? 0) + 1;
    this.#taken.set(key, turn);
    return turn;
  }

  giveBack(key: string, turn: number): void {
    this.#free.set(
      key,
      [...(this.#free.get(key) ?? []), turn].sort((left, right) => left - right),
    );
  }
}

const isAnswer = (answer: Answer): boolean => answer.ok || ANSWERS.has(answer.fault.kind);

type Answer = Result<Completion, ModelFault>;

const cleaned = (answer: Answer): Answer => {
  if (!answer.ok) return fail({ ...answer.fault, message: redact(answer.fault.message).text });
  const { parsed, ...rest } = answer.value;
  return ok({ ...rest, text: redact(rest.text).text, ...(parsed === undefined ? {} : { parsed: cleanedJson(parsed) }) });
};

const cleanedJson = (value: Json): Json =>
  JSON.parse(JSON.stringify(value), (_, item) => (typeof item === "string" ? redact(item).text : item));

/** The file of an answer: for people also when it was asked by whom, and what it cost then. */
const keptOf = (answer: Answer, { tier, model, messages }: ModelRequest): Json => ({
  cassette: 1,
  asked: { tier, model: model ?? null, begins: redact((messages[0]?.text ?? "").slice(0, 2_000)).text.slice(0, 160) },
  ...(answer.ok ? { answer: answer.value as unknown as Json } : { fault: answer.fault as unknown as Json }),
});

/** An answer as it was kept. It was paid for when it was recorded, so it costs nothing; its tokens are shown as they were. */
const readKept = (folder: HomeFolder, name: string, elapsed: () => number): Answer | undefined => {
  const text = folder.read(name);
  if (text === undefined) return undefined;
  const broken: Answer = fail({ kind: "malformed", message: `${folder.root}/${name} is no answer of a cassette; record it again` });
  let file: { readonly [key: string]: Json } | undefined;
  try {
    file = asRecord(JSON.parse(text) as Json);
  } catch {
    return broken;
  }
  if (file?.cassette !== 1) return broken;
  const fault = asRecord(file.fault);
  const kind = [...ANSWERS].find((name) => name === fault?.kind);
  if (kind !== undefined) return fail({ kind, message: asText(fault?.message) ?? "" } as ModelFault);
  const answer = asRecord(file.answer);
  const said = asText(answer?.text);
  const model = asText(answer?.model);
  if (answer === undefined || said === undefined || model === undefined) return broken;
  const usage = asRecord(answer.usage) ?? {};
  return ok({
    text: said,
    ...(answer.parsed === undefined ? {} : { parsed: answer.parsed }),
    model,
    usage: { input: countOf(usage.input), output: countOf(usage.output), cached: countOf(usage.cached) },
    latencyMs: elapsed(),
    costMicroUsd: 0,
  });
};
