import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { afterEach, describe, expect, it, vi } from "vitest";
import { entry as claudeEntry } from "../../src/models/claude-code.ts";
import { entry as codexEntry } from "../../src/models/codex.ts";
import type { Backend, BackendSettings } from "../../src/ports/backend.ts";
import type { Model, ModelRequest } from "../../src/ports/model.ts";
import { answerRequest } from "../../src/usecases/steward/answer.ts";
import { FAKE_PATH, fakeCli, type Seen } from "../kit/fake-cli.ts";
import { temporaryFolder } from "../kit/home.ts";
import { contextOf } from "./models/context.ts";

afterEach(() => vi.unstubAllEnvs());

const never = new AbortController().signal;

const request: ModelRequest = {
  system: "You are Clare.\nBe brief.",
  messages: [{ role: "user", text: `Queue or cron? ${"long ".repeat(60_000)}` }],
  tier: "haiku",
  maxTokens: 500,
};

const CLAUDE_OK = 'say(JSON.stringify({ type: "result", is_error: false, result: "Queue." }));';
const CODEX_OK = 'say(JSON.stringify({ type: "item.completed", item: { type: "agent_message", text: "Queue." } }) + "\\n");';

type Settled = { readonly model: Model; readonly seen: () => readonly Seen[]; readonly folder: string };

/** A backend over a fake, as it is: no retries around it. The environment is full of what must not be handed on. */
const over = async (entry: Backend, body: string, env: Readonly<Record<string, string>> = {}, modelMap = {}): Promise<Settled> => {
  const folder = temporaryFolder("agent");
  vi.stubEnv("TMPDIR", join(folder, "tmp"));
  mkdirSync(join(folder, "tmp"));
  const name = entry === claudeEntry ? "claude" : "codex";
  const { path, seen } = fakeCli(folder, name, body);
  const settings: Partial<BackendSettings> = { modelMap };
  const secrets = { AWS_SECRET_ACCESS_KEY: "x", GITHUB_TOKEN: "x", GEMINI_API_KEY: "x", MOOT_HOME: "/h", NODE_OPTIONS: "--x", MY: "x" };
  const context = contextOf({ ...secrets, HOME: folder, ...env, PATH: FAKE_PATH }, { settings, program: () => path });
  return { model: await entry.open(context), seen, folder };
};

/** A zombie is dead; it only waits to be counted. */
const isAlive = (pid: number): boolean => {
  try {
    process.kill(pid, 0);
  } catch {
    return false;
  }
  const status = `/proc/${pid}/status`;
  return !existsSync(status) || !/^State:\s+Z/mu.test(readFileSync(status, "utf8"));
};

