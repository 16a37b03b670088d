import { once } from "node:events";
import { createServer, type IncomingHttpHeaders } from "node:http";
import type { AddressInfo } from "node:net";
import { describe, expect, it } from "vitest";
import { entry as anthropic } from "../../src/models/anthropic-sdk.ts";
import { entry as gemini } from "../../src/models/gemini.ts";
import { entry as openai } from "../../src/models/openai-compat.ts";
import type { Backend, BackendSettings, OpenContext } from "../../src/ports/backend.ts";
import type { ModelRequest } from "../../src/ports/model.ts";
import { contextOf } from "./models/context.ts";

type Sent = { readonly path: string; readonly headers: IncomingHttpHeaders; readonly body: Record<string, never> };

/** What a backend sends for this request, as a server that refuses everything gets it. */
const sentBy = async (entry: Backend, contextAt: (url: string) => OpenContext, over: Partial<ModelRequest>): Promise<Sent> => {
  let sent: Sent | undefined;
  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    sent = { path: request.url ?? "", headers: request.headers, body: JSON.parse(Buffer.concat(chunks).toString()) };
    response.writeHead(400).end("{}");
  });
  await once(server.listen(0, "127.0.0.1"), "listening");
  const model = await entry.open(contextAt(`http://127.0.0.1:${(server.address() as AddressInfo).port}`));
  await model.complete(
    {
      system: "the rules",
      messages: [
        { role: "user", text: "the briefing" },
        { role: "user", text: "speak" },
      ],
      tier: "sonnet",
      maxTokens: 2_000,
      ...over,
    },
    new AbortController().signal,
  );
  server.closeAllConnections();
  server.close();
  if (sent === undefined) throw new Error("nothing was sent");
  return sent;
};

const SCHEMA = {
  type: "object",
  additionalProperties: false,
  required: ["score", "why"],
  properties: { score: { type: "integer", enum: [0, 1, 2, 3, 10], minimum: 0 }, why: { type: "string", minLength: 1, enum: ["a", "b"] } },
  title: "Verdict",
};
const TOOL = { name: "grep", description: "Finds lines.", parameters: { type: "object", properties: {} }, run: () => "" };

const settings = (modelMap: BackendSettings["modelMap"]): { settings: Partial<BackendSettings> } => ({ settings: { modelMap } });

describe("what Anthropic gets", () => {
  const ask = (over: Partial<ModelRequest> = {}, map: BackendSettings["modelMap"] = {}): Promise<Sent> =>
    sentBy(anthropic, (url) => contextOf({ ANTHROPIC_API_KEY: "key-of-a-test", ANTHROPIC_BASE_URL: url }, settings(map)), over);

  it("is the model of the tier, of the settings, or the one that is named", async () => {
    expect((await ask()).body.model).toBe("claude-sonnet-4-20250514");
    expect((await ask({ tier: "flash" })).body.model).toBe("claude-haiku-4-5-20251001");
    expect((await ask({}, { "anthropic-sdk": { sonnet: "claude-next" } })).body.model).toBe("claude-next");
    expect((await ask({ model: "claude-mine" }, { "anthropic-sdk": { sonnet: "claude-next" } })).body.model).toBe("claude-mine");
  });

  it("thinks as much as the effort says, with room for the answer", async () => {
    for (const [effort, budget, most] of [
      ["low", 2_048, 6_144],
      ["medium", 4_096, 8_192],
      ["high", 8_192, 12_288],
      ["max", 16_000, 20_096],
    ] as const)
      expect((await ask({ effort })).body).toMatchObject({ thinking: { type: "enabled", budget_tokens: budget }, max_tokens: most });
    expect((await ask({ effort: "low", maxTokens: 20_000 })).body.max_tokens).toBe(20_000);
    expect((await ask()).body).toMatchObject({ max_tokens: 2_000 });
    expect((await ask()).body).not.toHaveProperty("thinking");
  });

  it("has marks of the cache on the rules and on the prefix that later requests share, and on nothing else", async () => {
    const { body, headers, path } = await ask();
    const mark = { type: "ephemeral" };
    expect(body.system).toEqual([{ type: "text", text: "the rules", cache_control: mark }]);
    expect(body.messages).toEqual([
      {
        role: "user",
        content: [
          { type: "text", text: "the briefing", cache_control: mark },
          { type: "text", text: "speak" },
        ],
      },
    ]);
    expect([path, headers["x-api-key"], body.stream]).toEqual(["/v1/messages", "key-of-a-test", true]);
  });

  it("is a schema where the model takes one beside thinking, else words", async () => {
    const native = (await ask({ schema: SCHEMA, model: "claude-haiku-4-5-20251001", effort: "max" })).body;
    expect(native).toMatchObject({ output_config: { format: { type: "json_schema" } } });
    expect(JSON.stringify(native)).not.toMatch(/minLength|minimum|Verdict|tool_choice/u);
    const worded = (await ask({ schema: SCHEMA, effort: "max" })).body;
    expect(worded).not.toHaveProperty("output_config");
    expect(JSON.stringify(worded.messages)).toContain("Answer with one JSON value");
  });

  it("has the tools with their schemas", async () => {
    expect((await ask({ tools: [TOOL] })).body.tools).toMatchObject([{ name: "grep", description: "Finds lines." }]);
  });
});

