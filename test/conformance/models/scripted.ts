import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { entry } from "../../../src/models/scripted.ts";
import type { ModelSubject, Situation } from "../../../src/ports/model.laws.ts";
import { CANARY, contextOf, openQuickly } from "./context.ts";

const ruleOf = (situation: Situation): object => {
  if (situation.kind === "fault") return { fault: { kind: situation.fault, message: `no: ${CANARY}` } };
  if (situation.kind === "object") return { parsed: situation.object };
  return situation.kind === "hang" ? { text: "late", latencyMs: 600_000 } : { text: "text" in situation ? situation.text : "" };
};

const written = (name: string, text: string): { readonly path: string; readonly close: () => Promise<void> } => {
  const folder = mkdtempSync(join(tmpdir(), "moot-script-"));
  writeFileSync(join(folder, name), text);
  return { path: join(folder, name), close: async () => rmSync(folder, { recursive: true, force: true }) };
};

/** A script of one rule. */
export const scripted: ModelSubject = {
  entry,
  lacks: { tool: "a script calls no tool" },
  faults: ["rate-limited", "overloaded", "timeout", "refused", "malformed", "too-long", "auth", "unavailable", "cap-reached"],
  stage: async (situation) => {
    const { path, close } = written("script.json", JSON.stringify({ rules: [ruleOf(situation)] }));
    return { model: await openQuickly(entry, contextOf({ MOOT_SCRIPT: path })), close };
  },
  key: CANARY,
  able: [],
  unable: [contextOf(), contextOf({ MOOT_SCRIPT: "/nowhere/script.json" })],
};
