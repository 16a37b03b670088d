import { describe, expect, test } from "vitest";
import { codeConstants } from "./code-constants.ts";

const read = (...lines: readonly string[]): readonly string[] =>
  codeConstants({ file: "limits.py", lines }, 1).map(({ line, key, value }) => `${line} ${key} = ${value}`);

describe("codeConstants()", () => {
  test("reads numbers, products and constants that stand before", () => {
    expect(
      read("MAX_BATCH = 500", "const TOTAL: number = MAX_BATCH * (2 + 1);", "#define DEPTH 32", "let rows = 1_000; // at once"),
    ).toEqual(["1 MAX_BATCH = 500", "2 TOTAL = 1500", "3 DEPTH = 32", "4 rows = 1000"]);
  });

  test("keeps the unit of a name that is one and has its number", () => {
    expect(read("KB = 1000", "MB = 1000 * KB", "LIMIT = 8 * MB", "TIMEOUT = 30 * time.Second")).toEqual([
      "1 KB = 1000",
      "2 MB = 1000 kB",
      "3 LIMIT = 8 MB",
      "4 TIMEOUT = 30 s",
    ]);
    expect(read("KB = 1024", "LIMIT = 256 * KB")).toContain("2 LIMIT = 256 kib");
    expect(read("KB = 7", "LIMIT = 256 * KB")).toContain("2 LIMIT = 1792");
  });

  test("leaves out calls, texts, comments, comparisons and what it does not know", () => {
    expect(
      read("A = limit()", 'B = "500"', "// C = 5", "# D = 5", "if E == 5:", "F = OTHER * 2", "G = 5 6", "H = MB * MB", "I = 3 / 0"),
    ).toEqual([]);
  });
});
