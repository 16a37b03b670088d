import { expect, it } from "vitest";
import type { Opening } from "../../core/roundtable/event.ts";
import { openMemoryJournal } from "../../storage/memory/journal.ts";
import { paceOf, timeLeft } from "./pace.ts";

const opening = (mode: string, seats = 2): Opening =>
  ({ mode, seats: Array.from({ length: seats }, () => ({})), limits: { maxRounds: 3 } }) as unknown as Opening;

/** A journal whose runs took so many minutes: mode, outcome, rounds, minutes. */
const history = (...runs: readonly (readonly [mode: string, outcome: string, rounds: number, minutes: number])[]) => {
  let now = 0;
  const journal = openMemoryJournal({ clock: { now: () => now, elapsed: () => now } });
  runs.forEach(([mode, outcome, rounds, minutes], nth) => {
    const run = `rt-${nth}`;
    journal.open({
      run,
      kind: "roundtable",
      version: 1,
      title: "",
      facts: [{ kind: "roundtable-opened", data: opening(mode) as never }],
      ledger: [[]],
    });
    const fence = journal.acquire(run);
    now += minutes * 60_000;
    const facts = [{ step: "close", facts: [{ kind: "roundtable-closed", data: { outcome, rounds } }], ledger: [[]] }];
    if (fence.ok) journal.commit(run, fence.value, 1, { settle: [], lose: [], facts, inputs: [], reserve: [], status: "done" });
  });
  return journal;
};

it("the pace is a seat's share of a round, from finished roundtables of the same mode", () => {
  const journal = history(
    ["anthropic", "converged", 1, 4],
    ["anthropic", "max-rounds", 3, 18],
    ["offline", "converged", 1, 999],
    ["anthropic", "cut", 1, 999],
    ["anthropic", "aborted", 1, 999],
  );
  expect(paceOf(journal, "rt-new", opening("anthropic"))).toEqual({ quickMs: 120_000, slowMs: 180_000, runs: 2 });
  expect(paceOf(journal, "rt-new", opening("gemini"))).toBeUndefined();
  expect(paceOf(journal, "rt-2", opening("offline"))).toBeUndefined();
});

it("what is left lies between this round at the quick pace and every round at the slow one, and never below nothing", () => {
  const pace = { quickMs: 120_000, slowMs: 180_000, runs: 2 };
  expect(timeLeft(pace, opening("x"), 1, 60_000)).toEqual([180_000, 1_020_000]);
  expect(timeLeft(pace, opening("x"), 3, 9e9)).toEqual([0, 0]);
});
