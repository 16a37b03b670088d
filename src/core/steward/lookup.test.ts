import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { SourceText } from "../voices/types.ts";
import { examplesFor } from "./examples.ts";
import { lookUp } from "./lookup.ts";

const source = (file: string, text: string): SourceText => ({ file, sha256: "0123456789abcdef", text });
const BENCH = 'run,store,p99_ms,status,note\n1,alder,12,ok,\n2,alder,16,ok,warm\n3,birch,30,failed,\n4,birch,20,ok,"a, b"\n';
const files: readonly SourceText[] = [
  source("data/bench.csv", BENCH),
  source(
    "app.toml",
    'title = "x" # the name\n[pool]\nsize = 20\ntimeout_ms = 500\n[pool.backup]\nsize = 5\nhosts = [\n  "a",\n  "b",\n]\n',
  ),
  source("server.log", "12:00:00 INFO start\n12:00:01 ERROR timeout on pool\n12:00:02 INFO ok\n12:00:03 ERROR Timeout again\n"),
  source(
    "rows.json",
    '{"meta": [1],\n "results": [\n {"s": "ok", "n": 1},\n {"s": "bad", "n": 2.50},\n {"s": "ok", "n": null}],\n "a": {"b": [{"c": 7}]}}',
  ),
  source(
    "survey.md",
    "# Survey\n\n## Who wants what\n\n| who | wants |\n|---|---|\n| Ada | cron |\n| Bo | `queue` |\n\n## Why\n\nHabit.\n\n### More\n\n- budget: 3\n",
  ),
];
const found = (request: string, sources = files) => lookUp(request, sources);
const first = (request: string, sources = files): string => found(request, sources)?.text.split("\n")[0] ?? "outside the grammar";
const csv = (text: string): readonly SourceText[] => [source("t.csv", text)];

