import { expect, test } from "vitest";
import { analyse } from "./analyse.ts";

const criteria = (text: string): readonly string[] =>
  analyse([{ file: "briefing.md", sha256: text, text: `# Which desk?\n\n## What decides\n\n${text}\n` }]).criteria.map((each) => each.name);

test("a section that names only one thing has that one criterion, without what it runs from and to", () => {
  expect(criteria("Only one thing: the average wait from check-in until the call. Shorter is better.")).toEqual(["average wait"]);
  expect(criteria("Only one thing is sure. It will rain.")).toEqual([]);
});