describe.each([
  ["claude-code", claudeEntry, CLAUDE_OK],
  ["codex", codexEntry, CODEX_OK],
] as const)("%s", (_id, entry, fine) => {
  it("gets the prompt over standard input and the system text in a file, never as an argument", async () => {
    const { model, seen } = await over(entry, fine);
    const answer = await model.complete(request, never);
    expect(answer).toMatchObject({ ok: true, value: { text: "Queue." } });
    const [call] = seen();
    expect(call?.stdin).toBe(request.messages[0]?.text);
    expect(call?.system).toBe(request.system);
    expect(call?.argv.join(" ").length).toBeLessThan(2_000);
    expect(call?.argv.join(" ")).not.toContain("Queue");
  });

  it("runs in an empty folder of its own that is gone afterwards, and is handed no variable but the documented ones", async () => {
    const { model, seen } = await over(entry, fine, { CODEX_API_KEY: "mine", ANTHROPIC_API_KEY: "mine", OPENAI_API_KEY: "other" });
    await model.complete(request, never);
    const [call] = seen();
    expect(call?.files).toEqual([]);
    expect(call?.cwd.startsWith(tmpdir())).toBe(true);
    expect(existsSync(call?.cwd as string)).toBe(false);
    const own = entry === claudeEntry ? ["ANTHROPIC_API_KEY", "CLAUDE_CODE_DISABLE_NONESSENTIAL_TRAFFIC"] : ["CODEX_API_KEY"];
    expect(Object.keys(call?.env ?? {}).sort()).toEqual([...own, "HOME", "PATH"].sort());
  });

  it("never skips a permission, whatever the request says", async () => {
    const { model, seen } = await over(entry, fine);
    for (const effort of ["low", "medium", "high", "max"] as const)
      await model.complete({ ...request, effort, model: "some/model-1" }, never);
    for (const { argv } of seen())
      expect(argv.join(" ")).not.toMatch(
        /dangerous|skip-perm|bypass|yolo|full-auto|full-access|workspace-write|acceptEdits|approve|trust/iu,
      );
  });

  it.each(["--dangerously-skip-permissions", "-x", "a b", "a\nb", "a\0b", ""])(
    "takes %j for no model id and starts nothing",
    async (id) => {
      const { model, seen } = await over(entry, fine);
      expect(await model.complete({ ...request, model: id }, never)).toMatchObject({ ok: false, fault: { kind: "malformed" } });
      expect(seen()).toEqual([]);
    },
  );

  it("takes the model from the request, else from the settings", async () => {
    const { model, seen } = await over(entry, fine, {}, { [entry.id]: { haiku: "mapped-1" } });
    await model.complete(request, never);
    await model.complete({ ...request, model: "asked-2" }, never);
    expect(seen().map(({ argv }) => argv[argv.findIndex((word) => word === "-m" || word === "--model") + 1])).toEqual([
      "mapped-1",
      "asked-2",
    ]);
  });

  it("is killed with all its children, also those that ignore SIGTERM, soon after the signal", async () => {
    const pids = join(temporaryFolder("pids"), "pids");
    const body = `
      process.on("SIGTERM", () => undefined);
      const child = require("node:child_process").spawn(process.execPath, ["-e", "process.on('SIGTERM', () => 0); setTimeout(() => 0, 6e5)"]);
      require("node:fs").writeFileSync(${JSON.stringify(pids)}, process.pid + " " + child.pid);
      await sleep(600000);`;
    const { model, folder } = await over(entry, body);
    const abort = new AbortController();
    const answer = model.complete(request, abort.signal);
    while (!existsSync(pids) || !readFileSync(pids, "utf8").includes(" ")) await new Promise((resolve) => setTimeout(resolve, 10));
    abort.abort();
    expect(await answer).toMatchObject({ ok: false, fault: { kind: "timeout" } });
    const [own = 0, child = 0] = readFileSync(pids, "utf8").split(" ").map(Number);
    expect([own, child].filter(isAlive)).toEqual([]);
    expect(readdirSync(join(folder, "tmp"))).toEqual([]);
  });

  it("leaves no child behind when it ends by itself", async () => {
    const { model, folder } = await over(
      entry,
      `const child = require("node:child_process").spawn(process.execPath, ["-e", "setTimeout(() => 0, 6e5)"], { stdio: "inherit" });
       require("node:fs").writeFileSync(__dirname + "/pid", String(child.pid)); ${fine} process.exit(0);`,
    );
    expect(await model.complete(request, never)).toMatchObject({ ok: true });
    // A signal is delivered when the kernel next runs its process.
    await expect.poll(() => isAlive(Number(readFileSync(join(folder, "pid"), "utf8"))), { timeout: 5_000 }).toBe(false);
  });

  it("is stopped when it writes without end", async () => {
    const { model } = await over(entry, 'for (;;) say("x".repeat(65536));');
    expect(await model.complete(request, never)).toMatchObject({ ok: false, fault: { kind: "too-long" } });
  });

  it("may end without reading a word", async () => {
    const folder = temporaryFolder("early");
    const path = join(folder, "early");
    writeFileSync(path, "#!/bin/sh\necho 'unknown option --tools' >&2\nexit 2\n", { mode: 0o755 });
    const model = await entry.open(contextOf({ PATH: FAKE_PATH }, { program: () => path }));
    const answer = await model.complete(request, never);
    expect(answer).toMatchObject({ ok: false, fault: { kind: "unavailable" } });
    expect(!answer.ok && answer.fault.message).toMatch(/exit code 2: unknown option --tools$/u);
  });

  it("gives the end of its error output, at most 500 characters, without secrets", async () => {
    const secret = `sk-ant-api03-${"Ab1_".repeat(23)}-AAAA`;
    const { model } = await over(
      entry,
      `process.stderr.write("early " + "noise ".repeat(3000) + " key ${secret} last words"); process.exitCode = 1;`,
    );
    const answer = await model.complete(request, never);
    const message = answer.ok ? "" : answer.fault.message;
    expect(message.length).toBe(500);
    expect(message.endsWith("last words")).toBe(true);
    expect(message).not.toContain("Ab1_");
    expect(message).not.toContain("early");
  });

  it.each([
    ["Not logged in · Please run /login", "auth"],
    ["Invalid API key · Please run /login", "auth"],
    ["unexpected status 401 Unauthorized: x", "auth"],
    ["You've hit your session limit · resets 3pm", "rate-limited"],
    ["You've hit your usage limit. Try again in 4 days.", "rate-limited"],
    ["exceeded retry limit, last status: 429 Too Many Requests", "rate-limited"],
    ["API Error: 529 Overloaded", "overloaded"],
    ["Prompt is too long", "too-long"],
    ["Segmentation fault", "unavailable"],
  ])("reads %j as %s", async (said, kind) => {
    const { model } = await over(entry, `process.stderr.write(${JSON.stringify(said)}); process.exitCode = 1;`);
    expect(await model.complete(request, never)).toMatchObject({ ok: false, fault: { kind } });
  });

  it("is not asked where our tools are needed", async () => {
    const { model, seen } = await over(entry, fine);
    const tools = [{ name: "grep", description: "", parameters: {}, run: () => "" }];
    expect(await model.complete({ ...request, tools }, never)).toMatchObject({ ok: false, fault: { kind: "unavailable" } });
    expect(seen()).toEqual([]);
  });

  it("leaves a look-up that code alone cannot answer without an answer, and says so", async () => {
    const { model, seen } = await over(entry, fine);
    const sources = [{ file: "notes.txt", sha256: "0".repeat(64), text: "The queue is Ann's.\n" }];
    const ask = { request: "who would be glad of it, and why so?", sources, model, signal: never };
    expect(await answerRequest(ask)).toMatchObject({
      status: "unavailable",
      text: `No result: ${entry.id} cannot hand our tools to its model`,
      places: [],
    });
    expect(seen()).toEqual([]);
  });
});