describe("counts", () => {
  it.each([
    ["count where status = ok in bench.csv", "3 of 4 rows where status = ok"],
    ["how many rows where status != ok in data/bench.csv?", "1 of 4 rows where status != ok"],
    ["count where status is not ok in bench.csv", "1 of 4 rows where status != ok"],
    ["count where status isn't ok in bench.csv", "1 of 4 rows where status != ok"],
    ["count where status<>ok in bench.csv", "1 of 4 rows where status != ok"],
    ["Count rows in bench.csv where status==OK.", "3 of 4 rows where status = OK"],
    ["count where p99_ms > 16 in bench.csv", "2 of 4 rows where p99_ms > 16"],
    ["count where p99_ms>=16 in bench.csv", "3 of 4 rows where p99_ms >= 16"],
    ["count where p99_ms is under 16 in bench.csv", "1 of 4 rows where p99_ms < 16"],
    ["count where p99_ms no more than 16 in bench.csv", "2 of 4 rows where p99_ms <= 16"],
    ["count where p99_ms is not below 16 in bench.csv", "3 of 4 rows where p99_ms >= 16"],
    ["count where p99_ms is at most 16 and store = alder in bench.csv", "2 of 4 rows where p99_ms <= 16 and store = alder"],
    ["count where p99_ms between 16 and 20 and status = ok in bench.csv", "2 of 4 rows where p99_ms is between 16 and 20 and status = ok"],
    ["count where p99_ms not between 16 and 20 in bench.csv", "2 of 4 rows where p99_ms is not between 16 and 20"],
    ["count where note contains b in bench.csv", "1 of 4 rows where note contains b"],
    ["count where note does not contain b in bench.csv", "3 of 4 rows where note not contains b"],
    ["count where store starts with bi in bench.csv", "2 of 4 rows where store starts with bi"],
    ["count where store ends with er in bench.csv", "2 of 4 rows where store ends with er"],
    ["count where note is empty in bench.csv", "2 of 4 rows where note is empty"],
    ["count where status is ok or failed in bench.csv", "4 of 4 rows where status = ok or failed"],
    ["count where status in (ok, failed) in bench.csv", "4 of 4 rows where status = ok or failed"],
    ["count where status = failed or store = alder in bench.csv", "3 of 4 rows where status = failed, or store = alder"],
    ["count where s = ok in rows.json", "2 of 3 rows where s = ok"],
    ["how many rows have n more than 1 in rows.json", "1 of 3 rows where n > 1"],
    ["how many rows in bench.csv", "4 of 4 rows"],
    ["count where wants = queue in survey.md", "1 of 2 rows where wants = queue"],
    ['count where `note` = "a, b" in bench.csv', '1 of 4 rows where note = "a, b"'],
    ["please count where the status is “ok” in the file `bench.csv`!", "3 of 4 rows where status = ok"],
    ["count matching status ok in bench.csv", "3 of 4 rows where status = ok"],
    ["how many lines in server.log", "4 lines"],
    ["count lines containing ERROR in server.log", '2 of 4 lines hold "ERROR" (literal text, letter case aside)'],
    ["count distinct store in bench.csv", "2 distinct store in 4 rows"],
    ["count by store in bench.csv", "4 of 4 rows, by store"],
  ])("%s", (request, answer) => expect(first(request)).toBe(answer));

  it("stands on the rows counted, or on all that were looked through when none was", () => {
    expect(found("count where status = ok in bench.csv")?.places).toEqual([
      { file: "data/bench.csv", line: 2, endLine: 3 },
      { file: "data/bench.csv", line: 5, endLine: 5 },
    ]);
    expect(found("count where status = gone in bench.csv")).toMatchObject({
      status: "found",
      places: [{ file: "data/bench.csv", line: 1, endLine: 5 }],
    });
  });

  it("never takes a noun for a filter", () => {
    expect(found("how many failures where store = birch in bench.csv")?.text).toContain('"failures" was not used as a filter');
    expect(found("how many failed runs in bench.csv")).toBeUndefined();
  });

  it("says what could not be compared, and counts none of it", () => {
    const answer = found("count where ms > 5 in t.csv", csv("ms\n7\nn/a\n\n9\n-\n"));
    expect(answer?.text).toContain("2 of 4 rows where ms > 5");
    expect(answer?.text).toContain("2 rows could not be compared and are not counted: line 3, 6");
  });

  it("takes a value with `and` in it as one value, unless a condition follows", () => {
    const t = csv("name,n\nsalt and pepper,1\nsalt,2\n");
    expect(first("count where name = salt and pepper in t.csv", t)).toBe('1 of 2 rows where name = "salt and pepper"');
    expect(first("count where name = salt and n = 2 in t.csv", t)).toBe("1 of 2 rows where name = salt and n = 2");
    expect(first("count where name = salt and m = 2 in t.csv", t)).toContain('no column "m"');
  });
});

