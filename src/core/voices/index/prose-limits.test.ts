import { describe, expect, test } from "vitest";
import type { SourceText } from "../types.ts";
import { analyse } from "./analyse.ts";

const source = (text: string): SourceText => ({ file: "briefing.md", sha256: text, text });
const limits = (prose: string): readonly string[] =>
  analyse([source(`# Which hut do we book?\n\n- **Alder**: 40 EUR\n- **Birch**: 50 EUR\n\n${prose}\n`)]).limits.map(
    ({ text, quantity }) => `${text}${quantity === undefined ? "" : ` | ${quantity.cmp}${quantity.raw}`}`,
  );

describe("limits in running prose", () => {
  test("clauses that each demand something are limits of their own", () => {
    expect(limits("It must cost at most 45 EUR, must sleep at least 18 people, and must have a stove.")).toEqual([
      "It must cost at most 45 EUR | <=45 EUR",
      "must sleep at least 18 people | >=18 people",
      "must have a stove.",
    ]);
  });

  test("what demands nothing stays with its clause, and a reason is no limit", () => {
    expect(limits("It must cost at most 45 EUR, because the club pays, and not a cent more.")).toHaveLength(1);
    expect(limits("It must sleep at least 18 people, which is what the bus takes.")).toHaveLength(1);
  });

  test("what a rule of choice points back to must hold, though nothing there says so", () => {
    const agreed = "We agreed in May. Beds for at least 18. A walk of no more than 3 hours. Stove included.";
    expect(limits(`${agreed} After that, the cheapest one.`)).toEqual([
      "Beds for at least 18. | >=18",
      "A walk of no more than 3 hours. | <=3 hours",
      "Stove included.",
    ]);
    expect(limits(agreed)).toEqual([]);
  });

  test("a condition behind 'provided that' is a limit", () => {
    expect(limits("The hut with the most beds is booked, provided that the walk takes at most 3 hours.")).toEqual([
      "the walk takes at most 3 hours | <=3 hours",
    ]);
  });

  test("what stands behind a refusal is refused", () => {
    expect(limits("Out of the question: more than 3 hours on foot.").join()).toContain("<=3 hours");
  });

  test("what somebody told, and what a thing needs, is no demand", () => {
    expect(limits("The warden reminded us that the door must be locked. The stove has to be lit from below.")).toEqual([]);
  });

  test("a price at the end of a sentence is no date", () => {
    expect(limits("Breakfast must cost no more than €2.50.")).toEqual(["Breakfast must cost no more than €2.50. | <=€2.50"]);
  });
});
