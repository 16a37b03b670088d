import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Json } from "../kernel/json.ts";
import { AXES, AXIS_VALUES } from "./axes.ts";
import { readVerdict, type Scored } from "./scorecard.ts";

const scored: readonly Scored[] = [
  { seat: "elena", label: "Seat A", texts: ["The pool was full before the deploy [checkout.log:41]."] },
  { seat: "marcus", label: "Seat B", texts: ["Three of eleven is four of eleven in the file."] },
];
const card = (seat: string, over: Record<string, Json> = {}): Json => ({
  seat,
  novelty: 1,
  accuracy: 1,
  impact: 1,
  challenge: 1,
  reasoning: "",
  grandInsight: null,
  ...over,
});
const reply = (first: Record<string, Json> = {}, penalties: readonly Json[] = []): Json => ({
  scores: [card("Seat A", first), card("seat b")],
  penalties,
});
const insight = { quote: "The pool was full before the deploy", before: "the deploy did it", after: "the pool did" };

describe("readVerdict()", () => {
  it("gives one card a seat, by label or name, with the sum as total", () => {
    const verdict = readVerdict({ scores: [card("marcus", { accuracy: 3 }), card("SEAT A")] }, scored);
    expect(verdict).toMatchObject({
      ok: true,
      value: {
        scores: [
          { seat: "elena", total: 4 },
          { seat: "marcus", total: 6 },
        ],
      },
    });
  });

  it("never coerces an illegal value", () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...AXES),
        fc.oneof(fc.integer(), fc.double(), fc.string(), fc.boolean(), fc.constant(null)),
        (axis, value) => {
          const legal = (AXIS_VALUES as readonly unknown[]).includes(value);
          const verdict = readVerdict(
            reply({ [axis]: (typeof value === "number" && !Number.isFinite(value) ? null : value) as Json, grandInsight: insight }),
            scored,
          );
          expect(verdict.ok).toBe(legal);
        },
      ),
    );
  });

  it("takes a 10 only with a quote that stands in a turn of that seat, and a before and after", () => {
    expect(readVerdict(reply({ impact: 10, grandInsight: insight }), scored).ok).toBe(true);
    for (const broken of [
      null,
      { ...insight, quote: "The pool was empty before the deploy" },
      { ...insight, before: " " },
      { ...insight, quote: "The pool" },
    ]) {
      expect(readVerdict(reply({ impact: 10, grandInsight: broken }), scored).ok).toBe(false);
    }
  });

  it("asks again when a seat is missing or the reply is no object", () => {
    expect(readVerdict({ scores: [card("Seat A")] }, scored)).toMatchObject({ ok: false, fault: ["Seat B: no scores found"] });
    for (const odd of [undefined, null, [], "scores", { scores: "none" }]) expect(readVerdict(odd, scored).ok).toBe(false);
  });

  it("imposes a fine only with a verbatim quote of the seat it fines, once a kind", () => {
    const fine = { seat: "Seat B", kind: "redundancy", quote: "Three of eleven is four of eleven", reason: "said before" };
    const verdict = readVerdict(
      reply({}, [fine, fine, { ...fine, quote: "never said this at all" }, { ...fine, kind: "tone" }, { ...fine, seat: "Seat Z" }]),
      scored,
    );
    if (!verdict.ok) throw new Error(verdict.fault.join());
    expect(verdict.value.penalties).toMatchObject([{ seat: "marcus", kind: "redundancy", sparks: 3 }]);
    expect(verdict.value.refused).toHaveLength(4);
  });
});
