import { hash53 } from "../../src/core/kernel/hash.ts";
import { canonicalJson, type Json } from "../../src/core/kernel/json.ts";
import { random } from "../../src/core/kernel/random.ts";
import { fact, type Opening, type RoundtableFact, type Seat } from "../../src/core/roundtable/event.ts";
import type { Fact } from "../../src/core/run/event.ts";
import type { Reply } from "../../src/core/run/machine.ts";

/** Knobs of a scripted table. */
export type TableKnobs = {
  readonly seats?: readonly string[];
  readonly maxRounds?: number;
  readonly budget?: number;
  readonly seed?: string;
  readonly steward?: boolean;
  /** Share of turns that ask for a look-up, that pass on the floor, and of replies that fail; in [0, 1]. */
  readonly asks?: number;
  readonly passes?: number;
  readonly fails?: number;
  /** Round at which the judge says CONVERGED; 0 never. */
  readonly converges?: number;
  readonly bids?: Opening["bids"];
  readonly scoreChunkChars?: number;
};

/** A seat with a fee of 5 and no history. */
export const seat = (name: string, budget: number): Seat => ({
  name,
  role: "tests",
  backend: "scripted",
  tier: "haiku",
  model: null,
  persona: "0".repeat(64),
  fee: 5,
  budget,
  rank: null,
  worstMicroUsd: 10,
  history: [],
});

/** The opening facts of a scripted table, as data. */
export const tableOpening = (knobs: TableKnobs = {}): readonly Fact[] => {
  const budget = knobs.budget ?? 2;
  const opening: Opening = {
    topic: "Which shelf for the atlas?",
    protocol: "classic",
    seed: knobs.seed ?? "seed",
    mode: "scripted",
    briefing: { file: "briefing.md", blob: "b".repeat(64), sha256: "b".repeat(64), bytes: 12 },
    seats: (knobs.seats ?? ["ada", "bo", "cy", "di"]).map((name) => seat(name, budget)),
    judge: { ...seat("judge", 0), fee: 0, tier: "sonnet" },
    bids: knobs.bids ?? [],
    boosts: [],
    limits: {
      maxRounds: knobs.maxRounds ?? 3,
      speakerTimeoutMs: 200_000,
      judgeTimeoutMs: 200_000,
      stewardTimeoutMs: 120_000,
      stewardBudget: 3,
      maxGates: 3,
      sparksPerGate: 3,
      scoreChunkChars: knobs.scoreChunkChars ?? 60_000,
    },
  };
  const files = [
    { path: "a.csv", status: "read" as const, blob: "a".repeat(64), sha256: "a".repeat(64), bytes: 3, lines: 1, redacted: 0, reason: null },
  ];
  const steward = knobs.steward ?? true;
  const facts: readonly RoundtableFact[] = [
    fact("roundtable-opened", opening),
    fact("sources-registered", { files: steward ? files : [], steward, note: "" }),
  ];
  return facts as unknown as readonly Fact[];
};

type Asked = { readonly op: string; readonly task?: { readonly kind: string; readonly seat: string; readonly round: number } };

/** A world that answers a scripted table: a pure function of the step's key and its request. */
export const tableReply =
  (knobs: TableKnobs = {}) =>
  (key: string, request: Json): Reply => {
    const draw = random(`${key}/${hash53(canonicalJson(request))}`);
    if (draw.fork("fail").unit() < (knobs.fails ?? 0)) return { ok: false, fault: { kind: "overloaded", message: "scripted" } };
    const asked = request as unknown as Asked;
    if (asked.op === "look") return value({ status: "success", text: `looked up for ${key}`, model: "deterministic", places: [] });
    if (asked.op === "decide") return value({ decision: {}, readings: [], evidence: "e" });
    return answer(knobs, key, asked.task as NonNullable<Asked["task"]>, draw);
  };

const answer = (knobs: TableKnobs, key: string, task: NonNullable<Asked["task"]>, draw: ReturnType<typeof random>): Reply => {
  const say = (text: string, parsed?: Json): Reply => value({ text, model: "scripted-1", ...(parsed === undefined ? {} : { parsed }) });
  switch (task.kind) {
    case "watch":
      return say("", {
        intervention: draw.below(5) === 0 ? { kind: "note", seat: "ada", text: `note on ${key}` } : null,
        gates: draw.below(6) === 0 ? [{ seat: "bo", reason: key }] : [],
        requests: [],
      });
    case "check":
      return say("", {
        verdict: knobs.converges === task.round ? "CONVERGED" : "CONTINUE",
        reason: key,
        intervention: null,
        gates: [],
        requests: [],
      });
    case "score":
      return say("", {
        scores: (knobs.seats ?? ["ada", "bo", "cy", "di"]).map((name) => ({
          seat: name,
          novelty: 1,
          accuracy: draw.below(4),
          impact: 1,
          challenge: 1,
          reasoning: "r",
          grandInsight: null,
        })),
        penalties: [],
      });
    case "summarise":
      return say(`summary at ${key}`);
    default: {
      if (task.kind === "floor" && draw.fork("pass").unit() < (knobs.passes ?? 0.5)) return say("PASS");
      const wants = draw.fork("ask").unit() < (knobs.asks ?? 0.3);
      return say(
        `${key}: I put the atlas on shelf ${draw.below(9)}, because the row ${draw.below(99)} says so.${wants ? " [[request: count where a = 1 in a.csv]]" : ""}`,
      );
    }
  }
};

const value = (json: Json): Reply => ({ ok: true, value: json, microUsd: 4 });
