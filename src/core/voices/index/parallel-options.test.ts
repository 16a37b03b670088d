import { describe, expect, test } from "vitest";
import { analyse } from "./analyse.ts";

const options = (text: string): readonly string[] => analyse([{ file: "briefing.md", sha256: text, text }]).options.map(({ name }) => name);

describe("candidates of running prose", () => {
  test("are the subjects of sentences that each state an amount of one kind, where the sentence before counts them", () => {
    expect(options("I looked at three. The Lumen 4 is £620. The Brightbox is £540 and loud. The Cinéo costs £710.")).toEqual([
      "Lumen 4",
      "Brightbox",
      "Cinéo",
    ]);
  });

  test("are names before a colon, where the question stands beside them", () => {
    expect(options("Who gets the roof?\n\nMeyer: 14,200 EUR, 10 years. Okafor: 13,100 EUR, 5 years.")).toEqual(["Meyer", "Okafor"]);
  });

  test("are what is numbered as options", () => {
    expect(options("Option one is Kleber's hay at 62 euros. Option two is the hay from Aubrac, 55 euros. So which one?")).toEqual([
      "Kleber's hay",
      "hay from Aubrac",
    ]);
  });
});

describe("no candidates are", () => {
  test.each([
    ["people who state amounts of different kinds", "Which hut do we take?\n\nThe bus takes 20 minutes. The cook has 30 EUR."],
    ["labels of the page", "Which hut do we take?\n\nBudget: 900 EUR. Price: 800 EUR."],
    [
      "subjects that nothing offers and no question stands beside",
      "The first bell is at 8 kHz.\n\nIt rained.\n\nThe Alder is 40 m. The Birch is 30 m.",
    ],
  ])("%s", (_, text) => {
    expect(options(text)).toEqual([]);
  });
});
