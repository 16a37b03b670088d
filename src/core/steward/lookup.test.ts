import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { SourceText } from "../voices/types.ts";
import { examplesFor, lookUp } from "./lookup.ts";

const source = (file: string, text: string): SourceText => ({ file, sha256: "0123456789abcdef", text });
const BENCH = 'run,store,p99_ms,status,note\n1,alder,12,ok,\n2,alder,16,ok,warm\n3,birch,30,failed,\n4,birch,20,ok,"a, b"\n';
const files: readonly SourceText[] = [
  source("data/bench.csv", BENCH),
  source("app.toml", 'title = "x"\n[pool]\nsize = 20\ntimeout_ms = 500\n'),
  source("server.log", "12:00:00 INFO start\n12:00:01 ERROR timeout on pool\n12:00:02 INFO ok\n12:00:03 ERROR Timeout again\n"),
  source("rows.json", '{"results": [{"s": "ok", "n": 1}, {"s": "bad", "n": 2}, {"s": "ok", "n": 3}]}'),
  source("survey.md", "# Survey\n\n## Who wants what\n\n| who | wants |\n|---|---|\n| Ada | cron |\n| Bo | queue |\n\n## Why\n\nHabit.\n"),
];
const text = (request: string): string => lookUp(request, files)?.text.split("\n[")[0] ?? "outside the grammar";

describe("counts", () => {
  it.each([
    ["count where status = ok in bench.csv", "3 of 4 rows."],
    ["how many rows where status != ok in data/bench.csv?", "1 of 4 rows."],
    ["count where status is not ok in bench.csv", "1 of 4 rows."],
    ["count where p99_ms > 16 in bench.csv", "2 of 4 rows."],
    ["count where p99_ms >= 16 in bench.csv", "3 of 4 rows."],
    ["count where p99_ms < 16 in bench.csv", "1 of 4 rows."],
    ["count where p99_ms <= 16 in bench.csv", "2 of 4 rows."],
    ["count where p99_ms is at most 16 and store = alder in bench.csv", "2 of 4 rows."],
    ["count where p99_ms between 16 and 20 in bench.csv", "2 of 4 rows."],
    ["count where note contains b in bench.csv", "1 of 4 rows."],
    ["count where store starts with bi in bench.csv", "2 of 4 rows."],
    ["count where s = ok in rows.json", "2 of 3 rows."],
    ["count where n more than 1 in rows.json", "2 of 3 rows."],
    ["how many in bench.csv", "4 of 4 rows."],
    ["count where wants = cron in survey.md", "1 of 2 rows."],
  ])("%s", (request, answer) => expect(text(request)).toBe(answer));
});

describe("figures, rows, settings and lines", () => {
  it.each([
    ["mean of p99_ms by store in bench.csv", "alder: 14 (n = 2)\nbirch: 25 (n = 2)"],
    ["max of p99_ms where status = ok in bench.csv", "20 (n = 3)"],
    ["median of p99_ms in bench.csv", "18 (n = 4)"],
    ["p95 of p99_ms in bench.csv", "30 (n = 4)"],
    ["sum of n in rows.json", "6 (n = 3)"],
    ["distinct of status in bench.csv", "2 distinct: failed, ok"],
    ["value of pool.size in app.toml", "pool.size = 20"],
    ["what is timeout_ms in app.toml?", "pool.timeout_ms = 500"],
    ["columns of bench.csv", "run, store, p99_ms, status, note"],
    ["lines 2-3 of server.log", "2: 12:00:01 ERROR timeout on pool\n3: 12:00:02 INFO ok"],
  ])("%s", (request, answer) => expect(text(request)).toBe(answer));

  it("finds lines by literal text, letter case aside, with the total and their numbers", () => {
    const found = lookUp('lines matching "timeout" in server.log', files);
    expect(found?.text).toContain("2 of 4 lines hold");
    expect(found?.places).toEqual([
      { file: "server.log", line: 2, endLine: 2 },
      { file: "server.log", line: 4, endLine: 4 },
    ]);
    expect(text("lines matching /.*/ in server.log")).toContain("0 of 4 lines");
  });

  it("shows a section up to the next heading of its level", () => {
    expect(text("section Why of survey.md")).toContain("11: Habit.".replace("11", "13").slice(3));
    expect(text("section Who wants what of survey.md")).not.toContain("Habit");
  });

  it("carries places and the hash of the file", () => {
    expect(lookUp("count where store = birch in bench.csv", files)?.text).toContain("[data/bench.csv:4-5] (sha256 0123456789ab)");
  });
});

describe("what is not there", () => {
  it("names the registered files, the columns or the keys, and never answers from another file", () => {
    expect(lookUp("count where a = 1 in passwd", files)).toMatchObject({
      status: "not-found",
      text: expect.stringContaining("data/bench.csv"),
    });
    expect(lookUp("count where a = 1 in ../../etc/passwd", files)?.status).toBe("not-found");
    expect(lookUp("mean of colour in bench.csv", files)).toMatchObject({ status: "not-found", text: expect.stringContaining("p99_ms") });
    expect(lookUp("value of colour in app.toml", files)).toMatchObject({ status: "not-found", text: expect.stringContaining("pool.size") });
  });

  it("takes a base name only when one file has it", () => {
    expect(lookUp("how many in a.csv", [source("x/a.csv", "h\n1\n"), source("y/a.csv", "h\n1\n2\n")])?.status).toBe("not-found");
  });

  it("leaves what is outside the grammar to a reader", () => {
    expect(lookUp("is the pool too small?", files)).toBeUndefined();
  });

  it("never throws, whatever is asked of whatever file", () => {
    fc.assert(
      fc.property(fc.string(), fc.string(), fc.constantFrom("csv", "json", "toml", "md", "log", "jsonl"), (request, body, kind) => {
        const odd = [source(`odd.${kind}`, body)];
        lookUp(request, odd);
        for (const asked of [
          `count where ${request} in odd.${kind}`,
          `mean of ${request} in odd.${kind}`,
          `value of ${request} in odd.${kind}`,
        ])
          lookUp(asked, odd);
      }),
      { numRuns: 300 },
    );
  });
});

it("examplesFor() gives questions that the grammar answers", () => {
  for (const example of examplesFor(files)) expect(lookUp(example, files)?.status).toBe("found");
});
