import { describe, expect, test } from "vitest";
import { decide } from "../decide/decide.ts";
import { analyse } from "../index/analyse.ts";
import type { Decision, Evidence } from "../types.ts";
import { ledgerOf } from "./ledger.ts";

const evidenceOf = (text: string): Evidence => analyse([{ file: "briefing.md", sha256: text, text }]);
const decided = (text: string): Decision => decide(evidenceOf(text), [], []);
const figures = (text: string): readonly string[] =>
  ledgerOf(evidenceOf(text))
    .facts.filter(({ id }) => id.startsWith("data/life"))
    .flatMap((fact) => fact.figures.map(({ label, value }) => `${label}: ${value}`));

const ovens = (rule: string): string =>
  `Which oven do we buy, the Alder or the Birch?\n\nThe Alder costs 18,500 EUR and draws about 310 EUR of power a month. The Birch costs 21,900 EUR and comes to 235 EUR a month.\n\n${rule}\n`;

describe("costs over the years that the briefing counts by", () => {
  test("are what is paid once plus what is paid every month, and decide", () => {
    for (const rule of [
      "We reckon over five years, purchase plus power, and take the cheaper one.",
      "As always we count purchase and electricity over five years; the cheaper one wins.",
      "We take the one that costs the least over five years.",
      "The one with the lowest total cost over 60 months gets it.",
    ]) {
      expect([rule, decided(ovens(rule)).option]).toEqual([rule, "Birch"]);
      expect(figures(ovens(rule))[1]).toBe("Birch: 21,900 + 5 × 12 × 235 = 36,000 EUR");
    }
  });

  test("are no matter where the briefing counts by the purchase alone, or by no span", () => {
    for (const rule of ["We take the one with the lowest purchase price.", "The guarantee runs over five years. The cheaper one wins."])
      expect(figures(ovens(rule))).toEqual([]);
  });

  test("take what is used times its one price, per day or per year", () => {
    const text =
      "Welche Vitrine kaufen wir: Erle, Birke oder Esche?\n\nDie Erle kostet 1.890 € und braucht 4,1 kWh am Tag. Die Birke kostet 2.350 € und braucht 980 kWh im Jahr. Die Esche kostet 2.600 € und braucht 900 kWh im Jahr.\n\nWir nehmen die, die über fünf Jahre am wenigsten kostet, also Kaufpreis plus Strom. Der Strom kostet uns 0,32 € je kWh.\n";
    expect(figures(text)).toEqual([
      "Erle: 1.890 + 5 × 365 × 4,1 × 0,32 = 4.284,4 EUR",
      "Birke: 2.350 + 5 × 980 × 0,32 = 3.918 EUR",
      "Esche: 2.600 + 5 × 900 × 0,32 = 4.040 EUR",
    ]);
    expect(decided(text).option).toBe("Birke");
  });

  test("stand in a table, too", () => {
    const text =
      "# Which pump?\n\nWhich pump do we buy: Alder or Birch?\n\n| Pump | Purchase EUR | Power EUR per year |\n|---|---|---|\n| Alder | 900 | 260 |\n| Birch | 1,300 | 120 |\n\nOf the two we take the one that is cheaper over four years, purchase plus power.\n";
    expect(figures(text)).toEqual(["Alder: 900 + 4 × 260 = 1,940 EUR", "Birch: 1,300 + 4 × 120 = 1,780 EUR"]);
    expect(decided(text).option).toBe("Birch");
  });

  test("are not worked out where a part is missing or two amounts may be meant", () => {
    const rule = "We reckon over five years, purchase plus power, and take the cheaper one.";
    const missing = ovens(rule).replace(" and comes to 235 EUR a month", "");
    const several = ovens(rule).replace("a month. The Birch", "a month. The Alder needs a filter for 40 EUR a month. The Birch");
    for (const text of [missing, several]) {
      expect(figures(text)).toEqual([]);
      expect(decided(text).kind).toBe("open");
    }
  });
});