describe("numbers", () => {
  it("compare as numbers only when both sides are numbers, and ids are none", () => {
    const t = csv("id,v\n007,1.0\n7,1.10\n9007199254740993,1.1\n");
    expect(first("count where id = 7 in t.csv", t)).toBe("1 of 3 rows where id = 7");
    expect(first("count where id = 9007199254740992 in t.csv", t)).toBe("0 of 3 rows where id = 9007199254740992");
    expect(first("count where v = 1.1 in t.csv", t)).toBe("2 of 3 rows where v = 1.1");
  });

  it("reads decimal commas and thousands by the table's own evidence", () => {
    expect(first("sum of v in t.csv", csv("k;v\na;1,5\nb;1.234,5\nc;2\n"))).toBe("sum of v: 1238 (n = 3)");
    expect(first("sum of v in t.csv", csv('k,v\na,"1,234"\nb,"2,000.5"\n'))).toBe("sum of v: 3234.5 (n = 2)");
    expect(first("count where v > 1,5 in t.csv", csv("k;v\na;1,4\nb;1,6\n"))).toBe('1 of 2 rows where v > "1,5"');
  });

  it("leaves out what can be read two ways, and says so", () => {
    const answer = found("sum of v in t.csv", csv("k;v\na;1,234\nb;5\n"));
    expect(answer?.text).toContain("sum of v: 5 (n = 1)");
    expect(answer?.text).toContain("1 row without a number in v left out: line 2");
  });

  it("keeps units apart: nothing is converted", () => {
    expect(first("mean of t in t.csv", csv("t\n900 ms\n1100 ms\n"))).toBe("mean of t: 1000 ms (n = 2)");
    expect(first("mean of t in t.csv", csv("t\n900 ms\n2 s\n"))).toContain("Not found: t is written in several units (ms, s)");
    expect(first("count where t > 1 in t.csv", csv("t\n900 ms\n2 s\n"))).toContain("several units");
    expect(first("count where wait_ms > 2 s in t.csv", csv("wait_ms\n900\n3000\n"))).toContain("cannot be put in order against 2 s");
    expect(first("count where wait_s > 2 s in t.csv", csv("wait_s\n1\n3\n"))).toBe('1 of 2 rows where wait_s > "2 s"');
    expect(first("count where cpu_pct > 50 % in t.csv", csv("cpu_pct\n40\n60\n"))).toBe('1 of 2 rows where cpu_pct > "50 %"');
  });

  it("prints no float noise", () => {
    expect(first("sum of v in t.csv", csv("v\n0.1\n0.2\n"))).toBe("sum of v: 0.3 (n = 2)");
    expect(first("mean of v in t.csv", csv("v\n1\n2\n2\n"))).toBe("mean of v: 1.666667 (n = 3)");
    expect(first("mean of v in t.csv", csv("v\n0.000001234567891\n"))).toBe("mean of v: 0.00000123457 (n = 1)");
    expect(first("sum of v in t.csv", csv("v\n1e3\n-1000\n"))).toBe("sum of v: 0 (n = 2)");
  });

  it("orders ISO dates as far as the value goes, and no other words", () => {
    const t = csv("day,who\n2026-06-01,a\n2026-06-02T08:00:00Z,b\n2026-06-03,c\nsoon,d\n");
    expect(first("count where day <= 2026-06-02 in t.csv", t)).toBe("2 of 4 rows where day <= 2026-06-02");
    expect(first("count where day > 2026-06-02 in t.csv", t)).toBe("1 of 4 rows where day > 2026-06-02");
    expect(first("count where who > b in t.csv", t)).toContain("Not found: who cannot be put in order against b");
  });
});

describe("figures", () => {
  it.each([
    [
      "mean of p99_ms by store in bench.csv",
      ["mean of p99_ms by store:", "alder: 14 (n = 2) [data/bench.csv:2-3]", "birch: 25 (n = 2) [data/bench.csv:4-5]"],
    ],
    ["max of p99_ms where status = ok in bench.csv", ["max of p99_ms where status = ok: 20 (n = 3)", "[data/bench.csv:5]"]],
    ["median p99_ms in bench.csv", ["median of p99_ms: 18 (n = 4)", "[data/bench.csv:3] [data/bench.csv:5]"]],
    ["p95 of p99_ms in bench.csv", ["p95 (nearest rank) of p99_ms: 30 (n = 4)", "[data/bench.csv:4]"]],
    ["what is the 90th percentile of P99 MS in bench.csv?", ["p90 (nearest rank) of p99_ms: 30 (n = 4)", "[data/bench.csv:4]"]],
    ["sum of n in rows.json", ["sum of n: 3.5 (n = 2)", "[rows.json:3-4]"]],
    [
      "average of p99_ms where store = birch by status in bench.csv",
      ["mean of p99_ms by status where store = birch:", "failed: 30 (n = 1) [data/bench.csv:4]"],
    ],
    ["distinct of status in bench.csv", ["2 distinct status in 4 rows", "ok: 3 rows [data/bench.csv:2-3] [data/bench.csv:5]"]],
    ["sum of c in rows.json", ["sum of c: 7 (n = 1)"]],
  ])("%s", (request, lines) => {
    const text = found(request)?.text ?? "";
    for (const line of lines) expect(text).toContain(line);
    expect(text).toMatch(/^[^\n]+ sha256 0123456789ab$/m);
  });

  it("names the columns for one that is not there, and the files for one that is not registered", () => {
    expect(first("mean of speed in bench.csv")).toBe('Not found: no column "speed"; the columns are run, store, p99_ms, status, note');
    expect(first("mean of p99_ms by shop in bench.csv")).toContain('no column "shop"');
    expect(first("mean of x in other.csv")).toBe(
      "Not found: other.csv is not registered; registered are data/bench.csv, app.toml, server.log, rows.json, survey.md",
    );
    expect(first("mean of x in server.log")).toBe("Not found: the file holds no table");
  });

  it("names the keys of a file that holds no table", () => {
    expect(found("mean of pool.size by option in app.toml")?.text).toContain(
      "note: it has keys, one a request: value of pool.size, value of pool.timeout_ms",
    );
  });

  it("refuses a table that it cannot read whole", () => {
    expect(first("count rows in t.csv", csv('a,b\n1,"open\n2,3\n'))).toBe("Not found: the quote that opens on line 2 never closes");
    expect(first("count rows in t.json", [source("t.json", '[{"a": 1},')])).toContain("not valid JSON");
    expect(first("count rows in t.jsonl", [source("t.jsonl", '{"a": 1}\nbroken\n')])).toContain("no JSON object");
  });

  it("says which rows have more or fewer cells than the header", () => {
    expect(found("count rows in t.csv", csv("a,b\n1,2\n3\n4,5,6\n"))?.text).toContain(
      "2 rows have more or fewer cells than the header: line 3, 4",
    );
  });

  it("says that another table of the file would fit too", () => {
    const two = [source("t.md", "| a | b |\n|---|---|\n| 1 | 2 |\n\ntext\n\n| a | c |\n|---|---|\n| 5 | 6 |\n")];
    expect(found("sum of a in t.md", two)?.text).toContain(
      "the file has 2 tables that fit; this is the one at line 1, the others are at line 7",
    );
    expect(first("sum of c in t.md", two)).toBe("sum of c: 6 (n = 1)");
  });
});

