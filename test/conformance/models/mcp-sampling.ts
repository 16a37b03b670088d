import { entry } from "../../../src/models/mcp-sampling.ts";
import type { ModelSubject, Situation } from "../../../src/ports/model.laws.ts";
import type { Sampler } from "../../../src/ports/sampler.ts";
import { CANARY, contextOf, openQuickly } from "./context.ts";

const ERRORS: Readonly<Record<string, readonly [code: number, message: string]>> = {
  refused: [-1, "User rejected sampling request"],
  timeout: [-32001, "Request timed out"],
  auth: [-32601, "Method not found"],
  "rate-limited": [-32603, "429 rate limit"],
  unavailable: [-32000, "Connection closed"],
};

const samplerOf =
  (situation: Situation): Sampler =>
  async () => {
    if (situation.kind === "hang") return new Promise(() => undefined);
    if (situation.kind === "fault") {
      if (situation.fault === "malformed") return { role: "assistant", model: "m", content: { type: "image", data: "" } };
      const [code, message] = ERRORS[situation.fault] ?? [0, ""];
      throw Object.assign(new Error(`${message}: ${CANARY}`), { code });
    }
    const text = situation.kind === "object" ? JSON.stringify(situation.object) : "text" in situation ? situation.text : "";
    return { role: "assistant", model: "client-model-1", content: { type: "text", text }, stopReason: "endTurn" };
  };

/** An MCP client that lends its model. */
export const mcpSampling: ModelSubject = {
  entry,
  lacks: { tool: "the protocol's base form hands over no tools" },
  faults: ["refused", "timeout", "auth", "rate-limited", "unavailable", "malformed"],
  stage: async (situation) => ({
    model: await openQuickly(entry, contextOf({}, { sampler: samplerOf(situation) })),
    close: async () => undefined,
  }),
  key: CANARY,
  able: [contextOf({}, { sampler: samplerOf({ kind: "hang" }) })],
  unable: [contextOf()],
};
