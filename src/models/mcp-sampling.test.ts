import { describe, expect, it } from "vitest";
import { contextOf } from "../../test/conformance/models/context.ts";
import type { Model, ModelRequest } from "../ports/model.ts";
import type { SamplingParams } from "../ports/sampler.ts";
import { entry } from "./mcp-sampling.ts";

const never = new AbortController().signal;

const request: ModelRequest = {
  system: "You are Clare.",
  messages: [
    { role: "user", text: "Queue or cron?" },
    { role: "assistant", text: "Queue." },
    { role: "user", text: "Why?" },
  ],
  tier: "opus",
  maxTokens: 500,
};

const over = async (answer: unknown): Promise<{ readonly model: Model; readonly asked: SamplingParams[] }> => {
  const asked: SamplingParams[] = [];
  const sampler = async (params: SamplingParams): Promise<unknown> => {
    asked.push(params);
    return answer;
  };
  return { model: await entry.open(contextOf({}, { sampler })), asked };
};

describe("sampling over MCP", () => {
  it("hands over every message, the system text and the limit, and asks for no context of the client", async () => {
    const { model, asked } = await over({ role: "assistant", model: "m-1", content: { type: "text", text: "Because." } });
    expect(await model.complete(request, never)).toMatchObject({ ok: true, value: { text: "Because.", model: "m-1" } });
    expect(asked[0]).toMatchObject({
      messages: request.messages.map(({ role, text }) => ({ role, content: { type: "text", text } })),
      systemPrompt: "You are Clare.",
      maxTokens: 500,
      includeContext: "none",
    });
  });

  it("prefers skill more and thrift less the larger the tier", async () => {
    const { model, asked } = await over({ content: { type: "text", text: "a" } });
    for (const tier of ["haiku", "sonnet", "opus"] as const) await model.complete({ ...request, tier }, never);
    await model.complete({ ...request, model: "claude-sonnet-5" }, never);
    const preferences = asked.map(({ modelPreferences }) => modelPreferences);
    expect(preferences.map(({ hints }) => hints[0]?.name)).toEqual(["haiku", "sonnet", "opus", "claude-sonnet-5"]);
    const [haiku, sonnet, opus] = preferences;
    expect([haiku, sonnet, opus].map((one) => one?.intelligencePriority)).toEqual([0.3, 0.7, 1]);
    expect([haiku, sonnet, opus].map((one) => one?.costPriority)).toEqual([0.8, 0.4, 0.1]);
  });

  it("joins blocks of text and leaves others out", async () => {
    const blocks = [
      { type: "text", text: "a" },
      { type: "image", data: "" },
      { type: "text", text: "b" },
    ];
    expect(await (await over({ content: blocks })).model.complete(request, never)).toMatchObject({
      value: { text: "ab", model: "mcp-client" },
    });
  });

  it.each([undefined, null, "text", [], {}, { content: null }, { content: { type: "text" } }, { content: [{ type: "audio" }] }])(
    "takes %j for no answer",
    async (answer) => {
      expect(await (await over(answer)).model.complete(request, never)).toMatchObject({ ok: false, fault: { kind: "malformed" } });
    },
  );

  it("survives a sampler that throws at once, and one that throws nothing", async () => {
    for (const thrown of [new Error("boom"), undefined, "text"]) {
      const sampler = (): never => {
        throw thrown;
      };
      const model = await entry.open(contextOf({}, { sampler }));
      expect(await model.complete(request, never)).toMatchObject({ ok: false, fault: { kind: "unavailable" } });
    }
  });
});
