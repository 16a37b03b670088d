import { describe, expect, test } from "vitest";
import { analyse } from "../index/analyse.ts";
import { amountsOf } from "./stated.ts";

const amounts = (text: string, options = "the Mill Hall or the Depot"): readonly string[] =>
  amountsOf(analyse([{ file: "briefing.md", sha256: text, text: `# Do we take ${options}?\n\n${text}\n` }])).map(
    ({ option, quantity }) => `${option} ${quantity.value} ${quantity.dim}`,
  );

describe("amounts belong to the verb they stand behind", () => {
  test("a second verb keeps its own number, and takes no unit from the first", () => {
    expect(amounts("The Mill Hall costs 1,400 EUR and seats 220.")).toEqual(["0 1400 money:EUR", "0 220 number"]);
    expect(amounts("The Depot costs 900 EUR and can seat 160.")).toEqual(["1 900 money:EUR", "1 160 number"]);
    expect(amounts("The Mill Hall costs 1,400 EUR and the Depot 900.")).toEqual(["0 1400 money:EUR", "1 900 money:EUR"]);
  });

  test("a clause without a subject goes on about the option before it, one with a subject does not", () => {
    expect(amounts("The Depot is near, costs 900 EUR, and takes 12 days to book.")).toEqual(["1 900 money:EUR", "1 1036800 time"]);
    expect(amounts("The Depot is near, heating costs 900 EUR.")).toEqual([]);
  });
});

describe("a later figure that says it replaces an earlier one", () => {
  test("takes its place, across sentences and within one", () => {
    expect(amounts("The Depot costs 900 EUR. The new offer for the Depot is 700 EUR.")).toEqual(["1 700 money:EUR"]);
    expect(amounts("The Depot wanted 900 EUR at first but came down to 700 EUR.")).toEqual(["1 700 money:EUR"]);
  });

  test("leaves another option's figure, and one that replaces nothing", () => {
    expect(amounts("The Depot costs 900 EUR. The new offer for the Mill Hall is 700 EUR.")).toEqual(["1 900 money:EUR", "0 700 money:EUR"]);
    expect(amounts("The Depot costs 900 EUR. The Depot had a leak of 700 EUR.").length).toBe(2);
  });
});
