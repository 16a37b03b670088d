import { describe, expect, it } from "vitest";
import type { Machine, Reply } from "../../src/core/run/machine.ts";
import { embeddedEngine } from "../../src/engines/embedded/engine.ts";
import type { Journal } from "../../src/ports/journal.ts";
import { openMemoryJournal } from "../../src/storage/memory/journal.ts";
import { openSqliteJournal } from "../../src/storage/sqlite/journal.ts";
import { drawnLatency, findings, journalHash, openTable, systemClock, tableEngine } from "../kit/drive.ts";
import { temporaryFolder } from "../kit/home.ts";
import { nightOpening, nightShape } from "../kit/night-shape.ts";

const never = new AbortController().signal;

const journals: readonly (readonly [string, () => Journal])[] = [
  ["memory", () => openMemoryJournal({ clock: systemClock })],
  ["sqlite", () => openSqliteJournal({ home: temporaryFolder("driver"), clock: systemClock })],
];

const referenceHash = async (knobs = {}): Promise<string> => {
  const journal = openMemoryJournal({ clock: systemClock });
  openTable(journal, "rt", knobs);
  expect(await tableEngine(journal, knobs).host("rt", { signal: never })).toEqual({ kind: "done" });
  return journalHash(journal, "rt");
};

describe.each(journals)("the embedded driver over %s", (_name, open) => {
  it("writes one journal at any latency and concurrency", async () => {
    const expected = await referenceHash();
    for (let seed = 0; seed < 15; seed++) {
      const journal = open();
      openTable(journal, "rt");
      const engine = tableEngine(journal, {}, { latencyMs: drawnLatency(`s${seed}`, 4) }, { concurrency: 1 + (seed % 8) });
      expect(await engine.host("rt", { signal: never })).toEqual({ kind: "done" });
      expect(journalHash(journal, "rt")).toBe(expected);
      expect(findings(journal)).toEqual([]);
      journal.close();
    }
  });

  it("resumes after aborts at random moments to the same bytes, and asks no stored reply again", async () => {
    const expected = await referenceHash();
    for (let seed = 0; seed < 8; seed++) {
      const journal = open();
      openTable(journal, "rt");
      const asked = new Map<string, number>();
      const onCall = (step: string): void => void asked.set(step, (asked.get(step) ?? 0) + 1);
      let outcome = { kind: "interrupted" };
      for (let cut = 0; outcome.kind === "interrupted"; cut++) {
        const abort = new AbortController();
        const engine = tableEngine(journal, {}, { latencyMs: drawnLatency(`a${seed}`, 6), onCall }, { concurrency: 4 });
        if (cut < 4) setTimeout(() => abort.abort(), 5 + drawnLatency(`c${seed}`, 40)(String(cut)));
        outcome = await engine.host("rt", { signal: abort.signal });
      }
      expect(outcome).toEqual({ kind: "done" });
      expect(journalHash(journal, "rt")).toBe(expected);
      expect(findings(journal)).toEqual([]);
      const answered = journal.calls("rt").filter(({ reply }) => reply !== undefined);
      expect(new Set(answered.map(({ step }) => step)).size).toBe(answered.length);
      journal.close();
    }
  });

  it("pauses, keeps what was in flight, and goes on where it stood", async () => {
    const journal = open();
    openTable(journal, "rt");
    const asked: string[] = [];
    const engine = tableEngine(journal, {}, { latencyMs: () => 2, onCall: (step) => void asked.push(step) });
    setTimeout(() => journal.offer("rt", { key: "pause/1", kind: "pause", data: { reason: "lunch" } }, "operator"), 20);
    expect(await engine.host("rt", { signal: never })).toEqual({ kind: "paused" });
    expect(journal.calls("rt").every(({ reply }) => reply !== undefined)).toBe(true);
    journal.offer("rt", { key: "resume/1", kind: "resume", data: {} }, "operator");
    expect(await engine.host("rt", { signal: never })).toEqual({ kind: "done" });
    expect(asked.length).toBe(new Set(journal.calls("rt").map(({ step }) => step)).size);
    expect(findings(journal)).toEqual([]);
    journal.close();
  });

  it("cuts with a reason, gives every fee back, and closes for ever", async () => {
    const journal = open();
    openTable(journal, "rt");
    expect([...journal.balances().values()]).toEqual([-5, -5, -5, -5]);
    setTimeout(() => journal.offer("rt", { key: "cut/1", kind: "cut", data: { reason: "fire drill" } }, "operator"), 15);
    expect(await tableEngine(journal, {}, { latencyMs: () => 3 }).host("rt", { signal: never })).toEqual({ kind: "done" });
    expect([...journal.balances().values()]).toEqual([0, 0, 0, 0]);
    expect(journal.read("rt").at(-1)).toMatchObject({ kind: "roundtable-closed", data: { outcome: "cut", reason: "fire drill" } });
    expect(journal.run("rt")?.status).toBe("done");
    expect(findings(journal)).toEqual([]);
    journal.close();
  });

  it("never passes its cap, repeats no call, and reaches the same facts when the cap is raised", async () => {
    const story = (journal: Journal): string =>
      JSON.stringify(
        journal
          .read("rt")
          .filter(({ step }) => !step.startsWith("input:"))
          .map(({ kind, step, data }) => ({ kind, step, data })),
      );
    const free = open();
    openTable(free, "rt");
    await tableEngine(free).host("rt", { signal: never });
    const capped = open();
    openTable(capped, "rt", {}, 60);
    const asked: string[] = [];
    let outcome = await tableEngine(capped, {}, { onCall: (step) => void asked.push(step) }).host("rt", { signal: never });
    let pauses = 0;
    while (outcome.kind === "capped") {
      pauses += 1;
      const row = capped.run("rt");
      expect(row?.exposureMicroUsd).toBeLessThanOrEqual(row?.capMicroUsd ?? 0);
      capped.setCap("rt", (row?.capMicroUsd ?? 0) + 60);
      capped.offer("rt", { key: `resume/${pauses}`, kind: "resume", data: {} }, "operator");
      outcome = await tableEngine(capped, {}, { onCall: (step) => void asked.push(step) }).host("rt", { signal: never });
    }
    expect(outcome).toEqual({ kind: "done" });
    expect(pauses).toBeGreaterThan(2);
    expect(asked.length).toBe(new Set(capped.calls("rt").map(({ step }) => step)).size);
    expect(story(capped)).toBe(story(free));
    expect(findings(capped)).toEqual([]);
  });

  it("a run is stopped by its cap only once its calls in flight are settled, and is then paused with their replies stored", async () => {
    const journal = open();
    openTable(journal, "rt", {}, 25);
    let atEnd: readonly string[] = [];
    const engine = tableEngine(journal, {}, { latencyMs: (step) => (step.includes("/bo/") ? 300 : 1) }, { concurrency: 2 });
    const onEvents = (): void => {
      atEnd = unanswered(journal);
    };
    expect((await engine.host("rt", { signal: never, onEvents })).kind).toBe("capped");
    expect(atEnd).toEqual([]);
    expect(journal.read("rt").at(-1)).toMatchObject({ kind: "run-paused", data: { reason: "cap" } });
    expect([journal.run("rt")?.status, unanswered(journal)]).toEqual(["paused", []]);
    expect(findings(journal)).toEqual([]);
    journal.close();
  });
});

