import { describe, expect, test } from "vitest";
import { decide } from "../decide/decide.ts";
import { lexiconOf } from "../lang/lexicons.ts";
import type { Decision, Language } from "../types.ts";
import { analyse } from "./analyse.ts";
import { supplyOf } from "./supply.ts";

const read = (text: string, language: Language): string | undefined => {
  const found = supplyOf(text, lexiconOf(language));
  return found === undefined ? undefined : `${found.cmp} ${found.value} ${found.unit}`;
};

describe("what is there", () => {
  test.each([
    ["The cellar has 12 m2 to spare.", "en", "<= 12 m2"],
    ["We have 30 GB free on the old server.", "en", "<= 30"],
    ["There are only 4 kW left on the feeder.", "en", "<= 4"],
    ["The shed has room for 12 m2.", "en", "<= 12 m2"],
    ["Im Keller sind 12 m² frei.", "de", "<= 12 m2"],
    ["Auf dem Hof ist nur Platz für 12 m².", "de", "<= 12 m2"],
    ["Es stehen 3 kW zur Verfügung.", "de", "<= 3"],
  ] as const)("%s (%s) is a bound from above", (text, language, wanted) => {
    expect(read(text, language)).toMatch(new RegExp(`^${wanted}`, "u"));
  });

  test.each([
    ["The cellar must have 12 m2 free.", "en"],
    ["The cellar does not have 12 m2 to spare.", "en"],
    ["Has room for 12 m2.", "en"],
    ["The cellar has 12 m2.", "en"],
    ["The cellar has 12 m2 free of charge or 14 m2 to spare.", "en"],
    ["The cellar has at least 12 m2 to spare.", "en"],
    ["Es müssen 12 m² frei bleiben.", "de"],
    ["Platz für 12 m².", "de"],
  ] as const)("%s (%s) is none", (text, language) => {
    expect(read(text, language)).toBeUndefined();
  });
});

const page = (limits: string, column: string, context = ""): string =>
  `# Which boiler do we buy?\n\n${context}\n\n## Options\n\n| Boiler | Running cost (EUR) | ${column} |\n|---|---|---|\n| Alder | 6,000 | 18 |\n| Birch | 9,800 | 6 |\n\n## Criteria\n\n- Running cost, less is better\n\n## Limits\n\n${limits}\n`;
const decided = (text: string): Decision => decide(analyse([{ file: "briefing.md", sha256: text, text }]), [], []);
const states = (text: string): readonly string[] => decided(text).limits.flatMap(({ per }) => per.map(({ state }) => state));

describe("a limit of what is there", () => {
  const cellar = "- The cellar has 12 m2 to spare.";

  test("bounds the column of its kind that is named as needed", () => {
    expect(states(page(cellar, "Space needed (m2)"))).toEqual(["broken", "kept"]);
    expect(states(page("- The cellar has 20 m2 to spare.", "Space needed (m2)"))).toEqual(["kept", "kept"]);
  });

  test("tests nothing on a column that may be anything, and the answer is open", () => {
    for (const column of ["Area (m2)", "Storage space (m2)"]) {
      expect(states(page(cellar, column))).toEqual(["untested", "untested"]);
      expect(decided(page(cellar, column)).kind).toBe("open");
    }
  });

  test("said in running text, it leaves the answer open where the first takes more, and only there", () => {
    const prose = "The cellar has 12 m2 to spare. The old one is from 1998.";
    const kept = "- The price is at most 10,000 EUR of running cost.";
    expect(decided(page(kept, "Space needed (m2)", prose)).kind).toBe("open");
    expect(decided(page(kept, "Space needed (m2)", prose.replace("12", "20"))).option).toBe("Alder");
  });
});

test("a limit whose number was read as no bound leaves the answer open where it would part the options", () => {
  const tested = "- The running cost is at most 10,000 EUR.\n- The running cost is at least 100 EUR.";
  expect(decided(page(`${tested}\n- The cellar is about 12 m2.`, "Space needed (m2)")).kind).toBe("open");
  expect(decided(page(`${tested}\n- The cellar is about 12 litres.`, "Space needed (m2)")).option).toBe("Alder");
});