describe("settings", () => {
  it.each([
    ["value of pool.size in app.toml", "pool.size = 20"],
    ["what is timeout_ms in app.toml?", "pool.timeout_ms = 500"],
    ["show me title from app.toml", "title = x"],
    ["value of hosts in app.toml", 'pool.backup.hosts = [ "a", "b", ]'],
    ["value of size in pool.backup in app.toml", "pool.backup.size = 5"],
    ["value of results[1].n in rows.json", "results[1].n = 2.50"],
    ["value of a.b[0].c in rows.json", "a.b[0].c = 7"],
    ["value of budget in survey.md", "budget = 3"],
  ])("%s", (request, answer) => expect(first(request)).toBe(answer));

  it("shows every key of the name rather than guessing one", () => {
    expect(found("value of size in app.toml")?.text).toContain('2 keys end in "size":');
    expect(found("value of sizes in app.toml")?.text).toContain('Not found: no key "sizes"; the keys are title, pool.size');
  });

  it("reads YAML by indent, INI, properties, and keys in quotes", () => {
    const yaml = [source("c.yaml", "db:\n  pool:\n    size: 8 # small\n  url: 'x:y'\nlist:\n- name: a\n")];
    expect(first("value of db.pool.size in c.yaml", yaml)).toBe("db.pool.size = 8");
    expect(first("value of url in c.yaml", yaml)).toBe("db.url = x:y");
    expect(first("value of max in c.ini", [source("c.ini", "; note\n[a b]\nmax=5\n")])).toBe("a b.max = 5");
    expect(first("value of log.level in c.properties", [source("c.properties", "log.level=info\n")])).toBe("log.level = info");
  });
});

