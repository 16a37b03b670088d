/** A process that uses one journal as its first argument (JSON) says, and prints JSON lines. Killed at will by the tests. */
import { writeSync } from "node:fs";
import { setTimeout as sleep } from "node:timers/promises";
import type { Journal } from "../../src/ports/journal.ts";
import { openSqliteJournal } from "../../src/storage/sqlite/journal.ts";
import { StorageError } from "../../src/storage/storage-error.ts";

export type Order =
  | { readonly do: "append"; readonly run: string; readonly commits: number; readonly dieAt?: string; readonly dieOn?: number }
  | { readonly do: "contend"; readonly run: string; readonly own: string; readonly commits: number; readonly turns: number }
  | { readonly do: "fill"; readonly run: string; readonly bytes: number; readonly filler?: string }
  | { readonly do: "hold"; readonly run: string; readonly calls?: number }
  | { readonly do: "watch"; readonly count: number }
  | { readonly do: "subscribe-and-end" }
  | { readonly do: "open" };

type Options = { readonly home: string } & Order;

const options = JSON.parse(process.argv[2] as string) as Options;
let commits = 0;

const say = (line: unknown): void => {
  writeSync(1, `${JSON.stringify(line)}\n`);
};

const dieHere = (name: string): void => {
  if (options.do !== "append" || name !== options.dieAt || commits !== options.dieOn) return;
  process.kill(process.pid, "SIGKILL");
};

const clock = { now: () => Date.now(), elapsed: () => performance.now() };

type Claim = { readonly run: string; readonly fence: number; head: number; flying: { readonly step: string; readonly attempt: number }[] };

/** Opens the run unless it exists, takes it and notes the calls that an earlier holder left in flight. */
const take = (journal: Journal, run: string): Claim | undefined => {
  if (journal.run(run) === undefined) {
    journal.open({ run, kind: "test", version: 1, title: run, facts: [{ kind: "opened", data: {} }], ledger: [[]] });
  }
  const taken = journal.acquire(run);
  if (!taken.ok) return undefined;
  const flying = journal.calls(run).filter(({ reply, lost }) => reply === undefined && !lost);
  return { run, fence: taken.value, head: journal.run(run)?.head as number, flying };
};

const mustTake = (journal: Journal, run: string): Claim => {
  const claim = take(journal, run);
  if (claim === undefined) throw new Error(`run ${run} is held`);
  return claim;
};

/** A sequential step: settles the last call, loses older ones, appends three facts and a ledger line, reserves the next. */
const step = (journal: Journal, claim: Claim, text = ""): void => {
  const { run, fence, head, flying } = claim;
  const started = performance.now();
  const outcome = journal.commit(run, fence, head, {
    settle: flying.slice(-1).map(({ step, attempt }) => ({ step, attempt, reply: { ok: true, value: head }, microUsd: 3 })),
    lose: flying.slice(0, -1).map(({ step, attempt }) => ({ step, attempt })),
    facts: [
      {
        step: `s/${head}`,
        facts: [0, 1, 2].map((i) => ({ kind: "said", data: { head, i, text } })),
        ledger: [[{ account: "clare", amount: 1, reason: "award", name: String(head) }], [], []],
      },
    ],
    inputs: [],
    reserve: [{ step: `c/${head}`, request: { head }, performer: "here", worstMicroUsd: 7 }],
    status: "open",
  });
  if (!outcome.ok) throw new Error(outcome.fault.message);
  claim.flying = [{ step: `c/${head}`, attempt: outcome.value.attempts[0] as number }];
  claim.head = outcome.value.head;
  say({ run, head: claim.head, hash: outcome.value.events.at(-1)?.hash, ms: performance.now() - started });
};

/** Stores the raw reply of the call in flight at once, before it becomes a fact. */
const reply = (journal: Journal, claim: Claim): void => {
  const { run, fence, head, flying } = claim;
  const settle = flying.map((call) => ({ ...call, reply: { ok: true, value: "raw" } as const, microUsd: 2 }));
  const outcome = journal.commit(run, fence, head, { settle, lose: [], facts: [], inputs: [], reserve: [], status: "open" });
  if (!outcome.ok) throw new Error(outcome.fault.message);
  claim.flying = [];
  for (const { step } of flying) say({ run, replied: step });
};

const append = (journal: Journal, run: string, count: number, replies: boolean): void => {
  const claim = mustTake(journal, run);
  for (commits = 1; commits <= count; commits++) {
    step(journal, claim);
    if (replies) reply(journal, claim);
  }
};

/** Takes a run that others want too, appends to it once and gives it back, `turns` times. */
const contend = async (journal: Journal, run: string, turns: number): Promise<void> => {
  let held = 0;
  for (let turn = 0; turn < turns; ) {
    const claim = take(journal, run);
    if (claim === undefined) {
      held++;
      await sleep(1 + Math.random() * 5);
      continue;
    }
    step(journal, claim);
    journal.release(run, claim.fence);
    turn++;
    await sleep(Math.random() * 3);
  }
  say({ held });
};

/** Appends until the disk refuses, checks that nothing is broken, waits for space and goes on. */
const fill = async (journal: Journal, run: string, bytes: number): Promise<void> => {
  const claim = mustTake(journal, run);
  try {
    for (;;) step(journal, claim, "x".repeat(bytes));
  } catch (error) {
    if (!(error instanceof StorageError)) throw error;
    say({ full: error.code, message: error.message, path: error.path, head: claim.head, stored: journal.read(run).length });
  }
  process.stdin.resume();
  await new Promise((resolve) => process.stdin.once("data", resolve));
  process.stdin.destroy();
  const before = claim.head;
  step(journal, claim, "x".repeat(bytes));
  say({ again: claim.head - before, stored: journal.read(run).length });
};

/** Takes a run and begins so many calls, which it never answers. */
const hold = (journal: Journal, run: string, calls: number): void => {
  const { fence, head } = mustTake(journal, run);
  const reserve = Array.from({ length: calls }, (_, i) => ({ step: `ask/${i + 1}`, request: i, performer: "test", worstMicroUsd: 5 }));
  if (calls > 0) journal.commit(run, fence, head, { settle: [], lose: [], facts: [], inputs: [], reserve, status: "open" });
  say({ fence });
};

const main = async (): Promise<void> => {
  const journal = openSqliteJournal({ home: options.home, clock, failpoint: dieHere });
  switch (options.do) {
    case "append":
      append(journal, options.run, options.commits, true);
      break;
    case "contend":
      append(journal, options.own, options.commits, false);
      await contend(journal, options.run, options.turns);
      break;
    case "fill":
      await fill(journal, options.run, options.bytes);
      break;
    case "hold":
      hold(journal, options.run, options.calls ?? 0);
      await sleep(60_000);
      break;
    case "watch": {
      let seen = journal.readAll(0, 10_000).at(-1)?.id ?? 0;
      let left = options.count;
      const keepAlive = setInterval(() => {}, 1000);
      await new Promise<void>((resolve) => {
        journal.subscribe(() => {
          for (const { id, data } of journal.readAll(seen, 1000)) {
            seen = id;
            say({ late: Date.now() - (data as { sentMs: number }).sentMs });
            if (--left === 0) resolve();
          }
        });
        say({ ready: true });
      });
      clearInterval(keepAlive);
      break;
    }
    case "subscribe-and-end":
      journal.subscribe(() => {});
      return;
    case "open":
      say({ opened: true });
  }
  journal.close();
};

main().catch((error: unknown) => {
  say({ error: error instanceof StorageError ? error.code : "other", message: String(error) });
  process.exitCode = 1;
});
