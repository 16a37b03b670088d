import { expect, test } from "vitest";
import { matchesShown, readBlocks, readCommands, showsMoot } from "./doc-blocks.ts";

const page = [
  "# Page",
  "",
  "```console continued exit=6",
  "$ moot trial decide \\",
  "    --json",
  "no",
  "",
  "$ ls",
  "```",
  "",
  "1. item",
  "   ```ts no-run: needs a key",
  "   a();",
  "   ```",
  "````md",
  "```ts",
  "inner",
  "```",
  "````",
].join("\n");

test("a page gives its fenced blocks with their place, their text and what the info string says", () => {
  const blocks = readBlocks("docs/page.md", page);
  expect(blocks.map(({ line, language, noRun, isContinued, exit }) => ({ line, language, noRun, isContinued, exit }))).toEqual([
    { line: 4, language: "console", noRun: undefined, isContinued: true, exit: 6 },
    { line: 13, language: "ts", noRun: "needs a key", isContinued: false, exit: 0 },
    { line: 16, language: "md", noRun: undefined, isContinued: false, exit: 0 },
  ]);
  expect(blocks[1]?.text).toBe("a();");
  expect(blocks[2]?.text).toBe("```ts\ninner\n```");
});

test("a shell block gives its commands, each with its continuation lines and the lines shown below it", () => {
  const [block] = readBlocks("docs/page.md", page);
  expect(block && showsMoot(block)).toBe(true);
  expect(block && readCommands(block)).toEqual([
    { command: "moot trial decide \\\n    --json", expected: ["no"] },
    { command: "ls", expected: [] },
  ]);
});

test.each([
  [["a", "b"], "a\nb\n", true],
  [["a", "b"], "a\nb\nc\n", false],
  [["a"], "b\n", false],
  [["a", "…"], "a\nb\nc\n", true],
  [["a", "…"], "a\n", true],
  [["…", "c"], "a\nb\nc\n", true],
  [["…", "c"], "a\nc\nb\n", false],
  [["a", "…", "c", "…", "e"], "a\nb\nc\nd\ne\n", true],
  [["a", "…", "c", "…", "e"], "a\nb\nd\ne\n", false],
  [["a", "…", "a"], "a\n", false],
  [["run <run> in <ms> ms"], "run r-7f3 in 12 ms\n", true],
  [["run <run> done"], "run two words done\n", false],
  [["cost (1.00) [x] $"], "cost (1.00) [x] $  \n", true],
] as const)("shown %j against %j is %j", (shown, actual, matches) => {
  expect(matchesShown(shown, actual)).toBe(matches);
});
