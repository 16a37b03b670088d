import { describe, expect, test } from "vitest";
import { analyse } from "../index/analyse.ts";
import type { Decision } from "../types.ts";
import { decide } from "./decide.ts";

const decided = (text: string): Decision => decide(analyse([{ file: "briefing.md", sha256: text, text }]), [], []);

const lamps = (criteria: string, rows: readonly string[], limits = ""): string =>
  `# Which lamp do we buy?\n\n## Options\n\n- **Alder**\n- **Birch**\n\n## Criteria\n\n${criteria}\n\n${limits === "" ? "" : `## Limits\n\n${limits}\n\n`}## Data\n\n| Model | Light lm | Price EUR | Weight kg | Warm-up s |\n|---|---|---|---|---|\n${rows.join("\n")}\n`;

const apart = ["| Alder | 1400 | 90 | 2 | |", "| Birch | 800 | 40 | 2 | |"];
const named = "- Light (more is better)\n- Price (less is better)";

describe("criteria that nobody ranked", () => {
  test("leave the answer open where each speaks clearly for another option", () => {
    expect(decided(lamps(named, apart)).answer).toMatch(/^open[.] .* does not say which of its figures counts more/u);
  });

  test("decide where one of them is weighted", () => {
    expect(decided(lamps("- Light (80 %), more is better\n- Price (20 %), less is better", apart)).kind).toBe("answer");
  });

  test("decide where no other option is clearly better on any", () => {
    const rows = ["| Alder | 1800 | 40 | 2 | |", "| Birch | 800 | 42 | 2 | |"];
    expect(decided(lamps(named, rows)).option).toBe("Alder");
  });
});

describe("a limit with a number that the one ahead was not tested against", () => {
  const ahead = ["| Alder | 1800 | 40 | 2 | |", "| Birch | 800 | 42 | 2 | |"];
  const limits = "- The weight is at most 5 kg.\n- The price is at most 100 EUR.\n- The warm-up takes at most 3 seconds.";

  const told = `${limits}\n\n## Context\n\nThe old lamp needs 40 seconds before one can read.`;

  test("leaves the answer open while another option is still in and figures of its kind stand in the text", () => {
    expect(decided(lamps(named, ahead, told)).answer).toBe("open. *Alder* is ahead, but a limit with a number could not be tested for it.");
  });

  const delivery = ["- Delivery must come weekly.", "- Delivery at least once a week."];
  const delivered = (limit: string, column: string, cell: string): Decision =>
    decided(
      `# Which mill do we buy from?\n\n## Options\n\n- Alder\n- Birch\n- Cedar\n\n## Limits\n\n- at most 90 EUR per sack\n- at least 12 % protein\n${limit}\n\n## Criteria\n\n- Protein (more is better)\n\n## Data\n\n| Mill | Protein | EUR per sack | ${column} |\n|---|---|---|---|\n| Alder | 16 % | 80 | ${cell} |\n| Birch | 13 % | 82 | ${cell} |\n| Cedar | 13 % | 81 | ${cell} |\n`,
    );

  test("leaves the answer open where a column goes by its words and its cell was not understood", () => {
    for (const limit of delivery)
      expect(delivered(limit, "Delivers", "when the moon allows")).toMatchObject({
        kind: "open",
        answer: expect.stringContaining("could not be tested"),
      });
  });

  test("does not where the column only shares a word with it, or holds nothing", () => {
    expect(delivered("- Delivery at least once a week.", "Remarks on delivery and bags", "when the moon allows").option).toBe("Alder");
    expect(delivered("- Delivery at least once a week.", "Delivers", "").option).toBe("Alder");
  });

  test("leaves it as it is where nothing speaks of such a figure: it is as unknown to every option", () => {
    expect(decided(lamps(named, ahead, limits)).option).toBe("Alder");
  });

  test("does not once the figure is there", () => {
    const rows = ["| Alder | 1800 | 40 | 2 | 1 |", "| Birch | 800 | 42 | 2 | 1 |"];
    expect(decided(lamps(named, rows, limits)).option).toBe("Alder");
  });
});

describe("words about a limit with a number", () => {
  const states = (said: string): readonly string[] =>
    decided(
      `# Which maker, Alder or Birch?\n\n## Options\n\n- **Alder**: ${said}\n- **Birch**: has the better reviews.\n\n## Limits\n\n- security updates until 2032\n`,
    ).limits.flatMap(({ per }) => per.filter(({ option }) => option === "Alder").map(({ state }) => state));

  test("say nothing of it when they give another number", () => {
    expect(states("the maker promises security updates until 2031.")).not.toContain("appears kept");
    expect(states("the maker promises security updates until 2031.")).not.toContain("kept");
  });

  test("may speak for it when they give the same", () => {
    expect(states("the maker promises security updates until 2032.").join()).toMatch(/kept/u);
  });
});

describe("a figure on what is compared that nothing read", () => {
  const rows = ["| Alder | 1800 | 40 | 5 | |", "| Birch | 800 | 42 | 2 | |"];
  const beside = (text: string): Decision => decided(lamps("- Light (more is better)", rows, `\n\n## Context\n\n${text}`.trim()));

  test("leaves the answer open where it parts the options: it may be a limit", () => {
    expect(beside("The shelf was built for a weight of 3 kg.").answer).toMatch(/^open[.] .* could be a limit and was not understood/u);
  });

  test("does not where every option stands on one side of it", () => {
    expect(beside("The shelf was built for a weight of 9 kg.").option).toBe("Alder");
  });

  test("does not where it is of something else", () => {
    expect(beside("The parcel service takes letters up to 3 kg.").option).toBe("Alder");
  });

  test("leaves it open where it is money set aside for the purchase, whatever side the leader is on", () => {
    const said = "The meeting in October had 300 EUR set aside for the lot.";
    const prices = ["| Alder | 1800 | 40 | 2 | |", "| Birch | 800 | 42 | 2 | |"];
    expect(decided(lamps("- Light (more is better)", prices, `## Context\n\n${said}`)).answer).toMatch(
      /could be a limit and was not understood/u,
    );
    expect(decided(lamps("- Light (more is better)", prices, "## Context\n\nThe old lamp was sold for 300 EUR in October.")).option).toBe(
      "Alder",
    );
  });
});
