import { describe, expect, test } from "vitest";
import { lexiconOf } from "../lang/lexicons.ts";
import type { Language } from "../types.ts";
import { dimDirection, leadingDirection, nameDirection, statedDirection } from "./direction.ts";

const direction = (name: string, language: Language = "en"): number => nameDirection(name, lexiconOf(language));

describe("the direction of a name", () => {
  test.each([
    ["Takings per day", "en"],
    ["revenue_eur", "en"],
    ["Sales", "en"],
    ["Income", "en"],
    ["Visitors", "en"],
    ["Throughput", "en"],
    ["battery_h", "en"],
    ["Battery life h", "en"],
    ["on_time_pct", "en"],
    ["cost savings", "en"],
    ["Umsatz je Tag", "de"],
    ["Einnahmen", "de"],
    ["Tageseinnahmen", "de"],
    ["Besucher", "de"],
    ["Recettes", "fr"],
    ["Visiteurs par mois", "fr"],
    ["Ventas", "es"],
    ["Ingresos al mes", "es"],
  ] as const)("%s: more is better", (name, language) => {
    expect(direction(name, language)).toBe(1);
  });

  test.each([
    ["Running cost", "en"],
    ["bill_variation_pct", "en"],
    ["lost sales", "en"],
    ["failed orders", "en"],
    ["Longest wait from a customer's report", "en"],
    ["staff turnover", "en"],
    ["Betriebskosten", "de"],
    ["Wartezeit_min", "de"],
    ["Coût par mois", "fr"],
    ["Precio", "es"],
  ] as const)("%s: less is better", (name, language) => {
    expect(direction(name, language)).toBe(-1);
  });

  test.each(["Floor slope", "turnover", "run time", "Opening hours", "Colour", "pages_per_minute"])("%s: unknown", (name) => {
    expect(direction(name)).toBe(0);
  });

  test("a bad thing that is spared is good, one that is only named is not", () => {
    expect(direction("error reduction")).toBe(1);
    expect(direction("error rate")).toBe(-1);
  });
});

test("a criterion's first word asks for little or much; alone it is a name", () => {
  expect(leadingDirection("Few false alarms")).toBe(-1);
  expect(leadingDirection("High yield")).toBe(1);
  expect(leadingDirection("Less")).toBe(0);
  expect(leadingDirection("Alarms, few of them")).toBe(0);
});

test.each([
  ["Queue: shorter is better", -1],
  ["more is better", 1],
  ["je leiser, desto besser", -1],
  ["cuanto más, mejor", 1],
  ["the better the view", 0],
] as const)("%s states %i", (text, sign) => {
  expect(statedDirection(text)).toBe(sign);
});

test("a dimension gives a direction only to an amount without another noun, or to an expense", () => {
  expect(dimDirection("money:EUR", "EUR per month", ["month"])).toBe(-1);
  expect(dimDirection("money:EUR", "Service contract")).toBe(-1);
  expect(dimDirection("money:EUR", "Grant EUR")).toBe(0);
  expect(dimDirection("time", "ms")).toBe(-1);
  expect(dimDirection("time", "Experience, years")).toBe(0);
  expect(dimDirection("number", "pages_per_minute", ["minute"])).toBe(1);
  expect(dimDirection("number", "pages_per_day", ["day"])).toBe(0);
});
