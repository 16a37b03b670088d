import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { fixed, floatText, general, roundTo } from "./python-number.ts";

/** What Python 3 prints for each: `x`, `f"{x:.0f}"`, `f"{x:.1f}"`, `f"{x:.2f}"`, `f"{x:g}"`, `f"{x:+g}"`, `json.dumps(x)`. */
const VECTORS: readonly (readonly [x: number, zero: string, one: string, two: string, g: string, signed: string, json: string])[] = [
  [0, "0", "0.0", "0.00", "0", "+0", "0.0"],
  [-0, "-0", "-0.0", "-0.00", "-0", "-0", "-0.0"],
  [0.5, "0", "0.5", "0.50", "0.5", "+0.5", "0.5"],
  [1.5, "2", "1.5", "1.50", "1.5", "+1.5", "1.5"],
  [2.5, "2", "2.5", "2.50", "2.5", "+2.5", "2.5"],
  [-2.5, "-2", "-2.5", "-2.50", "-2.5", "-2.5", "-2.5"],
  [0.125, "0", "0.1", "0.12", "0.125", "+0.125", "0.125"],
  [0.375, "0", "0.4", "0.38", "0.375", "+0.375", "0.375"],
  [0.25, "0", "0.2", "0.25", "0.25", "+0.25", "0.25"],
  [2.675, "3", "2.7", "2.67", "2.675", "+2.675", "2.675"],
  [1.005, "1", "1.0", "1.00", "1.005", "+1.005", "1.005"],
  [26, "26", "26.0", "26.00", "26", "+26", "26.0"],
  [100000.5, "100000", "100000.5", "100000.50", "100000", "+100000", "100000.5"],
  [1000005, "1000005", "1000005.0", "1000005.00", "1e+06", "+1e+06", "1000005.0"],
  [1000015, "1000015", "1000015.0", "1000015.00", "1.00002e+06", "+1.00002e+06", "1000015.0"],
  [999999.5, "1000000", "999999.5", "999999.50", "1e+06", "+1e+06", "999999.5"],
  [0.0001234565, "0", "0.0", "0.00", "0.000123457", "+0.000123457", "0.0001234565"],
  [0.00001, "0", "0.0", "0.00", "1e-05", "+1e-05", "1e-05"],
  [1e16, "10000000000000000", "10000000000000000.0", "10000000000000000.00", "1e+16", "+1e+16", "1e+16"],
  [1e22, "10000000000000000000000", "10000000000000000000000.0", "10000000000000000000000.00", "1e+22", "+1e+22", "1e+22"],
  [Number.NaN, "nan", "nan", "nan", "nan", "+nan", "NaN"],
  [Number.NEGATIVE_INFINITY, "-inf", "-inf", "-inf", "-inf", "-inf", "-Infinity"],
];

/** `x` as an exact fraction: a whole number over a power of two. */
const exact = (x: number): readonly [numerator: bigint, denominator: bigint] => {
  let denominator = 1n;
  let scaled = x;
  while (!Number.isInteger(scaled)) {
    scaled *= 2;
    denominator *= 2n;
  }
  return [BigInt(scaled), denominator];
};

/** The whole number nearest to `x * 10^digits`, the even one on a tie, by exact arithmetic. */
const nearestEven = (x: number, digits: number): bigint => {
  const [numerator, denominator] = exact(Math.abs(x));
  const scaled = numerator * 10n ** BigInt(digits);
  const whole = scaled / denominator;
  const twice = (scaled % denominator) * 2n;
  const up = twice > denominator || (twice === denominator && whole % 2n === 1n);
  return up ? whole + 1n : whole;
};

describe("numbers as Python writes them", () => {
  it.each(VECTORS)("%f", (x, zero, one, two, g, signed, json) => {
    expect([fixed(x, 0), fixed(x, 1), fixed(x, 2), general(x), general(x, { sign: true }), floatText(x)]).toEqual([
      zero,
      one,
      two,
      g,
      signed,
      json,
    ]);
  });

  it("fixed() is the nearest decimal by exact arithmetic, and the even one on a tie", () => {
    const halves = fc.integer({ min: -4000, max: 4000 }).map((n) => n / 32);
    fc.assert(
      fc.property(fc.oneof(halves, fc.double({ min: -1e9, max: 1e9, noNaN: true })), fc.integer({ min: 0, max: 6 }), (x, digits) => {
        expect(BigInt(fixed(x, digits).replace(/[.-]/gu, ""))).toBe(nearestEven(x, digits));
      }),
    );
  });

  it("roundTo() gives the double of that decimal, and what is not finite back", () => {
    expect([roundTo(2.5, 0), roundTo(0.125, 2), roundTo(2.675, 2), roundTo(0.4298636, 3)]).toEqual([2, 0.12, 2.67, 0.43]);
    expect(Object.is(roundTo(-0.4, 0), -0)).toBe(true);
    expect(roundTo(Number.NaN, 3)).toBeNaN();
    expect(roundTo(Number.POSITIVE_INFINITY, 3)).toBe(Number.POSITIVE_INFINITY);
  });

  it("floatText() reads back as the same double and never looks like an integer", () => {
    fc.assert(
      fc.property(fc.double({ noNaN: true, noDefaultInfinity: true }), (x) => {
        const text = floatText(x);
        expect(Object.is(Number(text), x)).toBe(true);
        expect(text).toMatch(/[.e]/u);
      }),
    );
  });
});
