import type { Fixture } from "@copilotkit/aimock";
import type { ModelSubject, Situation } from "../../../src/ports/model.laws.ts";
import { PROTOCOLS, type Protocol, startMock, WRONGS } from "../../kit/aimock.ts";
import { CANARY, contextOf, openQuickly } from "./context.ts";

const fixturesOf = (situation: Situation, { refusal, calls }: Protocol): readonly Fixture[] => {
  switch (situation.kind) {
    case "talk":
      return [{ match: {}, response: { content: situation.text } }];
    case "object":
      return [{ match: {}, response: { content: JSON.stringify(situation.object) } }];
    case "tool":
      return [
        { match: { hasToolResult: true }, response: { content: situation.text } },
        { match: {}, response: { toolCalls: [{ name: situation.tool, arguments: JSON.stringify(situation.input) }], finishReason: calls } },
      ];
    case "hang":
      return [{ match: {}, response: { content: "too late" }, latency: 25_000 }];
    case "fault":
      return [faulty(situation.fault, refusal)];
  }
};

const faulty = (kind: string, refusal: string): Fixture => {
  switch (kind) {
    case "rate-limited":
      return { match: {}, response: WRONGS["429 with Retry-After"] };
    case "overloaded":
      return { match: {}, response: WRONGS["529"] };
    case "auth":
      return { match: {}, response: WRONGS["401"] };
    case "too-long":
      return { match: {}, response: WRONGS["400 too long"] };
    case "refused":
      return { match: {}, response: { content: "", finishReason: refusal } };
    case "malformed":
      return { match: {}, response: { content: "never seen" }, chaos: { malformedRate: 1 } };
    default:
      return { match: {}, response: { content: "a long answer that breaks off in the middle" }, truncateAfterChunks: 2 };
  }
};

/** The API backends, each against aimock's server for its protocol on loopback. */
export const api: readonly ModelSubject[] = PROTOCOLS.map((protocol) => ({
  entry: protocol.entry,
  lacks: {},
  faults: ["rate-limited", "overloaded", "auth", "too-long", "refused", "malformed", "unavailable"],
  stage: async (situation) => {
    const mock = await startMock(fixturesOf(situation, protocol));
    return { model: await openQuickly(protocol.entry, protocol.contextAt(mock.url)), close: () => mock.stop() };
  },
  key: CANARY,
  able: [protocol.contextAt("http://127.0.0.1:9")],
  unable: [contextOf(), contextOf({ OPENAI_API_KEY: "", ANTHROPIC_API_KEY: "", GEMINI_API_KEY: "" })],
}));
