import { describe, expect, test } from "vitest";
import { daysBetween, daysIn } from "./dates.ts";
import { decimalsShown, formatNumber, mean, median, numeralsIn, readings } from "./numbers.ts";

describe("numbers", () => {
  test("formatNumber() groups thousands and drops trailing zeros in the reader's way", () => {
    expect(formatNumber(1234.5, "en")).toBe("1,234.5");
    expect(formatNumber(1234.5, "de")).toBe("1.234,5");
    expect(formatNumber(-0.001, "en")).toBe("0");
    expect(formatNumber(17, "en")).toBe("17");
  });

  test("median() of an even list is the middle of the two, mean() of one is itself", () => {
    expect(median([4, 1, 3, 2])).toBe(2.5);
    expect(mean([7])).toBe(7);
  });

  test("readings() gives both meanings of an ambiguous numeral", () => {
    expect([...readings("1.200")].sort()).toEqual([1.2, 1200]);
    expect(readings("46,300")).toContain(46300);
    expect(readings("17.6")).toEqual([17.6]);
  });

  test("numeralsIn() skips digits inside words", () => {
    expect(numeralsIn("p99 of v2 is 17.6 ms, was 1,200").map((each) => each.raw)).toEqual(["17.6", "1,200"]);
  });

  test("decimalsShown() counts decimals, not groups", () => {
    expect([decimalsShown("17.6"), decimalsShown("1,200"), decimalsShown("0.123")]).toEqual([1, 0, 3]);
  });
});

describe("days", () => {
  test("daysIn() reads days of four languages and ISO, and no fractions", () => {
    expect(daysIn("from 15 August, am 1. Juli 2026, on October 3, 2026-08-24").map((day) => [day.month, day.day])).toEqual([
      [8, 15],
      [7, 1],
      [10, 3],
      [8, 24],
    ]);
    expect(daysIn("4 of the 12 rows")).toEqual([]);
  });

  test("daysBetween() without years takes the nearer reading", () => {
    const [november, january] = daysIn("16 November, 1 January");
    expect(november && january && daysBetween(november, january)).toBeGreaterThan(0);
  });
});
