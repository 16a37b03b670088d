import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { parseJson } from "../../formats/json.ts";
import { lexiconOf } from "../lang/lexicons.ts";
import type { Language, Option } from "../types.ts";
import { analyse } from "./analyse.ts";
import { bindValues } from "./binding.ts";
import { boundTables } from "./bound-tables.ts";
import { columnOf } from "./columns.ts";
import { csvTable } from "./csv.ts";
import { readJson } from "./json-tables.ts";
import { keyValuesOf } from "./key-values.ts";
import { isLog, logOf } from "./logs.ts";
import { finishOptions, optionDraft } from "./option-names.ts";

const options = (...names: string[]): Option[] =>
  finishOptions(
    names.flatMap((name) => optionDraft(name, { file: "b.md", line: 1, endLine: 1 }) ?? []),
    lexiconOf("en"),
  );
const csv = (text: string) => csvTable("x.csv", text.split("\n"), 1, false);
const column = (name: string, cells: string[], language: Language = "en", comma = false) => {
  const { column, cells: read } = columnOf(name, cells, language, comma);
  return `${column.type} ${column.dim}${column.per.length > 0 ? `/${column.per.join("+")}` : ""} ${read.map((cell) => cell.number ?? "·").join(" ")}`;
};

describe("csvTable()", () => {
  it("reads back any cells that were quoted", () => {
    const cell = fc.string({ unit: "grapheme-ascii", maxLength: 12 }).map((text) => text.replace(/\s+/g, " ").trim());
    fc.assert(
      fc.property(fc.array(fc.tuple(cell, cell, cell), { minLength: 1, maxLength: 6 }), (rows) => {
        const quote = (text: string): string => `"${text.replaceAll('"', '""')}"`;
        const text = ["a,b,c", ...rows.map((row) => row.map(quote).join(","))].join("\n");
        expect(csv(text)?.rows.map((row) => row.cells.map((one) => one.text))).toEqual(rows.filter(() => true).map((row) => [...row]));
      }),
    );
  });

  it("counts lines through line breaks inside quotes", () => {
    expect(csv('a,b\n1,"two\nlines"\n3,4')?.rows.map((row) => row.line)).toEqual([2, 4]);
  });

  it("finds the separator and decimal commas", () => {
    const table = csv("nr;anlage;saal\n1;Pumpe;20,1\n2;Kessel;1.021,4");
    expect(table?.header.map((cell) => cell.text)).toEqual(["nr", "anlage", "saal"]);
    expect(table?.commaDecimal).toBe(true);
    expect(csv("a\tb\n1\t2")?.header).toHaveLength(2);
    expect(csv("a,b\n1,2.5")?.commaDecimal).toBe(false);
  });
});

describe("columnOf()", () => {
  it.each<[string, string[], string]>([
    ["p99_ms", ["17", "25.5"], "number time 0.017 0.0255"],
    ["Cost (EUR/month)", ["1,200", "900"], "number money:EUR/month 1200 900"],
    ["costs_usd_month", ["40", "140"], "number money:USD/month 40 140"],
    ["Battery h", ["9", "11"], "number time 32400 39600"],
    ["Build, person-weeks", ["1", "3.5"], "number person-time 1 3.5"],
    ["Minutes without service in 30 days", ["71", "not recorded"], "number time 4260 ·"],
    ["Way", ["7 km", "900 m"], "number length 7000 900"],
    ["Time to the gate", ["6 min 40 s", "7 min 30 s"], "number time 400 450"],
    ["saal_c", ["20.1", "-3"], "number temperature 20.1 -3"],
    ["ok", ["yes", "no"], "flag flag 1 0"],
    ["Where", ["Dublin", "Utrecht 2"], "text text · ·"],
    ["Price per month", ["5", "6"], "number number/month 5 6"],
    ["runs", ["3-5", "4-6"], "text text · ·"],
    ["quarter", ["2026-Q3", "2026-Q4"], "text text · ·"],
  ])("%s", (name, cells, expected) => {
    expect(column(name, cells)).toBe(expected);
  });

  it("reads decimal commas where the table has them", () => {
    expect(column("schall_db", ["43,8", "1.021,5"], "de", true)).toBe("number sound 43.8 1021.5");
  });
});

