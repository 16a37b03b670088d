import { describe, expect, test } from "vitest";
import { analyse } from "../index/analyse.ts";
import { frequenciesIn } from "./frequency.ts";
import { ledgerOf } from "./ledger.ts";

const states = (text: string): readonly string[] =>
  ledgerOf(analyse([{ file: "briefing.md", sha256: text, text }])).checks.map(({ state }) => state);

describe("frequenciesIn() reads how often", () => {
  test.each([
    ["twice a week", [2]],
    ["3 times per day and once a fortnight", [21, 0.5]],
    ["every other day", [3.5]],
    ["every two weeks; once every two weeks", [0.5, 0.5]],
    ["alle 14 Tage, jede zweite Woche, zweimal pro Woche", [0.5, 0.5, 2]],
    ["wöchentlich oder vierzehntägig", [1, 0.5]],
    ["cada semana, dos veces por semana", [1, 2]],
    ["toutes les deux semaines", [0.5]],
    ["within two weeks, all day, for three months, a weekly fee, 10 % of the yearly cost", []],
  ])("%s", (text, expected) => {
    expect(frequenciesIn(text).map(({ perWeek }) => Number(perWeek.toFixed(3)))).toEqual(expected);
  });
});

describe("a bound on how often", () => {
  const table = (limit: string): readonly string[] =>
    states(
      `# Flour\n\nWhich mill do we take?\n\n| Mill | Price | Delivers |\n|---|---|---|\n| Alder | 20 EUR | every week |\n| Birch | 19 EUR | every two weeks |\n| Cedar | 18 EUR | twice a week |\n\n## Limits\n\n- ${limit}\n`,
    );

  test("is tested on the column of frequencies that it names", () => {
    expect(table("delivery at least once a week, as there is no room for more than eight days of flour")).toEqual([
      "kept",
      "broken",
      "kept",
    ]);
    expect(table("delivered at least every fortnight")).toEqual(["kept", "kept", "kept"]);
    expect(table("deliveries no more than once a week, nobody is there else")).toEqual(["kept", "kept", "broken"]);
  });

  test("is none where the words bound something else", () => {
    expect(table("deliver at least 3 people every week")).toEqual(["untested", "untested", "untested"]);
    expect(table("delivery costs at most 5 EUR every week")).toEqual(["untested", "untested", "untested"]);
  });

  test("is tested on what each option's own text says, and never on guesses", () => {
    const text = (alder: string): readonly string[] =>
      states(
        `# Which service?\n\n## Options\n\n### Alder\n\n${alder}\n\n### Birch\n\nThe bins are emptied every two weeks.\n\n## Limits\n\n- the bins are emptied at least once a week\n`,
      );
    expect(text("The bins are emptied twice a week.")).toEqual(["kept", "broken"]);
    expect(text("The bins might be emptied twice a week.")[0]).toBe("untested");
    expect(text("The staff meets twice a week.")[0]).toBe("untested");
    expect(text("The bins are emptied weekly.")[0]).toBe("kept");
    expect(text("The bins are emptied once a week, in summer the bins are emptied twice a week.")[0]).toBe("untested");
  });
});