describe("lines and sections", () => {
  it("finds lines by literal text, with the total and their numbers", () => {
    const answer = found('lines matching "timeout" in server.log');
    expect(answer?.text).toContain("2 of 4 lines hold");
    expect(answer?.places.map(({ line }) => line)).toEqual([2, 4]);
    expect(first("lines matching /.*/ in server.log")).toContain('no line of 4 holds ".*"');
    expect(found("grep timeout on in server.log")?.text).toContain("2: 12:00:01 ERROR timeout on pool");
    expect(found("search for 'timeout again' in server.log")?.text).toContain("4: 12:00:03 ERROR Timeout again");
  });

  it("gives lines by number, and says where the file ends", () => {
    expect(found("lines 2-3 of server.log")?.text).toContain("2: 12:00:01 ERROR timeout on pool\n3: 12:00:02 INFO ok");
    expect(found("line 4 from server.log")?.text).toContain("4: 12:00:03");
    expect(found("lines 3 to 9 of server.log")?.text).toContain("note: the file ends at line 4");
    expect(found("lines 7-9 of server.log")).toMatchObject({ status: "not-found" });
  });

  it("gives a section with what is below it, and names the headings else", () => {
    expect(found("section why of survey.md")?.text).toContain("Habit.");
    expect(found("section why of survey.md")?.text).toContain("### More");
    expect(found("the 'Who wants what' section of survey.md")?.text).toContain("| Ada | cron |");
    expect(first("section How of survey.md")).toBe('Not found: no heading "How"; the headings are Survey; Who wants what; Why; More');
  });

  it("gives columns, rows and tables", () => {
    expect(first("columns of bench.csv")).toBe("5 columns over 4 rows: run, store, p99_ms, status, note");
    expect(found("rows where status != ok in bench.csv")?.text).toContain("4: 3,birch,30,failed,");
    expect(found("first 2 rows of bench.csv")?.text).toContain("… the first 2 of 4 rows are shown");
    expect(found("table of rows.json")?.text).toContain("3: s=ok, n=1");
  });
});

describe("files", () => {
  it("are named by path or by a base name that only one has", () => {
    const twins = [source("a/x.csv", "n\n1\n"), source("b/x.csv", "n\n1\n2\n"), source("y.csv", "n\n1\n"), source("b/y.csv", "n\n1\n2\n")];
    expect(first("count rows in b/x.csv", twins)).toBe("2 of 2 rows");
    expect(first("count rows in ./a/x.csv", twins)).toBe("1 of 1 row");
    expect(first("count rows in x.csv", twins)).toBe("Not found: x.csv could be a/x.csv or b/x.csv; name the whole path");
    expect(first("count rows in y.csv", twins)).toBe("1 of 1 row");
  });

  it("are never found by a part of their name", () => {
    const one = [source("app.dart", "n\n1\n")];
    for (const name of ["dart", "p.dart", "app", "app.dart.bak", "/app.dart", "../app.dart", "x/app.dart"]) {
      expect([name, found(`count rows in ${name}`, one)?.status ?? "outside"]).not.toEqual([name, "found"]);
    }
  });

  it("may have blanks, quotes and capitals", () => {
    const odd = [source("My Data (v2).csv", "n\n1\n")];
    expect(first('count rows in "My Data (v2).csv"', odd)).toBe("1 of 1 row");
    expect(first("count rows in my data (v2).csv?", odd)).toBe("1 of 1 row");
  });
});

