import { hash } from "node:crypto";
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
    journal.offer(run, { key: "pause/1", kind: "pause", data: { reason: "lunch" } }, "operator");
  }
  journal.putBlob(new Uint8Array([1, 2, 3]));
  journal.close();
});
afterEach(() => rmSync(home, { recursive: true }));

/** Changes the file behind the journal's back. */
const damage = (sql: string): void => {
  const db = new DatabaseSync(join(home, "moot.db"), { enableForeignKeyConstraints: false });
  db.function("sha256", (text) => hash("sha256", String(text), "hex"));
  for (const table of ["event", "ledger", "spend", "seal"])
    db.exec(`DROP TRIGGER IF EXISTS ${table}_keeps; DROP TRIGGER IF EXISTS ${table}_stays`);
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
    ["a reply changed", `UPDATE call SET reply = '{"ok":true,"value":2}' WHERE run = 'rt-1' AND step = 'x'`, "seal"],
    ["a request changed", `UPDATE call SET request = '2' WHERE run = 'rt-1' AND step = 'x'`, "call"],
    [
      "a request changed with its hash",
      `UPDATE call SET request = '2', request_hash = sha256('2') WHERE run = 'rt-1' AND step = 'x'`,
      "seal",
    ],
    ["another performer", `UPDATE call SET performer = 'q' WHERE run = 'rt-1' AND step = 'x'`, "seal"],
    ["the time of a call", `UPDATE call SET ended_ms = ended_ms - 1 WHERE run = 'rt-1' AND step = 'x'`, "seal"],
    ["the time of an event", `UPDATE event SET at_ms = at_ms + 1 WHERE run = 'rt-1' AND seq = 3`, "seal"],
    ["the day of a spend line", `UPDATE spend SET at_ms = 0 WHERE key = 'rt-1/x/1/spent'`, "seal"],
    ["another title", `UPDATE run SET title = 'Another question' WHERE run = 'rt-1'`, "seal"],
    ["another kind", `UPDATE run SET kind = 'j' WHERE run = 'rt-1'`, "seal"],
    ["another opening time", `UPDATE run SET opened_ms = 1 WHERE run = 'rt-1'`, "seal"],
    ["another status", `UPDATE run SET status = 'done' WHERE run = 'rt-1'`, "seal"],
    ["another cap", `UPDATE run SET cap_micro = 7 WHERE run = 'rt-1'`, "seal"],
    ["the name of a ledger line", `UPDATE ledger SET name = 'x' WHERE run = 'rt-1'`, "ledger"],
    ["what an input said", `UPDATE input SET data = '2' WHERE run = 'rt-1'`, "seal"],
    ["who gave an input", `UPDATE input SET by = 'somebody' WHERE run = 'rt-1'`, "seal"],
    ["an input refused by nobody", `UPDATE input SET refused = 'no' WHERE run = 'rt-1'`, "seal"],
    ["an input deleted", `DELETE FROM input WHERE run = 'rt-1'`, "seal"],
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
  ["a blob deleted", "DELETE FROM blob", "seal"],
  ["a seal changed", "UPDATE seal SET covers = '{}' WHERE id = 2", "seal"],
  ["a seal taken out", "DELETE FROM seal WHERE id = 2", "seal"],
  ["a seal that is not JSON", "UPDATE seal SET covers = '{' WHERE id = 2", "seal"],
  [
    "a run taken out with everything of its own",
    "DELETE FROM ledger WHERE run = 'rt-1'; DELETE FROM event WHERE run = 'rt-1'; DELETE FROM spend WHERE run = 'rt-1'; DELETE FROM call WHERE run = 'rt-1'; DELETE FROM input WHERE run = 'rt-1'; DELETE FROM run WHERE run = 'rt-1'; DELETE FROM seal WHERE run = 'rt-1'",
    "seal",
  ],
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

test("a fork, a cap and an input that was taken are sealed as they are written", () => {
  const journal = openSqliteJournal({ home, clock });
  journal.fork("rt-1", 3, "rt-3");
  journal.setCap("rt-1", 100);
  journal.setCap("rt-1", undefined);
  const taken = journal.acquire("rt-1");
  const [input] = journal.pending("rt-1");
  if (taken.ok) {
    const inputs = [{ id: input?.id ?? 0 }];
    journal.commit("rt-1", taken.value, 7, { settle: [], lose: [], facts: [], inputs, reserve: [], status: "paused" });
  }
  journal.close();
  expect(verify()).toEqual([]);
  damage("UPDATE event SET at_ms = 1 WHERE run = 'rt-3' AND seq = 2; UPDATE input SET taken_seq = 6 WHERE run = 'rt-1'");
  expect(verify().map(({ run, check }) => [run, check])).toEqual([
    ["rt-1", "seal"],
    ["rt-3", "seal"],
  ]);
});

test("the newest seal names everything before it: noted elsewhere, it shows a history that was written anew", () => {
  const journal = openSqliteJournal({ home, clock });
  const noted = journal.seal();
  journal.setCap("rt-2", 5);
  expect([journal.seal() !== noted, journal.hasSeal(noted), journal.hasSeal("")]).toEqual([true, true, false]);
  journal.close();
  damage("DELETE FROM seal WHERE id >= (SELECT MAX(id) - 1 FROM seal)");
  const after = openSqliteJournal({ home, clock });
  expect(after.hasSeal(noted)).toBe(false);
  after.close();
});

test("a home of an earlier schema verifies after its upgrade, and what it held is sealed with it", () => {
  const before = verify();
  damage(`DROP VIEW sealable; DROP TABLE seal; DELETE FROM migration WHERE number >= 4; PRAGMA user_version = 3`);
  expect([before, verify()]).toEqual([[], []]);
  const journal = openSqliteJournal({ home, clock });
  journal.setCap("rt-2", 5);
  journal.close();
  expect(verify()).toEqual([]);
  damage("UPDATE event SET at_ms = at_ms + 1 WHERE run = 'rt-1' AND seq = 3");
  expect(verify().map(({ run, check }) => [run, check])).toEqual([["rt-1", "seal"]]);
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
