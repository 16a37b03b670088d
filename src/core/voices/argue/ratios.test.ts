import { describe, expect, test } from "vitest";
import { analyse } from "../index/analyse.ts";
import { ledgerOf } from "./ledger.ts";

const ledger = (rule: string, csv: string) => {
  const text = `# Which stall, Alder or Birch?\n\n## Criteria\n\n- ${rule}\n\n## Steward-Registered Files\n\n- stalls.csv\n`;
  return ledgerOf(
    analyse([
      { file: "briefing.md", sha256: text, text },
      { file: "stalls.csv", sha256: csv, text: csv },
    ]),
  );
};
const figures = (rule: string, csv: string): readonly string[] =>
  ledger(rule, csv)
    .items.filter((item) => item.metric.id.startsWith("d:"))
    .flatMap((item) => item.levels.flatMap((level) => level.rows.map((row) => row.raw)));

const csv = "day,stall,guests,takings_eur,complaints\n1,Alder,100,200,2\n2,Alder,300,300,1\n1,Birch,100,150,4\n2,Birch,100,150,1\n";

describe("a figure per something else", () => {
  test("is the sum of one column over the sum of the other, with both shown", () => {
    expect(figures("highest takings per guest", csv)).toEqual(["500 / 400 = 1.25", "300 / 200 = 1.5"]);
    expect(figures("complaints per 100 guests, fewer is better", csv)).toEqual(["100 × 3 / 400 = 0.75", "100 × 5 / 200 = 2.5"]);
  });

  test("takes the place of its parts on the criterion", () => {
    const { items } = ledger("highest takings per guest", csv);
    expect(items.filter((item) => item.criterion === 0).map((item) => item.metric.label)).toEqual(["takings_eur / guests"]);
  });

  test("is not formed per period, per running number, per a noun that no column counts, or over a rate", () => {
    expect(figures("highest takings per day", csv)).toEqual([]);
    expect(figures("highest takings per visitor", csv)).toEqual([]);
    expect(figures("highest takings per game", csv.replace("day", "game"))).toEqual([]);
    expect(figures("highest takings per guest", csv.replace("takings_eur", "takings_rate"))).toEqual([]);
  });
});
