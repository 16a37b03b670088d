import { readdirSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { expect, test } from "vitest";
import { listRuns } from "../../src/usecases/runs/list.ts";
import { startWriter, temporaryHome, withJournal } from "./processes.ts";

test("a run is held while its process lives and free within milliseconds of its death", async () => {
  const { home, remove } = temporaryHome();
  const late: number[] = [];
  for (let round = 0; round < 5; round++) {
    const holder = startWriter(home, { do: "hold", run: "rt-1" });
    const { fence } = await holder.heard("fence");
    withJournal(home, (journal) => {
      expect(journal.isHosted("rt-1")).toBe(true);
      const refused = journal.acquire("rt-1");
      expect(!refused.ok && [refused.fault.kind, refused.fault.message.includes(`process ${holder.child.pid}`)]).toEqual(["held", true]);
    });
    const killed = performance.now();
    holder.child.kill("SIGKILL");
    for (let taken = false; !taken; ) {
      taken = withJournal(home, (journal) => {
        // A look must not take the dead host's place: whether it says so is what acquiring finds a moment later.
        const isHosted = journal.isHosted("rt-1");
        const outcome = journal.acquire("rt-1");
        if (outcome.ok) expect(outcome.value).toBeGreaterThan(fence as number);
        if (!isHosted) expect(outcome.ok).toBe(true);
        return outcome.ok;
      });
      if (!taken) await sleep(1);
    }
    late.push(performance.now() - killed);
    await holder.ended;
  }
  expect(Math.max(...late)).toBeLessThan(2000);
  expect(readdirSync(join(home, "hosts"))).toEqual([]);
  console.log(`lease: dead holder seen after ${late.map((ms) => ms.toFixed(1)).join(", ")} ms`);
  remove();
});

test("the list says open, then running, and open again once a process that began nothing is killed", async () => {
  const { home, remove } = temporaryHome();
  const state = (): string | undefined => withJournal(home, (journal) => listRuns(journal, 1)[0]?.state);
  withJournal(home, (journal) => {
    journal.open({ run: "rt-1", kind: "test", version: 1, title: "", facts: [{ kind: "opened", data: {} }], ledger: [[]] });
  });
  expect(state()).toBe("open");
  const holder = startWriter(home, { do: "hold", run: "rt-1" });
  await holder.heard("fence");
  expect(state()).toBe("running");
  holder.child.kill("SIGKILL");
  await holder.ended;
  expect(state()).toBe("open");
  remove();
});

test("the list says interrupted of a run whose process is killed with a call in flight", async () => {
  const { home, remove } = temporaryHome();
  const found = (): [state: string | undefined, inFlight: number] =>
    withJournal(home, (journal) => [
      listRuns(journal, 1)[0]?.state,
      journal.calls("rt-1").filter(({ reply }) => reply === undefined).length,
    ]);
  const holder = startWriter(home, { do: "hold", run: "rt-1", calls: 2 });
  await holder.heard("fence");
  expect(found()).toEqual(["running", 2]);
  holder.child.kill("SIGKILL");
  expect(await holder.ended).toEqual({ code: null, signal: "SIGKILL" });
  expect(found()).toEqual(["interrupted", 2]);
  remove();
});

test("watchers in other processes hear of each commit", async () => {
  const { home, remove } = temporaryHome();
  const watchers = [0, 1, 2].map(() => startWriter(home, { do: "watch", count: 40 }));
  await Promise.all(watchers.map(({ heard }) => heard("ready")));
  for (let i = 0; i < 40; i++) {
    withJournal(home, (journal) => {
      const facts = [{ kind: "sent", data: { sentMs: Date.now() } }];
      journal.open({ run: `rt-${i}`, kind: "test", version: 1, title: "", facts, ledger: [[]] });
    });
    await sleep(20);
  }
  await Promise.all(watchers.map(({ ended }) => ended));
  const late = watchers.flatMap(({ said }) => said.filter((line) => "late" in line).map((line) => line.late as number));
  expect(late).toHaveLength(3 * 40);
  late.sort((left, right) => left - right);
  console.log(`bell: 3 watchers, median ${late[60]} ms, p95 ${late[113]} ms, longest ${late.at(-1)} ms`);
  expect(late.at(-1)).toBeLessThan(1000);
  remove();
});

test("a subscription keeps no process alive", async () => {
  const { home, remove } = temporaryHome();
  const started = performance.now();
  expect(await startWriter(home, { do: "subscribe-and-end" }).ended).toEqual({ code: 0, signal: null });
  expect(performance.now() - started).toBeLessThan(5000);
  remove();
});
