import { describe, expect, it } from "vitest";
import { canonicalJson } from "../../src/core/kernel/json.ts";
import { LOG_KIND } from "../../src/core/lab/log/machine.ts";
import { LAB_KIND } from "../../src/core/lab/session/machine.ts";
import type { ModelRequest } from "../../src/ports/model.ts";
import { openMemoryJournal } from "../../src/storage/memory/journal.ts";
import { compareLab } from "../../src/usecases/lab/compare.ts";
import { type ForkRequest, forkRun } from "../../src/usecases/runs/fork.ts";
import { systemClock } from "../kit/drive.ts";
import { advised, doubted, labFacts, logFacts, voiceOn } from "../kit/lab.ts";
import { countingEngine } from "../seats/counting.ts";

/** A run whose voices are models that are paid for, carried to its end, and everything to fork it. */
const played = async (kind: typeof LAB_KIND | typeof LOG_KIND) => {
  const journal = openMemoryJournal({ clock: systemClock });
  const asked: ModelRequest[] = [];
  const answer = ({ system }: ModelRequest) =>
    kind === LOG_KIND ? { lesson: "Cooler holds the span." } : system?.includes("O'Brien") === true ? advised() : doubted("concur", []);
  const script = { say: (request: ModelRequest) => ({ text: "", parsed: answer(request) }) };
  const engine = countingEngine(journal, script, (one) => void asked.push(one));
  const voices = { obrien: voiceOn("scripted"), laforge: voiceOn("scripted") };
  const facts = kind === LOG_KIND ? logFacts("scripted") : labFacts({ until: "verdict", iterations: 3, voices });
  journal.open({ run: "lab-0", kind, version: 1, title: "a print", facts, ledger: [[]] });
  let ids = 0;
  const play = async (run: string): Promise<void> => {
    const { kind: end } = await engine.host(run, { signal: new AbortController().signal });
    expect(end).toBe("done");
  };
  await play("lab-0");
  const bought = asked.length;
  const forked = async (over: Partial<ForkRequest>, run = "lab-0"): Promise<string> => {
    const request = { at: 1, replace: [], without: [], fresh: false, externalTimeoutMs: 5_000, config: { llm: {} }, ...over };
    const made = forkRun({ journal, newId: () => `lab-${++ids}` } as never, journal.run(run) as never, request as never);
    if (!made.ok) throw new Error(made.fault.message);
    asked.length = 0;
    await play(made.value.run);
    return made.value.run;
  };
  return { journal, asked, bought, forked };
};

const said = (events: readonly { readonly kind: string; readonly step: string; readonly data: unknown }[]): readonly string[] =>
  events.filter(({ step }) => !step.startsWith("fork/")).map(({ kind, step, data }) => canonicalJson({ kind, step, data } as never));

describe.each([LAB_KIND, LOG_KIND] as const)("a fork of a run of kind %s", (kind) => {
  it("takes from its original what its voices were asked there, from every step boundary, unpaid, and comes to the same", async () => {
    const { journal, asked, bought, forked } = await played(kind);
    expect(bought).toBe(kind === LAB_KIND ? 2 : 1);
    const events = journal.read("lab-0");
    const boundaries = events.filter(({ step }, at) => step !== events[at + 1]?.step).map(({ seq }) => seq);
    for (const at of boundaries.slice(0, -1)) {
      const copy = await forked({ at });
      expect([at, asked.length, journal.run(copy)?.exposureMicroUsd]).toEqual([at, 0, 0]);
      expect(said(journal.read(copy))).toEqual(said(events));
    }
  });

  it("of a fork looks through to what the first had bought, and --fresh asks again", async () => {
    const { asked, bought, forked } = await played(kind);
    const copy = await forked({});
    await forked({}, copy);
    expect(asked).toEqual([]);
    const fresh = await forked({ fresh: true });
    expect(asked).toHaveLength(bought);
    // A copy of the fresh one takes the fresh one's answers, which says so for itself.
    await forked({}, fresh);
    expect(asked).toEqual([]);
  });
});

it("two runs of the lab are compared: a fork is the same to the end, and names nothing as the first difference", async () => {
  const { journal, forked } = await played(LAB_KIND);
  const copy = await forked({});
  const rows = ["lab-0", copy].map((run) => journal.run(run) as never) as [never, never];
  const compared = compareLab(journal, ...rows);
  expect(compared).toMatchObject({
    same: true,
    firstDifference: null,
    validation: { state: "unvalidated" },
    opinion: { a: "concur", b: "concur" },
  });
  expect(compared?.best.a).toEqual(compared?.best.b);
  const log = (await played(LOG_KIND)).journal;
  expect(compareLab(log, log.run("lab-0") as never, log.run("lab-0") as never)).toBeUndefined();
});
