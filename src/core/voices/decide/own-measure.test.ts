import { expect, test } from "vitest";
import { analyse } from "../index/analyse.ts";
import { decide } from "./decide.ts";

const decided = (wish: string) =>
  decide(
    analyse([
      {
        file: "briefing.md",
        sha256: wish,
        text: `# Which hen: Rhea or Sussa?\n\n${wish}\n\n| Hen | egg_loss_eur | feed_cost_eur | noise complaints |\n|---|---|---|---|\n| Rhea | 3 | 40 | 2 |\n| Sussa | 8 | 90 | 9 |\n`,
      },
    ]),
    [],
    [],
  );

test("a briefing that says its columns do not decide is left open, with what to work out", () => {
  const decision = decided("I do not care about the eggs and I do not care about the cheapest feed, I care about what is left over.");
  expect(decision.kind).toBe("open");
  expect(decision.answer).toContain("what is left over");
  expect(decision.next[0]?.text).toContain("*Rhea* and *Sussa*");
});

test("to deny one thing of several, or to care about them, leaves the answer", () => {
  expect(decided("I do not care about the eggs.").kind).toBe("answer");
  expect(decided("I care about the eggs and about the cheapest feed.").kind).toBe("answer");
});
