import { describe, expect, test } from "vitest";
import type { Fact } from "./fact.ts";
import { type Attack, attacksAmong, grounded } from "./graph.ts";
import { isHedged, polarityOf } from "./polarity.ts";

const fact = (id: string, change: Partial<Fact> = {}): Fact => ({
  id,
  kind: "text",
  criterion: 0,
  stances: [{ option: 0, value: 0.6 }],
  strength: 1.5,
  quality: 0.5,
  places: [{ file: "b.md", line: 1, endLine: 1 }],
  subject: "",
  figures: [],
  quote: id,
  computed: false,
  ...change,
});
const attack = (from: string, to: string): Attack => ({ from, to, why: "opposed" });

describe("grounded()", () => {
  test("what nothing attacks is in, what it attacks is out, what that attacked is in again", () => {
    const labels = grounded([fact("a"), fact("b"), fact("c")], [attack("a", "b"), attack("b", "c")]);
    expect([...labels]).toEqual([
      ["a", "in"],
      ["b", "out"],
      ["c", "in"],
    ]);
  });

  test("two that attack each other are undecided", () => {
    const labels = grounded([fact("a"), fact("b")], [attack("a", "b"), attack("b", "a")]);
    expect([...labels.values()]).toEqual(["undecided", "undecided"]);
  });
});

describe("attacksAmong()", () => {
  test("a measured figure defeats words of the opposite sign on the same criterion only", () => {
    const datum = fact("d", { kind: "data", stances: [{ option: 0, value: -0.8 }], computed: true });
    expect(attacksAmong([datum, fact("t")])).toContainEqual({ from: "d", to: "t", why: "measured" });
    expect(attacksAmong([datum, fact("t", { criterion: 1 })])).toEqual([]);
  });

  test("a claim of interest is questioned unless something measured backs it", () => {
    const claim = fact("t", { scheme: "interest" });
    expect(attacksAmong([claim]).map((each) => each.why)).toEqual(["question"]);
    expect(attacksAmong([claim, fact("d", { kind: "data", stances: [{ option: 0, value: 0.5 }], computed: true })])).toEqual([]);
  });
});

describe("polarityOf()", () => {
  test("a negation turns the sign; both signs or none give nothing", () => {
    expect(polarityOf("it is reliable")).toBe(0.6);
    expect(polarityOf("it is not reliable")).toBe(-0.6);
    expect(polarityOf("it failed twice")).toBe(-0.6);
    expect(polarityOf("it lost no staff")).toBe(0.6);
    expect(polarityOf("it is faster but fragile")).toBe(0);
    expect(polarityOf("it stands on the table")).toBe(0);
  });

  test("hedges are seen", () => {
    expect(isHedged("it could probably be shortened")).toBe(true);
    expect(isHedged("it takes nine weeks")).toBe(false);
  });
});
