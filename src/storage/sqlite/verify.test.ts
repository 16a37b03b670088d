import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import type { Event } from "../../core/run/event.ts";
import type { LedgerLine } from "../../core/run/ledger.ts";
import type { Batch, Finding } from "../../ports/journal.ts";
import { openSqliteJournal } from "./journal.ts";

const clock = { now: () => 1_795_500_000_000, elapsed: () => 0 };
const line = (amount: number): LedgerLine => ({ account: "clare", amount, reason: "fee", name: "" });
const consequences = (event: Event): readonly LedgerLine[] => (event.kind === "paid" ? [line(-8)] : []);
let home = "";

beforeEach(() => {
  home = mkdtempSync(join(tmpdir(), "moot-verify-"));
  const journal = openSqliteJournal({ home, clock });
  for (const run of ["rt-1", "rt-2"]) {
    journal.open({ run, kind: "k", version: 1, title: "", facts: [{ kind: "paid", data: { n: 1 } }], ledger: [[line(-8)]] });
    journal.acquire(run);
    const call = (step: string) => ({ step, request: 1, performer: "p", worstMicroUsd: 9 });
    const batch: Batch = {
      settle: [],
      lose: [],
      facts: ["a", "b", "c"].map((step) => ({ step, facts: [1, 2].map((n) => ({ kind: "said", data: { n } })), ledger: [[], []] })),
      inputs: [],
      reserve: [call("x"), call("y"), call("z")],
      status: "open",
    };
    journal.commit(run, 1, 1, batch);
    const settle = [{ step: "x", attempt: 1, reply: { ok: true, value: 1 } as const, microUsd: 4 }];
    journal.commit(run, 1, 7, { ...batch, facts: [], reserve: [], settle, lose: [{ step: "y", attempt: 1 }] });
  }
  journal.putBlob(new Uint8Array([1, 2, 3]));
  journal.close();
});
afterEach(() => rmSync(home, { recursive: true }));

/** Changes the file behind the journal's back. */
const damage = (sql: string): void => {
  const db = new DatabaseSync(join(home, "moot.db"), { enableForeignKeyConstraints: false });
  for (const table of ["event", "ledger", "spend"]) db.exec(`DROP TRIGGER ${table}_keeps; DROP TRIGGER ${table}_stays`);
  db.exec(sql);
  db.close();
};

const verify = (run?: string): readonly Finding[] => {
  const journal = openSqliteJournal({ home, clock });
  const findings = journal.verify(consequences, run);
  journal.close();
  return findings;
};

test("a sound journal has no findings", () => expect(verify()).toEqual([]));

