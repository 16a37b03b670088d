import { describe, expect, test } from "vitest";
import { decide } from "../decide/decide.ts";
import { analyse } from "../index/analyse.ts";
import type { Decision, SourceText } from "../types.ts";
import { ledgerOf } from "./ledger.ts";

const source = (file: string, text: string): SourceText => ({ file, sha256: `${file}${text}`, text });
const decided = (text: string, ...files: readonly (readonly [string, string])[]): Decision =>
  decide(analyse([source("briefing.md", text), ...files.map(([name, body]) => source(name, body))]), [], []);

const plays = (scale: string): string =>
  `# Which play?\n\nWhich play do we put on: Alder, Birch or Cedar?\n\n${scale}\n\nThe wish counts 60 %, the set counts 40 %.\n\n## Steward-Registered Files\n\n- marks.csv\n`;
const marks = `reader,play,wish,set\n${["Ann", "Bea", "Cy"].flatMap((who, i) => [`${who},Alder,${12 + i},${11 + i}`, `${who},Birch,${16 + i},${15 + i}`, `${who},Cedar,${9 + i},${9 + i}`]).join("\n")}\n`;

describe("marks out of a number", () => {
  test("are better the higher they are", () => {
    for (const scale of [
      "Each of us gave two marks out of 20.",
      "Each of us gave marks, both out of twenty.",
      "Everybody gave points from 0 up, out of 20.",
    ])
      expect(decided(plays(scale), ["marks.csv", marks]).option).toBe("Birch");
  });

  test("say nothing where no such number is said or a mark lies beyond it", () => {
    expect(decided(plays("Each of us gave two numbers."), ["marks.csv", marks]).kind).toBe("open");
    expect(decided(plays("Each of us gave two marks out of 10."), ["marks.csv", marks]).kind).toBe("open");
  });
});

describe("a column that numbers the rows", () => {
  const rows = ["Moss,1,11", "Moss,2,9", "Moss,3,10", "Fen,1,19", "Fen,2,18", "Fen,3,20"].join("\n");
  const text =
    "# Which site?\n\nWhich site do I use: Moss or Fen?\n\n## Criteria\n\n- species per plot (60 %), more is better\n- price (40 %)\n\n## Steward-Registered Files\n\n- plots.csv\n";

  test("is never divided by: the figure is the mean of the rows", () => {
    const { items } = ledgerOf(analyse([source("briefing.md", text), source("plots.csv", `site,plot,species\n${rows}\n`)]));
    expect(items.filter(({ criterion }) => criterion === 0).map(({ levels }) => levels.map(({ value }) => value))).toEqual([[10, 19]]);
  });
});

describe("a criterion and a column in other words", () => {
  test("meet where both speak of travel, breakage or upkeep", () => {
    for (const [criterion, column] of [
      ["Travel", "longest train journey, min"],
      ["Commute", "journey, min"],
      ["as little breakage as possible", "defects"],
      ["Upkeep", "maintenance hours"],
    ] as const) {
      const text = `# Which one?\n\nWhich one do we take: Alder or Birch?\n\n## Criteria\n\n- ${criterion} (70 %)\n- Price (30 %)\n\n## Data\n\n| Model | ${column} | Price EUR |\n|---|---|---|\n| Alder | 170 | 100 |\n| Birch | 90 | 120 |\n`;
      expect([criterion, decided(text).option]).toEqual([criterion, "Birch"]);
    }
  });
});

describe("a rule that asks for one thing in proportion to another", () => {
  const asked = (rule: string, columns: string): Decision =>
    decided(
      `Which supplier do we keep: Alder or Birch?\n\n- at most 4 EUR each\n\n${rule}\n\n| Supplier | EUR each |\n|---|---|\n| Alder | 3 |\n| Birch | 3 |\n\n## Steward-Registered Files\n\n- orders.csv\n`,
      ["orders.csv", `supplier,order,${columns}\nAlder,1,60,2\nAlder,2,60,2\nBirch,1,20,1\nBirch,2,20,1\nBirch,3,20,1\n`],
    );

  test("is answered by the sums over the sums, whatever the counts alone say", () => {
    for (const rule of [
      "We take the one with the fewest returns in proportion to sales.",
      "We take the one with the fewest returns relative to sales.",
      "The one with the fewest refunds as a share of sales wins.",
    ]) {
      const decision = asked(rule, "sales,returned");
      expect([rule, decision.option]).toEqual([rule, "Alder"]);
      expect(decision.criteria[0]?.cells[0]?.value).toContain("4 / 120");
    }
  });

  test("stays open where one of the two is not there, and is not answered by the other alone", () => {
    expect(asked("We take the one with the fewest returns in proportion to sales.", "boxes,returned").kind).toBe("open");
    expect(asked("We take the one with the fewest returns in proportion to sales.", "sales,boxes").kind).toBe("open");
  });
});
