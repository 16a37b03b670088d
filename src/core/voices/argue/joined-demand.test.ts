import { describe, expect, test } from "vitest";
import { analyse } from "../index/analyse.ts";
import { ledgerOf } from "./ledger.ts";

const states = (limit: string, access = ["yes", "no"]): readonly string[] => {
  const text = `# Hall\n\nWhich hall do we book?\n\n| hall | seats | step-free |\n|---|---|---|\n| Alder | 240 | ${access[0]} |\n| Birch | 260 | ${access[1]} |\n\n## Limits\n\n- ${limit}\n`;
  return ledgerOf(analyse([{ file: "briefing.md", sha256: text, text }])).checks.map(({ state }) => state);
};

describe("a number and a thing in one breath", () => {
  test("are kept only where both are", () => {
    expect(states("at least 220 seats, and step-free access")).toEqual(["kept", "broken"]);
    expect(states("at least 250 seats, and step-free access")).toEqual(["broken", "broken"]);
    expect(states("at least 220 seats, and an organ with a player")).toEqual(["untested", "untested"]);
  });

  test.each([
    "at least 220 seats, and that is not negotiable",
    "at least 220 seats, and in every row",
    "at least 220 seats, because the choir is large, and the parents of all singers",
    "at least 220 seats, and it may be more",
  ])("are one where the rest only explains: %s", (limit) => {
    expect(states(limit)).toEqual(["kept", "kept"]);
  });
});