it("nothing of a call outlives this process, however it exits", async () => {
  const folder = temporaryFolder("exit");
  const pidFile = join(folder, "pid");
  const { path } = fakeCli(
    folder,
    "hanging",
    `require("node:fs").writeFileSync(${JSON.stringify(pidFile)}, process.pid + "."); await sleep(600000);`,
  );
  const module = pathToFileURL(join(import.meta.dirname, "../../src/models/child.ts")).href;
  const program = `
    import { existsSync, readFileSync } from "node:fs";
    const { inScratch, runProgram } = await import(${JSON.stringify(module)});
    void inScratch(({ cwd }) => runProgram({ file: ${JSON.stringify(path)}, args: [], stdin: "", env: { PATH: ${JSON.stringify(FAKE_PATH)} }, cwd }, new AbortController().signal));
    const look = () => (existsSync(${JSON.stringify(pidFile)}) && readFileSync(${JSON.stringify(pidFile)}, "utf8").endsWith(".") ? process.exit(3) : setTimeout(look, 5));
    look();`;
  mkdirSync(join(folder, "tmp"));
  const { status } = spawnSync(process.execPath, ["--input-type=module", "-e", program], { env: { TMPDIR: join(folder, "tmp") } });
  expect(status).toBe(3);
  const pid = Number.parseInt(readFileSync(pidFile, "utf8"), 10);
  while (isAlive(pid)) await new Promise((resolve) => setTimeout(resolve, 5));
  expect(readdirSync(join(folder, "tmp"))).toEqual([]);
});

