import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import fc from "fast-check";
import { expect, it } from "vitest";
import type { Batch, Journal } from "../ports/journal.ts";
import { openSqliteJournal } from "./sqlite/journal.ts";

const DAY_MS = 86_400_000;
const START = Date.parse("2031-03-30T00:00:00Z");
const CAPS = { dayMicroUsd: 120, monthMicroUsd: 300 };
const RUN_CAP = 150;

type Move =
  | { readonly do: "ask"; readonly process: number; readonly run: number; readonly worst: readonly number[] }
  | { readonly do: "settle"; readonly process: number; readonly run: number; readonly cost: number | undefined }
  | { readonly do: "lose"; readonly process: number; readonly run: number }
  | { readonly do: "day" };

const process = fc.integer({ min: 0, max: 1 });
const run = fc.integer({ min: 0, max: 2 });
const amount = fc.integer({ min: 0, max: 60 });
const move: fc.Arbitrary<Move> = fc.oneof(
  {
    weight: 5,
    arbitrary: fc.record({ do: fc.constant("ask" as const), process, run, worst: fc.array(amount, { minLength: 1, maxLength: 3 }) }),
  },
  { weight: 5, arbitrary: fc.record({ do: fc.constant("settle" as const), process, run, cost: fc.option(amount, { nil: undefined }) }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant("lose" as const), process, run }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant("day" as const) }) },
);

const NOTHING: Batch = { settle: [], lose: [], facts: [], inputs: [], reserve: [], status: "open" };

/** Two processes on one home, taking three runs in turns: one with a cap, its child, and one without. */
it("however two processes take turns, no cap is passed by a reservation, and every exposure is the sum of its spend lines", () => {
  fc.assert(
    fc.property(fc.array(move, { maxLength: 40 }), (moves) => {
      const home = mkdtempSync(join(tmpdir(), "moot-money-"));
      let now = START;
      const clock = { now: () => now, elapsed: () => 0 };
      const journals = [openSqliteJournal({ home, clock }), openSqliteJournal({ home, clock })] as const;
      const runs = ["rt-a", "rt-a.child", "rt-b"] as const;
      const fact = { facts: [{ kind: "test", data: {} }], ledger: [[]] };
      journals[0].open({ run: "rt-a", kind: "t", version: 1, title: "", capMicroUsd: RUN_CAP, ...fact });
      journals[0].open({ run: "rt-a.child", kind: "t", version: 1, title: "", parent: "rt-a", ...fact });
      journals[0].open({ run: "rt-b", kind: "t", version: 1, title: "", ...fact });
      const flying = new Map<string, { readonly step: string; readonly attempt: number }[]>(runs.map((name) => [name, []]));
      let steps = 0;
      try {
        for (const next of moves) {
          if (next.do === "day") now += DAY_MS;
          else play(journals[next.process] as Journal, runs[next.run] as string, next, flying, () => `s${steps++}`);
        }
        expect(journals[1].verify(() => [])).toEqual([]);
        const spend = runs.flatMap((name) => journals[1].spend(name));
        const total = spend.reduce((sum, { microUsd }) => sum + microUsd, 0);
        expect(runs.reduce((sum, name) => sum + (journals[0].run(name)?.exposureMicroUsd ?? 0), 0)).toBe(total);
        const days = Array.from({ length: 45 }, (_, i) => new Date(START + i * DAY_MS).toISOString().slice(0, 10));
        expect(days.reduce((sum, day) => sum + journals[0].exposure(`day:${day}`), 0)).toBe(total);
      } finally {
        for (const journal of journals) journal.close();
        rmSync(home, { recursive: true });
      }
    }),
    { numRuns: 25 },
  );
});

const play = (
  journal: Journal,
  name: string,
  next: Exclude<Move, { do: "day" }>,
  flying: Map<string, { readonly step: string; readonly attempt: number }[]>,
  newStep: () => string,
): void => {
  const mine = flying.get(name) as { step: string; attempt: number }[];
  const fence = journal.acquire(name);
  if (!fence.ok) return;
  const head = journal.run(name)?.head ?? 0;
  if (next.do === "ask") {
    const reserve = next.worst.map((worstMicroUsd) => ({ step: newStep(), request: {}, performer: "p", worstMicroUsd }));
    const asked = journal.commit(name, fence.value, head, { ...NOTHING, reserve, caps: CAPS });
    if (asked.ok) asked.value.attempts.forEach((attempt, i) => void mine.push({ step: reserve[i]?.step as string, attempt }));
    else if (asked.fault.kind === "cap") {
      const { fits, neededMicroUsd, capMicroUsd } = asked.fault;
      expect(neededMicroUsd).toBeGreaterThan(capMicroUsd);
      const rest = journal.commit(name, fence.value, head, { ...NOTHING, reserve: reserve.slice(0, fits), caps: CAPS });
      expect(rest.ok).toBe(true);
      for (const { step } of reserve.slice(0, fits)) mine.push({ step, attempt: 1 });
    }
    if (asked.ok && next.worst.some((worst) => worst > 0)) expectWithin(journal, name);
  } else {
    const call = mine.shift();
    if (call !== undefined) {
      const reply = { ok: true, value: null } as const;
      const batch = next.do === "lose" ? { lose: [call] } : { settle: [{ ...call, reply, microUsd: next.cost }] };
      expect(journal.commit(name, fence.value, head, { ...NOTHING, ...batch }).ok).toBe(true);
    }
  }
  journal.release(name, fence.value);
};

/** A reservation that was granted left every cap that it had to keep unbroken. */
const expectWithin = (journal: Journal, name: string): void => {
  const newest = journal.spend(name).reduce((last, { atMs }) => Math.max(last, atMs), 0);
  const date = new Date(newest).toISOString();
  expect(journal.exposure(`day:${date.slice(0, 10)}`)).toBeLessThanOrEqual(CAPS.dayMicroUsd);
  expect(journal.exposure(`month:${date.slice(0, 7)}`)).toBeLessThanOrEqual(CAPS.monthMicroUsd);
  if (name !== "rt-b") expect((journal.run("rt-a")?.exposureMicroUsd ?? 0) + journal.exposure("below:rt-a")).toBeLessThanOrEqual(RUN_CAP);
};
