import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { bookable, costOf, leastTokens, meter, type Price, type Size, utf8Bytes, worstOfAttempt } from "./price.ts";
import { PAID_ATTEMPTS, Purse } from "./purse.ts";

const SONNET: Price = { input: 3, output: 15, cached: 0.3, written: 3.75 };
const count = fc.integer({ min: 0, max: 10_000_000 });
const each = fc.integer({ min: 0, max: 1_000_000 }).map((scaled) => scaled / 10_000);
const price: fc.Arbitrary<Price> = fc.record({ input: each, output: each, cached: each, written: each });
const size: fc.Arbitrary<Size> = fc.record({
  promptBytes: fc.integer({ min: 0, max: 2_000_000 }),
  outputTokens: fc.integer({ min: 1, max: 50_000 }),
  rounds: fc.integer({ min: 1, max: 10 }),
});

describe("costOf", () => {
  it("is dollars per million tokens, each part at its own price, rounded up to whole micro-USD", () => {
    expect(costOf(SONNET, { input: 1_000_000, output: 0, cached: 0 })).toBe(3_000_000);
    expect(costOf(SONNET, { input: 1_000, output: 100, cached: 400, written: 200 })).toBe(400 * 3 + 120 + 750 + 1_500);
    expect(costOf({ ...SONNET, input: 0.15 }, { input: 100, output: 0, cached: 0 })).toBe(15);
    expect(costOf({ ...SONNET, input: 0.15 }, { input: 101, output: 0, cached: 0 })).toBe(16);
    expect(costOf(SONNET, { input: 10, output: 0, cached: 99 })).toBe(3);
  });

  it("never falls when tokens are added", () => {
    fc.assert(
      fc.property(price, count, count, count, (at, input, output, more) => {
        const less = costOf(at, { input, output, cached: 0 });
        expect(costOf(at, { input: input + more, output, cached: 0 })).toBeGreaterThanOrEqual(less);
        expect(costOf(at, { input, output: output + more, cached: 0 })).toBeGreaterThanOrEqual(less);
      }),
    );
  });
});

describe("counting", () => {
  it("has as many bytes as the encoder writes", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary" }), (text) => {
        expect(utf8Bytes(text)).toBe(new TextEncoder().encode(text).length);
      }),
    );
  });

  it("never counts more tokens than bytes, and takes a run of one character for one", () => {
    fc.assert(fc.property(fc.string({ unit: "grapheme" }), (text) => leastTokens(text) <= utf8Bytes(text)));
    expect(leastTokens(" ".repeat(10_000))).toBe(1);
    expect(leastTokens("Queue or cron? The queue keeps the order of the jobs.")).toBe(7);
  });
});

describe("meter", () => {
  it("takes a claim that can be true as it is", () => {
    const metered = meter(
      SONNET,
      { promptBytes: 400, outputTokens: 100, rounds: 1 },
      { input: 50, output: 5 },
      { input: 90, output: 9, cached: 40 },
    );
    expect(metered).toEqual({ tokens: { input: 90, output: 9, cached: 40 }, microUsd: 150 + 12 + 135, corrected: undefined });
  });

  it.each([
    ["nothing", undefined],
    ["0", { input: 0, output: 0, cached: 0 }],
    ["less than nothing", { input: -1, output: -90, cached: -1 }],
    ["a fraction", { input: 90.5, output: 9.5, cached: 0.5 }],
    ["no number", { input: Number.NaN, output: "9", cached: null }],
    ["less than we count", { input: 49, output: 4, cached: 0 }],
    ["infinity", { input: Number.POSITIVE_INFINITY, output: Number.POSITIVE_INFINITY, cached: Number.POSITIVE_INFINITY }],
  ])("books the worst case of the attempt where a backend claims %s, and says so", (_what, claim) => {
    const of: Size = { promptBytes: 400, outputTokens: 100, rounds: 1 };
    const metered = meter(SONNET, of, { input: 50, output: 5 }, claim);
    expect(metered.microUsd).toBe(worstOfAttempt(SONNET, of));
    expect(metered.corrected).toMatch(/^the backend reported input .+ and output .+; the most that it can be is booked$/u);
  });

  it("never books less than the least count and never throws, whatever is claimed", () => {
    const claim = fc.option(fc.record({ input: fc.anything(), output: fc.anything(), cached: fc.anything() }), { nil: undefined });
    fc.assert(
      fc.property(price, size, claim, (at, of, said) => {
        const counted = { input: Math.ceil(of.promptBytes / 8), output: Math.ceil(of.outputTokens / 8) };
        const { tokens, microUsd } = meter(at, of, counted, said as never);
        expect(tokens.input).toBeGreaterThanOrEqual(counted.input);
        expect(tokens.output).toBeGreaterThanOrEqual(counted.output);
        expect(Number.isSafeInteger(microUsd) && microUsd >= 0).toBe(true);
      }),
    );
  });

  it("never books an honest answer above the worst case that was reserved for it", () => {
    fc.assert(
      fc.property(price, size, fc.double({ min: 0, max: 1, noNaN: true }), (at, of, part) => {
        const honest = { input: Math.floor(of.promptBytes * part), output: Math.floor(of.outputTokens * part), cached: 0 };
        expect(meter(at, of, { input: 0, output: 0 }, honest).microUsd).toBeLessThanOrEqual(worstOfAttempt(at, of));
      }),
    );
  });
});

describe("bookable", () => {
  it("is whole micro-USD or nothing at all", () => {
    expect([0, 1.2, 7, 1e300, Number.POSITIVE_INFINITY].map(bookable)).toEqual([0, 2, 7, 1e12, 1e12]);
    expect([-1, Number.NaN, "7", undefined, null].map(bookable)).toEqual(Array(5).fill(undefined));
  });
});

describe("a purse", () => {
  it("begins no attempt that it cannot pay at worst, so it is never overdrawn by attempts without an answer", () => {
    fc.assert(
      fc.property(price, size, fc.integer({ min: 1, max: 6 }), (at, of, tries) => {
        const worst = worstOfAttempt(at, of);
        const purse = new Purse(at, PAID_ATTEMPTS * worst);
        let begun = 0;
        for (let n = 0; n < tries; n++)
          if (purse.affords(of)) {
            begun++;
            purse.payWorst(of);
          }
        expect(purse.spent.microUsd).toBe(begun * worst);
        expect(purse.spent.microUsd).toBeLessThanOrEqual(purse.mostMicroUsd);
        if (worst > 0) expect(begun).toBe(Math.min(tries, PAID_ATTEMPTS));
      }),
    );
  });

  it("adds up what its attempts used", () => {
    const purse = new Purse(SONNET, 1_000_000);
    const of: Size = { promptBytes: 400, outputTokens: 100, rounds: 1 };
    purse.payFor(of, { input: 50, output: 5 }, { input: 90, output: 9, cached: 40 });
    purse.payFor(of, { input: 50, output: 5 }, { input: 100, output: 10, cached: 0, written: 20 });
    expect(purse.spent).toEqual({
      microUsd: 297 + 240 + 75 + 150,
      tokens: { input: 190, output: 19, cached: 40, written: 20 },
      corrected: [],
    });
  });
});
