import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { DataOf, RoundtableFact } from "../../src/core/roundtable/event.ts";
import { roundtableConsequences, roundtableMachine } from "../../src/core/roundtable/machine.ts";
import type { Event } from "../../src/core/run/event.ts";
import type { Machine } from "../../src/core/run/machine.ts";
import { referenceRun } from "../../src/ports/machine-laws.ts";
import { buildRequest } from "../../src/usecases/roundtable/request.ts";
import { type TableKnobs, tableOpening, tableReply } from "../kit/table.ts";

const machine = roundtableMachine(buildRequest) as Machine<unknown>;
const NAMES = ["ada", "bo", "cy", "di", "eve"];

const knobs: fc.Arbitrary<TableKnobs> = fc.record({
  seats: fc.integer({ min: 1, max: 5 }).map((count) => NAMES.slice(0, count)),
  maxRounds: fc.integer({ min: 1, max: 4 }),
  budget: fc.integer({ min: 0, max: 3 }),
  seed: fc.string(),
  steward: fc.boolean(),
  asks: fc.double({ min: 0, max: 1, noNaN: true }),
  passes: fc.double({ min: 0, max: 1, noNaN: true }),
  fails: fc.constantFrom(0, 0, 0.1, 0.5, 1),
  converges: fc.integer({ min: 0, max: 3 }),
  scoreChunkChars: fc.constantFrom(200, 60_000),
});

const run = (table: TableKnobs): readonly Event[] =>
  referenceRun({ name: "property", machine, opening: tableOpening(table), reply: tableReply(table), maxSteps: 2_000 });

const all = <K extends RoundtableFact["kind"]>(events: readonly Event[], kind: K): readonly DataOf<K>[] =>
  events.filter((event) => event.kind === kind).map(({ data }) => data as unknown as DataOf<K>);

const sum = (numbers: readonly number[]): number => numbers.reduce((total, number) => total + number, 0);

describe("every roundtable", () => {
  it("ends, closed once, in one of four ways", () => {
    fc.assert(
      fc.property(knobs, (table) => {
        const events = run(table);
        expect(events.at(-1)?.kind).toBe("roundtable-closed");
        expect(all(events, "roundtable-closed")).toHaveLength(1);
        expect(all(events, "round-opened").length).toBeLessThanOrEqual(table.maxRounds ?? 3);
      }),
      { numRuns: 120 },
    );
  });

  it("lets no seat speak on the floor beyond its budget, nor ask the steward beyond its own", () => {
    fc.assert(
      fc.property(knobs, (table) => {
        const events = run(table);
        for (const seat of table.seats ?? []) {
          const floor = all(events, "turn-spoken").filter((turn) => turn.seat === seat && turn.phase === "floor");
          expect(floor.length).toBeLessThanOrEqual(table.budget ?? 0);
          const asked = all(events, "request-made").filter((request) => request.seat === seat);
          expect(asked.filter(({ phase }) => phase !== "research").length).toBeLessThanOrEqual(3);
          expect(asked.filter(({ phase }) => phase === "research").length).toBeLessThanOrEqual(3);
        }
      }),
      { numRuns: 120 },
    );
  });

  it("answers every request that was made unless it was cut short, and awards at most three gates", () => {
    fc.assert(
      fc.property(knobs, (table) => {
        const events = run(table);
        const answered = new Set(all(events, "request-answered").map(({ id }) => id));
        for (const { id } of all(events, "request-made")) expect(answered.has(id)).toBe(true);
        expect(all(events, "gate-awarded").length).toBeLessThanOrEqual(3);
      }),
      { numRuns: 80 },
    );
  });

  it("books fees once, gives them all back when it aborts, and otherwise pays exactly scores less fines plus gates", () => {
    fc.assert(
      fc.property(knobs, (table) => {
        const events = run(table);
        const lines = events.flatMap((event) => roundtableConsequences(event));
        const keys = lines.map(({ account, reason, name }) => `${account}/${reason}/${name}`);
        expect(new Set(keys).size).toBe(keys.length);
        const seats = table.seats ?? [];
        const balance = sum(lines.map(({ amount }) => amount));
        if (all(events, "roundtable-closed")[0]?.outcome === "aborted") expect(balance).toBe(0);
        else expect(balance).toBe(sum(all(events, "seat-settled").map(({ net }) => net)) - 5 * seats.length);
        for (const { gross, penalty } of all(events, "seat-settled")) expect(penalty).toBeLessThanOrEqual(gross);
      }),
      { numRuns: 120 },
    );
  });

  it("numbers its turns from 1 without a gap", () => {
    fc.assert(
      fc.property(knobs, (table) => {
        const ordinals = all(run(table), "turn-spoken").map(({ ordinal }) => ordinal);
        expect(ordinals).toEqual(ordinals.map((_, index) => index + 1));
      }),
      { numRuns: 60 },
    );
  });
});
