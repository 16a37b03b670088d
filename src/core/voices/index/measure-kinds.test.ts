import { describe, expect, test } from "vitest";
import { analyse } from "./analyse.ts";

/** The columns that a rule of choice is bound to, and which way it goes. */
const bound = (rule: string, heads: string, a: string, b: string): readonly unknown[] =>
  analyse([
    {
      file: "briefing.md",
      sha256: rule + heads,
      text: `# A machine\n\nWhich machine do we buy? ${rule}\n\n| Machine | ${heads} |\n|${"---|".repeat(heads.split("|").length + 1)}\n| Alder | ${a} |\n| Birch | ${b} |\n`,
    },
  ]).criteria.flatMap(({ columns, direction, inferred }) => (inferred ? [] : [[columns?.join() ?? "", direction]]));

describe("a rule is joined to the one column that holds what it asks for", () => {
  test.each([
    ["The cheapest wins.", "Hire (EUR) | dB(A)", "90 | 60", "80 | 70", "hire (eur)", -1],
    ["The quietest wins.", "Hire (EUR) | dB(A)", "90 | 60", "80 | 70", "db(a)", -1],
    ["The most reliable wins.", "Cost (EUR) | Failures", "90 | 6", "80 | 7", "failures", -1],
    ["The most reliable wins.", "Cost (EUR) | Uptime (%)", "90 | 96", "80 | 97", "uptime (%)", 1],
    ["The fastest wins.", "Cost (EUR) | Minutes", "90 | 6", "80 | 7", "minutes", -1],
    ["The fastest wins.", "Cost (EUR) | Throughput (pages/min)", "90 | 6", "80 | 7", "throughput (pages/min)", 1],
    ["Whichever draws the least power wins.", "Cost (EUR) | kWh per day", "90 | 6", "80 | 7", "kwh per day", -1],
    ["The one that brings in most revenue wins.", "Cost (EUR) | Takings (EUR)", "90 | 600", "80 | 700", "takings (eur)", 1],
  ] as const)("%s %s", (rule, heads, a, b, column, direction) => {
    expect(bound(rule, heads, a, b)).toEqual([[column, direction]]);
  });
});

describe("it is joined to none where that is not sure", () => {
  test.each([
    ["two columns hold it", "The cheapest wins.", "Price (EUR) | Service (EUR)", "90 | 6", "80 | 7"],
    ["the unit alone says it", "The cheapest wins.", "Third party (EUR) | Seats", "90 | 6", "80 | 7"],
    ["the time is that of something else", "The fastest wins.", "Cost (EUR) | Warranty (months)", "90 | 6", "80 | 7"],
    ["the weight is what it carries", "The lightest wins.", "Cost (EUR) | Payload (kg)", "90 | 6", "80 | 7"],
    ["the rule asks for a time of one thing", "The fastest to install wins.", "Cost (EUR) | Cleaning time (min)", "90 | 6", "80 | 7"],
  ] as const)("%s: %s", (_, rule, heads, a, b) => {
    expect(bound(rule, heads, a, b).map((one) => (one as readonly unknown[])[0])).toEqual([""]);
  });
});
