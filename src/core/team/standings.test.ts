import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { recentTotals, type ScoredEvent, standings } from "./standings.ts";

const DAY = 86_400_000;
const event = (run: string, seat: string, total: number, atMs = 0, seq = 1): ScoredEvent => ({ run, seq, atMs, data: { seat, total } });

describe("standings", () => {
  it("ranks by mean, then by name, and puts those who were never scored last", () => {
    const scored = [event("r1", "marcus", 4), event("r1", "elena", 6), event("r2", "marcus", 8, 1), event("r1", "clare", 0)];
    const rows = standings({
      scored,
      balances: new Map([
        ["elena", -2],
        ["bank", 9],
      ]),
      agents: ["zoe", "abe", "elena"],
    });
    expect(rows).toEqual([
      { agent: "elena", roundtables: 1, totalScore: 6, avgScore: 6, sparks: -2, rank: 1 },
      { agent: "marcus", roundtables: 2, totalScore: 12, avgScore: 6, sparks: 0, rank: 2 },
      { agent: "clare", roundtables: 1, totalScore: 0, avgScore: 0, sparks: 0, rank: 3 },
      { agent: "abe", roundtables: 0, totalScore: 0, avgScore: 0, sparks: 0, rank: 4 },
      { agent: "zoe", roundtables: 0, totalScore: 0, avgScore: 0, sparks: 0, rank: 5 },
    ]);
  });

  it("means the last seven days apart, and says nothing where there is no score in them", () => {
    const now = 100 * DAY;
    const scored = [
      event("old", "elena", 10, now - 7 * DAY),
      event("a", "elena", 3, now - 6 * DAY),
      event("b", "elena", 4, now),
      event("old", "simon", 5, DAY),
    ];
    const [elena, simon] = standings({ scored, balances: new Map(), nowMs: now });
    expect([elena?.avgScore, elena?.sevenDayAvg, simon?.sevenDayAvg]).toEqual([5.67, 3.5, undefined]);
    expect(standings({ scored, balances: new Map() }).every((row) => !("sevenDayAvg" in row))).toBe(true);
  });

  it("counts a roundtable that was scored again once, by its latest event", () => {
    const scored = [event("r", "elena", 9, 2, 80), event("r", "elena", 3, 1, 40)];
    expect(standings({ scored, balances: new Map() })).toMatchObject([{ roundtables: 1, totalScore: 9 }]);
  });

  it("leaves out what is no scorecard", () => {
    const odd = [null, 3, "x", [], {}, { seat: "a" }, { total: 3 }, { seat: 1, total: 1 }, { seat: "a", total: "3" }];
    expect(standings({ scored: odd.map((data, seq) => ({ run: "r", seq, atMs: 0, data })), balances: new Map() })).toEqual([]);
  });

  const events = fc.array(
    fc.record({
      run: fc.constantFrom("r1", "r2", "r3"),
      seat: fc.constantFrom("a", "b", "c"),
      total: fc.nat({ max: 12 }),
      at: fc.nat({ max: 3 }),
    }),
    { maxLength: 20 },
  );

  it("has every scored agent once, ranks 1 to n, never a better mean below a worse, whatever the order of the events", () => {
    fc.assert(
      fc.property(events, (drawn) => {
        const scored = drawn.map(({ run, seat, total, at }, seq) => event(run, seat, total, at, seq));
        const rows = standings({ scored, balances: new Map() });
        expect(rows.map(({ rank }) => rank)).toEqual(rows.map((_, index) => index + 1));
        expect(rows.map(({ agent }) => agent).sort()).toEqual([...new Set(drawn.map(({ seat }) => seat))].sort());
        for (const [index, row] of rows.entries()) expect(row.avgScore).toBeLessThanOrEqual(rows[index - 1]?.avgScore ?? 99);
        expect(standings({ scored: [...scored].reverse(), balances: new Map() })).toEqual(rows);
      }),
    );
  });
});

describe("recentTotals", () => {
  it("gives the latest totals of one agent, newest last", () => {
    const scored = [5, 3, 1, 4, 2].flatMap((at) => [event(`r${at}`, "elena", at * 2, at), event(`r${at}`, "marcus", 1, at)]);
    expect(recentTotals(scored, "elena", 3)).toEqual([6, 8, 10]);
    expect(recentTotals(scored, "nobody", 3)).toEqual([]);
  });
});
