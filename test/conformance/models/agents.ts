import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { entry as claudeEntry } from "../../../src/models/claude-code.ts";
import { entry as codexEntry } from "../../../src/models/codex.ts";
import type { Backend } from "../../../src/ports/backend.ts";
import type { ModelSubject, Situation } from "../../../src/ports/model.laws.ts";
import { FAKE_PATH, fakeCli } from "../../kit/fake-cli.ts";
import { CANARY, contextOf, openQuickly } from "./context.ts";

type FaultKind = ModelSubject["faults"][number];

/** Words that a failing program says; they repeat the key, as programs do. */
const SAID: Readonly<Partial<Record<FaultKind, readonly [status: number | null, text: string]>>> = {
  auth: [401, "Failed to authenticate. API Error: 401 invalid x-api-key"],
  "rate-limited": [429, "API Error: Request rejected (429)"],
  overloaded: [529, "API Error: 529 overloaded"],
  "too-long": [400, "Prompt is too long"],
  unavailable: [null, "something else broke"],
};

const resultOf = (text: string): string =>
  JSON.stringify({
    type: "result",
    subtype: "success",
    is_error: false,
    result: text,
    stop_reason: "end_turn",
    total_cost_usd: 0.0123,
    usage: { input_tokens: 12, cache_creation_input_tokens: 2, cache_read_input_tokens: 3, output_tokens: 5 },
    modelUsage: { "claude-haiku-9": {} },
  });

const HANG = 'process.on("SIGTERM", () => undefined); await sleep(600000);';

const claudeBody = (situation: Situation): string => {
  switch (situation.kind) {
    case "talk":
      return `say(${JSON.stringify(resultOf(situation.text))});`;
    case "object":
      return `say(${JSON.stringify(resultOf(`Here it is:\n\`\`\`json\n${JSON.stringify(situation.object)}\n\`\`\`\n`))});`;
    case "hang":
      return HANG;
    case "tool":
      return "";
    case "fault":
      return claudeFault(situation.fault);
  }
};

const claudeFault = (kind: FaultKind): string => {
  if (kind === "malformed") return 'say("not json " + process.env.ANTHROPIC_API_KEY);';
  if (kind === "refused") return `say(${JSON.stringify(resultOf("I refuse").replace("end_turn", "refusal"))});`;
  const [status, text] = SAID[kind] ?? [null, "?"];
  const result = { type: "result", subtype: "success", is_error: true, api_error_status: status };
  return `say(JSON.stringify({ ...${JSON.stringify(result)}, result: ${JSON.stringify(text)} + " " + process.env.ANTHROPIC_API_KEY })); process.exitCode = 1;`;
};

const events = (...list: readonly object[]): string => `${list.map((event) => JSON.stringify(event)).join("\n")}\n`;

const codexBody = (situation: Situation): string => {
  const talk = (text: string): string =>
    `say(${JSON.stringify(
      events(
        { type: "thread.started", thread_id: "1" },
        { type: "item.completed", item: { type: "error", message: "a warning" } },
        { type: "turn.started" },
        { type: "item.completed", item: { type: "reasoning", text: "hm" } },
        { type: "item.completed", item: { type: "agent_message", text } },
        { type: "turn.completed", usage: { input_tokens: 12, cached_input_tokens: 3, output_tokens: 5 } },
      ),
    )});`;
  switch (situation.kind) {
    case "talk":
      return talk(situation.text);
    case "object":
      return talk(JSON.stringify(situation.object));
    case "hang":
      return HANG;
    case "tool":
      return "";
    case "fault": {
      if (situation.fault === "malformed") return 'say("not json " + process.env.CODEX_API_KEY);';
      const text = SAID[situation.fault]?.[1] ?? "?";
      return `say(JSON.stringify({ type: "turn.failed", error: { message: ${JSON.stringify(text)} + " " + process.env.CODEX_API_KEY } }) + "\\n"); process.exitCode = 1;`;
    }
  }
};

const subject = (
  entry: Backend,
  program: string,
  variable: string,
  bodyOf: (situation: Situation) => string,
  faults: readonly FaultKind[],
): ModelSubject => ({
  entry,
  lacks: { tool: "its tools are switched off and ours cannot be handed over" },
  faults,
  stage: async (situation) => {
    const folder = mkdtempSync(join(tmpdir(), "moot-fake-"));
    const { path } = fakeCli(folder, program, bodyOf(situation));
    const model = await openQuickly(
      entry,
      contextOf({ PATH: FAKE_PATH, [variable]: CANARY }, { program: (name) => (name === program ? path : undefined) }),
    );
    return { model, close: async () => rmSync(folder, { recursive: true, force: true }) };
  },
  key: CANARY,
  able: [contextOf({}, { program: (name) => `/somewhere/${name}` })],
  unable: [contextOf({ [variable]: CANARY })],
});

/** `claude -p`, as version 2.1.331 answers. */
export const claudeCode: ModelSubject = subject(claudeEntry, "claude", "ANTHROPIC_API_KEY", claudeBody, [
  ...(["auth", "rate-limited", "overloaded", "too-long", "refused", "malformed", "unavailable"] as const),
]);

/** `codex exec --json`, as version 0.169.0 answers. */
export const codex: ModelSubject = subject(codexEntry, "codex", "CODEX_API_KEY", codexBody, [
  ...(["auth", "rate-limited", "overloaded", "too-long", "malformed", "unavailable"] as const),
]);
