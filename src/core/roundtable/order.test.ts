import { describe, expect, it } from "vitest";
import { tableOpening } from "../../../test/kit/table.ts";
import type { Opening } from "./event.ts";
import { firstSpeaker, speakingOrder } from "./order.ts";

const opening = (over: Partial<Opening> = {}): Opening => ({ ...(tableOpening()[0]?.data as unknown as Opening), ...over });

describe("speakingOrder()", () => {
  it("is a permutation of the seats, the same for a seed, rotated left by one each round", () => {
    const first = speakingOrder(opening(), 1);
    expect([...first].sort()).toEqual(["ada", "bo", "cy", "di"]);
    expect(speakingOrder(opening(), 1)).toEqual(first);
    expect(speakingOrder(opening(), 2)).toEqual([...first.slice(1), first[0]]);
    expect(speakingOrder(opening(), 5)).toEqual(first);
  });

  it("puts the winning bidder first", () => {
    const bids = [
      { seat: "cy", sparks: 6 },
      { seat: "bo", sparks: 6 },
    ];
    const seats = opening().seats.map((seat) => ({ ...seat, rank: seat.name === "cy" ? 1 : null }));
    expect(firstSpeaker(opening({ bids }))?.seat).toBe("bo");
    expect(speakingOrder(opening({ bids, seats }), 1)[0]).toBe("cy");
  });
});