/** Calls that were asked and have no reply yet. */
const unanswered = (journal: Journal): readonly string[] =>
  journal
    .calls("rt")
    .filter(({ reply }) => reply === undefined)
    .map(({ step }) => step);

describe("a backend that costs more than it said", () => {
  it.each([0, 1])("is stopped after the call that passed the cap, whatever it claims (%i at worst)", async (worstMicroUsd) => {
    const journal = openMemoryJournal({ clock: systemClock });
    const nextSteps: typeof nightShape.nextSteps = (state, limit) =>
      nightShape.nextSteps(state, limit).map((step) => (step.kind === "call" ? { ...step, worstMicroUsd } : step));
    const machine = { ...nightShape, nextSteps } as Machine<unknown>;
    const perform = async (): Promise<Reply> => ({ ok: true, value: { score: 1 }, microUsd: 50 });
    const hosted = new Map([["night-shape", { machine, performer: "test", perform }]]);
    journal.open({ run: "n", kind: "night-shape", version: 1, title: "", facts: nightOpening(9), ledger: [[]], capMicroUsd: 120 });
    const engine = embeddedEngine({ journal, hosted, limits: { concurrency: 1 } });
    expect((await engine.host("n", { signal: never })).kind).toBe("capped");
    expect([journal.run("n")?.exposureMicroUsd, journal.calls("n").length, journal.run("n")?.status]).toEqual([150, 3, "paused"]);
    journal.setCap("n", 1_000);
    journal.offer("n", { key: "resume/1", kind: "resume", data: {} }, "operator");
    expect(await engine.host("n", { signal: never })).toEqual({ kind: "done" });
    expect([journal.run("n")?.exposureMicroUsd, journal.calls("n").length]).toEqual([450, 9]);
    expect(journal.verify(() => [])).toEqual([]);
  });
});

