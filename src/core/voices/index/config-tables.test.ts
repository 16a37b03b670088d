import { describe, expect, test } from "vitest";
import { codeTables, configTables } from "./config-tables.ts";

const shown = (tables: ReturnType<typeof codeTables>) =>
  tables.map((table) => [table.header.map((cell) => cell.text), ...table.rows.map((row) => row.cells.map((cell) => cell.text))]);
const code = (file: string, text: string) => shown(codeTables({ file, lines: text.split("\n") }, 1));
const config = (file: string, text: string) => shown(configTables({ file, lines: text.split("\n") }, 1));

const rows = [
  ["name", "interval_s", "avg_ma"],
  ["eco", "900", "0.21"],
  ["quick", "300", "0.37"],
];

describe("tables that source code writes out", () => {
  test.each([
    [
      "p.py",
      'MAH = 2600  # in the cold\n\nPROFILES = {\n    "eco": {"interval_s": 900, "avg_ma": 0.21},  # slow\n    "quick": {"interval_s": 300, "avg_ma": 0.37},\n}\n\ndef days(p):\n    return MAH / PROFILES[p]["avg_ma"]\n',
    ],
    [
      "p.ts",
      "export const profiles: Record<string, Profile> = {\n  eco: { interval_s: 15 * 60, avg_ma: 0.21 },\n  // fast\n  quick: { interval_s: 300, avg_ma: 0.37 },\n};\n",
    ],
    [
      "q.py",
      'PROFILES = [\n    Profile(name="eco", interval_s=900, avg_ma=0.21),\n    Profile(name="quick", interval_s=300, avg_ma=0.37),\n]\n',
    ],
    ["r.py", "eco = Profile(interval_s=900, avg_ma=0.21)\nquick = Profile(interval_s=300, avg_ma=0.37)\n"],
    [
      "s.go",
      'var profiles = map[string]Profile{\n\t"eco": {interval_s: 900, avg_ma: 0.21},\n\t"quick": {interval_s: 300, avg_ma: 0.37},\n}\n',
    ],
  ])("%s", (file, text) => {
    expect(code(file, text)).toEqual([rows]);
  });

  test.each([
    ["a call with a positional argument", "x = run(1, a=2)\n"],
    ["a comprehension", "made = [resize(picture, size) for size in SIZES]\n"],
    ["an unclosed bracket", 'P = {"a": {"b": 1},\n'],
    ["plain numbers", "SIZES = (96, 240, 480)\n"],
  ])("%s is no table", (_, text) => {
    expect(code("x.py", text)).toEqual([]);
  });
});

describe("tables in settings", () => {
  test.each([
    ["p.yaml", "eco:\n  interval_s: 900\n  avg_ma: 0.21\nquick:\n  interval_s: 300\n  avg_ma: 0.37\n"],
    ["p.ini", "[eco]\ninterval_s = 900\navg_ma = 0.21\n\n[quick]\ninterval_s = 300\navg_ma = 0.37\n"],
    [
      "p.toml",
      'unit = "s"\n\n[defaults]\ncolour = "red"\n\n[eco]\ninterval_s = 900\navg_ma = 0.21\n\n[quick]\ninterval_s = 300\navg_ma = 0.37\n',
    ],
    ["p.properties", "eco.interval_s=900\neco.avg_ma=0.21\nquick.interval_s=300\nquick.avg_ma=0.37\n"],
  ])("%s: sections with the same keys are rows, whatever stands beside them", (file, text) => {
    expect(config(file, text)).toEqual([rows]);
  });

  test("settings of one thing are no table", () => {
    expect(config("a.toml", '[server]\nport = 8080\n\n[log]\nlevel = "info"\n')).toEqual([]);
  });
});
