import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { readNumber } from "./numbers.ts";

const grouped = (value: number, mark: string): string => String(value).replace(/\B(?=(\d{3})+(?!\d))/g, mark);

describe("readNumber()", () => {
  it("reads what the grammar of a language writes", () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 999_999_999 }), fc.integer({ min: 1, max: 98 }), (whole, cents) => {
        const tail = String(cents).padStart(2, "0");
        expect(readNumber(`${grouped(whole, ",")}.${tail}`, 0, false).value).toBe(Number(`${whole}.${tail}`));
        expect(readNumber(`${grouped(whole, ".")},${tail}`, 0, true).value).toBe(Number(`${whole}.${tail}`));
        expect(readNumber(grouped(whole, "\u202f"), 0, true).value).toBe(whole);
        expect(readNumber(grouped(whole, "'"), 0, false).value).toBe(whole);
      }),
    );
  });

  it("reads an unambiguous foreign grammar, too", () => {
    expect(readNumber("1.200,5", 0, false).value).toBe(1200.5);
    expect(readNumber("1,200.5", 0, true).value).toBe(1200.5);
  });

  it("takes the language's side where a number is ambiguous", () => {
    expect(readNumber("1.200", 0, false).value).toBe(1.2);
    expect(readNumber("1.200", 0, true).value).toBe(1200);
    expect(readNumber("1,200", 0, false).value).toBe(1200);
    expect(readNumber("1,200", 0, true).value).toBe(1.2);
  });

  it("calls versions, addresses and times codes", () => {
    for (const text of ["1.2.3", "10.0.0.1", "14:31:07"]) expect(readNumber(text, 0, false).style).toBe("code");
  });

  it("joins spaces only over groups of three", () => {
    expect(readNumber("1 200 EUR", 0, false).value).toBe(1200);
    expect(readNumber("12 34", 0, false).value).toBe(12);
    expect(readNumber("2024 300 people", 0, false).value).toBe(2024);
  });
});