describe("parseJson() and readJson()", () => {
  it("reads what JSON.stringify writes, or refuses depth", () => {
    fc.assert(fc.property(fc.json({ maxDepth: 4 }), (text) => parseJson(text, 1) !== undefined));
    expect(parseJson("[".repeat(1000) + "]".repeat(1000), 1)).toBeUndefined();
    expect(parseJson('{"a" 1}', 1)).toBeUndefined();
  });

  it("makes tables of lists of objects with the line of every row", () => {
    const root = parseJson('{\n "unit": "EUR",\n "rows": [\n  {"a": 1, "b": {"c": 2}},\n  {"a": 3}\n ]\n}', 1);
    const { tables, keyValues } = readJson("x.json", root!);
    expect(tables[0]?.header.map((cell) => cell.text)).toEqual(["a", "b.c"]);
    expect(tables[0]?.rows.map((row) => row.line)).toEqual([4, 5]);
    expect(keyValues).toEqual([{ file: "x.json", line: 2, key: "unit", value: "EUR" }]);
  });

  it("makes a table of an object of like objects", () => {
    const { tables } = readJson("x.json", parseJson('{"kafka": {"ms": 5}, "rabbit": {"ms": 7}}', 1)!);
    expect(tables[0]?.rows.map((row) => row.cells.map((cell) => cell.text))).toEqual([
      ["kafka", "5"],
      ["rabbit", "7"],
    ]);
  });
});

describe("keyValuesOf()", () => {
  it("reads TOML, INI and YAML-like nesting with lines", () => {
    const text = '[store]\nsize_gb = 6812 # big\nname = "vault-a"\n\n[a.b]\nx: 1\n';
    expect(keyValuesOf({ file: "f", lines: text.split("\n") }, 1).map((pair) => `${pair.line} ${pair.key}=${pair.value}`)).toEqual([
      "2 store.size_gb=6812",
      "3 store.name=vault-a",
      "6 a.b.x=1",
    ]);
    expect(
      keyValuesOf({ file: "f", lines: ["db:", "  pool:", "    max: 50", "  url: postgres://x"] }, 10).map(
        (pair) => `${pair.line} ${pair.key}=${pair.value}`,
      ),
    ).toEqual(["12 db.pool.max=50", "13 db.url=postgres://x"]);
  });
});

describe("logs", () => {
  it("are told by times at the start of lines, and only by them", () => {
    expect(isLog(["2026-05-14 09:30:04 INFO ok", "2026-05-14 09:30:31 INFO ok", "  at x", "2026-05-14 09:31:31 ERROR no"])).toBe(true);
    expect(isLog(["One.", "Two.", "Three.", "Four."])).toBe(false);
  });

  it("count seconds from the first line and carry the last time", () => {
    const log = logOf(
      {
        file: "a.log",
        lines: ["2026-02-28 23:59:59 INFO start", "  detail", "2026-03-01 00:00:01.5 ERROR pool wait 2235ms id=ab12cd34ef"],
      },
      5,
    );
    expect(log.lines.map((line) => line.seconds)).toEqual([0, 0, 2.5]);
    expect(log.lines.map((line) => line.line)).toEqual([5, 6, 7]);
    expect(log.lines[2]).toMatchObject({ level: "ERROR", message: "pool wait 2235ms id=ab12cd34ef", template: "pool wait <n>ms id=<id>" });
  });

  it("add a day when a clock falls back past midnight", () => {
    expect(logOf({ file: "a.log", lines: ["23:59:50 a", "00:00:10 b"] }, 1).lines.map((line) => line.seconds)).toEqual([0, 20]);
  });
});

