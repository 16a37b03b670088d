import { expect, test } from "vitest";
import { StatementCache } from "./statement-cache.ts";

test("a statement is made once and the least recently used one is dropped first", () => {
  const made: string[] = [];
  const cache = new StatementCache((sql) => {
    made.push(sql);
    return { sql };
  });
  for (let i = 0; i < 128; i++) cache.get(`s${i}`);
  expect(cache.get("s0")).toBe(cache.get("s0"));
  expect(made).toHaveLength(128);
  cache.get("new");
  cache.get("s0");
  expect(made).toHaveLength(129);
  cache.get("s1");
  expect(made.at(-1)).toBe("s1");
  cache.clear();
  cache.get("s0");
  expect(made.at(-1)).toBe("s0");
});
