import { expect, test } from "vitest";
import { stands } from "./stands.ts";

const source = (file: string, text: string) => ({ file, sha256: file, lines: text.split("\n") });

test("columns stand in the head of a CSV or Markdown table or in a JSON record, and nowhere in settings", () => {
  expect(stands(source("a.csv", "run,db,p99_ms\n1,x,3"), ["p99_ms", "db"])).toBe(true);
  expect(stands(source("a.csv", "run,db,p99_ms\n1,ok,option"), ["ok", "option"])).toBe(false);
  expect(stands(source("a.md", "# t\n\n| db | p99 |\n|---|---|\n| x | 3 |"), ["p99", "db"])).toBe(true);
  expect(stands(source("a.md", "# t\n\n| x | 3 |\n| db | p99 |"), ["p99", "db"])).toBe(false);
  expect(stands(source("a.json", '[{ "db": "x", "p99": 3 }]'), ["p99", "db"])).toBe(true);
  expect(stands(source("a.json", '{ "db": "x", "y": { "p99": 3 } }'), ["p99", "db"])).toBe(false);
  expect(stands(source("a.toml", "[cron]\neur_month = 0\noption = 1"), ["eur_month", "option"])).toBe(false);
  expect(stands(undefined, ["db"])).toBe(false);
});
