import { describe, expect, test } from "vitest";
import { decide } from "../decide/decide.ts";
import { analyse } from "../index/analyse.ts";

const states = (bound: string, price = "Price each"): readonly string[] => {
  const text = `# Chairs for the hall\n\nWhich chair do we buy?\n\n| Chair | ${price} (EUR) | Weight (kg) |\n|---|---|---|\n| Alder | 189 | 4 |\n| Birch | 145 | 6 |\n\n${bound} Among those that pass, we take the lightest.\n`;
  const { limits } = decide(analyse([{ file: "briefing.md", sha256: bound, text }]), [], []);
  return limits.flatMap(({ per }) => per.map(({ option, state }) => `${option} ${state}`)).sort();
};

describe("a bound on all pieces together, and a price for one", () => {
  test("holds the price times the count against the bound", () => {
    expect(states("All twelve together must cost at most 2,000 EUR.")).toEqual(["Alder broken", "Birch kept"]);
    expect(states("We need twelve chairs. The total must not exceed 2,000 EUR.")).toEqual(["Alder broken", "Birch kept"]);
  });

  test("is never tested on the price of one where nobody says how many", () => {
    expect(states("In total they must cost at most 2,000 EUR.")).toEqual(["Alder untested", "Birch untested"]);
  });

  test("leaves a bound on one piece as it is", () => {
    expect(states("We need twelve chairs. A chair must cost at most 150 EUR each.")).toEqual(["Alder broken", "Birch kept"]);
  });

  test("goes by what the text says of its prices, and tests none where nothing says whether they are of one or of all", () => {
    const bound = "All twelve together must cost at most 2,000 EUR.";
    expect(states(`${bound} Prices are per piece, with tax.`, "Price")).toEqual(["Alder broken", "Birch kept"]);
    expect(states(bound, "Price")).toEqual(["Alder untested", "Birch untested"]);
    expect(states(bound, "Total price")).toEqual(["Alder kept", "Birch kept"]);
  });
});
