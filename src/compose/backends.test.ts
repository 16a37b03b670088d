import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { contextOf } from "../../test/conformance/models/context.ts";
import { temporaryFolder } from "../../test/kit/home.ts";
import { Purse } from "../core/money/purse.ts";
import type { ModelRequest } from "../ports/model.ts";
import type { Pace } from "../ports/pace.ts";
import { openMemoryPace } from "../storage/memory/pace.ts";
import { backendStates, modelSource } from "./backends.ts";

const never = new AbortController().signal;
const request = (text: string): ModelRequest => ({ system: "", messages: [{ role: "user", text }], tier: "haiku", maxTokens: 9 });
const newPurse = (): Purse => new Purse({ input: 3, output: 15, cached: 0.3, written: 3 }, 1_000_000);

it("what a cassette asks for is paid for and paced as its inner backend; what it has is neither", async () => {
  const folder = temporaryFolder("taped");
  const script = join(folder, "script.json");
  writeFileSync(script, '{"rules": [{"text": "The queue."}]}');
  const env = { MOOT_CASSETTE: "auto", MOOT_CASSETTE_BACKEND: "scripted", MOOT_CASSETTE_DIR: join(folder, "tape"), MOOT_SCRIPT: script };
  const memory = openMemoryPace(() => 0);
  const joined: string[] = [];
  const pace: Pace = { ...memory, join: (provider, tokens) => memory.join(joined.push(provider) > 0 ? provider : "", tokens) };
  const ask = async (isBilled: boolean, purse?: Purse) => {
    const model = modelSource(() => ({ ...contextOf(env), isBilled, pacing: { pace, limits: { concurrency: 1 } } }))("cassette");
    const answer = await model?.complete({ ...request("Queue or cron?"), ...(purse === undefined ? {} : { purse }) }, never);
    return answer?.ok === true ? answer.value.text : answer?.fault.kind;
  };
  expect(await ask(true)).toBe("unavailable");
  const [bought, had] = [newPurse(), newPurse()];
  expect(await ask(true, bought)).toBe("The queue.");
  expect(await ask(true, had)).toBe("The queue.");
  expect(await ask(true)).toBe("The queue.");
  expect([bought.spent.microUsd > 0, had.spent.microUsd]).toEqual([true, 0]);
  expect(joined).toEqual(["scripted", "scripted"]);
});

it("a coding agent that was given a key is billed as that key's provider, for models whose price is known; by its login it is not", () => {
  const of = (id: string, env: Readonly<Record<string, string>>) => backendStates(() => contextOf(env)).find((state) => state.id === id);
  const anthropic = of("anthropic-sdk", {});
  for (const name of ["ANTHROPIC_API_KEY", "ANTHROPIC_AUTH_TOKEN"])
    expect(of("claude-code", { [name]: "k" })).toMatchObject({ billedAs: "anthropic-sdk", models: anthropic?.models });
  expect(of("codex", { CODEX_API_KEY: "k" })?.billedAs).toBe("openai-compat");
  for (const id of ["claude-code", "codex"]) expect(of(id, { CLAUDE_CODE_OAUTH_TOKEN: "t" })).not.toHaveProperty("billedAs");
  const recorded = { MOOT_CASSETTE: "record", MOOT_CASSETTE_BACKEND: "claude-code", ANTHROPIC_API_KEY: "k" };
  expect(of("cassette", recorded)?.billedAs).toBe("anthropic-sdk");
});

it("a cassette stands with the models and prices of what it records, and only while it records", () => {
  const env = { MOOT_CASSETTE_BACKEND: "openai-compat", OPENAI_API_KEY: "sk-test-0000000000000000" };
  const stateOf = (more: Readonly<Record<string, string>>) =>
    backendStates(() => contextOf({ ...env, ...more })).find(({ id }) => id === "cassette");
  const openai = backendStates(() => contextOf(env)).find(({ id }) => id === "openai-compat");
  for (const mode of ["record", "auto"])
    expect(stateOf({ MOOT_CASSETTE: mode })).toMatchObject({ billedAs: "openai-compat", sends: true, models: openai?.models });
  const replaying = stateOf({ MOOT_CASSETTE: "replay" });
  expect([replaying?.billedAs, replaying?.sends, replaying?.models]).toEqual([undefined, false, undefined]);
  expect(stateOf({ MOOT_CASSETTE: "record", MOOT_CASSETTE_BACKEND: "cassette" })?.billedAs).toBeUndefined();
});
