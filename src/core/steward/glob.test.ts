import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { globMatches, isGlob } from "./glob.ts";

describe("globMatches", () => {
  it("keeps stars inside a segment and lets ** cross them", () => {
    const cases: readonly (readonly [string, string, boolean])[] = [
      ["*.csv", "a.csv", true],
      ["*.csv", "d/a.csv", false],
      ["**/*.csv", "a.csv", true],
      ["**/*.csv", "x/y/a.csv", true],
      ["src/**", "src/a/b.ts", true],
      ["src/**", "src", false],
      ["src/**/b.ts", "src/b.ts", true],
      ["a?.md", "ab.md", true],
      ["a?.md", "a.md", false],
      ["./logs/*", "logs/a.log", true],
      ["a*b*c", "a-b-b-c", true],
      ["a**c", "abc", true],
      ["[a].md", "[a].md", true],
      ["[a].md", "a.md", false],
      ["", "a", false],
    ];
    for (const [pattern, path, expected] of cases) expect([pattern, path, globMatches(pattern, path)]).toEqual([pattern, path, expected]);
  });

  it("needs a leading dot to be spelt out", () => {
    expect(globMatches("*", ".env")).toBe(false);
    expect(globMatches("**", ".git/config")).toBe(false);
    expect(globMatches("**/*", "a/.env")).toBe(false);
    expect(globMatches(".*", ".env")).toBe(true);
  });

  it("stays linear where a backtracking matcher explodes", () => {
    const pattern = `${"*a".repeat(200)}b`;
    expect(globMatches(pattern, "a".repeat(2_000))).toBe(false);
    expect(globMatches("**/a/".repeat(90), "a/".repeat(300))).toBe(true);
  });

  it("law: a path without wildcards matches itself, and nothing else of its length", () => {
    const path = fc.array(fc.stringMatching(/^[a-z0-9_-]{1,6}$/), { minLength: 1, maxLength: 4 }).map((parts) => parts.join("/"));
    fc.assert(
      fc.property(path, path, (left, right) => {
        expect(isGlob(left)).toBe(false);
        expect(globMatches(left, right)).toBe(left === right);
        expect(globMatches("**", left)).toBe(true);
      }),
    );
  });

  it("law: agrees with the plain meaning on short words", () => {
    const meaning = (pattern: string, name: string): boolean => {
      const head = pattern.charAt(0);
      if (head === "") return name === "";
      if (head === "*") return meaning(pattern.slice(1), name) || (name !== "" && meaning(pattern, name.slice(1)));
      return name !== "" && (head === "?" || head === name.charAt(0)) && meaning(pattern.slice(1), name.slice(1));
    };
    const word = (alphabet: string) => fc.string({ unit: fc.constantFrom(...alphabet), minLength: 1, maxLength: 7 });
    fc.assert(
      fc.property(
        word("ab*?").filter((pattern) => !pattern.includes("**")),
        word("ab"),
        (pattern, name) => {
          expect(globMatches(pattern, name)).toBe(meaning(pattern, name));
        },
      ),
      { numRuns: 2_000 },
    );
  });
});