describe("laws", () => {
  const word = fc.constantFrom("ok", "bad", "Ok", "slow", "12", "7.5", "-3", "");
  const table = fc.array(fc.record({ s: word, n: fc.oneof(fc.integer({ min: -50, max: 50 }).map(String), fc.constant("")) }), {
    minLength: 1,
    maxLength: 30,
  });
  type Rows = readonly { readonly s: string; readonly n: string }[];
  const formats: Readonly<Record<string, (rows: Rows) => string>> = {
    "t.csv": (rows) => ["s,n", ...rows.map(({ s, n }) => `${s},${n}`)].join("\n"),
    "t.tsv": (rows) => ["s\tn", ...rows.map(({ s, n }) => `${s}\t${n}`)].join("\r\n"),
    "semi.csv": (rows) => ["s;n", ...rows.map(({ s, n }) => `"${s}";${n}`)].join("\n"),
    "t.md": (rows) => ["| s | n |", "|---|---|", ...rows.map(({ s, n }) => `| ${s} | ${n} |`)].join("\n"),
    "t.json": (rows) => JSON.stringify(rows.map(({ s, n }) => ({ s, n: n === "" ? null : Number(n) }))),
    "t.jsonl": (rows) => rows.map(({ s, n }) => JSON.stringify({ s, n: n === "" ? null : Number(n) })).join("\n"),
    "wrapped.json": (rows) =>
      JSON.stringify({ note: "x", results: rows.map(({ s, n }) => ({ s, n: n === "" ? null : Number(n) })) }, null, 1),
  };
  const operators: Readonly<Record<string, (left: number, right: number) => boolean>> = {
    "=": (left, right) => left === right,
    "!=": (left, right) => left !== right,
    "<": (left, right) => left < right,
    "<=": (left, right) => left <= right,
    ">": (left, right) => left > right,
    ">=": (left, right) => left >= right,
  };

  it("every operator counts what plain arithmetic counts, in every format", () => {
    fc.assert(
      fc.property(table, fc.integer({ min: -50, max: 50 }), fc.constantFrom(...Object.keys(operators)), (rows, bound, operator) => {
        const numbers = rows.flatMap(({ n }) => (n === "" ? [] : [Number(n)]));
        const expected =
          numbers.filter((number) => operators[operator]?.(number, bound)).length + (operator === "!=" ? rows.length - numbers.length : 0);
        for (const [file, write] of Object.entries(formats)) {
          const answer = first(`count where n ${operator} ${bound} in ${file}`, [source(file, write(rows))]);
          const isOrder = operator !== "=" && operator !== "!=";
          if (isOrder && numbers.length === 0)
            expect([file, answer]).toEqual([file, `Not found: n holds no numbers to compare with ${bound}`]);
          else expect([file, answer.split(" ")[0]]).toEqual([file, String(expected)]);
        }
      }),
      { numRuns: 300 },
    );
  });

  it("a condition and its negation share out the rows, less those that cannot be compared", () => {
    const pairs = [
      ["= ok", "is not ok"],
      ["contains o", "does not contain o"],
      ["starts with s", "doesn't start with s"],
      ["ends with k", "does not end with k"],
      ["is empty", "is not empty"],
    ] as const;
    fc.assert(
      fc.property(table, fc.constantFrom(...pairs), (rows, [yes, no]) => {
        const t = [source("t.jsonl", formats["t.jsonl"]?.(rows) ?? "")];
        const count = (condition: string): number => Number(first(`count where s ${condition} in t.jsonl`, t).split(" ")[0]);
        expect(count(yes) + count(no)).toBe(rows.length);
      }),
    );
  });

  it("figures agree with plain arithmetic, and groups add up to the whole", () => {
    fc.assert(
      fc.property(table, (rows) => {
        const numbers = rows.flatMap(({ n }) => (n === "" ? [] : [Number(n)])).sort((left, right) => left - right);
        fc.pre(numbers.length > 0);
        const t = [source("t.csv", formats["t.csv"]?.(rows) ?? "")];
        const figure = (measure: string): number => Number(/: (-?[\d.e-]+) \(n = (\d+)\)/.exec(first(`${measure} of n in t.csv`, t))?.[1]);
        const sum = numbers.reduce((total, number) => total + number, 0);
        expect(figure("sum")).toBe(sum);
        expect(figure("mean")).toBeCloseTo(sum / numbers.length, 5);
        expect(figure("min")).toBe(numbers[0]);
        expect(figure("max")).toBe(numbers.at(-1));
        expect(numbers).toContain(figure("p90"));
        const groups = found("count by s in t.csv", t)?.text.match(/^[^\n]*: (\d+) \[/gm) ?? [];
        expect(groups.reduce((total, line) => total + Number(/: (\d+) \[/.exec(line)?.[1]), 0)).toBe(rows.length);
      }),
      { numRuns: 300 },
    );
  });

  it("a row's place is the line on which its text stands, whatever its cells hold", () => {
    const cell = fc.string({ unit: fc.constantFrom("a", '"', ",", "\n", " ", ";", "|", "é", "😀"), maxLength: 8 });
    fc.assert(
      fc.property(fc.array(cell, { minLength: 1, maxLength: 12 }), (cells) => {
        const quote = (text: string): string => `"${text.replaceAll('"', '""')}"`;
        const text = ["key,cell", ...cells.map((each, index) => `k${index},${quote(each)}`)].join("\n");
        const lines = text.split("\n");
        for (const index of cells.keys()) {
          const place = found(`rows where key = k${index} in t.csv`, csv(text))?.places[0];
          expect(lines[(place?.line ?? 0) - 1]?.startsWith(`k${index},`)).toBe(true);
        }
      }),
      { numRuns: 300 },
    );
  });

  it("is total: any request on any text gives a short text whose places lie inside the file, or nothing", () => {
    const piece = fc.constantFrom(
      ..."count where|how many|mean of|by|where|in|from|of|lines matching|lines 1-3|section|value of|what is|s|n|=|!=|<|between|and|or|not|is|,|(|)|\"|'|`|/|t.csv|t.md|t.json|x.csv|distinct|rows|table|columns|p95|is empty|[|]|1|1e999|-|..|\u0000|😀|\ud800".split(
        "|",
      ),
    );
    const request = fc.array(piece, { maxLength: 14 }).map((pieces) => pieces.join(" "));
    const body = fc.oneof(
      fc.string({ unit: "binary", maxLength: 200 }),
      table.map((rows) => formats["t.csv"]?.(rows) ?? ""),
      fc
        .array(fc.constantFrom("a,b", "|", "---", "{", "}", "[", "]", '"', ":", "\n", "\r\n", "1", "# h", "k = v", "```", ",", " "), {
          maxLength: 40,
        })
        .map((parts) => parts.join("")),
    );
    fc.assert(
      fc.property(request, body, fc.constantFrom("t.csv", "t.md", "t.json", "t.toml", "t.log", "t.jsonl", "t"), (asked, text, file) => {
        const sources = [source(file, text), source("t.csv/x", "a")];
        const lines = text.split("\n").length;
        for (const each of [asked, `${asked} in ${file}`]) {
          const answer = lookUp(each, sources);
          if (answer === undefined) continue;
          expect(answer.text.length).toBeLessThanOrEqual(4_096);
          expect(answer.places.length).toBeLessThanOrEqual(50);
          for (const { line, endLine } of answer.places) expect(line >= 1 && endLine >= line && endLine <= Math.max(1, lines)).toBe(true);
          expect(lookUp(each, sources)).toEqual(answer);
        }
      }),
      { numRuns: 4_000 },
    );
  });

  it("a long answer says how much of it is shown", () => {
    const rows = Array.from({ length: 300 }, (_, index) => `${"group name ".repeat(9)}${index},${index}`);
    const answer = found("mean of n by s in t.csv", csv(["s,n", ...rows].join("\n")));
    expect(answer?.text.length).toBeLessThanOrEqual(4_096);
    expect(answer?.text).toMatch(/… truncated: \d+ of 61 lines are shown/);
  });

  it("every example is answered", () => {
    const examples = examplesFor(files, 6);
    expect(examples.length).toBeGreaterThanOrEqual(3);
    expect(new Set(examples).size).toBe(examples.length);
    for (const example of examples) expect([example, found(example)?.status]).toEqual([example, "found"]);
    expect(examplesFor([])).toEqual([]);
  });

  it("reads text that is made to slow it down to its end, within the time limit of a test", () => {
    const evil = ["sum of x by ", "count where a = ", "and ", "in t.csv where ", "between 1 and ", "not ", "value of ", "or b = "];
    for (const piece of evil) {
      const long = lookUp(`count where ${piece.repeat(Math.ceil(1_900 / piece.length))} in t.csv`, csv("a,b,x\n1,2,3\n"));
      expect(long?.text, piece).not.toBe("");
    }
    for (const text of [
      '"'.repeat(200_000),
      "|".repeat(200_000),
      "[".repeat(200_000),
      '{"a":'.repeat(40_000),
      "a=".repeat(100_000),
      "- ".repeat(100_000),
      ",".repeat(900),
    ]) {
      for (const [request, file] of [
        ["count rows in t.csv", "t.csv"],
        ["count rows in t.md", "t.md"],
        ["count rows in t.json", "t.json"],
        ["value of a in t.toml", "t.toml"],
      ] as const) {
        expect(lookUp(request, [source(file, `${text}\n${text}`)])?.text, `${text.slice(0, 4)} ${file}`).not.toBe("");
      }
    }
  });
});
