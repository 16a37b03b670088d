import { expect, test } from "vitest";
import { decide } from "../decide/decide.ts";
import { analyse } from "../index/analyse.ts";

const decided = (rows: number) => {
  const body = Array.from({ length: rows }, (_, i) => `${i % 2 === 0 ? "north" : "south"},${i % 2 === 0 ? 100 + (i % 7) : 180 + (i % 5)}`);
  const text =
    "# Which host: north or south?\n\n## What matters\n\n- Latency (100 %, lower is better)\n\n## Limits\n\n- Latency below 150 ms\n";
  return decide(
    analyse([
      { file: "briefing.md", sha256: `${rows}`, text },
      { file: "runs.csv", sha256: `runs ${rows}`, text: `host,latency_ms\n${body.join("\n")}\n` },
    ]),
    [],
    [],
  );
};

test("a table of more rows than are read is cut, the decision says so, and no fact carries a place for each row", () => {
  const decision = decided(100_500);
  expect(decision.option).toBe("north");
  expect(decision.open.map((line) => line.text).join("\n")).toContain("Only the first 100,000 rows of `runs.csv`");
  expect(JSON.stringify(decision).length).toBeLessThan(20_000);
});

test("a table that is read whole is not called cut", () => {
  const decision = decided(500);
  expect(decision.option).toBe("north");
  expect(decision.open.map((line) => line.text).join("\n")).not.toContain("Only the first");
});
