import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { asRecord, asText, type Json } from "../core/kernel/json.ts";
import { fail, ok, type Result } from "../core/kernel/result.ts";
import type { ModelFault } from "../core/run/fault.ts";
import type { Backend, OpenContext } from "../ports/backend.ts";
import type { Completion, Model, ModelRequest, Usage } from "../ports/model.ts";
import { asOneText, countOf, failureKind, isModelId, modelFor, noTools, PLAIN_VARIABLES, programThere, toldFault } from "./agent-cli.ts";
import { type Ended, inScratch, onlyThese, runProgram } from "./child.ts";
import { orUnavailable } from "./or-unavailable.ts";
import { withSchemaInWords } from "./structured.ts";

const ID = "codex";
const PROGRAM = "codex";

/** Variables of Codex's documentation that say who pays and where its settings are. */
const KEY = "CODEX_API_KEY";
const VARIABLES = [KEY, "CODEX_HOME"];

/**
 * What takes every tool away, tried against what version 0.169.0 sends: features by name, sub-agents, searching, and the tools
 * that its scripts could call. What stays with some models is a script without files, network or tools, and a question to nobody.
 */
const NO_TOOLS = [
  ...["shell_tool", "unified_exec", "view_image", "image_generation", "browser_use", "computer_use", "sleep_tool", "goals"].map(off),
  ...["multi_agent", "multi_agent_v2", "apps", "plugins", "hooks"].map(off),
  ...["agents.enabled=false", 'web_search="disabled"', 'features.code_mode={enabled=false,excluded_tool_namespaces=["functions"]}'],
];

/** What takes away everything that it would say to the model beside the prompt. */
const NO_TALK = [
  ...["project_doc_max_bytes=0", "skills.include_instructions=false", "skills.bundled.enabled=false", "include_environment_context=false"],
  ...["include_permissions_instructions=false", "include_collaboration_mode_instructions=false"],
];

const EFFORTS = { low: "low", medium: "medium", high: "high", max: "xhigh" } as const;

/** The person's Codex: their login, a read-only sandbox, none of its tools. */
export const entry: Backend = {
  id: ID,
  aliases: [],
  title: "your Codex (codex exec), with your login and without its tools",
  sends: true,
  variables: () => VARIABLES,
  available: (context) => programThere(context, PROGRAM, ["npm install -g @openai/codex", "codex login"]),
  // With a key the program bills OpenAI; its own default model has no known price.
  billedAs: ({ env }) => ((env[KEY] ?? "") === "" ? undefined : "openai-compat"),
  open: async (context) => codex(context),
};

const codex = (context: OpenContext): Model => ({
  id: ID,
  complete: async (asked, signal, onText) => {
    const untold = noTools(ID, asked);
    if (untold !== undefined) return fail(untold);
    const request = withSchemaInWords(asked);
    const model = modelFor(request, context, ID, {});
    const file = context.program(PROGRAM);
    if (file === undefined) return fail({ kind: "unavailable", message: "there is no program codex on the PATH any more" });
    if (model !== undefined && !isModelId(model)) return fail({ kind: "malformed", message: `${JSON.stringify(model)} is no model id` });
    const began = context.clock.elapsed();
    const ended = await orUnavailable(() =>
      inScratch(async ({ root, cwd }) => {
        const system = join(root, "system.md");
        writeFileSync(system, request.system, { mode: 0o600 });
        const env = onlyThese(context.env, [...PLAIN_VARIABLES, ...VARIABLES]);
        return runProgram({ file, args: argsFor(request, model, system), stdin: asOneText(request.messages), env, cwd }, signal);
      }),
    );
    if (!ended.ok) return ended;
    const read = readEvents(ended.value);
    if (!read.ok) return read;
    onText?.(read.value.text);
    return ok({ ...read.value, model: model ?? "codex-default", latencyMs: context.clock.elapsed() - began });
  },
});

/**
 * The prompt comes from standard input (`-`). No settings file and no rules, so no MCP server and no hook; no session on disk;
 * no tools; and under all that a sandbox that can write nothing.
 */
const argsFor = ({ effort }: ModelRequest, model: string | undefined, system: string): readonly string[] => [
  ...["exec", "--json", "--color", "never", "--sandbox", "read-only", "--skip-git-repo-check"],
  ...["--ephemeral", "--ignore-user-config", "--ignore-rules"],
  ...[...NO_TOOLS, ...NO_TALK].flatMap(setting),
  ...setting(`model_instructions_file=${JSON.stringify(system)}`),
  ...(effort === undefined ? [] : setting(`model_reasoning_effort="${EFFORTS[effort]}"`)),
  ...(model === undefined ? [] : ["-m", model]),
  "-",
];

function off(feature: string): string {
  return `features.${feature}=false`;
}

const setting = (pair: string): readonly string[] => ["-c", pair];

/** Items that are talk; any other is a tool at work. */
const TALK: ReadonlySet<Json | undefined> = new Set(["agent_message", "reasoning", "todo_list", "error"]);

/** Reads the events of `--json`, one a line: the last message is the answer. */
const readEvents = ({ code, stdout, stderr }: Ended): Result<Pick<Completion, "text" | "usage">, ModelFault> => {
  const events = stdout.split("\n").flatMap(parseEvent);
  const tool = events.find(({ type, item }) => String(type).startsWith("item.") && !TALK.has(asRecord(item)?.type));
  if (tool !== undefined)
    return fail({ kind: "malformed", message: "codex used a tool although it was given none; its answer is not taken" });
  const failed = events.findLast(({ type }) => type === "turn.failed");
  if (code !== 0 || failed !== undefined) {
    const error = events.findLast(({ type }) => type === "error");
    const said = asText(asRecord(failed?.error)?.message) ?? asText(error?.message) ?? stderr;
    return fail(toldFault(failureKind(said), `codex ended with exit code ${code}`, said));
  }
  const answer = events.findLast(({ type, item }) => type === "item.completed" && asRecord(item)?.type === "agent_message");
  const text = asText(asRecord(answer?.item)?.text);
  if (text === undefined) return fail(toldFault("malformed", "codex gave no message", stderr));
  return ok({ text, usage: usageOf(events.findLast(({ type }) => type === "turn.completed")?.usage) });
};

const parseEvent = (line: string): readonly { readonly [key: string]: Json }[] => {
  try {
    const record = asRecord(JSON.parse(line) as Json);
    return record === undefined ? [] : [record];
  } catch {
    return [];
  }
};

const usageOf = (value: Json | undefined): Usage => {
  const usage = asRecord(value) ?? {};
  const input = countOf(usage.input_tokens);
  return { input, output: countOf(usage.output_tokens), cached: Math.min(countOf(usage.cached_input_tokens), input) };
};
