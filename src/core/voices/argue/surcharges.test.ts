import { describe, expect, test } from "vitest";
import { analyse } from "../index/analyse.ts";
import { ledgerOf } from "./ledger.ts";

const states = (text: string): readonly string[] =>
  ledgerOf(analyse([{ file: "briefing.md", sha256: text, text }])).checks.map(({ state }) => state);

const hall = (limit: string, note = ""): readonly string[] =>
  states(
    `# Hall\n\nWe need a hall for two evenings. Which hall do we book?\n\n| hall | hire per evening (EUR) | seats |\n|---|---|---|\n| Alder House | 480 | 240 |\n| Birch Room | 720 | 400 |\n| Cedar Barn | 590 | 260 |\n\n${note}\n\n## Limits\n\n- ${limit}\n`,
  );

describe("a bound on the whole and a price per part of it", () => {
  test.each([
    "no more than 1,400 EUR in total for both evenings",
    "at most 1,400 EUR for the two evenings",
    "at most 1,400 EUR in total",
    "the hire for both evenings must not exceed 1,400 EUR",
  ])("holds the price times how many there are against it: %s", (limit) => {
    expect(hall(limit)).toEqual(["kept", "broken", "kept"]);
  });

  test("leaves a bound per part as it is", () => {
    expect(hall("at most 600 EUR per evening")).toEqual(["kept", "broken", "kept"]);
  });
});

describe("what one option costs beside its price", () => {
  const limit = "no more than 1,400 EUR in total for both evenings";

  test.each([
    "PS: Cedar Barn rang back. The 590 EUR do not include the piano: that is another 140 EUR per evening.",
    "Cedar Barn charges an extra 140 EUR per evening for the piano.",
    "At Cedar Barn the piano is 140 EUR per evening on top.",
  ])("is added to it: %s", (note) => {
    expect(hall(limit, note)).toEqual(["kept", "broken", "broken"]);
  });

  test.each([
    "Cedar Barn charges an extra 140 EUR per evening for the bar, but it is optional.",
    "If we want the bar, Cedar Barn charges an extra 140 EUR per evening.",
    "The choir of Cedar Barn takes another 140 EUR per week from its members.",
  ])("is not where it may be left out or is per something else: %s", (note) => {
    expect(hall(limit, note)[2]).toBe("kept");
  });

  test("per week is shared out over what is taken in a week", () => {
    const flour = (fee: number): readonly string[] =>
      states(
        `# Flour\n\nWe go through 320 kg of flour a week. Which mill do we take?\n\n| Mill | Price |\n|---|---|\n| Alder | £21.50 per 25 kg sack |\n| Birch | £13.60 per 16 kg sack |\n\nBirch adds £${fee} for every weekly drop.\n\n## Limits\n\n- at most £0.90 per kg\n`,
      );
    expect(flour(12)).toEqual(["kept", "kept"]);
    expect(flour(24)).toEqual(["kept", "broken"]);
  });
});
