import { expect, it } from "vitest";
import { type MachineWord, redactor } from "./redaction.ts";

const WORDS: readonly MachineWord[] = [
  { kind: "path", text: "/home/ada", mark: "[home]" },
  { kind: "path", text: "/home/ada/moot", mark: "[moot-home]" },
  { kind: "path", text: "C:\\work\\shelf", mark: "[project]" },
  { kind: "path", text: "/", mark: "[home]" },
  { kind: "name", text: "workbench-7", mark: "[host]" },
  { kind: "name", text: "ada", mark: "[user]" },
  { kind: "name", text: "root", mark: "[user]" },
];

it.each([
  ["/home/ada/moot/moot.db", "[moot-home]/moot.db"],
  ["/home/ada/notes and /home/adam/notes", "[home]/notes and [home]/notes"],
  ["file:///home/ada/x, /Users/bo/y, C:\\Users\\bo\\z", "file://[home]/x, [home]/y, [home]\\z"],
  ['{"cwd":"C:\\\\work\\\\shelf\\\\a"}', '{"cwd":"[project]\\\\a"}'],
  ["ssh Ada@workbench-7.local", "ssh [user]@[host].local"],
  ["Canada, adapter, workbench-71", "Canada, adapter, workbench-71"],
  ["the root of the matter", "the root of the matter"],
])("%s becomes %s, and stays so", (text, expected) => {
  const { clean } = redactor(WORDS);
  expect(clean(text, "x")).toBe(expected);
  expect(clean(expected, "x")).toBe(expected);
});

it("counts by rule and field, keeps everything that is no text, and holds no text itself", () => {
  const { clean, count } = redactor(WORDS);
  const key = ["gh", "p_", "hQ7vZk2LmW9xTb4NcR8sJd3FyPq6GaUe5oKi"].join("");
  const session = { id: "rt-1", seq: 3, none: null, turns: [{ content: `use ${key}` }, { content: "/home/ada" }] };
  expect(clean([session], "sessions")).toEqual([
    { id: "rt-1", seq: 3, none: null, turns: [{ content: "use [redacted:github-token]" }, { content: "[home]" }] },
  ]);
  expect(count()).toEqual({ texts: 3, places: { "turns.content": { "github-token": 1, "machine-path": 1 } } });
});