describe("bindValues()", () => {
  it("binds exact names before overlaps, one to one", () => {
    const list = options("Usage", "Hybrid (base fee plus usage)");
    expect([...bindValues(["usage", "hybrid"], list, "en").bound]).toEqual([
      ["usage", 0],
      ["hybrid", 1],
    ]);
    expect([...bindValues(["usage"], [list[1] as Option], "en").bound]).toEqual([]);
  });

  it("reads identifiers as names", () => {
    const list = options("Per seat plus", "Metered", "Tiers");
    expect([...bindValues(["per_seat_plus", "metered", "tiers", "today"], list, "en").bound.values()]).toEqual([0, 1, 2]);
  });

  it("never gives two options one value or one option two values", () => {
    const list = options("Falcon 14", "Falcon 15", "Slate Pro");
    fc.assert(
      fc.property(
        fc.array(fc.constantFrom("Falcon", "falcon 14", "Falcon 15 (new)", "Slate", "slate pro", "Pro", "14", "other")),
        (values) => {
          const bound = [...bindValues(values, list, "en").bound];
          expect(new Set(bound.map(([value]) => value)).size).toBe(bound.length);
          expect(new Set(bound.map(([, option]) => option)).size).toBe(bound.length);
        },
      ),
    );
    expect(bindValues(["Falcon"], list, "en").bound.size).toBe(0);
  });
});

describe("boundTables()", () => {
  const raw = (text: string, origin: "csv" | "markdown" | "json" = "csv") => ({ ...csv(text)!, origin });

  it("turns a table with options in its header, keeping the line of each cell", () => {
    const [table] = boundTables(
      raw("criterion,Kafka,RabbitMQ\nCost EUR,5,6\nSet-up weeks,2,3", "markdown"),
      options("Kafka", "RabbitMQ"),
      "en",
    );
    expect(table?.columns.map((one) => one.name)).toEqual(["option", "Cost EUR", "Set-up weeks"]);
    expect(table?.rowOption).toEqual([0, 1]);
    expect(table?.rows[1]?.cells.map((cell) => [cell.raw, cell.line ?? table.rows[1]?.line])).toEqual([
      ["RabbitMQ", 1],
      ["6", 2],
      ["3", 3],
    ]);
  });

  it("melts records with a column per option", () => {
    const [table] = boundTables(raw("quarter,keep,move now\n2026-Q3,7,9\n2026-Q4,8,2\n2027-Q1,8,2"), options("Keep", "Move now"), "en");
    expect(table?.rows).toHaveLength(6);
    expect(table?.rowOption).toEqual([0, 1, 0, 1, 0, 1]);
  });

  it("gives a vote and its yes/no columns a table each", () => {
    const tables = boundTables(
      raw("answer,first,weekly_ok,split_ok\n1,weekly,yes,no\n2,split,no,yes\n3,weekly,yes,yes"),
      options("Weekly rota", "Split rota"),
      "en",
    );
    expect(tables.map((table) => table.columns.map((one) => one.name))).toEqual([
      ["answer", "first"],
      ["answer", "first", "option", "ok"],
    ]);
    expect(tables[1]?.rowOption).toEqual([0, 1, 0, 1, 0, 1]);
  });
});

describe("a list under each option in YAML", () => {
  const body = (worst: number): string =>
    `runs:\n  alder_pump:\n    tests:\n      - day: 1\n        downtime_minutes: 24\n      - day: 2\n        downtime_minutes: ${worst}\n    price_eur: 10\n  birch_pump:\n    tests:\n      - day: 1\n        downtime_minutes: 6\n      - day: 2\n        downtime_minutes: 5\n    price_eur: 20\n`;
  const evidence = (worst: number) =>
    analyse([
      { file: "briefing.md", sha256: "b", text: "# Which pump?\n\n## Options\n\n- Alder pump\n- Birch pump\n" },
      { file: "runs.yaml", sha256: `${worst}`, text: body(worst) },
    ]);

  it("is a row for each item, with the option's own settings in the first", () => {
    const table = evidence(97).tables.find((each) => each.file === "runs.yaml");
    const at = table?.columns.findIndex((column) => column.name.endsWith("downtime_minutes")) ?? -1;
    expect(table?.rows.map((row) => row.cells[at]?.raw)).toEqual(["24", "97", "6", "5"]);
    expect(table?.rowOption).toEqual([0, 0, 1, 1]);
  });
});
