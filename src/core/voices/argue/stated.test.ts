import { describe, expect, test } from "vitest";
import { analyse } from "../index/analyse.ts";
import { amountsOf, statedMetrics } from "./stated.ts";

const evidence = (body: string) =>
  analyse([
    { file: "briefing.md", sha256: body, text: `# Which one?\n\n## Options\n\n- **Alder**\n- **Birch**\n\n## Context\n\n${body}\n` },
  ]);
const bound = (body: string): readonly string[] => {
  const known = evidence(body);
  return amountsOf(known).map((each) => `${known.options[each.option]?.short} ${each.quantity.raw}`);
};

describe("amounts", () => {
  test("belong to the option of their own clause, never to the one named beside it", () => {
    expect(bound("Alder costs 900 EUR and Birch 1,200 EUR.")).toEqual(["Alder 900 EUR", "Birch 1,200 EUR"]);
    expect(bound("Alder costs 900 EUR, the north site 2,100 EUR.")).toEqual(["Alder 900 EUR"]);
  });

  test("of limits, questions and guesses are none", () => {
    expect(bound("Alder must cost at most 900 EUR. Does Birch cost 1,200 EUR?")).toEqual([]);
  });

  test("of one sentence share what they are per", () => {
    const [, second] = amountsOf(evidence("Alder costs 900 EUR a week, Birch 480 EUR."));
    expect(second?.quantity.per).toEqual(["week"]);
  });

  test("are compared only when they speak of the same thing", () => {
    expect(statedMetrics(evidence("Alder needs two weeks of work. In the two weeks before that Birch had no budget."))).toEqual([]);
    expect(
      statedMetrics(evidence("Work to set it up: two weeks for Alder, five weeks for Birch."))[0]?.samples.map((each) => each.raw),
    ).toEqual(["two weeks", "five weeks"]);
  });
});