describe("claude-code", () => {
  it("has no tools, no MCP servers, no settings with hooks, no skills, no session, and a spending limit", async () => {
    const { model, seen } = await over(claudeEntry, CLAUDE_OK);
    await model.complete({ ...request, tier: "opus", effort: "max" }, never);
    const { argv } = seen()[0] as Seen;
    const wordAfter = (flag: string): string | undefined => argv[argv.indexOf(flag) + 1];
    expect(argv[0]).toBe("-p");
    for (const flag of ["--strict-mcp-config", "--disable-slash-commands", "--no-session-persistence"]) expect(argv).toContain(flag);
    expect([wordAfter("--tools"), wordAfter("--setting-sources"), wordAfter("--output-format")]).toEqual(["", "", "json"]);
    expect([wordAfter("--model"), wordAfter("--effort"), wordAfter("--max-budget-usd")]).toEqual(["opus", "max", "5"]);
    for (const flag of ["--allowedTools", "--mcp-config", "--settings", "--add-dir", "--continue", "--resume"])
      expect(argv).not.toContain(flag);
  });

  it("tells tokens, cost and model as the program counted them", async () => {
    const { model } = await over(
      claudeEntry,
      `say("a line before\\n" + JSON.stringify({ type: "result", is_error: false, result: "Queue.", total_cost_usd: 0.0000793, modelUsage: { "claude-x-1": {} },
        usage: { input_tokens: 12, cache_creation_input_tokens: 2, cache_read_input_tokens: 3, output_tokens: 5 } }) + "\\n");`,
    );
    expect(await model.complete(request, never)).toMatchObject({
      value: { model: "claude-x-1", usage: { input: 17, output: 5, cached: 3 }, costMicroUsd: 80 },
    });
  });

  it.each([
    ['{ type: "result", is_error: true, api_error_status: 429, result: "m" }', "rate-limited"],
    ['{ type: "result", is_error: true, subtype: "error_max_budget_usd" }', "cap-reached"],
    ['{ type: "result", is_error: false, stop_reason: "refusal", result: "no" }', "refused"],
    ['{ type: "result", is_error: false }', "malformed"],
    ['{ type: "assistant" }', "malformed"],
    ["[[[[]]]]", "malformed"],
  ])("reads the result %s as %s", async (result, kind) => {
    const { model } = await over(claudeEntry, `say(JSON.stringify(${result}));`);
    expect(await model.complete(request, never)).toMatchObject({ ok: false, fault: { kind } });
  });
});

describe("codex", () => {
  it("has a read-only sandbox, no settings file, no session, and every tool switched off", async () => {
    const { model, seen } = await over(codexEntry, CODEX_OK);
    await model.complete({ ...request, effort: "max" }, never);
    const { argv } = seen()[0] as Seen;
    expect(argv.slice(0, 2)).toEqual(["exec", "--json"]);
    expect(argv.at(-1)).toBe("-");
    expect(argv[argv.indexOf("--sandbox") + 1]).toBe("read-only");
    for (const flag of ["--skip-git-repo-check", "--ephemeral", "--ignore-user-config", "--ignore-rules"]) expect(argv).toContain(flag);
    for (const name of [
      "shell_tool",
      "unified_exec",
      "view_image",
      "multi_agent",
      "multi_agent_v2",
      "sleep_tool",
      "apps",
      "plugins",
      "hooks",
    ])
      expect(argv).toContain(`features.${name}=false`);
    expect(argv).toContain('web_search="disabled"');
    expect(argv).toContain("agents.enabled=false");
    expect(argv).toContain('features.code_mode={enabled=false,excluded_tool_namespaces=["functions"]}');
    expect(argv).toContain('model_reasoning_effort="xhigh"');
    expect(argv).not.toContain("-m");
  });

  it("is not believed when it used a tool all the same", async () => {
    const used = 'say(JSON.stringify({ type: "item.completed", item: { type: "command_execution", command: "cat ~/.ssh/id" } }) + "\\n");';
    const { model } = await over(codexEntry, used + CODEX_OK);
    expect(await model.complete(request, never)).toMatchObject({ ok: false, fault: { kind: "malformed" } });
  });

  it("answers with its last message and the tokens of its turn", async () => {
    const line = (event: string): string => `say(JSON.stringify(${event}) + "\\n");`;
    const { model } = await over(
      codexEntry,
      line('{ type: "error", message: "Reconnecting... 1/5" }') +
        line('{ type: "item.completed", item: { type: "agent_message", text: "Let me think." } }') +
        CODEX_OK +
        line('{ type: "turn.completed", usage: { input_tokens: 12, cached_input_tokens: 30, output_tokens: 5 } }'),
    );
    expect(await model.complete(request, never)).toMatchObject({ value: { text: "Queue.", usage: { input: 12, output: 5, cached: 12 } } });
  });
});
