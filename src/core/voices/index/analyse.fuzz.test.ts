import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { analyse } from "./analyse.ts";

const source = (file: string, text: string) => ({ file, sha256: `${file.length}:${text.length}`, text });

/** Lines that look like what people write, cut and glued at random. */
const scrap = fc.constantFrom(
  "# Title",
  "## Options",
  "## Criteria",
  "## Constraints",
  "### Option A: x",
  "- **A**: 5 EUR a month",
  "1. B (40 %)",
  "| a | b |",
  "|---|---|",
  "| 1 | 2,5 kg |",
  "```csv",
  "```",
  "~~~",
  "<!-- note",
  "-->",
  "---",
  "+++",
  "key = 1",
  "[section]",
  '{"a": [1, {"b": 2}]}',
  "[[request: x]]",
  "GATE: elena",
  "> quote",
  "Should we buy or rent it?",
  "We cannot spend more than 1.200,5 EUR.",
  "2026-01-01 10:00:00 ERROR x=1",
  "10:00:01 INFO y",
  "a;b;c",
  "1;2;3",
  "\u0000",
  "\u202e",
  "**bold**",
  "=====",
  "    indented",
  "\t- tab",
  "between A, B and C",
  "3 to 5 weeks, 7 of 9, half of them",
  "Q: why?",
  "(a) no cloud",
  "A must come before B.",
  '"unclosed',
  "x".repeat(300),
  "1".repeat(60),
  "1,".repeat(40),
  "((((((",
  "****",
  "_ _ _",
);
const page = fc
  .array(fc.oneof(scrap, fc.string({ unit: "binary", maxLength: 40 }), fc.string({ maxLength: 60 })), { maxLength: 40 })
  .map((lines) => lines.join("\n"));
const name = fc.constantFrom("notes.md", "data.csv", "data.json", "rows.jsonl", "conf.toml", "app.log", "x.yaml", "code.ts", "noext");

describe("analyse() on any text", () => {
  it("never throws and keeps its places inside the sources", () => {
    fc.assert(
      fc.property(page, fc.array(fc.tuple(name, page), { maxLength: 3 }), (briefing, files) => {
        const evidence = analyse([source("briefing.md", briefing), ...files.map(([file, text], i) => source(`${i}/${file}`, text))]);
        const length = new Map(evidence.sources.map((one) => [one.file, one.lines.length]));
        const places = [
          ...evidence.sentences,
          ...evidence.limits,
          ...evidence.criteria,
          ...evidence.options,
          ...evidence.openQuestions,
          ...evidence.asides,
        ].map((one) => one.place);
        for (const place of places) {
          expect(place.line).toBeGreaterThanOrEqual(1);
          expect(place.endLine).toBeGreaterThanOrEqual(place.line);
          expect(place.endLine).toBeLessThanOrEqual(length.get(place.file) ?? 0);
        }
        const total = evidence.criteria.reduce((sum, one) => sum + one.weight, 0);
        if (evidence.criteria.length > 0) expect(total).toBeCloseTo(1, 6);
        for (const table of evidence.tables) expect(table.rowOption.length).toBe(table.rows.length);
        for (const sentence of evidence.sentences)
          for (const quantity of sentence.quantities) expect(sentence.text.slice(quantity.start, quantity.end)).toBe(quantity.raw);
      }),
      { numRuns: 400 },
    );
  });

  it("gives equal bytes for equal sources", () => {
    fc.assert(
      fc.property(page, page, (briefing, file) => {
        const sources = [source("briefing.md", briefing), source("notes.md", file)];
        expect(JSON.stringify(analyse(sources))).toBe(JSON.stringify(analyse(sources)));
      }),
      { numRuns: 60 },
    );
  });

  it.each([
    ["a line of a million letters", "a".repeat(1_000_000)],
    ["a line of a million spaces", `a${" ".repeat(1_000_000)}b`],
    ["a line of a million digits", "1".repeat(1_000_000)],
    ["a hundred thousand stars", "*".repeat(100_000)],
    ["a hundred thousand backticks", "`".repeat(100_000)],
    ["a hundred thousand open brackets", "[".repeat(100_000)],
    ["a hundred thousand bars", `${"|".repeat(100_000)}\n${"|-".repeat(50_000)}`],
    ["a hundred thousand commas and digits", "1,".repeat(100_000)],
    ["a hundred thousand 'and' words", "a and ".repeat(100_000)],
    ["a hundred thousand 'no' words", "no ".repeat(100_000)],
    ["a hundred thousand open comments", "<!--".repeat(100_000)],
    ["fifty thousand headings", "# a\n".repeat(50_000)],
    ["sixty thousand options", `## Options\n\n${"### a\n".repeat(30_000)}${"- b\n".repeat(30_000)}`],
    [
      "a hundred thousand limits and weights",
      `## Limits\n\n${"- at most 5 EUR\n".repeat(50_000)}\n## Criteria\n\n${"- cost (5 %)\n".repeat(50_000)}`,
    ],
    ["fifty thousand fences", "```\n".repeat(50_001)],
    ["fifty thousand quotes", '"'.repeat(50_000)],
    ["deep brackets", '{"a":'.repeat(50_000)],
    ["fifty thousand slashes", "1/".repeat(50_000)],
    ["fifty thousand colons", "1:00 ".repeat(50_000)],
  ])(
    "comes to an end, within the time limit of a test, on %s",
    (_name, text) => {
      for (const file of ["x.csv", "x.json", "x.toml", "x.log", "x.md"]) analyse([source("briefing.md", "# T"), source(file, text)]);
      expect(analyse([source("briefing.md", text)]).hash).not.toBe("");
    },
    60_000,
  );
});