describe("what a reply says that it cost", () => {
  const costs = async (reply: (signal: AbortSignal) => Promise<Reply>, timeoutMs = 60_000): Promise<number | undefined> => {
    const journal = openMemoryJournal({ clock: systemClock });
    const nextSteps: typeof nightShape.nextSteps = (state, limit) =>
      nightShape.nextSteps(state, limit).map((step) => (step.kind === "call" ? { ...step, timeoutMs } : step));
    const machine = { ...nightShape, nextSteps } as Machine<unknown>;
    const hosted = { machine, performer: "test", perform: ({ signal }: { signal: AbortSignal }) => reply(signal), worstMicroUsd: () => 70 };
    journal.open({ run: "n", kind: "night-shape", version: 1, title: "", facts: nightOpening(1), ledger: [[]] });
    const outcome = await embeddedEngine({ journal, hosted: new Map([["night-shape", hosted]]) }).host("n", { signal: never });
    expect([outcome.kind, journal.verify(() => [])]).toEqual(["done", []]);
    return journal.run("n")?.exposureMicroUsd;
  };
  const fault = { kind: "unavailable", message: "broke" } as const;

  it.each<[string, Reply, number]>([
    ["an amount", { ok: true, value: { score: 1 }, microUsd: 9 }, 9],
    ["a fraction, rounded up", { ok: true, value: { score: 1 }, microUsd: 9.2 }, 10],
    ["less than nothing", { ok: true, value: { score: 1 }, microUsd: -9 }, 70],
    ["no number", { ok: true, value: { score: 1 }, microUsd: Number.NaN }, 70],
    ["nothing at all", { ok: true, value: { score: 1 } }, 70],
    ["a fault that cost something", { ok: false, fault, microUsd: 8 }, 8],
    ["a fault of which nobody knows what it cost", { ok: false, fault }, 70],
  ])("is booked as it is where it is an amount, else as the whole reservation: %s", async (_what, reply, booked) => {
    expect(await costs(async () => reply)).toBe(booked);
  });

  it("is the whole reservation where the time was over, or the performer threw", async () => {
    expect(
      await costs((signal) => new Promise((resolve) => signal.addEventListener("abort", () => resolve({ ok: false, fault }))), 20),
    ).toBe(70);
    expect(await costs(() => Promise.reject(new Error("bug")))).toBe(70);
  });
});

describe("a cap for part of what is asked", () => {
  it("lets as many calls start as fit, and what they leave is for the others", async () => {
    const journal = openMemoryJournal({ clock: systemClock });
    let most = 0;
    let flying = 0;
    const perform = async (): Promise<Reply> => {
      most = Math.max(most, ++flying);
      await new Promise((resolve) => setTimeout(resolve, 2));
      flying--;
      return { ok: true, value: { score: 1 }, microUsd: 5 };
    };
    const hosted = { machine: nightShape as Machine<unknown>, performer: "test", perform, worstMicroUsd: () => 40 };
    journal.open({ run: "n", kind: "night-shape", version: 1, title: "", facts: nightOpening(9), ledger: [[]], capMicroUsd: 100 });
    const outcome = await embeddedEngine({ journal, hosted: new Map([["night-shape", hosted]]) }).host("n", { signal: never });
    expect([outcome.kind, most, journal.run("n")?.exposureMicroUsd]).toEqual(["done", 2, 45]);
  });
});

describe("fork", () => {
  it("at every step boundary gives the same rest, in a ledger book of its own", async () => {
    const journal = openMemoryJournal({ clock: systemClock });
    openTable(journal, "rt");
    await tableEngine(journal).host("rt", { signal: never });
    const events = journal.read("rt");
    const balances = [...journal.balances()];
    let forks = 0;
    for (let at = 1; at < events.length; at++) {
      const made = journal.fork("rt", at, `fork-${at}`);
      if (!made.ok) continue;
      forks += 1;
      expect(made.value.at).toBeLessThanOrEqual(at);
      await tableEngine(journal).host(`fork-${at}`, { signal: never });
      expect(journalHash(journal, `fork-${at}`)).toBe(journalHash(journal, "rt"));
    }
    expect(forks).toBeGreaterThan(60);
    expect([...journal.balances()]).toEqual(balances);
    expect(findings(journal)).toEqual([]);
  });
});

describe("two drivers on one run", () => {
  it("the second is told who holds it", async () => {
    const home = temporaryFolder("held");
    const first = openSqliteJournal({ home, clock: systemClock });
    const second = openSqliteJournal({ home, clock: systemClock });
    openTable(first, "rt");
    const running = tableEngine(first, {}, { latencyMs: () => 2 }).host("rt", { signal: never });
    await new Promise((resolve) => setTimeout(resolve, 10));
    expect(await tableEngine(second).host("rt", { signal: never })).toMatchObject({ kind: "held" });
    expect(await running).toEqual({ kind: "done" });
  });

  it("that ignore the lock: the loser is refused at its next commit and the journal is whole", async () => {
    const expected = await referenceHash();
    for (let seed = 0; seed < 10; seed++) {
      const journal = openMemoryJournal({ clock: systemClock });
      openTable(journal, "rt");
      // One journal instance is one host, so a second engine on it takes the run over as if the lock did not exist.
      const drive = async (name: string, waitMs: number): Promise<string> => {
        await new Promise((resolve) => setTimeout(resolve, waitMs));
        const engine = tableEngine(journal, {}, { latencyMs: drawnLatency(`${name}${seed}`, 3) });
        return (await engine.host("rt", { signal: never })).kind;
      };
      expect(await Promise.all([drive("left", 0), drive("right", 4 * seed)])).toEqual(["conflict", "done"]);
      expect(journalHash(journal, "rt")).toBe(expected);
      expect(findings(journal)).toEqual([]);
    }
  });
});