describe("planted damage is found in its run and nowhere else", () => {
  const cases: readonly [name: string, sql: string, check: string][] = [
    ["data flipped", `UPDATE event SET data = '{"n":3}' WHERE run = 'rt-1' AND seq = 3`, "hash"],
    ["data with a space", `UPDATE event SET data = '{"n": 2}' WHERE run = 'rt-1' AND seq = 3`, "hash"],
    ["data that is not JSON", `UPDATE event SET data = '{"n' WHERE run = 'rt-1' AND seq = 3`, "data"],
    ["kind changed", `UPDATE event SET kind = 'meant' WHERE run = 'rt-1' AND seq = 3`, "hash"],
    ["step changed", `UPDATE event SET step = 'c' WHERE run = 'rt-1' AND seq = 3`, "hash"],
    ["hash changed", `UPDATE event SET hash = upper(hash) WHERE run = 'rt-1' AND seq = 3`, "hash"],
    ["an event deleted in the middle", `DELETE FROM event WHERE run = 'rt-1' AND seq = 3`, "seq"],
    ["the last event deleted", `DELETE FROM event WHERE run = 'rt-1' AND seq = 7`, "head"],
    [
      "two events exchanged",
      `UPDATE event SET seq = 99 WHERE run = 'rt-1' AND seq = 6; UPDATE event SET seq = 6 WHERE run = 'rt-1' AND seq = 7; UPDATE event SET seq = 7 WHERE run = 'rt-1' AND seq = 99`,
      "id",
    ],
    [
      "an event invented",
      `INSERT INTO event(run, seq, kind, step, data, hash, at_ms, fence) VALUES ('rt-1', 8, 'x', 'x', '1', 'h', 1, 1)`,
      "hash",
    ],
    ["head changed", `UPDATE run SET head = 6 WHERE run = 'rt-1'`, "head"],
    ["head hash changed", `UPDATE run SET head_hash = 'x' WHERE run = 'rt-1'`, "head"],
    ["a ledger amount changed", `UPDATE ledger SET amount = 8 WHERE run = 'rt-1'`, "ledger"],
    ["a ledger line deleted", `DELETE FROM ledger WHERE run = 'rt-1'`, "ledger"],
    ["a ledger line given to another", `UPDATE ledger SET account = 'simon' WHERE run = 'rt-1'`, "ledger"],
    ["a ledger line moved to another book", `UPDATE ledger SET book = 'fork:x' WHERE run = 'rt-1'`, "ledger"],
    [
      "a ledger line invented",
      `INSERT INTO ledger(key, book, run, seq, account, amount, reason, name) VALUES ('rt-1/gift/clare/', 'main', 'rt-1', 2, 'clare', 5, 'gift', '')`,
      "ledger",
    ],
    ["exposure changed", `UPDATE run SET exposure_micro = 1 WHERE run = 'rt-1'`, "exposure"],
    ["a spend line changed", `UPDATE spend SET micro_usd = 0 WHERE key = 'rt-1/x/1/spent'`, "exposure"],
    ["a spend line deleted", `DELETE FROM spend WHERE key = 'rt-1/x/1/spent'`, "spend"],
    ["a release that is no release", `UPDATE spend SET micro_usd = -8 WHERE key = 'rt-1/x/1/release'`, "spend"],
    ["a loss of another amount", `UPDATE spend SET micro_usd = 8 WHERE key = 'rt-1/y/1/lost'`, "spend"],
    ["a spend line invented", `INSERT INTO spend(key, run, micro_usd) VALUES ('rt-1/q/1/spent', 'rt-1', 0)`, "spend"],
    [
      "an input taken in the future",
      `INSERT INTO input(run, key, kind, data, at_ms, by, taken_seq) VALUES ('rt-1', 'k', 'k', '1', 1, 'me', 8)`,
      "input",
    ],
    ["a loss hidden", `UPDATE call SET lost = 0 WHERE run = 'rt-1'`, "spend"],
    ["a call deleted", `DELETE FROM call WHERE run = 'rt-1' AND step = 'z'`, "spend"],
    ["a reply removed", `UPDATE call SET reply = NULL WHERE run = 'rt-1'`, "spend"],
  ];
  test.each(cases)("%s", (_, sql, check) => {
    damage(sql);
    const findings = verify().filter(({ run }) => run !== "");
    expect(findings.map((finding) => finding.check)).toContain(check);
    expect(new Set(findings.map(({ run }) => run))).toEqual(new Set(["rt-1"]));
    expect(verify("rt-2")).toEqual([]);
  });
});

test.each([
  ["a blob", "UPDATE blob SET bytes = x'00'", "blob"],
  ["a run deleted", "DELETE FROM run WHERE run = 'rt-1'", "file"],
  ["a ledger key of another run", "UPDATE ledger SET key = 'rt-9/fee/clare/' WHERE run = 'rt-1'", "ledger"],
])("damage to the file is found: %s", (_, sql, check) => {
  damage(sql);
  expect(
    verify()
      .filter(({ run }) => run === "")
      .map((finding) => finding.check),
  ).toContain(check);
});

test("facts of one step that are not together are found", () => {
  const journal = openSqliteJournal({ home, clock });
  const taken = journal.acquire("rt-1");
  const facts = ["d", "a"].map((step) => ({ step, facts: [{ kind: "said", data: { n: 1 } }], ledger: [[]] }));
  if (taken.ok) journal.commit("rt-1", taken.value, 7, { settle: [], lose: [], facts, inputs: [], reserve: [], status: "open" });
  journal.close();
  expect(verify().map(({ run, check }) => [run, check])).toEqual([["rt-1", "step"]]);
});

test("a read of damaged data throws with the path and the event", () => {
  damage(`UPDATE event SET data = '{"n' WHERE run = 'rt-1' AND seq = 3`);
  const journal = openSqliteJournal({ home, clock });
  expect(() => journal.read("rt-1")).toThrow(/moot\.db: event rt-1#3/);
  journal.close();
});
