import { resolve } from "node:path";
import { asRecord, type Json } from "../core/kernel/json.ts";
import { fail, ok } from "../core/kernel/result.ts";
import type { ModelFault } from "../core/run/fault.ts";
import type { Backend, BackendContext, OpenContext } from "../ports/backend.ts";
import type { HomeFolder } from "../ports/home.ts";
import type { Model, ModelRequest } from "../ports/model.ts";
import { asOneText } from "./agent-cli.ts";
import { orUnavailable } from "./or-unavailable.ts";
import { contentOf, requestKey } from "./request-content.ts";
import { withSchemaInWords } from "./structured.ts";

const ID = "handoff";

/** The variable that names another folder for the files than the one in the home. */
const FOLDER = "MOOT_HANDOFF_DIR";

/** The last line of a whole `answer.md`: a file that is still being written does not have it yet. */
const END = "<!-- end of answer -->";

/** Characters of an answer. */
const MAX_CHARS = 1024 * 1024;

/** Files as a way to reach a model: whoever can read and write files can answer. */
export const entry: Backend = {
  id: ID,
  aliases: [],
  title: "files: each prompt is written to a folder and waits there for its answer",
  sends: false,
  variables: () => [FOLDER],
  available: (context) => ({ available: true, why: `prompts wait for answers in ${folderOf(context)}` }),
  open: async (context) => handoff(context),
};

const folderOf = ({ env, folder }: BackendContext): string => (env[FOLDER] ? resolve(env[FOLDER]) : folder);

/**
 * Takes the answer of a request where one lies whole; else makes sure that the prompt lies there, and waits. Equal requests
 * share a folder and an answer. A prompt is written once and never changed, so nobody answers a moving text.
 */
const handoff = (context: OpenContext): Model => {
  const folder = context.openFolder(folderOf(context));
  return {
    id: ID,
    complete: async (asked, signal, onText) => {
      if (signal.aborted) return fail({ kind: "timeout", message: "the time was over before the prompt was written" });
      const request = withSchemaInWords(asked);
      const place = requestKey(request).slice(0, 32);
      const name = isObject(request) ? "answer.json" : "answer.md";
      return orUnavailable(async () => {
        const answer = readAnswer(folder, place, name);
        if (answer === undefined) return fail(waiting(folder, place, name, request));
        if (answer.length > MAX_CHARS) return fail({ kind: "too-long", message: `${name} of ${place} is over ${MAX_CHARS} characters` });
        onText?.(answer);
        return ok({ text: answer, model: ID, usage: { input: 0, output: 0, cached: 0 }, latencyMs: 0, costMicroUsd: 0 });
      });
    },
  };
};

const isObject = ({ schema }: ModelRequest): boolean => asRecord(schema) !== undefined;

/** The text of a whole answer: JSON that ends, or Markdown up to its closing line. */
const readAnswer = (folder: HomeFolder, place: string, name: string): string | undefined => {
  const text = folder
    .read(`${place}/${name}`)
    ?.replace(/^\ufeff/u, "")
    .trimEnd();
  if (text === undefined) return undefined;
  if (name === "answer.md") return text.endsWith(END) ? text.slice(0, -END.length).trim() : undefined;
  return isWholeJson(text) ? text : undefined;
};

const isWholeJson = (text: string): boolean => {
  try {
    return asRecord(JSON.parse(text) as Json) !== undefined;
  } catch {
    return false;
  }
};

const waiting = (folder: HomeFolder, place: string, name: string, request: ModelRequest): ModelFault => {
  if (folder.read(`${place}/prompt.md`) === undefined) {
    folder.write(`${place}/request.json`, `${JSON.stringify({ ...contentOf(request), answer: name }, null, 2)}\n`);
    folder.write(`${place}/prompt.md`, promptText(request, name));
  }
  const file = `${folder.root}/${place}/${name}`;
  const half = folder.read(`${place}/${name}`) !== undefined;
  const message = half ? `${file} is there but not whole` : `waits for ${file}`;
  return { kind: "waiting", message, files: [file] };
};

/** Says first how to answer; HTML comments cannot nest, so the closing line stands in the text below them. */
const promptText = (request: ModelRequest, name: string): string => {
  const how =
    name === "answer.md"
      ? `Write your answer to answer.md in this folder. Its last line must be exactly\n\n${END}\n\nwhich says that the file is whole.`
      : "Write your answer to answer.json in this folder: one JSON object and nothing else. It counts once it is whole.";
  return `${["# How to answer", how, "# Who you are", request.system, "# What you are asked", asOneText(request.messages)].join("\n\n")}\n`;
};
