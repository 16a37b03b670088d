import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fail, ok } from "../../../src/core/kernel/result.ts";
import { entry } from "../../../src/models/cassette.ts";
import type { ModelSubject, Situation } from "../../../src/ports/model.laws.ts";
import type { Model } from "../../../src/ports/model.ts";
import { CANARY, contextOf, openQuickly } from "./context.ts";

/** The backend behind the cassette: does what is staged. */
const innerOf = (situation: Situation): Model => ({
  id: "inner",
  complete: async ({ tools = [] }, signal) => {
    if (situation.kind === "hang")
      await new Promise((resolve) => {
        signal.addEventListener("abort", resolve);
      });
    if (signal.aborted) return fail({ kind: "timeout", message: "stopped" });
    if (situation.kind === "fault") return fail({ kind: situation.fault, message: `no: ${CANARY}` } as never);
    if (situation.kind === "tool") callTool(tools.find(({ name }) => name === situation.tool)?.run, situation.input);
    const text = situation.kind === "object" ? JSON.stringify(situation.object) : "text" in situation ? situation.text : "";
    return ok({ text, model: "inner-1", usage: { input: 9, output: 3, cached: 2 }, latencyMs: 5, costMicroUsd: 70 });
  },
});

const callTool = (run: ((input: never) => string) | undefined, input: object): void => {
  try {
    run?.(input as never);
  } catch {
    // A tool that throws is the backend's to tell its model.
  }
};

/** A cassette that asks for what it does not have. */
export const cassette: ModelSubject = {
  entry,
  lacks: {},
  faults: ["refused", "malformed", "too-long", "rate-limited", "auth", "unavailable"],
  stage: async (situation) => {
    const folder = mkdtempSync(join(tmpdir(), "moot-cassette-"));
    const env = { MOOT_CASSETTE: "auto", MOOT_CASSETTE_BACKEND: "inner" };
    const openBackend = async (): Promise<Model> => innerOf(situation);
    return {
      model: await openQuickly(entry, contextOf(env, { folder, openBackend })),
      close: async () => rmSync(folder, { recursive: true, force: true }),
    };
  },
  key: CANARY,
  able: [contextOf(), contextOf({ MOOT_CASSETTE: "record", MOOT_CASSETTE_BACKEND: "codex" })],
  unable: [contextOf({ MOOT_CASSETTE: "rewind" }), contextOf({ MOOT_CASSETTE: "auto" })],
};
