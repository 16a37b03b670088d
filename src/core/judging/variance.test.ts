import { describe, expect, it } from "vitest";
import { varianceFlags } from "./variance.ts";

const seats = (totals: Record<string, readonly number[]>) => Object.entries(totals).map(([seat, list]) => ({ seat, totals: list }));

describe("varianceFlags()", () => {
  it("flags nobody in a table of ordinary scorers", () => {
    expect(varianceFlags(seats({ a: [4, 5, 4], b: [5, 4, 6], c: [4, 4, 4], d: [6, 5, 5] }))).toEqual([]);
  });

  it("needs three roundtables and a peer", () => {
    expect(varianceFlags(seats({ a: [0, 0], b: [6, 6, 6] }))).toEqual([]);
    expect(varianceFlags(seats({ a: [0, 0, 0] }))).toEqual([]);
  });

  it("names flat-low when a seat stays under half of its peers", () => {
    expect(varianceFlags(seats({ a: [1, 2, 1], b: [6, 5, 6], c: [5, 6, 7] }))).toEqual([
      { seat: "a", rule: "flat-low", value: 1.33, peers: 5.83, window: 3 },
    ]);
  });

  it("names erratic when a seat swings twice as much as its peers and by more than three points", () => {
    expect(varianceFlags(seats({ a: [1, 13, 2], b: [6, 5, 6], c: [5, 6, 7] }))).toMatchObject([{ seat: "a", rule: "erratic" }]);
  });

  it("one grand insight among steady peers of the same mean is no flag by itself", () => {
    expect(varianceFlags(seats({ a: [5, 6, 5, 6, 5], b: [5, 5, 6, 5, 13], c: [4, 6, 5, 12, 5] }))).toEqual([]);
  });
});
