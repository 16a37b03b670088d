import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { entry } from "../../../src/models/handoff.ts";
import type { ModelSubject, Situation } from "../../../src/ports/model.laws.ts";
import type { Model } from "../../../src/ports/model.ts";
import { CANARY, contextOf, openQuickly } from "./context.ts";

const answerOf = (situation: Situation): string | undefined => {
  if (situation.kind === "talk") return `${situation.text}\n\n<!-- end of answer -->\n`;
  if (situation.kind === "object") return JSON.stringify(situation.object, null, 2);
  return situation.kind === "fault" && situation.fault === "too-long" ? `${"a".repeat(2 ** 20 + 1)}\n<!-- end of answer -->\n` : undefined;
};

/** Somebody who answers each file as soon as it is waited for. */
const answered = (model: Model, answer: string | undefined): Model => ({
  id: model.id,
  complete: async (request, signal, onText) => {
    const first = await model.complete(request, signal, onText);
    if (first.ok || first.fault.kind !== "waiting" || answer === undefined) return first;
    for (const file of first.fault.files) writeFileSync(file, answer);
    return model.complete(request, signal, onText);
  },
});

/** Files, and somebody at the other end of them. */
export const handoff: ModelSubject = {
  entry,
  lacks: { tool: "whoever answers has tools of their own", hang: "it never waits itself: it says what it waits for" },
  faults: ["waiting", "too-long", "unavailable"],
  stage: async (situation) => {
    const folder = mkdtempSync(join(tmpdir(), "moot-handoff-"));
    const isBroken = situation.kind === "fault" && situation.fault === "unavailable";
    if (isBroken) writeFileSync(join(folder, "file"), "");
    const model = await openQuickly(entry, contextOf({}, { folder: isBroken ? join(folder, "file") : join(folder, "new") }));
    return { model: answered(model, answerOf(situation)), close: async () => rmSync(folder, { recursive: true, force: true }) };
  },
  key: CANARY,
  able: [contextOf(), contextOf({ MOOT_HANDOFF_DIR: "prompts" })],
  unable: [],
};
