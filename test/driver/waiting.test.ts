import { describe, expect, it } from "vitest";
import { random } from "../../src/core/kernel/random.ts";
import type { Reply } from "../../src/core/run/machine.ts";
import { type EmbeddedLimits, embeddedEngine } from "../../src/engines/embedded/engine.ts";
import type { Engine, Outcome } from "../../src/ports/engine.ts";
import type { Journal } from "../../src/ports/journal.ts";
import { openMemoryJournal } from "../../src/storage/memory/journal.ts";
import { openSqliteJournal } from "../../src/storage/sqlite/journal.ts";
import { findings, journalHash, machine, openTable, systemClock, tableEngine } from "../kit/drive.ts";
import { temporaryFolder } from "../kit/home.ts";
import { tableReply } from "../kit/table.ts";

const never = new AbortController().signal;

const journals: readonly (readonly [string, () => Journal])[] = [
  ["memory", () => openMemoryJournal({ clock: systemClock })],
  ["sqlite", () => openSqliteJournal({ home: temporaryFolder("waiting"), clock: systemClock })],
];

/** A table whose calls are answered by files: a call waits until its step is among `written`. */
const fileEngine = (journal: Journal, written: ReadonlySet<string>, asked: string[] = [], limits: EmbeddedLimits = {}): Engine => {
  const reply = tableReply({});
  const perform = async ({ step, request }: { readonly step: string; readonly request: Parameters<typeof reply>[1] }): Promise<Reply> => {
    asked.push(step);
    if (written.has(step)) return reply(step, request);
    return { ok: false, fault: { kind: "waiting", message: `waits for ${step}`, files: [step] } };
  };
  return embeddedEngine({ journal, hosted: new Map([["roundtable", { machine, perform, performer: "test" }]]), limits });
};

const filesOf = (outcome: Outcome): readonly string[] => {
  if (outcome.kind !== "waiting") expect.fail(`expected waiting but found ${outcome.kind}`);
  return outcome.files;
};

const referenceHash = async (): Promise<string> => {
  const journal = openMemoryJournal({ clock: systemClock });
  openTable(journal, "rt");
  await tableEngine(journal).host("rt", { signal: never });
  return journalHash(journal, "rt");
};

describe.each(journals)("a call that waits for somebody, over %s", (_name, open) => {
  it("rests the run, open, with the files to write; no fact says so, and nothing is spent or lost", async () => {
    const journal = open();
    openTable(journal, "rt", {}, 100_000);
    const before = journal.read("rt").length;
    const files = filesOf(await fileEngine(journal, new Set()).host("rt", { signal: never }));
    expect(files.length).toBeGreaterThan(1);
    expect(journal.run("rt")).toMatchObject({ status: "open", exposureMicroUsd: 0 });
    expect(journal.read("rt").length - before).toBeLessThan(5);
    expect(JSON.stringify(journal.read("rt"))).not.toContain("waiting");
    expect(journal.calls("rt").map(({ step }) => step)).toEqual([...files].sort());
    expect(journal.calls("rt").filter(({ lost, reply }) => lost || reply === undefined)).toEqual([]);
    expect(findings(journal)).toEqual([]);
    journal.close();
  });

  it("comes to the same bytes when answers come one by one, in any order, each to a new driver", async () => {
    const expected = await referenceHash();
    for (const seed of ["a", "b"]) {
      const draw = random(seed);
      const journal = open();
      openTable(journal, "rt", {}, 100_000);
      const written = new Set<string>();
      let outcome = await fileEngine(journal, written).host("rt", { signal: never });
      let rests = 0;
      while (outcome.kind === "waiting") {
        rests += 1;
        const { files } = outcome;
        written.add(files[draw.below(files.length)] as string);
        outcome = await fileEngine(journal, written).host("rt", { signal: never });
      }
      expect(outcome).toEqual({ kind: "done" });
      expect(rests).toBeGreaterThan(20);
      expect(journalHash(journal, "rt")).toBe(expected);
      expect(findings(journal)).toEqual([]);
      journal.close();
    }
  });

  it("asks each call once a driver, and never one that was answered", async () => {
    const journal = open();
    openTable(journal, "rt");
    const written = new Set<string>();
    let outcome: Outcome = { kind: "paused" };
    do {
      const asked: string[] = [];
      const answered = journal.calls("rt").filter(({ reply }) => reply?.ok === true);
      outcome = await fileEngine(journal, written, asked, { concurrency: 3 }).host("rt", { signal: never });
      expect(new Set(asked).size).toBe(asked.length);
      expect(asked.filter((step) => answered.some((call) => call.step === step))).toEqual([]);
      if (outcome.kind === "waiting") for (const file of outcome.files) written.add(file);
    } while (outcome.kind === "waiting");
    expect(outcome).toEqual({ kind: "done" });
    journal.close();
  });

  it("gives its reservation back while it waits, however often; what is booked is what answers cost, within the cap", async () => {
    const journal = open();
    const [worst, cost] = [1_000, 7];
    openTable(journal, "rt", {}, 40_000);
    const written = new Set<string>();
    const reply = tableReply({});
    const perform = async ({ step, request }: { readonly step: string; readonly request: Parameters<typeof reply>[1] }): Promise<Reply> =>
      written.has(step)
        ? { ...reply(step, request), microUsd: cost }
        : { ok: false, fault: { kind: "waiting", message: `waits for ${step}`, files: [step] }, microUsd: 900 };
    const hosted = { machine, perform, performer: "test", worstMicroUsd: () => worst };
    const drive = () => embeddedEngine({ journal, hosted: new Map([["roundtable", hosted]]) }).host("rt", { signal: never });
    let rests = 0;
    for (let outcome = await drive(); outcome.kind !== "done"; outcome = await drive()) {
      const files = filesOf(outcome);
      expect(journal.run("rt")?.exposureMicroUsd).toBe(written.size * cost);
      // Every other rest nothing was written: the same calls are reserved and given back once more.
      if (++rests % 2 === 0) written.add(files[0] as string);
    }
    const answered = journal.calls("rt").filter((call) => call.reply?.ok === true).length;
    const reserved = journal.spend("rt").reduce((sum, row) => sum + (row.key.endsWith("/reserve") ? row.microUsd : 0), 0);
    expect(journal.run("rt")?.exposureMicroUsd).toBe(answered * cost);
    expect(reserved).toBeGreaterThan(40_000);
    expect(findings(journal)).toEqual([]);
    journal.close();
  });
});
