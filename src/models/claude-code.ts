import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { asRecord, asText, type Json } from "../core/kernel/json.ts";
import { fail, ok, type Result } from "../core/kernel/result.ts";
import type { ModelFault } from "../core/run/fault.ts";
import type { Backend, BackendContext, OpenContext } from "../ports/backend.ts";
import type { Completion, Model, ModelRequest, Usage } from "../ports/model.ts";
import { asOneText, countOf, failureKind, isModelId, modelFor, noTools, PLAIN_VARIABLES, programThere, toldFault } from "./agent-cli.ts";
import { entry as anthropic } from "./anthropic-sdk.ts";
import { type Ended, inScratch, onlyThese, runProgram } from "./child.ts";
import { orUnavailable } from "./or-unavailable.ts";
import { withSchemaInWords } from "./structured.ts";

const ID = "claude-code";
const PROGRAM = "claude";

/** Aliases that the program knows; it has no size below `haiku`. */
const TIERS = { haiku: "haiku", flash: "haiku", sonnet: "sonnet", opus: "opus" } as const;

/** Variables of Claude Code's documentation that say who pays and where its settings are. */
const KEYS = ["ANTHROPIC_API_KEY", "ANTHROPIC_AUTH_TOKEN"];
const VARIABLES = [...KEYS, "ANTHROPIC_BASE_URL", "CLAUDE_CODE_OAUTH_TOKEN", "CLAUDE_CONFIG_DIR"];

/** Where one of these is set, the program bills it and no subscription: then models are asked by ids whose prices are known. */
const isKeyed = ({ env }: Pick<BackendContext, "env">): boolean => KEYS.some((name) => (env[name] ?? "") !== "");

/** Dollars that the program may spend on one call, whatever goes wrong in it. */
const MOST_USD = "5";

/** The person's Claude Code: their login, none of its tools. */
export const entry: Backend = {
  id: ID,
  aliases: [],
  title: "your Claude Code (claude -p), with your login and without its tools",
  sends: true,
  variables: () => VARIABLES,
  available: (context) => programThere(context, PROGRAM, ["npm install -g @anthropic-ai/claude-code", "claude, then /login"]),
  billedAs: (context) => (isKeyed(context) ? anthropic.id : undefined),
  models: (context) => (isKeyed(context) ? anthropic.models?.(context) : undefined),
  open: async (context) => claudeCode(context),
};

const claudeCode = (context: OpenContext): Model => ({
  id: ID,
  complete: async (asked, signal, onText) => {
    const untold = noTools(ID, asked);
    if (untold !== undefined) return fail(untold);
    const request = withSchemaInWords(asked);
    const model = modelFor(request, context, ID, entry.models?.(context) ?? TIERS);
    const file = context.program(PROGRAM);
    if (file === undefined) return fail({ kind: "unavailable", message: "there is no program claude on the PATH any more" });
    if (model === undefined || !isModelId(model)) return fail({ kind: "malformed", message: `${JSON.stringify(model)} is no model id` });
    const began = context.clock.elapsed();
    const ended = await orUnavailable(() =>
      inScratch(async ({ root, cwd }) => {
        const system = join(root, "system.md");
        writeFileSync(system, request.system, { mode: 0o600 });
        return runProgram(
          { file, args: argsFor(request, model, system), stdin: asOneText(request.messages), env: envFor(context), cwd },
          signal,
        );
      }),
    );
    if (!ended.ok) return ended;
    const read = readResult(ended.value, model);
    if (read.ok) onText?.(read.value.text);
    return read.ok ? ok({ ...read.value, latencyMs: context.clock.elapsed() - began }) : read;
  },
});

/**
 * No tools at all (an empty list, not a denied one), no MCP server, no settings file with its hooks, no skills, nothing kept
 * on disk, and nothing that would skip a permission.
 */
const argsFor = ({ effort }: ModelRequest, model: string, system: string): readonly string[] => [
  ...["-p", "--output-format", "json", "--model", model, "--system-prompt-file", system],
  ...["--tools", "", "--strict-mcp-config", "--setting-sources", "", "--disable-slash-commands", "--no-session-persistence"],
  ...["--max-budget-usd", MOST_USD, ...(effort === undefined ? [] : ["--effort", effort])],
];

const envFor = ({ env }: OpenContext): Readonly<Record<string, string>> => ({
  ...onlyThese(env, [...PLAIN_VARIABLES, ...VARIABLES]),
  CLAUDE_CODE_DISABLE_NONESSENTIAL_TRAFFIC: "1",
});

type Answer = Omit<Completion, "latencyMs">;

/** Reads the one JSON object of `--output-format json`. */
const readResult = ({ code, stdout, stderr }: Ended, model: string): Result<Answer, ModelFault> => {
  const result = parseResult(stdout);
  const head = `claude ended with exit code ${code}`;
  if (result === undefined) {
    const said = stderr.trim() === "" ? stdout.slice(-8_000) : stderr;
    return fail(code === 0 ? toldFault("malformed", "claude gave no JSON result", said) : toldFault(failureKind(said), head, said));
  }
  const said = asText(result.result) ?? "";
  if (result.stop_reason === "refusal") return fail(toldFault("refused", "the model refused", said));
  if (result.subtype === "error_max_budget_usd")
    return fail({ kind: "cap-reached", message: `claude reached its limit of $${MOST_USD} for one call` });
  if (code !== 0 || result.is_error === true) {
    const status = typeof result.api_error_status === "number" ? result.api_error_status : undefined;
    const all = `${asText(result.subtype) ?? ""} ${said}\n${stderr}`;
    return fail(toldFault(failureKind(all, status), head, `${said}\n${stderr}`));
  }
  if (typeof result.result !== "string") return fail({ kind: "malformed", message: "claude's JSON result has no text" });
  return ok({ text: said, model: modelOf(result.modelUsage) ?? model, usage: usageOf(result.usage), ...costOf(result.total_cost_usd) });
};

/** The result object: the whole output, the last of a list, or the last line. */
const parseResult = (stdout: string): { readonly [key: string]: Json } | undefined => {
  for (const text of [stdout, stdout.trimEnd().split("\n").at(-1) ?? ""]) {
    try {
      const value = JSON.parse(text) as Json;
      const last = Array.isArray(value) ? value.findLast((item) => asRecord(item)?.type === "result") : value;
      const record = asRecord(last);
      if (record?.type === "result") return record;
    } catch {
      // Not JSON; the caller says so.
    }
  }
  return undefined;
};

const modelOf = (usage: Json | undefined): string | undefined => {
  const models = Object.keys(asRecord(usage) ?? {});
  return models.length === 1 ? models[0] : undefined;
};

const usageOf = (value: Json | undefined): Usage => {
  const usage = asRecord(value) ?? {};
  const cached = countOf(usage.cache_read_input_tokens);
  return {
    input: countOf(usage.input_tokens) + countOf(usage.cache_creation_input_tokens) + cached,
    output: countOf(usage.output_tokens),
    cached,
  };
};

/** What the call costs by list price; under a subscription nobody is billed for it. */
const costOf = (dollars: Json | undefined): { readonly costMicroUsd?: number } =>
  typeof dollars === "number" && dollars >= 0 && dollars < 1e6 ? { costMicroUsd: Math.ceil(dollars * 1e6) } : {};
