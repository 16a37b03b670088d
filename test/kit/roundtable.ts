import { createHash, randomBytes } from "node:crypto";
import { roundtableMachine } from "../../src/core/roundtable/machine.ts";
import type { Machine } from "../../src/core/run/machine.ts";
import { evidenceCache } from "../../src/core/voices/evidence-cache.ts";
import { embeddedEngine } from "../../src/engines/embedded/engine.ts";
import { offlineModel } from "../../src/models/offline-voices.ts";
import type { Script } from "../../src/models/script-file.ts";
import { scriptedModel } from "../../src/models/scripted.ts";
import type { Engine } from "../../src/ports/engine.ts";
import type { Journal } from "../../src/ports/journal.ts";
import type { Model, ModelRequest } from "../../src/ports/model.ts";
import { openRegisteredFiles } from "../../src/storage/files/registered-files.ts";
import { type OpenRequest, openRoundtable, type SeatPlan } from "../../src/usecases/roundtable/open.ts";
import { performRoundtable } from "../../src/usecases/roundtable/perform.ts";
import { buildRequest } from "../../src/usecases/roundtable/request.ts";

/** SHA-256 in hex. */
const sha256 = (bytes: Uint8Array): string => createHash("sha256").update(bytes).digest("hex");

/** A seat plan for tests. */
export const plan = (name: string, backend = "offline", tier = "haiku"): SeatPlan => ({
  name,
  role: "",
  backend,
  tier,
  model: null,
  persona: `# ${name}`,
  rank: null,
  history: [],
  worstMicroUsd: 0,
});

/** The five seats of the curated team. */
export const FIVE = ["elena", "marcus", "clare", "simon", "naomi"] as const;

/** What a person asks for, with the usual defaults. */
export const request = (briefing: string | Uint8Array, over: Partial<OpenRequest> = {}): OpenRequest => ({
  topic: "A question",
  briefing: { file: "briefing.md", bytes: typeof briefing === "string" ? new TextEncoder().encode(briefing) : briefing },
  roots: [],
  seats: FIVE.map((name) => plan(name)),
  judge: plan("judge", "offline", "sonnet"),
  mode: "offline",
  budget: 3,
  limits: { maxRounds: 3, speakerTimeoutMs: 200_000, judgeTimeoutMs: 200_000, stewardTimeoutMs: 120_000, stewardBudget: 3 },
  steward: true,
  ...over,
});

/** Opens a roundtable, or throws what the fault says. */
export const open = (journal: Journal, asked: OpenRequest): string => {
  const opened = openRoundtable(
    { journal, files: openRegisteredFiles(), newId: () => `rt-${randomBytes(6).toString("hex")}`, sha256 },
    asked,
  );
  if (!opened.ok) throw new Error(`${opened.fault.code}: ${opened.fault.message}`);
  return opened.value;
};

/** An engine with the offline voices and, where a script is given, the scripted backend. */
export const engine = (journal: Journal, script?: Script): Engine => {
  const evidenceOf = evidenceCache();
  const offline = offlineModel(evidenceOf);
  const scripted = script === undefined ? undefined : scriptedModel(script);
  const models = (backend: string): Model | undefined => (backend === "offline" ? offline : scripted);
  const hosted = {
    machine: roundtableMachine(buildRequest) as Machine<unknown>,
    performer: "test",
    perform: performRoundtable({ journal, models, evidenceOf }),
  };
  return embeddedEngine({ journal, hosted: new Map([["roundtable", hosted]]) });
};

/** Carries a roundtable to its end. */
export const playOut = async (journal: Journal, run: string, script?: Script): Promise<void> => {
  const outcome = await engine(journal, script).host(run, { signal: new AbortController().signal });
  if (outcome.kind !== "done") throw new Error(`the roundtable ended as ${outcome.kind}`);
};

/** A judge and seats that say plain things; `turn` decides what a seat says. */
export const plainScript = (turn: (request: ModelRequest) => string): Script => ({
  say: (asked) => {
    const kind = asked.task?.kind;
    if (kind === "watch") return { text: "", parsed: { intervention: null, gates: [], requests: [] } };
    if (kind === "check")
      return { text: "", parsed: { verdict: "CONTINUE", reason: "not yet", intervention: null, gates: [], requests: [] } };
    if (kind === "score") {
      const seats = [...new Set(asked.task?.turns.map(({ seat }) => seat))];
      const scores = seats.map((seat) => ({
        seat,
        novelty: 1,
        accuracy: 1,
        impact: 1,
        challenge: 1,
        reasoning: "plain",
        grandInsight: null,
      }));
      return { text: "", parsed: { scores, penalties: [] } };
    }
    if (kind === "summarise") return { text: "A plain summary." };
    return { text: turn(asked) };
  },
});
