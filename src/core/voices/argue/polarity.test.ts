import { describe, expect, test } from "vitest";
import { analyse } from "../index/analyse.ts";
import { ledgerOf } from "./ledger.ts";
import { polarityOf } from "./polarity.ts";

describe("polarityOf()", () => {
  test.each([
    "The Depot has no wheelchair access.",
    "Larkmail has no contract for the EU yet.",
    "It does not support German.",
    "The vans broke down twice.",
    "Für die Halle fehlt die Genehmigung.",
    "Le local n'a pas de chauffage.",
  ])("speaks ill of its subject: %s", (text) => {
    expect(polarityOf(text)).toBeLessThan(0);
  });

  test.each(["It has no defects.", "The team has no idea.", "It is blue.", "She has no complaints."])(
    "says nothing, or nothing bad: %s",
    (text) => {
      expect(polarityOf(text)).toBeGreaterThanOrEqual(0);
    },
  );
});

const facts = (text: string): readonly (readonly [number, number])[] =>
  ledgerOf(analyse([{ file: "briefing.md", sha256: text, text: `# Who gets the post: Jonas or Mara?\n\n${text}\n` }])).facts.flatMap(
    (fact) => (fact.kind === "text" ? fact.stances.map((each) => [each.option, Math.sign(each.value)] as const) : []),
  );

describe("words bind to the option of their own clause", () => {
  test("across a semicolon, with good and bad of one person cancelling out", () => {
    expect(facts("Jonas is reliable; Mara is rude.")).toEqual([
      [0, 1],
      [1, -1],
    ]);
    expect(facts("Jonas is reliable and rude; Mara is noisy and punctual.")).toEqual([]);
  });

  test("and to nobody by a pronoun that may mean either", () => {
    expect(facts("Jonas met Mara. She is unreliable.")).toEqual([]);
  });
});
