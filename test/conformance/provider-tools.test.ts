import type { Fixture } from "@copilotkit/aimock";
import { describe, expect, it } from "vitest";
import type { ModelRequest, Tool } from "../../src/ports/model.ts";
import { PROTOCOLS, startMock, USAGE } from "../kit/aimock.ts";
import { openQuickly } from "./models/context.ts";

const toolThat = (run: Tool["run"]): Tool => ({
  name: "grep",
  description: "Finds lines.",
  parameters: { type: "object", required: ["pattern"], properties: { pattern: { type: "string" } } },
  run,
});
const request = (tools: readonly Tool[]): ModelRequest => ({
  system: "You look things up.",
  messages: [{ role: "user", text: "Who owns the queue?" }],
  tools,
  tier: "haiku",
  maxTokens: 500,
});
const never = (): AbortSignal => new AbortController().signal;

describe.each(PROTOCOLS)("tools on $entry.id", ({ entry, contextAt, calls }) => {
  const call = (name: string, args: string, text = ""): Fixture["response"] => ({
    ...(text === "" ? {} : { content: text }),
    toolCalls: [{ name, arguments: args }],
    finishReason: calls,
    usage: USAGE,
  });
  const answer: Fixture["response"] = { content: "Ada owns it.", usage: USAGE };

  const play = async (fixtures: readonly Fixture[], run: Tool["run"]) => {
    const mock = await startMock(fixtures);
    try {
      const model = await openQuickly(entry, contextAt(mock.url));
      const deltas: string[] = [];
      const said = await model.complete(request([toolThat(run)]), never(), (delta) => deltas.push(delta));
      return { said, deltas, bodies: mock.getRequests().map(({ body }) => JSON.stringify(body)) };
    } finally {
      await mock.stop();
    }
  };

  it("sum the tokens of every round, and keep what was said in each", async () => {
    const fixtures: readonly Fixture[] = [
      { match: { hasToolResult: true }, response: answer },
      { match: {}, response: call("grep", '{"pattern":"owner"}', "Let me look.") },
    ];
    const { said, deltas, bodies } = await play(fixtures, () => "notes.txt:3: owner Ada");
    expect(said).toMatchObject({ value: { text: "Let me look.\n\nAda owns it.", usage: { input: 200, output: 20 } } });
    expect(deltas.join("")).toBe("Let me look.\n\nAda owns it.");
    expect(bodies[1]).toContain("notes.txt:3: owner Ada");
  });

  it("end after ten rounds, and the model is told to answer in the last one", async () => {
    let runs = 0;
    const { said, bodies } = await play([{ match: {}, response: call("grep", '{"pattern":"x"}', "still looking") }], () => `${++runs}`);
    expect(bodies).toHaveLength(10);
    expect(runs).toBeLessThanOrEqual(10);
    expect(bodies.map((body) => body.includes("answer now with what you have"))).toEqual([...Array(9).fill(false), true]);
    expect(said).toMatchObject({ ok: true, value: { usage: { input: 1_000, output: 100 } } });
  });

  it("give the model an error to read: for a tool that throws, that it does not have, or that it calls with what is no JSON", async () => {
    for (const [name, args, run] of [
      ["grep", '{"pattern":"x"}', boom],
      ["delete_file", '{"path":"notes.txt"}', () => "never"],
      // Only this protocol carries what a tool is called with as text, so only there can it be no JSON.
      ...(entry.id === "openai-compat" ? [["grep", '{"pattern": oops', () => "never"] as const] : []),
    ] as const) {
      const inputs: unknown[] = [];
      const { said, bodies } = await play(
        [
          { match: { hasToolResult: true }, response: answer },
          { match: {}, response: call(name, args) },
        ],
        (input) => {
          inputs.push(input);
          return run();
        },
      );
      expect([name, args, said.ok && said.value.text, bodies.length]).toEqual([name, args, "Ada owns it.", 2]);
      expect(inputs).toHaveLength(run === boom ? 1 : 0);
    }
  });
});

function boom(): string {
  throw new Error("a bug of the tool");
}
