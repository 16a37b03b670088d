/** Prints what the SQLite journal costs, beside a bare INSERT on the same disk in the same run. `node bench/journal.ts` */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import type { Json } from "../src/core/kernel/json.ts";
import type { Fence, Journal } from "../src/ports/journal.ts";
import { openSqliteJournal } from "../src/storage/sqlite/journal.ts";

const home = mkdtempSync(join(process.env.MOOT_BENCH_DIR ?? tmpdir(), "moot-bench-"));
const clock = { now: () => Date.now(), elapsed: () => performance.now() };
const data = (i: number): Json => ({ ordinal: i, seat: "clare", round: 2, phase: "speak", text: "x".repeat(160) });

const timed = (work: () => void): number => {
  const start = performance.now();
  work();
  return performance.now() - start;
};

const best = (repeats: number, work: () => void): number => Math.min(...Array.from({ length: repeats }, () => timed(work)));

const print = (name: string, figure: string): void => console.log(`${name.padEnd(64)} ${figure}`);

const perSecond = (count: number, ms: number): string => `${Math.round((count / ms) * 1000).toLocaleString("en")}/s`;

let bares = 0;

/** The floor: the same bytes into a table with the same keys and nothing else. */
const bareInserts = (count: number, batch: number): number => {
  const db = new DatabaseSync(join(home, `bare-${bares++}.db`));
  db.exec("PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL");
  db.exec(
    "CREATE TABLE event (id INTEGER PRIMARY KEY, run TEXT, seq INTEGER, kind TEXT, step TEXT, data TEXT, hash TEXT, UNIQUE (run, seq))",
  );
  const insert = db.prepare("INSERT INTO event(run, seq, kind, step, data, hash) VALUES (?, ?, ?, ?, ?, ?)");
  const text = JSON.stringify(data(1));
  const ms = timed(() => {
    for (let i = 0; i < count; i += batch) {
      if (batch > 1) db.exec("BEGIN IMMEDIATE");
      for (let j = i; j < i + batch; j++) insert.run("rt-bare", j, "turn-spoken", "r1/speak/clare/1", text, "0".repeat(64));
      if (batch > 1) db.exec("COMMIT");
    }
  });
  db.close();
  return ms;
};

type Driven = { readonly run: string; readonly fence: Fence; head: number };

const openRun = (journal: Journal, run: string): Driven => {
  journal.open({ run, kind: "roundtable", version: 1, title: run, facts: [{ kind: "opened", data: {} }], ledger: [[]] });
  const taken = journal.acquire(run);
  if (!taken.ok) throw new Error(taken.fault.message);
  return { run, fence: taken.value, head: 1 };
};

const commit = (journal: Journal, driven: Driven, batch: number, full: boolean): void => {
  const first = driven.head;
  const facts = Array.from({ length: batch }, (_, i) => ({
    step: `s/${first + i}`,
    facts: [{ kind: "turn-spoken", data: data(i) }],
    ledger: [full ? [{ account: "clare", amount: 1, reason: "award", name: String(first + i) }] : []],
  }));
  const settle =
    full && first > 1 ? [{ step: `c/${first - 1}`, attempt: 1, reply: { ok: true, value: "said" } as const, microUsd: 5 }] : [];
  const reserve = full ? [{ step: `c/${first}`, request: { ask: first }, performer: "here", worstMicroUsd: 9 }] : [];
  const outcome = journal.commit(driven.run, driven.fence, first, { settle, lose: [], facts, inputs: [], reserve, status: "open" });
  if (!outcome.ok) throw new Error(outcome.fault.message);
  driven.head = outcome.value.head;
};

const commits = (journal: Journal, run: string, count: number, batch: number, full = false): number => {
  const driven = openRun(journal, run);
  return timed(() => {
    for (let i = 0; i < count; i += batch) commit(journal, driven, batch, full);
  });
};

const journal = openSqliteJournal({ home, clock });
commits(journal, "rt-warm", 2_000, 1, true);
bareInserts(500, 1);

/** Bare and own writes in turns, so that both meet the same disk; the middle ratio of all turns. */
const compare = (name: string, count: number, batch: number, full: boolean): void => {
  const turns = Array.from({ length: 9 }, (_, turn) => {
    const bare = bareInserts(count, batch);
    return { bare, own: commits(journal, `rt-${name}-${turn}`, count, batch, full) };
  });
  const middle = (values: number[]): number => values.sort((left, right) => left - right)[4] as number;
  const [bare, own] = [middle(turns.map((turn) => turn.bare)), middle(turns.map((turn) => turn.own))];
  const ratio = middle(turns.map((turn) => turn.own / turn.bare));
  print(name, `${perSecond(count, own)}, bare INSERT ${perSecond(count, bare)} (${ratio.toFixed(2)} x)`);
};
compare("commit of one event, FULL", 1_000, 1, false);
compare("commit of 100 events, FULL", 20_000, 100, false);
compare("commit of one event with call, spend and ledger line, FULL", 1_000, 1, true);

for (const count of [1_000, 10_000, 100_000]) {
  commits(journal, `rt-read-${count}`, count, 250);
  const cold = openSqliteJournal({ home, clock });
  print(`read ${count.toLocaleString("en")} events, first`, `${timed(() => cold.read(`rt-read-${count}`)).toFixed(1)} ms`);
  print(`read ${count.toLocaleString("en")} events, best of 5`, `${best(5, () => cold.read(`rt-read-${count}`)).toFixed(1)} ms`);
  print(`verify ${count.toLocaleString("en")} events`, `${timed(() => cold.verify(() => [], `rt-read-${count}`)).toFixed(1)} ms`);
  cold.close();
}
print("open the journal of an existing home", `${best(20, () => openSqliteJournal({ home, clock }).close()).toFixed(2)} ms`);
openRun(journal, "rt-lease");
print("acquire + release, two commits", `${((best(5, () => cycles(200)) / 200) * 1000).toFixed(0)} µs`);
journal.close();
rmSync(home, { recursive: true });

function cycles(count: number): void {
  for (let i = 0; i < count; i++) {
    const taken = journal.acquire("rt-lease");
    if (taken.ok) journal.release("rt-lease", taken.value);
  }
}
