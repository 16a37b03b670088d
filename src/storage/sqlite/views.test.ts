import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { afterEach, beforeEach, expect, test } from "vitest";
import type { Fact } from "../../core/run/event.ts";
import type { LedgerLine } from "../../core/run/ledger.ts";
import { openSqliteJournal } from "./journal.ts";

const clock = { now: () => 1_795_500_000_250, elapsed: () => 0 };
let home = "";

beforeEach(() => {
  home = mkdtempSync(join(tmpdir(), "moot-views-"));
});
afterEach(() => rmSync(home, { recursive: true }));

const openDebate = (run: string, facts: readonly Fact[], lines: readonly LedgerLine[] = []): void => {
  const journal = openSqliteJournal({ home, clock });
  const opened = { kind: "roundtable-opened", data: { topic: `topic of ${run}`, seats: [{ name: "clare" }, { name: "simon" }] } };
  journal.open({ run, kind: "roundtable", version: 1, title: run, facts: [opened, ...facts], ledger: [lines, ...facts.map(() => [])] });
  journal.close();
};

const rows = (sql: string): unknown[] => {
  const db = new DatabaseSync(join(home, "moot.db"));
  const found = db
    .prepare(sql)
    .all()
    .map((row) => Object.values(row));
  db.close();
  return found;
};

test("the four views have the seed's columns", () => {
  openDebate("rt-1", []);
  const columns = (view: string): unknown[] => rows(`SELECT name FROM pragma_table_info('${view}')`).flat() as unknown[];
  expect(columns("roundtables")).toEqual(["id", "topic", "status", "participants", "created_at", "closed_at", "cut_reason"]);
  expect(columns("messages")).toEqual(["id", "roundtable_id", "agent_name", "message", "timestamp"]);
  expect(columns("scores")).toEqual(
    "id roundtable_id agent_name novelty accuracy impact challenge total reasoning grand_insight scored_by scored_at is_flagged flagged_since_round".split(
      " ",
    ),
  );
  expect(columns("spark_ledger")).toEqual(["id", "agent_name", "amount", "reason", "category", "roundtable_id", "created_at"]);
});

test("roundtables are open, closed or cut, with seconds as times", () => {
  openDebate("rt-open", []);
  for (const outcome of ["converged", "max-rounds", "aborted", "cut"]) {
    openDebate(`rt-${outcome}`, [{ kind: "roundtable-closed", data: { outcome, reason: `because ${outcome}` } }]);
  }
  const at = 1_795_500_000.25;
  expect(rows("SELECT id, status, closed_at, cut_reason FROM roundtables")).toEqual([
    ["rt-open", "open", null, null],
    ["rt-converged", "closed", at, null],
    ["rt-max-rounds", "closed", at, null],
    ["rt-aborted", "closed", at, null],
    ["rt-cut", "cut", at, "because cut"],
  ]);
  expect(rows("SELECT DISTINCT topic, participants, created_at FROM roundtables WHERE id = 'rt-cut'")).toEqual([
    ["topic of rt-cut", '["clare","simon"]', at],
  ]);
});

test("messages, scores and the spark ledger show what was said, judged and booked", () => {
  const spoken = { kind: "turn-spoken", data: { ordinal: 1, seat: "clare", round: 1, phase: "speak", text: "It's “so” 🙂" } };
  const axes = { novelty: 10, accuracy: 3, impact: 2, challenge: 0 };
  const scored = { kind: "seat-scored", data: { seat: "clare", ...axes, reasoning: "good", grandInsight: null } };
  const lines = [
    { account: "clare", amount: -8, reason: "entry-fee", name: "" },
    { account: "simon", amount: 3, reason: "gate", name: "first" },
  ];
  openDebate("rt-1", [spoken, scored], lines);
  expect(rows("SELECT roundtable_id, agent_name, message, timestamp FROM messages")).toEqual([
    ["rt-1", "clare", "It's “so” 🙂", 1_795_500_000.25],
  ]);
  expect(rows("SELECT agent_name, novelty, accuracy, impact, challenge, total, reasoning, grand_insight, is_flagged FROM scores")).toEqual([
    ["clare", 10, 3, 2, 0, 15, "good", null, 0],
  ]);
  expect(rows("SELECT agent_name, amount, reason, category, roundtable_id FROM spark_ledger")).toEqual([
    ["clare", -8, "entry-fee", "entry-fee", "rt-1"],
    ["simon", 3, "first", "gate", "rt-1"],
  ]);
});

test("a fork is not shown: nobody sat there", () => {
  const spoken = { kind: "turn-spoken", data: { seat: "clare", text: "one" } };
  openDebate("rt-1", [spoken], [{ account: "clare", amount: -8, reason: "entry-fee", name: "" }]);
  const journal = openSqliteJournal({ home, clock });
  expect(journal.fork("rt-1", 9, "rt-2").ok).toBe(true);
  journal.close();
  for (const view of ["roundtables", "messages", "spark_ledger"]) expect(rows(`SELECT count(*) FROM ${view}`)).toEqual([[1]]);
});

test("views and truth cannot be written through SQL", () => {
  openDebate("rt-1", [], [{ account: "clare", amount: -8, reason: "entry-fee", name: "" }]);
  for (const view of ["roundtables", "messages", "scores", "spark_ledger"]) expect(() => rows(`DELETE FROM ${view}`)).toThrow("view");
  for (const [table, column] of [
    ["event", "data"],
    ["ledger", "amount"],
  ]) {
    expect(() => rows(`UPDATE ${table} SET ${column} = ${column}`)).toThrow("never changed");
    expect(() => rows(`DELETE FROM ${table}`)).toThrow("never deleted");
  }
});
