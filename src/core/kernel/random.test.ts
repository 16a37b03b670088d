import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { random } from "./random.ts";

describe("random()", () => {
  it("gives equal streams for equal names, whatever was drawn before", () => {
    const left = random("seed");
    left.unit();
    expect(left.fork("order").unit()).toBe(random("seed").fork("order").unit());
    expect(random("seed").fork("order").unit()).not.toBe(random("seed").fork("floor").unit());
  });

  it("shuffles into a permutation and leaves its argument alone", () => {
    fc.assert(
      fc.property(fc.string(), fc.array(fc.integer()), (seed, items) => {
        const before = [...items];
        expect([...random(seed).shuffle(items)].sort()).toEqual([...before].sort());
        expect(items).toEqual(before);
      }),
    );
  });

  it("draws evenly enough: 10,000 draws below 10 stay within 5 standard deviations of 1,000 each", () => {
    const draws = random("evenness");
    const tally = new Array<number>(10).fill(0);
    for (let i = 0; i < 10_000; i++) tally[draws.below(10)] = (tally[draws.below(10)] as number) + 1;
    for (const count of tally) expect(Math.abs(count - 1000)).toBeLessThan(150);
  });
});
