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

describe("a lead that the briefing asks for", () => {
  const couches = (rule: string, birch: string): Decision =>
    decided(
      `Which couch do we buy, the Alder or the Birch?\n\n${rule}\n\n| Couch | Mark |\n|---|---|\n| Alder | 7.2 |\n| Birch | ${birch} |\n`,
    );
  const rules = [
    "We take the one with the better mark, but only if it is better by at least half a point.",
    "We take the one with the better mark, provided it is at least 0.5 points better.",
    "We take the one with the better mark, provided the difference is at least half a point.",
  ];

  test("leaves the answer open where the first has less, and lets it stand where it has as much", () => {
    for (const rule of rules) {
      expect([rule, couches(rule, "7.4").answer]).toEqual([rule, expect.stringContaining("its lead is smaller")]);
    }
    for (const rule of rules.filter((one) => !one.includes("points"))) expect([rule, couches(rule, "7.7").option]).toEqual([rule, "Birch"]);
  });

  test("may be asked for in per cent of the other's", () => {
    const rule = "We take the one with the better mark, but only if it is better by at least 10 %.";
    expect(couches(rule, "7.9").answer).toContain("its lead is smaller");
    expect(couches(rule, "8.0").answer).not.toContain("its lead is smaller");
  });

  test("is none where somebody only tells of one", () => {
    expect(couches("We take the one with the better mark. The Birch is heavier by at least 5 kg.", "7.4").option).toBe("Birch");
  });
});

describe("a figure that is missing in the rows of one that is left", () => {
  const grit = (rows: string, rule = "The one with the fewest falls is taken."): Decision => {
    const text = `Which grit do we take, Alder or Birch?\n\n${rule}\n\n## Steward-Registered Files\n\n- falls.csv\n`;
    const csv = `winter,grit,falls\n${rows}\n`;
    return decide(
      analyse([
        { file: "briefing.md", sha256: text, text },
        { file: "falls.csv", sha256: csv, text: csv },
      ]),
      [],
      [],
    );
  };

  test("leaves the answer open and is named with its line", () => {
    const decision = grit("1,Alder,11\n1,Birch,8\n2,Alder,9\n2,Birch,");
    expect(decision.answer).toContain("a figure on what matters is missing");
    expect(decision.open).toContainEqual(
      expect.objectContaining({ text: expect.stringContaining("*Birch*"), places: [{ file: "falls.csv", line: 5, endLine: 5 }] }),
    );
  });

  test("changes nothing where it is one of many, or of one that is out", () => {
    const many = [1, 2, 3, 4, 5, 6].map((i) => `${i},Alder,11\n${i},Birch,${i === 3 ? "" : 8}`).join("\n");
    expect(grit(many).option).toBe("Birch");
    expect(grit("1,Alder,11\n1,Birch,8\n2,Alder,9\n2,Birch,7").option).toBe("Birch");
  });
});

describe("two figures for one option", () => {
  const venue = (cedar: string): Decision =>
    decided(
      `Which venue do we take, the Alder, the Birch or the Cedar?\n\nOf those that are free we take the one with the most families. All three are free.\n\nFor the Alder both counts say 12 families, for the Birch both say 16 families. ${cedar}\n`,
    );

  test("count under neither, and the decision says so with both", () => {
    for (const cedar of [
      "For the Cedar the first count gave 18 families. For the Cedar the second count gave 14 families.",
      "For the Cedar the list says 18 families. At the gate the Cedar had 14 families.",
    ]) {
      const decision = venue(cedar);
      expect([cedar, decision.kind]).toEqual([cedar, "open"]);
      expect(decision.open.map(({ text }) => text).join("\n")).toMatch(
        /\*Cedar\* contradict each other, .*18 families.* and .*14 families/u,
      );
    }
  });

  test("are none where one of them is told twice", () => {
    const decision = venue("For the Cedar the list says 18 families. At the gate the Cedar had 18 families.");
    expect(decision.open.map(({ text }) => text).join("\n")).not.toContain("contradict");
  });
});

describe("numbers that could be a bound", () => {
  const games = (told: string): Decision =>
    decided(
      `Which rule do we print: draft or auction?\n\nFun is what counts; higher is better.\n\n${told}\n\n| rule | fun | votes |\n|---|---|---|\n| draft | 7 | 5 |\n| auction | 4 | 4 |\n`,
    );

  test("are none where they explain a scale or say what everybody has", () => {
    for (const told of [
      "Players gave a mark for fun from 1 to 10.",
      "Marks for fun: 1 = very bad, 10 = very good.",
      "The votes were one vote each, all were in.",
    ])
      expect([told, games(told).option]).toEqual([told, "draft"]);
  });

  test("leave the answer open where they stand alone", () => {
    expect(games("The fun has to be 8 or so.").kind).toBe("open");
  });
});
