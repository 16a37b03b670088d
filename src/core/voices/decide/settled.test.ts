import { describe, expect, test } from "vitest";
import { analyse } from "../index/analyse.ts";
import type { Decision } from "../types.ts";
import { decide } from "./decide.ts";

const decided = (gate: string, rows: string, lead = "Should we switch on the night mode of the lamps?"): Decision => {
  const text = `${lead}\n\n${gate}\n\n- mean current is at least 20 % lower than with it off\n- CPU stays below 70 percent with night mode on\n\n## Steward-Registered Files\n\n- lamps.log\n`;
  return decide(
    analyse([
      { file: "briefing.md", sha256: text, text },
      { file: "lamps.log", sha256: rows, text: rows },
    ]),
    [],
    [],
  );
};
const log = (current: number, cpu: number): string =>
  Array.from(
    { length: 8 },
    (_, i) =>
      `2031-05-12T09:0${i}:00Z INFO lamps night_mode=${i % 2 === 0 ? "on" : "off"} current_ma=${i % 2 === 0 ? current : 400} cpu_percent=${i % 2 === 0 ? cpu : 40}`,
  ).join("\n");
const only = "We agreed: yes only if both hold, otherwise no:";

describe("a yes-no question that its conditions settle", () => {
  test("is answered with yes where each is kept", () => {
    expect(decided(only, log(200, 50)).answer).toBe("yes, *switch on the night mode*: all 2 conditions that were set for it hold.");
  });

  test("is answered with no where one is broken, however good the other", () => {
    expect(decided(only, log(100, 90)).answer).toBe(
      "no, *do not switch on the night mode*: a condition that was set for the change is broken.",
    );
  });

  test("stays open where one is untested", () => {
    expect(decided(only, log(200, 50).replaceAll("cpu_percent", "heat")).kind).toBe("open");
  });

  test("stays open where the text counts more conditions than were read", () => {
    expect(decided("We agreed: yes only if all three conditions hold, otherwise no:", log(200, 50)).kind).toBe("open");
  });

  test("is not settled by what people need before they decide", () => {
    expect(decided("We can decide only if both treasurers come. These are the limits:", log(200, 50)).answer).not.toContain(
      "conditions that were set",
    );
  });

  test("is settled by a sentence that names the change itself", () => {
    const limits = analyse([
      {
        file: "briefing.md",
        sha256: "x",
        text: "Should we close the shop on Mondays?\n\nWe close only if Monday takings are below 300 EUR and no more than 10 regulars object.\n",
      },
    ]).limits.map(({ text }) => text);
    expect(limits).toEqual(["Monday takings are below 300 EUR", "no more than 10 regulars object"]);
  });

  test("is not what chooses between two by a condition on one", () => {
    const text = "# Which scheme, long or short?\n\n- long scheme if both coders reach at least 0.70\n- otherwise the short scheme\n";
    expect(analyse([{ file: "briefing.md", sha256: text, text }]).limits).toEqual([]);
  });
});
