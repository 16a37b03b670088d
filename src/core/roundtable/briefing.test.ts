import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { registeredPaths, topicOf } from "./briefing.ts";

const paths = (list: string, heading = "## Steward-Registered Files"): readonly string[] =>
  registeredPaths(`# T\n\n${heading}\n\n${list}\n`).map(({ path }) => path);

describe("registeredPaths", () => {
  it("reads path, note and line", () => {
    expect(registeredPaths("# T\n\n## Steward-Registered Files\n\n- benchmark.csv (eighteen runs, June)\n- jobs.toml\n")).toEqual([
      { path: "benchmark.csv", note: "eighteen runs, June", line: 5 },
      { path: "jobs.toml", note: "", line: 6 },
    ]);
  });

  it("keeps the stars of a glob", () => {
    expect(paths("- src/*\n- logs/**\n- **/*.csv (all tables)\n* a?.md")).toEqual(["src/*", "logs/**", "**/*.csv", "a?.md"]);
  });

  it("takes a note only behind a space and only when it closes at the end", () => {
    expect(paths("- notes(v2).md\n- report (final).csv\n- a (b) (the note)\n- x (y (z))\n- open (note")).toEqual([
      "notes(v2).md",
      "report (final).csv",
      "a (b)",
      "x",
      "open (note",
    ]);
  });

  it("takes backticks, quotes and links literally, and what follows as the note", () => {
    const list = '- `my file (v1).md`: as sent\n- `b.csv` (rows)\n- "c d.csv" — why\n- [bench](data/bench.csv) (18 runs)\n- `*.log`';
    expect(registeredPaths(`### steward files\n${list}`).map(({ path, note }) => [path, note])).toEqual([
      ["my file (v1).md", "as sent"],
      ["b.csv", "rows"],
      ["c d.csv", "why"],
      ["data/bench.csv", "18 runs"],
      ["*.log", ""],
    ]);
  });

  it("registers nothing for none, whatever its dress, but keeps files of that name", () => {
    expect(paths("- (none)\n- None\n- none.\n- (none — this briefing uses no files)\n- `none`\n- n/a\n- —")).toEqual([]);
    expect(paths("(none)")).toEqual([]);
    expect(paths("- none.csv\n- nonesuch/a.md\n- none/a.md")).toEqual(["none.csv", "nonesuch/a.md", "none/a.md"]);
  });

  it("finds the section at any heading level and in any letter case", () => {
    for (const heading of ["# STEWARD FILES", "###### Files for the steward's file list", "## Steward: registered files (3)"]) {
      expect(paths("- a.md", heading)).toEqual(["a.md"]);
    }
    for (const heading of ["## Files", "## Steward", "####### Steward files", "#Steward files"])
      expect(paths("- a.md", heading)).toEqual([]);
  });

  it("ends at the next heading of the same or a higher level, not at a lower one", () => {
    expect(paths("- a.md\n\n### more\n\n- b.md\n\n## Next\n\n- c.md")).toEqual(["a.md", "b.md"]);
    expect(paths("- a.md\n# Top\n- c.md")).toEqual(["a.md"]);
  });

  it("ignores code fences and comments, inside the section and around it", () => {
    expect(paths("```\n- a.md\n```\n<!-- - b.md -->\n<!--\n- c.md\n-->\n- d.md")).toEqual(["d.md"]);
    expect(registeredPaths("```\n## Steward files\n```\n- a.md")).toEqual([]);
  });

  it("drops repetitions and reads every line end", () => {
    expect(paths("- a.md\r\n- ./a.md\r\n- a.md (again)\r\n- b.md\r")).toEqual(["a.md", "b.md"]);
    expect(registeredPaths("## Steward files\r\n\r\n- a.md\r\n")).toEqual([{ path: "a.md", note: "", line: 3 }]);
  });

  it("reads numbered and ticked items, and no prose", () => {
    expect(paths("1. a.md\n2) b.md\n- [x] c.md\nd.md\n-e.md")).toEqual(["a.md", "b.md", "c.md"]);
  });

  it("law: a plain path comes back as written, whatever stands around the section", () => {
    const segment = fc
      .stringMatching(/^[A-Za-z0-9_.()[\]-]{1,12}$/)
      .filter(
        (text) => !/^[-–—.]+$|^[("'`*_]*(?:none|n\/a|keine)/i.test(text) && /[A-Za-z0-9]/.test(text) && !/^\[[ xX]?\]|^\[.*\]\(/.test(text),
      );
    const path = fc
      .array(segment, { minLength: 1, maxLength: 4 })
      .map((parts) => parts.join("/"))
      .filter((text) => !text.includes("]("));
    fc.assert(
      fc.property(fc.array(path, { maxLength: 8 }), fc.constantFrom("\n", "\r\n"), (written, end) => {
        const text = ["# T", "- not.md", "## Steward-Registered Files", ...written.map((one) => `- ${one}`), "## End", "- no.md"].join(end);
        const unique = [...new Map(written.map((one) => [one.replace(/^(?:\.\/+)+/, ""), one])).values()];
        expect(new Set(registeredPaths(text).map((entry) => entry.path)).size).toBe(unique.length);
        for (const { path: read } of registeredPaths(text)) expect(written).toContain(read);
      }),
    );
  });

  it("law: never throws, and every entry is one line of the text", () => {
    const soup = fc.array(
      fc.constantFrom("## Steward files", "- ", "a.md", "(", ")", "`", "\n", "\r", "<!--", "-->", "```", "*", "[", "](", " ", "# x"),
      { maxLength: 60 },
    );
    fc.assert(
      fc.property(
        fc.oneof(
          soup.map((pieces) => pieces.join("")),
          fc.string({ unit: "binary" }),
        ),
        (text) => {
          const lines = text.split(/\r\n|\n|\r/);
          for (const { path, line } of registeredPaths(text)) {
            expect(path).not.toBe("");
            expect(lines[line - 1]).toContain(path.slice(0, 1));
          }
        },
      ),
      { numRuns: 3_000 },
    );
  });
});

it.each([
  ["# Which queue? #\n\ntext", "Which queue?"],
  ["Notes of May\n\n## Facts\n\n# Which queue?\n", "Which queue?"],
  ["Which queue?\n====\n\ntext", "Which queue?"],
  ["---\ntitle: x\n---\n\n- Which queue?\n", "Which queue?"],
  ["```\n# not this\n```\n<!-- # nor this -->\n\n## Which queue?\n", "Which queue?"],
  ["#hashtag is a line\n", "#hashtag is a line"],
  [`# ${"word ".repeat(60)}`, `${"word ".repeat(39).trim()} …`],
  ["---\n\n***\n", undefined],
  ["", undefined],
])("the topic of %j is its title, else its first line", (markdown, topic) => expect(topicOf(markdown)).toBe(topic));
