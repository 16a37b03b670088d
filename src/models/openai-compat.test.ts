import { afterEach, describe, expect, it, vi } from "vitest";
import { contextOf } from "../../test/conformance/models/context.ts";
import type { BackendSettings } from "../ports/backend.ts";
import type { ModelRequest } from "../ports/model.ts";
import { entry } from "./openai-compat.ts";

type Env = Readonly<Record<string, string>>;
type Compat = BackendSettings["openaiCompat"];

const KEY = "key-of-a-test";
const at = (env: Env, openaiCompat: Compat = {}) => contextOf(env, { settings: { openaiCompat } });

afterEach(() => void vi.unstubAllGlobals());

/** Where a request would go, with which model and key. Nothing leaves this process. */
const asked = async (env: Env, openaiCompat: Compat = {}, over: Partial<ModelRequest> = {}): Promise<readonly unknown[]> => {
  const seen: unknown[] = [];
  vi.stubGlobal("fetch", async (url: string, init: { body: string; headers: Record<string, string> }) => {
    const { model, response_format, max_completion_tokens, reasoning_effort } = JSON.parse(init.body);
    const key = new Headers(init.headers).get("authorization");
    seen.push(String(url), model, key, { schema: response_format?.type, room: max_completion_tokens, effort: reasoning_effort });
    return new Response("{}", { status: 400 });
  });
  const model = await entry.open(at(env, openaiCompat));
  const request: ModelRequest = { system: "s", messages: [{ role: "user", text: "?" }], tier: "haiku", maxTokens: 100, ...over };
  await model.complete(request, new AbortController().signal);
  return seen;
};

const nothing = { schema: undefined, room: undefined, effort: undefined };

describe("openai-compat", () => {
  it("asks OpenRouter where its key is set, else OpenAI, each with its own models", async () => {
    expect(await asked({ OPENAI_API_KEY: KEY })).toEqual([
      "https://api.openai.com/v1/chat/completions",
      "gpt-4o-mini",
      `Bearer ${KEY}`,
      nothing,
    ]);
    expect(await asked({ OPENAI_API_KEY: "other", OPENROUTER_API_KEY: KEY })).toEqual([
      "https://openrouter.ai/api/v1/chat/completions",
      "anthropic/claude-haiku-4-5",
      `Bearer ${KEY}`,
      nothing,
    ]);
  });

  it("asks the address of the settings with the key that they name, whatever else is set", async () => {
    const env = { OPENROUTER_API_KEY: "other", AMATELIER_LLM_API_KEY: KEY, MINE: "mine-of-a-test" };
    const own = "https://llm.example/v1";
    expect((await asked(env, { baseUrl: own })).slice(0, 3)).toEqual([`${own}/chat/completions`, "gpt-4o-mini", `Bearer ${KEY}`]);
    expect((await asked(env, { baseUrl: own, apiKeyEnv: "MINE" }))[2]).toBe("Bearer mine-of-a-test");
  });

  it("never sends a key of OpenAI or OpenRouter to another address by itself", async () => {
    const env = { OPENAI_API_KEY: KEY, OPENROUTER_API_KEY: KEY };
    expect((await asked(env, { baseUrl: "http://127.0.0.1:9/v1" }))[2]).toBeNull();
    expect((await asked(env, { baseUrl: "https://api.openai.com.evil.example/v1" }))[2]).not.toBe(`Bearer ${KEY}`);
  });

  it("gives OpenAI the schema itself, and thinking models their effort and room", async () => {
    const schema = { type: "object", additionalProperties: false, required: ["a"], properties: { a: { type: "string" } } };
    expect((await asked({ OPENAI_API_KEY: KEY }, {}, { schema }))[3]).toMatchObject({ schema: "json_schema" });
    expect((await asked({ OPENAI_API_KEY: KEY }, {}, { model: "gpt-5", effort: "medium" }))[3]).toMatchObject({
      room: 8_192,
      effort: "medium",
    });
  });

  it("says what it lacks: a key, or an address that may be asked", () => {
    const why = (env: Env, compat: Compat = {}): readonly unknown[] => {
      const said = entry.available(at(env, compat));
      return [said.available, said.why];
    };
    expect(why({})).toEqual([false, "neither OPENROUTER_API_KEY nor OPENAI_API_KEY is set"]);
    expect(why({}, { apiKeyEnv: "MINE" })).toEqual([false, "MINE is not set, for api.openai.com"]);
    expect(why({}, { baseUrl: "https://llm.example/v1" })).toEqual([false, "AMATELIER_LLM_API_KEY is not set, for llm.example"]);
    expect(why({ OPENROUTER_API_KEY: KEY })).toEqual([true, "OPENROUTER_API_KEY is set, for openrouter.ai"]);
    for (const local of [
      "http://localhost:11434/v1",
      "http://127.0.0.1:8000/v1",
      "http://[::1]:1/v1",
      "http://192.168.1.7:8080/v1",
      "http://gpu-box:8000/v1",
    ])
      expect(why({}, { baseUrl: local })).toEqual([true, `the server ${new URL(local).host} is local and needs no key`]);
    for (const open of ["http://llm.example/v1", "http://me:pw@localhost/v1", "ftp://localhost/", "no address"])
      expect(why({ AMATELIER_LLM_API_KEY: KEY }, { baseUrl: open })[0]).toBe(false);
    expect(JSON.stringify(entry.available(at({}, { baseUrl: "http://me:pw-of-a-test@localhost/v1" })))).not.toContain("pw-of-a-test");
  });
});
