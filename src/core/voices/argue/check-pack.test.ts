import { describe, expect, test } from "vitest";
import { analyse } from "../index/analyse.ts";
import { ledgerOf } from "./ledger.ts";

const states = (limit: string, alder: string, birch: string, more = ""): readonly string[] => {
  const text = `# Inner tubes for the workshop\n\nWhich supplier do we take?\n\n- **Alder**: ${alder}\n- **Birch**: ${birch}\n\n${more}\n\n## Limits\n\n- ${limit}\n`;
  return ledgerOf(analyse([{ file: "briefing.md", sha256: text, text }])).checks.map(({ state }) => state);
};
const limit = "at most 3.50 EUR per tube";

describe("the price of a pack", () => {
  test.each([
    ["32.00 EUR the pack of 10", "90 EUR the box of 25"],
    ["32 EUR for a pack of 10", "90 EUR per box of 25"],
    ["32 EUR a bag of 10, next day", "90 EUR the carton of 25, in a week"],
    ["3.20 EUR per tube", "90 EUR the crate of 25"],
  ])("is held against a bound on one piece by what is in it: %s", (alder, birch) => {
    expect(states(limit, alder, birch)).toEqual(["kept", "broken"]);
  });

  test("takes a fee per order over the size of an order", () => {
    const order = "We place one order a month, of 60.";
    const [alder, birch] = ["2.95 EUR per tube plus 18 EUR shipping per order", "80 EUR the box of 25"];
    expect(states(`${limit}, shipping included`, alder, birch, order)).toEqual(["kept", "kept"]);
    expect(states("at most 3.20 EUR per tube, shipping included", alder, birch, order)).toEqual(["broken", "kept"]);
  });

  test("is not tested with a fee that nobody can share out, nor where it matters and the limit does not say whether it counts", () => {
    const [alder, birch] = ["2.95 EUR per tube plus 18 EUR shipping per order", "80 EUR the box of 25"];
    expect(states(`${limit}, shipping included`, alder, birch)).toEqual(["untested", "kept"]);
    expect(states("at most 3.20 EUR per tube", alder, birch, "We place one order a month, of 60.")).toEqual(["untested", "kept"]);
  });
});
