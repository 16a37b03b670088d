import { describe, expect, test } from "vitest";
import { decide } from "../decide/decide.ts";
import { analyse } from "../index/analyse.ts";

const BOATS = `- **Aran**: 1,890 EUR, 48 dB, weighs 31 kg, uses 2.4 kWh a day, delivered in 9 days, battery lasts 17 hours.
- **Brant**: 1,490 EUR, 55 dB, weighs 36 kg, uses 2.9 kWh a day, delivered in 14 days, battery lasts 10 hours.
- **Corvo**: 1,790 EUR, 39 dB, weighs 34 kg, uses 2.6 kWh a day, delivered in 12 days, battery lasts 13 hours.
- **Delos**: 1,950 EUR, 44 dB, weighs 22 kg, uses 1.7 kWh a day, delivered in 5 days, battery lasts 12 hours.`;

const winner = (rule: string): string | undefined => {
  const text = `# A boat\n\nThe old boat leaks. Which boat do we order?\n\n${BOATS}\n\n${rule}\n`;
  return decide(analyse([{ file: "briefing.md", sha256: rule, text }]), [], []).option;
};

describe("a rule of choice goes by the amounts that each option's line states", () => {
  test.each([
    ["The cheapest wins.", "Brant"],
    ["The quietest wins.", "Corvo"],
    ["The lightest wins.", "Delos"],
    ["Weight is what decides for us.", "Delos"],
    ["Lowest power use decides.", "Delos"],
    ["The fastest delivery wins.", "Delos"],
    ["We go for the one whose battery lasts longest.", "Aran"],
  ])("%s", (rule, expected) => {
    expect(winner(rule)).toContain(expected);
  });

  test.each([
    "Jo would take the lightest.",
    "The cheapest is out of the question.",
    "Price is not everything.",
    "Some want the cheapest, others the quietest.",
  ])("and by none where nothing decides: %s", (rule) => {
    expect(winner(rule)).toBeUndefined();
  });
});
