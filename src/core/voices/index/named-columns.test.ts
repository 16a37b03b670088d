import { describe, expect, test } from "vitest";
import { ledgerOf } from "../argue/ledger.ts";
import { decide } from "../decide/decide.ts";
import type { Decision, SourceText } from "../types.ts";
import { analyse } from "./analyse.ts";

const sources = (criteria: string, csv: string): readonly SourceText[] => {
  const text = `# Which store, Alder or Birch?\n\n## Options\n\n1. **Alder**\n2. **Birch**\n\n## Criteria\n\n${criteria}\n`;
  return [
    { file: "briefing.md", sha256: text, text },
    { file: "d.csv", sha256: csv, text: csv },
  ];
};
const decided = (criteria: string, csv: string): Decision => decide(analyse(sources(criteria, csv)), [], []);
const cells = (criteria: string, csv: string): readonly (readonly string[])[] =>
  decided(criteria, csv).criteria.map((row) => row.cells.map(({ value }) => value));
const served = (criteria: string, csv: string): { readonly [column: string]: number } =>
  Object.fromEntries(ledgerOf(analyse(sources(criteria, csv))).items.map(({ metric, criterion }) => [metric.label, criterion]));

const two = "option,days,eur\nAlder,1,100\nBirch,3,90\n";

describe("a criterion that names its column", () => {
  test.each([["- `days`, less is better"], ["- days, less is better"], ["- Quick to set up: `days`, less is better"]])(
    "%s is that column",
    (criterion) => {
      expect(cells(criterion, two)).toEqual([["1 day", "3 days"]]);
      expect(decided(criterion, two).option).toBe("Alder");
    },
  );

  test("has it whatever else resembles it, and no other column", () => {
    const csv = "option,hours_door_to_door,max_temp_c\nAlder,3.3,4.9\nBirch,2.4,6.6\n";
    const criteria = "- Boxes stay cold: `max_temp_c`, less is better (60 %)\n- Boxes arrive before hours: `hours_door_to_door` (40 %)";
    expect(served(criteria, csv)).toEqual({ hours_door_to_door: 1, max_temp_c: 0 });
    expect(served("- Running cost: `fee`, less is better", "option,running_cost,fee\nAlder,5,9\nBirch,9,5\n")).toEqual({
      running_cost: -1,
      fee: 0,
    });
  });

  test("an identifier or a name of several words needs no marks", () => {
    const csv = "option,max_temp_c,setup time\nAlder,4,9\nBirch,6,5\n";
    expect(served("- Boxes stay cold by max_temp_c (60 %)\n- We look at the setup time (40 %)", csv)).toEqual({
      max_temp_c: 0,
      "setup time": 1,
    });
  });

  test("a name that is taken back is none, and so is a word of a sentence", () => {
    expect(served("- Cheap, not `days`", two).days).toBe(-1);
    expect(served("- Happy staff on most days of the week", two).days).toBe(-1);
  });

  test("a name that no column has leaves the criterion to what goes by its own", () => {
    expect(served("- Price: `price_total`, less is better", "option,price\nAlder,9\nBirch,5\n")).toEqual({ price: 0 });
  });
});
