import { describe, expect, it } from "vitest";
import { decide } from "../decide/decide.ts";
import { analyse } from "../index/analyse.ts";
import type { Decision } from "../types.ts";

const decided = (text: string, ...files: readonly string[]): Decision =>
  decide(
    analyse([
      {
        file: "briefing.md",
        sha256: "0",
        text: `${text}\n\n## Steward-Registered Files\n\n${files.map((_, i) => `- data-${i}.csv\n`).join("")}`,
      },
      ...files.map((body, i) => ({ file: `data-${i}.csv`, sha256: String(i + 1), text: body })),
    ]),
    [],
    [],
  );

/** The state of each option under each limit, the limit named by its first words. */
const states = (decision: Decision): readonly string[] =>
  decision.limits.flatMap(({ text, per }) => per.map(({ option, state }) => `${text.slice(0, 12)} ${option}: ${state}`)).toSorted();

const page = (limit: string, options = "- **Corvin**: 480 EUR.\n- **Dorset**: 390 EUR."): string =>
  `# Which lamp do we buy?\n\n## Options\n\n${options}\n\n## Constraints\n\n- ${limit}\n`;

describe("a figure that is only a part of what a limit asks for does not test it", () => {
  it("counts out of a number, where the column is of that number alone", () => {
    const rows = "lamp,flashes\nCorvin,2100\nDorset,1600\n";
    expect(states(decided(page("at most 2 misses per 1,000 flashes"), rows))).toEqual([
      "at most 2 mi Corvin: untested",
      "at most 2 mi Dorset: untested",
    ]);
    const both = "lamp,flashes,misses\nCorvin,2100,3\nDorset,1600,6\n";
    expect(states(decided(page("at most 2 misses per 1,000 flashes"), both))).toEqual([
      "at most 2 mi Corvin: kept",
      "at most 2 mi Dorset: broken",
    ]);
    const rated = "lamp,misses_per_1000_flashes\nCorvin,1.4\nDorset,3.8\n";
    expect(states(decided(page("at most 2 misses per 1,000 flashes"), rated))).toEqual([
      "at most 2 mi Corvin: kept",
      "at most 2 mi Dorset: broken",
    ]);
  });

  it("a time that takes in a wait beside it", () => {
    const rows = "lamp,wait_s,warm_s\nCorvin,28,655\nDorset,900,505\n";
    expect(states(decided(page("warm in at most 15 minutes, wait included"), rows))).toEqual([
      "warm in at m Corvin: untested",
      "warm in at m Dorset: untested",
    ]);
    expect(states(decided(page("warm in at most 15 minutes"), "lamp,warm_s\nCorvin,655\nDorset,905\n"))).toEqual([
      "warm in at m Corvin: kept",
      "warm in at m Dorset: broken",
    ]);
  });

  it("a share of something of which an option asks for money besides", () => {
    const options = "- **Corvin**: 99 EUR a month and 1.5 % of the turnover.\n- **Dorset**: 25 EUR a month.";
    expect(states(decided(page("it may cost at most 2 % of our turnover", options)))).toEqual([
      "it may cost  Corvin: untested",
      "it may cost  Dorset: untested",
    ]);
  });

  it("what is said of another hour than the limit's", () => {
    const options = "- **Corvin**: light of 40 lux in the morning.\n- **Dorset**: light of 55 lux in the evening.";
    expect(states(decided(page("light of at least 30 lux in the evening", options)))).toContain("light of at  Corvin: untested");
  });
});

describe("a yes-no cell of several rows", () => {
  it("breaks a limit by one row, wherever it stands", () => {
    const rows = "lamp,trial,glass_broken\nCorvin,1,no\nCorvin,2,yes\nDorset,1,no\nDorset,2,no\n";
    expect(states(decided(page("no glass broken in a trial"), rows))).toEqual(["no glass bro Corvin: broken", "no glass bro Dorset: kept"]);
  });
});

describe("an amount of money for a number of things", () => {
  it("bounds the money and not the number", () => {
    const [limit] = analyse([{ file: "briefing.md", sha256: "0", text: page("6,000 EUR for all eight rooms is the ceiling") }]).limits;
    expect(limit?.quantity).toMatchObject({ dim: "money:EUR", value: 6000, cmp: "<=" });
  });
});

describe("the only option that is left", () => {
  const options =
    "- **Corvin**: 48 EUR a lamp. The certificate is accredited.\n- **Dorset**: 6 EUR a lamp. The certificate is then ours, so not accredited.";
  it("is no answer where its own text denies what a limit asks for and nothing tested", () => {
    const limits = "at most 35 EUR a lamp\n- the certificate must be accredited, the audit asks for it";
    expect(decided(page(limits, options)).kind).toBe("open");
    expect(decided(page("at most 35 EUR a lamp", options)).option).toBe("Dorset");
  });
});
