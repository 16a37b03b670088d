import { describe, expect, it } from "vitest";
import { classicMaterial } from "./classic-session.ts";
import { sessionTrace } from "./session-trace.ts";

type Line = { readonly type: string; readonly message: Readonly<Record<string, unknown>> } & Readonly<Record<string, unknown>>;

const [abs] = classicMaterial().sessions;
const lines = sessionTrace(abs as NonNullable<typeof abs>)
  .trimEnd()
  .split("\n")
  .map((line) => JSON.parse(line) as Line);
const messages = lines.slice(1).map(({ message }) => message);

describe("a session in the Simple Format", () => {
  it("opens with a header of type, harness and id; every other line is one message", () => {
    expect(lines[0]).toMatchObject({ type: "session", harness: "moot", id: "abs-overhang-edge" });
    for (const { type, message } of lines.slice(1)) {
      expect(type).toBe("message");
      expect(["user", "assistant", "tool"]).toContain(message.role);
      expect(typeof message.content).toBe("string");
    }
  });

  it("asks first; the proposer's reasons stand apart, the operator is the user, code is called and answers", () => {
    expect(messages[0]).toEqual({ role: "user", content: expect.stringContaining("part of ABS") });
    expect(messages[1]).toMatchObject({
      role: "assistant",
      content: expect.stringContaining("O'Brien (Chief Engineer), propose: Proposed: nozzle 245"),
      reasoningContent: expect.stringContaining("no close precedent"),
    });
    expect(messages.find(({ content }) => String(content).startsWith("Operator"))?.role).toBe("user");
    const calls = messages.flatMap(({ toolCalls }) => (toolCalls ?? []) as { id: string; function: { name: string; arguments: string } }[]);
    expect(calls.map(({ function: { name } }) => name)).toEqual(["spine_veto", ...Array(4).fill("world_simulate")]);
    for (const call of calls) expect(JSON.parse(call.function.arguments)).toHaveProperty("nozzle_temp");
    expect(messages.filter(({ role }) => role === "tool").map(({ toolCallId }) => toolCallId)).toEqual(calls.map(({ id }) => id));
  });

  it("gives no time that nobody measured", () => {
    expect(messages.filter((message) => "timestamp" in message)).toEqual([]);
  });
});