describe("what a compatible server gets", () => {
  const ask = (over: Partial<ModelRequest> = {}, key = "", map: BackendSettings["modelMap"] = {}): Promise<Sent> =>
    sentBy(
      openai,
      (url) =>
        contextOf(key === "" ? {} : { MY_KEY: key }, {
          settings: { modelMap: map, openaiCompat: { baseUrl: `${url}/v1`, apiKeyEnv: "MY_KEY" } },
        }),
      over,
    );

  it("is one turn of plain text, and a key only where there is one", async () => {
    const { body, path, headers } = await ask();
    expect(body.messages).toEqual([
      { role: "system", content: "the rules" },
      { role: "user", content: "the briefing\n\nspeak" },
    ]);
    expect(body).toMatchObject({ model: "gpt-4o", max_tokens: 2_000, stream: true, stream_options: { include_usage: true } });
    expect([path, headers.authorization]).toEqual(["/v1/chat/completions", undefined]);
    expect((await ask({}, "key-of-a-test")).headers.authorization).toBe("Bearer key-of-a-test");
  });

  it("is a schema in words, since not every server takes one", async () => {
    const { body } = await ask({ schema: SCHEMA });
    expect(body).not.toHaveProperty("response_format");
    expect(JSON.stringify(body.messages)).toContain("Answer with one JSON value");
  });

  it("is an effort where the model has one, and room for its thoughts", async () => {
    expect((await ask({ effort: "max" })).body).not.toHaveProperty("reasoning_effort");
    for (const model of ["o3-mini", "openai/gpt-5", "gpt-5-mini"])
      expect((await ask({ effort: "max", model })).body).toMatchObject({ reasoning_effort: "high", max_tokens: 20_096 });
    expect((await ask({ model: "gpt-5" })).body).toMatchObject({ reasoning_effort: "low", max_tokens: 6_144 });
  });

  it("is the model that the settings name for the tier", async () => {
    expect((await ask({}, "", { "openai-compat": { sonnet: "llama3.3:70b" } })).body.model).toBe("llama3.3:70b");
  });
});

describe("what Gemini gets", () => {
  const ask = (over: Partial<ModelRequest> = {}): Promise<Sent> =>
    sentBy(gemini, (url) => contextOf({ GEMINI_API_KEY: "key-of-a-test", GOOGLE_GEMINI_BASE_URL: url }), over);

  it("is the flash model for every tier, with the key in a header", async () => {
    const { path, headers } = await ask({ tier: "opus" });
    expect(path).toBe("/v1beta/models/gemini-3-flash-preview:streamGenerateContent?alt=sse");
    expect(headers["x-goog-api-key"]).toBe("key-of-a-test");
  });

  it("thinks by level or by tokens, as the model does, and always has room for the answer", async () => {
    expect((await ask()).body.generationConfig).toMatchObject({ maxOutputTokens: 6_144, thinkingConfig: { thinkingLevel: "low" } });
    expect((await ask({ effort: "max" })).body.generationConfig).toMatchObject({
      maxOutputTokens: 20_096,
      thinkingConfig: { thinkingLevel: "high" },
    });
    expect((await ask({ effort: "high", model: "gemini-2.5-pro" })).body.generationConfig).toMatchObject({
      thinkingConfig: { thinkingBudget: 8_192 },
    });
    expect((await ask({ model: "gemini-2.0-flash" })).body.generationConfig).not.toHaveProperty("thinkingConfig");
  });

  it("is a schema without the keywords that not every model takes", async () => {
    const { generationConfig } = (await ask({ schema: SCHEMA })).body;
    const text = JSON.stringify(generationConfig);
    expect(text).toContain("one of 0, 1, 2, 3, 10");
    expect(text).toContain('"enum":["a","b"]');
    expect(text).not.toMatch(/minLength|minimum|Verdict/u);
  });
});
