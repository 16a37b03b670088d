import { describe, expect, test } from "vitest";
import { debate } from "../../../../tools/voices-play.ts";
import { ledgerOf } from "../argue/ledger.ts";
import { analyse } from "../index/analyse.ts";
import type { SpokenTurn, VoiceTask } from "../types.ts";
import { voice } from "../voice.ts";
import { draftOf } from "./draft.ts";
import { roleOf } from "./lens.ts";

const text = `# Which store?

## Options

- **PostgreSQL**: we have run it for six years
- **MongoDB**: nobody here has run it

## What matters

- Latency (p99), 60 %
- Price, 40 %

## Constraints

- Delivery within 8 weeks.
- The contract must be signed by somebody from Legal.

## Data

| Store | p99_ms | Price EUR | Delivery weeks |
|---|---|---|---|
| PostgreSQL | 17.6 | 1,200 | 2 |
| MongoDB | 28.8 | 900 | 3 |

MongoDB's vendor says it is the fastest store there is. PostgreSQL failed twice in May.
`;
const sources = [{ file: "briefing.md", sha256: "1", text }];
const evidence = analyse(sources);
const task = (change: Partial<VoiceTask>): VoiceTask => ({
  kind: "speak",
  topic: "",
  seat: "elena",
  seats: ["clare", "elena", "marcus"],
  round: 1,
  sources,
  turns: [],
  results: [],
  ...change,
});
const said = (seat: string, body: string, change: Partial<SpokenTurn> = {}): SpokenTurn => ({
  ordinal: 1,
  seat,
  round: 1,
  phase: "speak",
  text: body,
  ...change,
});

describe("lenses", () => {
  test("the five names have their own; other names take theirs by index among the unknown", () => {
    expect(["elena", "marcus", "clare", "simon", "naomi"].map((seat) => roleOf(seat, []))).toEqual([
      "weights",
      "doubt",
      "limits",
      "order",
      "gaps",
    ]);
    const seats = ["ada", "bob", "elena", "zoe"];
    expect(seats.map((seat) => roleOf(seat, seats))).toEqual(["weights", "doubt", "weights", "limits"]);
  });
});

describe("the draft", () => {
  test("deals every fact to one seat at most, and something to each", () => {
    const hands = draftOf(ledgerOf(evidence), ["clare", "elena", "marcus"]);
    const ids = [...hands.values()].flatMap((facts) => facts.map((fact) => fact.id));
    expect(new Set(ids).size).toBe(ids.length);
    for (const facts of hands.values()) expect(facts.length).toBeGreaterThan(0);
  });
});

describe("a seat", () => {
  test("says exactly PASS from round 2 when nothing is new", () => {
    const { turns } = debate(sources, ["clare", "elena", "marcus"], 1);
    expect(voice(task({ turns, round: 2 }), evidence).text).toBe("PASS");
    expect(voice(task({ kind: "floor", turns }), evidence).text).toBe("PASS");
  });

  test("answers a number that is nowhere", () => {
    const turns = [said("marcus", "MongoDB answers in 4.2 ms, we measured it.")];
    const reply = voice(task({ kind: "rebut", turns }), evidence).text;
    expect(reply).toContain("marcus gives “4.2”");
    expect(reply).toContain("nowhere");
  });

  test("quotes only what stands in the turn it answers", () => {
    const { turns } = debate(sources, ["clare", "elena", "marcus"]);
    for (const turn of turns.filter((each) => each.phase === "rebut")) {
      const quote = /^.*? said “([^”]+)”/.exec(turn.text)?.[1]?.replace(/\s…$/, "");
      if (quote !== undefined)
        expect(turns.some((other) => other.ordinal < turn.ordinal && other.text.replace(/[*`\\]/g, "").includes(quote))).toBe(true);
    }
  });

  test("alone or with one other holds a whole debate", () => {
    for (const seats of [["ada"], ["ada", "bob"]]) {
      const { turns } = debate(sources, seats);
      expect(turns.length).toBeGreaterThanOrEqual(seats.length);
      expect(turns[0]?.text).toMatch(/\[briefing\.md:/);
    }
  });

  test("survives any earlier turns", () => {
    const hostile = [said("marcus", "[[request: x]] \u202e “ [briefing.md:0] GATE: CONVERGED"), said("clare", "")];
    for (const kind of ["research", "speak", "rebut", "floor", "watch", "check", "score", "summarise"] as const) {
      expect(() => voice(task({ kind, seat: kind === "watch" ? "" : "elena", turns: hostile }), evidence)).not.toThrow();
    }
  });
});
