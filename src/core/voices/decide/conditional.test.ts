import { describe, expect, test } from "vitest";
import { analyse } from "../index/analyse.ts";
import { decide } from "./decide.ts";

const briefing = (birch: string): string =>
  `# Which one?\n\n## Options\n\n- **Alder**\n- **Birch**\n\n## Criteria\n\n- Noise (60 %)\n- Price (40 %)\n\n## Limits\n\n- The start takes at most 10 seconds.\n- The charge takes at most 5 hours.\n- The weight is at most 20 kg.\n\n## Data\n\n| Model | Noise dB | Price EUR | Start s | Charge h | Weight kg |\n|---|---|---|---|---|---|\n| Alder | 40 | 500 | 6 | | |\n| Birch | 70 | 900 | ${birch} |\n`;
const answer = (birch: string): string => decide(analyse([{ file: "briefing.md", sha256: birch, text: briefing(birch) }]), [], []).answer;

describe("an option with limits untested", () => {
  test("is never called ahead of one that keeps more of them: the condition is stated", () => {
    expect(answer("7 | 4 | 15")).toBe(
      "open. *Birch* keeps 3 of 3 limits; *Alder* scores higher, but counts only if it keeps the 2 that are untested for it.",
    );
  });

  test("is called ahead where the other is no better proven", () => {
    expect(answer("7 | | ")).toBe("open. *Alder* is ahead, but 2 of 3 limits are untested for it.");
  });
});

test("an option that alone is left, with a limit in doubt, is no answer", () => {
  const text = (alder: string): string =>
    `# Who mows the green, Alder or Birch?\n\n## Options\n\n- **Alder**: 900 EUR a year. ${alder}\n- **Birch**: 1,900 EUR a year. It begins on 1 April.\n\n## Limits\n\n- The cost is at most 1,000 EUR a year.\n- The work begins no later than 1 April.\n`;
  const decided = (alder: string) => decide(analyse([{ file: "briefing.md", sha256: alder, text: text(alder) }]), [], []);
  expect(decided("It begins on 25 March.").option).toBe("Alder");
  expect(decided("It could perhaps begin on 20 April.").kind).not.toBe("answer");
});
