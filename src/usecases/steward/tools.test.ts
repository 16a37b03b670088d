import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Json } from "../../core/kernel/json.ts";
import type { SourceText } from "../../core/voices/types.ts";
import { fenced } from "./fence.ts";
import { stewardTools } from "./tools.ts";

const files: readonly SourceText[] = [
  { file: "data/a.csv", sha256: "a", text: "x,y\n1,Two\n3,four\n" },
  { file: "b.md", sha256: "b", text: "# B\ntwo words\n" },
];
const run = (name: string, input: Json, sources = files): string =>
  stewardTools(sources)
    .find((tool) => tool.name === name)
    ?.run(input) ?? "";

describe("read_file", () => {
  it("numbers lines from 1, by path or base name, within the file", () => {
    expect(run("read_file", { path: "a.csv", offset: 2, limit: 1 })).toContain("lines 2-2 of 3\n2\t1,Two\n");
    expect(run("read_file", { path: "./b.md" })).toContain("1\t# B\n2\ttwo words");
    expect(run("read_file", { path: "b.md", offset: 9 })).toContain("has 2 lines");
  });

  it("knows no file but the registered ones, however the path is spelt", () => {
    for (const path of [
      "/etc/passwd",
      "../b.md",
      "data/../b.md",
      "/proc/self/environ",
      "c.md",
      "",
      "B.md",
      "b.md\0",
      "data",
      "%62.md",
      "__proto__",
    ]) {
      expect([path, run("read_file", { path })]).toEqual([
        path,
        expect.stringContaining("is not registered; registered are data/a.csv, b.md"),
      ]);
    }
  });
});

describe("grep", () => {
  it("gives file, line and text, and says where it looked", () => {
    expect(run("grep", { pattern: "two" })).toContain("b.md:2:two words");
    expect(run("grep", { pattern: "TWO", ignore_case: true })).toMatch(/2 hits[^\n]*\ndata\/a\.csv:2:1,Two\nb\.md:2:two words/);
    expect(run("grep", { pattern: "^\\d,\\w+$", glob: "**/*.csv" })).toContain("data/a.csv:3:3,four");
    expect(run("grep", { pattern: "nothing", path: "b.md" })).toBe("no line matches (1 file searched)");
    expect(run("grep", { pattern: "x", path: "../b.md" })).toContain("is not registered");
  });

  it("stops at its limits and says so", () => {
    const many: readonly SourceText[] = [
      { file: "many.log", sha256: "c", text: "hit\n".repeat(500) },
      { file: "big.log", sha256: "d", text: "x".repeat(300_000) },
    ];
    expect(run("grep", { pattern: "hit" }, many)).toContain("the first 100 hits; there are more");
    expect(run("grep", { pattern: "y" }, many)).toContain("only the first 262144 of 300000 characters of big.log were searched");
    expect(run("grep", { pattern: "a".repeat(513) })).toBe("a pattern has 1 to 512 characters");
  });

  it("answers within the time limit of a test and never throws on patterns made to hang or to burst", () => {
    const text = [{ file: "t.txt", sha256: "e", text: `${"a".repeat(60_000)}!\n${"ab".repeat(30_000)}\n` }];
    const evil = [
      "^(a+)+$",
      "(a|aa)+$",
      "(.*)*b",
      "(a{0,100}){0,10}b",
      "((a{1,30}){1,30}){1,30}",
      "(?:a?){500}a{500}",
      "(a|b|ab)*c",
      "[",
      "(?=a)",
      "(a)\\1",
      "(?P<x",
      "\\p{Nope}",
      "a**",
      "x{2,1}",
      "(".repeat(400),
      "\\",
      ".*.*.*.*.*.*c",
    ];
    for (const pattern of evil) {
      expect(run("grep", { pattern }, text), pattern).not.toBe("");
    }
  });
});

describe("all tools", () => {
  it("list what they know", () => {
    expect(run("glob", { pattern: "**/*.csv" })).toBe("data/a.csv");
    expect(run("glob", { pattern: "../*" })).toBe("no registered file matches (of 2)");
  });

  it("count their calls", () => {
    const tools = stewardTools(files);
    for (let index = 0; index < 40; index++) tools[0]?.run({ path: "b.md" });
    expect(tools[2]?.run({ pattern: "*" })).toContain("no more calls");
  });

  it("law: any input gives a text, and none leads outside the files", () => {
    fc.assert(
      fc.property(
        fc.constantFrom("read_file", "grep", "glob"),
        fc.jsonValue(),
        fc.record({ path: fc.string(), pattern: fc.string(), glob: fc.string(), offset: fc.integer(), limit: fc.double() }),
        (name, any, shaped) => {
          expect(typeof run(name, any as Json)).toBe("string");
          expect(typeof run(name, shaped as Json)).toBe("string");
        },
      ),
      { numRuns: 1_000 },
    );
  });
});

describe("fenced", () => {
  it("law: the boundary stands on the first and last line and nowhere inside", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary" }), fc.string(), (text, label) => {
        const lines = fenced(label, text).split("\n");
        const boundary = /^<<<(\w+) /.exec(lines[0] ?? "")?.[1] ?? "?";
        expect(lines.at(-1)).toBe(`${boundary}>>>`);
        expect(text.includes(boundary)).toBe(false);
        expect(lines.slice(1, -1).join("\n")).toBe(text);
      }),
    );
  });
});
