import { spawn } from "node:child_process";
import { once } from "node:events";
import { setTimeout as sleep } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { expect, it, onTestFinished } from "vitest";
import type { Journal } from "../../src/ports/journal.ts";
import { openMemoryJournal } from "../../src/storage/memory/journal.ts";
import { openSqliteJournal } from "../../src/storage/sqlite/journal.ts";
import { findings, journalHash, openTable, systemClock, tableEngine } from "../kit/drive.ts";
import { temporaryFolder } from "../kit/home.ts";
import { isolatedTable, isRunning, KNOBS, performedIn, startedIn } from "./isolated-table.ts";

const HOST = fileURLToPath(new URL("./host-child.ts", import.meta.url));
const forEver = { signal: new AbortController().signal };

/** The same table, carried in one process. */
const reference = async (): Promise<{ readonly hash: string; readonly events: number }> => {
  const journal = openMemoryJournal({ clock: systemClock });
  openTable(journal, "rt", KNOBS);
  await tableEngine(journal, KNOBS).host("rt", forEver);
  return { hash: journalHash(journal, "rt"), events: journal.read("rt").length };
};

const openAt = (home: string): Journal => {
  const journal = openSqliteJournal({ home, clock: systemClock });
  onTestFinished(() => journal.close());
  return journal;
};

const orphans = (home: string): readonly number[] =>
  startedIn(home)
    .flatMap(({ pid, helper }) => [pid, helper])
    .filter(isRunning);

const expectWhole = async (journal: Journal, home: string): Promise<void> => {
  expect(journalHash(journal, "rt")).toBe((await reference()).hash);
  expect(findings(journal)).toEqual([]);
  const answered = journal
    .calls("rt")
    .filter(({ reply }) => reply !== undefined)
    .map(({ step }) => step);
  expect(new Set(answered).size).toBe(answered.length);
  expect(orphans(home)).toEqual([]);
};

it("a table whose seats and judge are processes writes the same journal, byte for byte, one process a seat", async () => {
  const home = temporaryFolder("isolate");
  const journal = openAt(home);
  openTable(journal, "rt", KNOBS);
  const { engine } = isolatedTable(journal, home, { latencyMs: 5 });
  expect((await engine.host("rt", forEver)).kind).toBe("done");
  await expectWhole(journal, home);
  expect(
    startedIn(home)
      .map(({ seat }) => seat)
      .sort(),
  ).toEqual(["ada", "bo", "cy", "judge"]);
  expect(new Set(performedIn(home)).size).toBe(performedIn(home).length);
});

it("kill -9 of a seat, again and again: it is started again and asked the same turn; no message is lost, no process is left", async () => {
  const home = temporaryFolder("isolate");
  const journal = openAt(home);
  openTable(journal, "rt", KNOBS);
  const { engine } = isolatedTable(journal, home, { latencyMs: 40 });
  const killed = new Set<number>();
  const stop = journal.subscribe(() => {
    const waiting = journal.desk.waiting("rt").find(({ claims }) => claims === 1);
    const victim = startedIn(home).findLast(({ seat }) => seat === waiting?.seat)?.pid;
    if (killed.size >= 12 || victim === undefined || killed.has(victim)) return;
    killed.add(victim);
    process.kill(victim, "SIGKILL");
  });
  expect((await engine.host("rt", forEver)).kind).toBe("done");
  stop();
  await expectWhole(journal, home);
  expect(killed.size).toBe(12);
  // The seat that was killed last may have had nothing more to say.
  expect(startedIn(home).length).toBeGreaterThanOrEqual(4 + killed.size - 1);
  expect(performedIn(home).length - new Set(performedIn(home)).size).toBeLessThanOrEqual(killed.size);
});

it("what a killed try may have cost is counted at its worst", async () => {
  const home = temporaryFolder("isolate");
  const journal = openAt(home);
  openTable(journal, "rt", KNOBS);
  const { engine } = isolatedTable(journal, home, { latencyMs: 60 });
  let killed = "";
  const stop = journal.subscribe(() => {
    const waiting = journal.desk.waiting("rt", "bo").find(({ claims }) => claims > 0);
    const victim = startedIn(home).findLast(({ seat }) => seat === "bo");
    if (killed !== "" || waiting === undefined || victim === undefined) return;
    killed = waiting.step;
    process.kill(victim.pid, "SIGKILL");
  });
  await engine.host("rt", forEver);
  stop();
  expect(killed).not.toBe("");
  expect(journal.spend("rt").find(({ key }) => key === `rt/${killed}/1/spent`)?.microUsd).toBe(4 + 10);
});

it("kill -9 of the driver: its seats go within 5 s with all they started, and the run goes on where it stopped", async () => {
  const home = temporaryFolder("isolate");
  for (const kill of [3, 20, 45]) {
    const host = spawn(process.execPath, [HOST, home, String(kill)], { stdio: ["ignore", "ignore", "inherit"] });
    const [, signal] = await once(host, "exit");
    expect(signal).toBe("SIGKILL");
    const until = Date.now() + 5_000;
    while (orphans(home).length > 0 && Date.now() < until) await sleep(20);
    expect(orphans(home)).toEqual([]);
  }
  const journal = openAt(home);
  const { engine } = isolatedTable(journal, home);
  expect((await engine.host("rt", forEver)).kind).toBe("done");
  await expectWhole(journal, home);
});

it("an answer that was in when its driver died is taken, not asked for again", async () => {
  const home = temporaryFolder("isolate");
  const journal = openAt(home);
  openTable(journal, "rt", KNOBS);
  const first = isolatedTable(journal, home, { latencyMs: 5 });
  const stopped = new AbortController();
  const stop = journal.subscribe(() => {
    if (performedIn(home).length >= 8) stopped.abort();
  });
  await first.engine.host("rt", { signal: stopped.signal });
  stop();
  const { engine } = isolatedTable(journal, home);
  expect((await engine.host("rt", forEver)).kind).toBe("done");
  await expectWhole(journal, home);
  const settled = journal.calls("rt").filter(({ reply }) => reply !== undefined);
  expect(performedIn(home).length - new Set(performedIn(home)).size).toBeLessThanOrEqual(
    settled.filter(({ attempt }) => attempt > 1).length,
  );
});

it("a pause ends the processes; a seat whose program cannot run loses its turns with the reason, and nothing waits for ever", async () => {
  const home = temporaryFolder("isolate");
  const journal = openAt(home);
  openTable(journal, "rt", KNOBS);
  const broken = (seat: string) =>
    seat === "bo" ? { program: process.execPath, args: ["-e", "console.error('no key'); process.exit(3)"], environment: {} } : undefined;
  const { engine } = isolatedTable(journal, home, { maxEnds: 3, command: broken as never });
  const events = await new Promise<readonly string[]>((resolve) => {
    const said: string[] = [];
    void engine
      .host("rt", {
        signal: new AbortController().signal,
        onEvents: (fresh) => {
          for (const { kind, data } of fresh) if (kind === "turn-failed") said.push((data as { fault: { message: string } }).fault.message);
          if (said.length === 1) journal.offer("rt", { key: "pause/1", kind: "pause", data: {} }, "test");
        },
      })
      .then(({ kind }) => resolve([kind, ...said]));
  });
  expect(events[0]).toBe("paused");
  expect(events[1]).toMatch(/the process of bo ended 3 times in a row without an answer \(exit code 3\): no key/u);
  expect(orphans(home)).toEqual([]);
});
