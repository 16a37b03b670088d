import { expect, it } from "vitest";
import type { Machine } from "../../src/core/run/machine.ts";
import { embeddedEngine } from "../../src/engines/embedded/engine.ts";
import type { Hosted, Outcome } from "../../src/ports/engine.ts";
import type { Journal } from "../../src/ports/journal.ts";
import { openMemoryJournal } from "../../src/storage/memory/journal.ts";
import { openSqliteJournal } from "../../src/storage/sqlite/journal.ts";
import { systemClock } from "../kit/drive.ts";
import { temporaryFolder } from "../kit/home.ts";
import { nightOpening, nightReply, nightShape, parentShape } from "../kit/night-shape.ts";

const hosted = (asked: string[]): ReadonlyMap<string, Hosted> => {
  const perform: Hosted["perform"] = async ({ run, step }) => {
    asked.push(`${run} ${step}`);
    await new Promise((resolve) => setTimeout(resolve, 1));
    return nightReply(step);
  };
  return new Map([
    ["night-shape", { machine: nightShape as Machine<unknown>, performer: "test", perform }],
    ["parent-shape", { machine: parentShape as Machine<unknown>, performer: "test", perform }],
  ]);
};

const openParent = (journal: Journal): void => {
  const facts = [{ kind: "opened", data: { children: 4 } }];
  const opened = journal.open({ run: "parent", kind: "parent-shape", version: 1, title: "parent", facts, ledger: [[]] });
  if (!opened.ok) throw new Error(opened.fault.message);
};

it("child runs go side by side, each in a journal of its own, and meet the parent in their closing fact alone", async () => {
  const journal = openMemoryJournal({ clock: systemClock });
  openParent(journal);
  const engine = embeddedEngine({ journal, hosted: hosted([]) });
  expect(await engine.host("parent", { signal: new AbortController().signal })).toEqual({ kind: "done" });
  const children = journal.runs({ parent: "parent" });
  expect(children).toHaveLength(4);
  expect(children.every(({ status }) => status === "done")).toBe(true);
  const outcomes = journal.read("parent").filter(({ kind }) => kind === "child-closed");
  expect(outcomes.map(({ data }) => (data as { step: string }).step)).toEqual(["child/0", "child/1", "child/2", "child/3"]);
  expect(journal.verify(() => [])).toEqual([]);
});

it("a parent interrupted half-way resumes its children where they stood and asks nothing twice", async () => {
  const home = temporaryFolder("children");
  const journal = openSqliteJournal({ home, clock: systemClock });
  openParent(journal);
  const asked: string[] = [];
  const abort = new AbortController();
  setTimeout(() => abort.abort(), 12);
  const first = await embeddedEngine({ journal, hosted: hosted(asked), limits: { concurrency: 2 } }).host("parent", {
    signal: abort.signal,
  });
  expect(first.kind).toBe("interrupted");
  const second = await embeddedEngine({ journal, hosted: hosted(asked), limits: { concurrency: 2 } }).host("parent", {
    signal: new AbortController().signal,
  });
  expect(second).toEqual({ kind: "done" });
  const answered = journal.runs().flatMap(({ run }) =>
    journal
      .calls(run)
      .filter(({ reply }) => reply !== undefined)
      .map(({ step }) => `${run} ${step}`),
  );
  expect(new Set(answered).size).toBe(answered.length);
  expect(journal.verify(() => [])).toEqual([]);
  journal.close();
});

it("an early stop gives up what is in flight, books it as lost, and never lets its reply into the journal", async () => {
  const journal = openMemoryJournal({ clock: systemClock });
  const opened = journal.open({
    run: "night",
    kind: "night-shape",
    version: 1,
    title: "night",
    facts: nightOpening(200, 10),
    ledger: [[]],
  });
  expect(opened.ok).toBe(true);
  // The trials behind the one that stops the run are answered when it is over.
  const scoreOf = (task: number): number => {
    const reply = nightReply(`trial/${task}`);
    return reply.ok ? (reply.value as { readonly score: number }).score : 0;
  };
  const scores = Array.from({ length: 200 }, (_, task) => scoreOf(task));
  const enough = scores.findIndex((_, task) => scores.slice(0, task + 1).reduce((sum, score) => sum + score, 0) >= 10);
  const over = Promise.withResolvers<void>();
  let late = 0;
  const perform: Hosted["perform"] = async ({ step }) => {
    if (Number(step.slice("trial/".length)) > enough) {
      await over.promise;
      late += 1;
    }
    return nightReply(step);
  };
  const kinds = new Map([["night-shape", { machine: nightShape as Machine<unknown>, performer: "test", perform }]]);
  const engine = embeddedEngine({ journal, hosted: kinds, limits: { concurrency: 8 } });
  expect(await engine.host("night", { signal: new AbortController().signal })).toEqual({ kind: "done" });
  over.resolve();
  await new Promise((resolve) => setTimeout(resolve, 20));
  expect(late).toBeGreaterThan(0);
  expect(journal.read("night").filter(({ kind }) => kind === "replayed")).toHaveLength(enough + 1);
  expect(journal.calls("night").filter(({ lost }) => lost)).toHaveLength(late);
  expect(journal.calls("night").every(({ reply, lost }) => (reply !== undefined) !== lost)).toBe(true);
  expect(journal.verify(() => [])).toEqual([]);
});

it("a parent rests when its children wait for somebody, names all their files, and goes on where they stood", async () => {
  const journal = openMemoryJournal({ clock: systemClock });
  openParent(journal);
  const written = new Set<string>();
  const asked: string[] = [];
  const waiting = (): ReadonlyMap<string, Hosted> =>
    new Map(
      [...hosted([])].map(([kind, one]): [string, Hosted] => [
        kind,
        {
          ...one,
          perform: async (call) => {
            const file = `${call.run} ${call.step}`;
            if (!written.has(file)) return { ok: false, fault: { kind: "waiting", message: "not yet", files: [file] } };
            asked.push(file);
            return one.perform(call);
          },
        },
      ]),
    );
  const host = (): Promise<Outcome> =>
    embeddedEngine({ journal, hosted: waiting() }).host("parent", { signal: new AbortController().signal });
  let outcome = await host();
  expect(outcome.kind === "waiting" && new Set(outcome.files.map((file) => file.split(" ")[0])).size).toBe(4);
  while (outcome.kind === "waiting") {
    for (const file of outcome.files) written.add(file);
    outcome = await host();
  }
  expect(outcome).toEqual({ kind: "done" });
  expect(new Set(asked).size).toBe(asked.length);
  expect(journal.read("parent").filter(({ kind }) => kind === "child-closed")).toHaveLength(4);
  expect(journal.verify(() => [])).toEqual([]);
});
