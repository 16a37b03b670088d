import { describe, expect, test } from "vitest";
import { decide } from "../decide/decide.ts";
import { analyse } from "../index/analyse.ts";
import type { Decision } from "../types.ts";

const decided = (text: string): Decision => decide(analyse([{ file: "briefing.md", sha256: text, text }]), [], []);

const halls = (told: string, column = "hire per evening"): Decision =>
  decided(
    `Which hall do we book: Alder or Birch?\n\n| hall | ${column} | seats |\n|---|---|---|\n| Alder | £480 | 200 |\n| Birch | £590 | 210 |\n\n${told}\n\nWe take the cheapest.\n`,
  );

describe("what an option asks on top of its price", () => {
  test("is added, and the formula is shown", () => {
    for (const told of [
      "The Alder adds £140 per evening for the piano.",
      "In the Alder the piano is another £140 per evening.",
      "The Alder charges an extra £140 per evening.",
      "The Alder takes £140 per evening on top for the piano.",
      "The Alder rang back. The £480 does not include the piano: that is another £140 per evening.",
    ]) {
      const decision = halls(told);
      expect([told, decision.option]).toEqual([told, "Birch"]);
      expect(decision.criteria[0]?.cells[0]?.value).toContain("480 + 140 = 620");
    }
  });

  test("is brought to the price by what is used in that time", () => {
    const mills = (use: string): Decision =>
      decided(
        `Which mill do we buy from: Alder or Birch?\n\n${use}\n\n| mill | price per kg |\n|---|---|\n| Alder | £0.85 |\n| Birch | £0.88 |\n\nThe Alder adds £20 for every weekly drop.\n\nWe take the cheapest per kilo.\n`,
      );
    expect(mills("We go through 320 kg of flour a week.").option).toBe("Birch");
    expect(mills("We go through 3,200 kg of flour a week.").option).toBe("Alder");
    expect(mills("Flour is dear.").kind).toBe("open");
  });

  test("is none where the price holds it, nothing is added, or it is something else", () => {
    for (const told of ["The piano is in the price of the Alder.", "The Alder earned £140 last year.", "An extra evening would be lovely."])
      expect([told, halls(told).option]).toEqual([told, "Alder"]);
  });

  test("leaves the price unknown where it is per something else", () => {
    expect(halls("The Alder adds £140 per singer.").kind).toBe("open");
  });
});
