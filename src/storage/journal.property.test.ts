import assert from "node:assert/strict";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import fc from "fast-check";
import { test } from "vitest";
import type { Batch, Journal } from "../ports/journal.ts";
import { openMemoryJournal } from "./memory/journal.ts";
import { openSqliteJournal } from "./sqlite/journal.ts";

const clock = { now: () => 1_795_500_000_000, elapsed: () => 0 };
const RUNS = ["r0", "r1", "r2"];
const STEPS = ["a", "b", "c"];

/** What somebody may do to a journal. Numbers choose among what exists, or are wrong by a little on purpose. */
type Command =
  | { readonly do: "open"; readonly run: number; readonly cap: number | undefined }
  | { readonly do: "acquire" | "release" | "offer"; readonly run: number }
  | { readonly do: "cap"; readonly run: number; readonly cap: number | undefined }
  | { readonly do: "fork"; readonly run: number; readonly at: number }
  | {
      readonly do: "commit";
      readonly run: number;
      readonly headSlip: number;
      readonly fenceSlip: number;
      readonly settle: readonly number[];
      readonly lose: number;
      readonly steps: readonly (readonly number[])[];
      readonly reserve: readonly (readonly [step: number, worst: number])[];
      readonly inputs: number;
    };

const runIndex = fc.nat({ max: RUNS.length - 1 });
const cap = fc.option(fc.nat({ max: 60 }), { nil: undefined });
const slip = fc.oneof({ weight: 9, arbitrary: fc.constant(0) }, { weight: 1, arbitrary: fc.integer({ min: -1, max: 1 }) });
const command: fc.Arbitrary<Command> = fc.oneof(
  { weight: 2, arbitrary: fc.record({ do: fc.constant("open" as const), run: runIndex, cap }) },
  { weight: 3, arbitrary: fc.record({ do: fc.constantFrom("acquire" as const, "release" as const, "offer" as const), run: runIndex }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant("cap" as const), run: runIndex, cap }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant("fork" as const), run: runIndex, at: fc.nat({ max: 12 }) }) },
  {
    weight: 9,
    arbitrary: fc.record({
      do: fc.constant("commit" as const),
      run: runIndex,
      headSlip: slip,
      fenceSlip: slip,
      settle: fc.array(fc.nat({ max: 20 }), { maxLength: 3 }),
      lose: fc.nat({ max: 2 }),
      steps: fc.array(fc.array(fc.integer({ min: -3, max: 3 }), { minLength: 1, maxLength: 3 }), { maxLength: 3 }),
      reserve: fc.array(fc.tuple(fc.nat({ max: STEPS.length - 1 }), fc.nat({ max: 20 })), { maxLength: 3 }),
      inputs: fc.nat({ max: 2 }),
    }),
  },
);

/** The plain model: what a run must show after the commands so far. */
type ModelRun = {
  readonly parent: string | undefined;
  readonly book: string;
  cap: number | undefined;
  fence: number;
  held: boolean;
  exposure: number;
  readonly steps: string[];
  readonly flying: { step: string; attempt: number; worst: number }[];
  readonly attempts: Map<string, number>;
  readonly booked: { seq: number; amount: number }[];
  pending: number;
  offered: number;
};

class Model {
  readonly runs = new Map<string, ModelRun>();
  committed = 0;
  forks = 0;

  /** Applies a command to the model and to the journal, and checks that they agree on its outcome. */
  apply(journal: Journal, command: Command): void {
    const run = RUNS[command.run] as string;
    const model = this.runs.get(run);
    switch (command.do) {
      case "open":
        this.#open(journal, run, command.cap);
        return;
      case "acquire": {
        const outcome = journal.acquire(run);
        assert.equal(outcome.ok, model !== undefined);
        if (model) {
          model.held = true;
          assert.equal(outcome.ok && outcome.value, ++model.fence);
        }
        return;
      }
      case "release":
        journal.release(run, model?.fence ?? 1);
        if (model?.held) [model.held, model.fence] = [false, model.fence + 1];
        return;
      case "offer": {
        const outcome = journal.offer(run, { key: `k${model?.offered ?? 0}`, kind: "say", data: null }, "me");
        assert.equal(outcome.ok, model !== undefined);
        if (model) [model.offered, model.pending] = [model.offered + 1, model.pending + 1];
        return;
      }
      case "cap":
        if (model === undefined) assert.throws(() => journal.setCap(run, command.cap), { name: "Bug" });
        else {
          journal.setCap(run, command.cap);
          model.cap = command.cap;
        }
        return;
      case "fork":
        this.#fork(journal, run, command.at);
        return;
      case "commit":
        this.#commit(journal, run, command);
        return;
    }
  }

  #open(journal: Journal, run: string, capMicroUsd: number | undefined): void {
    const facts = [{ kind: "opened", data: { amounts: [1] } }];
    const ledger = [[{ account: "x", amount: 1, reason: "r", name: "open" }]];
    const outcome = journal.open({
      run,
      kind: "k",
      version: 1,
      title: "",
      facts,
      ledger,
      ...(capMicroUsd !== undefined && { capMicroUsd }),
    });
    assert.equal(outcome.ok, !this.runs.has(run));
    if (!outcome.ok) return;
    this.runs.set(run, {
      parent: undefined,
      book: "main",
      cap: capMicroUsd,
      fence: 0,
      held: false,
      exposure: 0,
      steps: ["open"],
      flying: [],
      attempts: new Map(),
      booked: [{ seq: 1, amount: 1 }],
      pending: 0,
      offered: 0,
    });
  }

  #fork(journal: Journal, run: string, at: number): void {
    const name = `f${this.forks++}`;
    const model = this.runs.get(run);
    const outcome = journal.fork(run, at, name);
    const steps = model?.steps ?? [];
    let cut = Math.min(at, steps.length);
    while (cut > 0 && cut < steps.length && steps[cut - 1] === steps[cut]) cut--;
    assert.equal(outcome.ok && outcome.value.at, cut > 0 && cut);
    if (!outcome.ok || model === undefined) return;
    this.runs.set(name, {
      ...model,
      parent: run,
      book: `fork:${name}`,
      fence: 0,
      held: false,
      exposure: 0,
      steps: steps.slice(0, cut),
      flying: [],
      attempts: new Map(),
      booked: model.booked.filter(({ seq }) => seq <= cut),
      pending: 0,
      offered: 0,
    });
  }

  #commit(journal: Journal, run: string, command: Command & { do: "commit" }): void {
    const model = this.runs.get(run);
    const name = `s${this.committed++}`;
    const ended = (model?.flying ?? []).slice(0, command.settle.length + command.lose);
    const settled = ended.slice(0, command.settle.length);
    const lost = ended.slice(command.settle.length);
    const inputs = model ? journal.pending(run).slice(0, command.inputs) : [];
    const batch: Batch = {
      settle: settled.map(({ step, attempt }, i) => ({
        step,
        attempt,
        reply: { ok: true, value: i },
        microUsd: command.settle[i] as number,
      })),
      lose: lost.map(({ step, attempt }) => ({ step, attempt })),
      facts: command.steps.map((amounts, i) => ({
        step: `${name}/${i}`,
        facts: amounts.map((amount) => ({ kind: "said", data: { amounts: amount === 0 ? [] : [amount] } })),
        ledger: amounts.map((amount, j) => (amount === 0 ? [] : [{ account: "x", amount, reason: "r", name: `${name}/${i}/${j}` }])),
      })),
      inputs: inputs.map(({ id }) => ({ id })),
      reserve: command.reserve.map(([step, worstMicroUsd]) => ({
        step: STEPS[step] as string,
        request: step,
        performer: "p",
        worstMicroUsd,
      })),
      status: "open",
    };
    const head = model?.steps.length ?? 0;
    const outcome = journal.commit(run, (model?.fence ?? 0) + command.fenceSlip, head + command.headSlip, batch);
    const stale = !model?.held || command.fenceSlip !== 0 || command.headSlip !== 0;
    if (stale || model === undefined) {
      assert.equal(!outcome.ok && outcome.fault.kind, "conflict");
      return;
    }
    const released = settled.reduce((sum, { worst }, i) => sum - worst + (command.settle[i] as number), 0);
    const wanted = command.reserve.reduce((sum, [, worst]) => sum + worst, 0);
    if (model.cap !== undefined && command.reserve.length > 0 && model.exposure + released + wanted > model.cap) {
      assert.equal(!outcome.ok && outcome.fault.kind, "cap");
      return;
    }
    assert.ok(outcome.ok);
    model.exposure += released + wanted;
    model.flying.splice(0, ended.length);
    model.pending -= inputs.length;
    command.steps.forEach((amounts, i) => {
      for (const amount of amounts) {
        model.steps.push(`${name}/${i}`);
        if (amount !== 0) model.booked.push({ seq: model.steps.length, amount });
      }
    });
    command.reserve.forEach(([index, worst], i) => {
      const step = STEPS[index] as string;
      const attempt = (model.attempts.get(step) ?? 0) + 1;
      model.attempts.set(step, attempt);
      model.flying.push({ step, attempt, worst });
      assert.equal(outcome.value.attempts[i], attempt);
    });
  }

  /** Compares everything the model knows with what the journal shows. */
  check(journal: Journal): void {
    const main = [...this.runs.values()].filter(({ book }) => book === "main").flatMap(({ booked }) => booked);
    const sum = main.reduce((total, { amount }) => total + amount, 0);
    assert.equal(journal.balances().get("x"), main.length === 0 ? undefined : sum);
    assert.deepEqual(
      journal.runs().map(({ run }) => run),
      [...this.runs.keys()].reverse(),
    );
    for (const [run, model] of this.runs) {
      const row = journal.run(run);
      assert.deepEqual(
        [row?.head, row?.fence, row?.host !== undefined, row?.exposureMicroUsd, row?.capMicroUsd, row?.parent, row?.book],
        [model.steps.length, model.fence, model.held, model.exposure, model.cap, model.parent, model.book],
      );
      assert.deepEqual(
        journal.read(run).map(({ seq, step }) => [seq, step]),
        model.steps.map((step, i) => [i + 1, step]),
      );
      assert.equal(
        journal.spend(run).reduce((total, { microUsd }) => total + microUsd, 0),
        model.exposure,
      );
      const flying = journal.calls(run).filter(({ reply, lost }) => reply === undefined && !lost);
      assert.deepEqual(
        new Set(flying.map(({ step, attempt }) => `${step}/${attempt}`)),
        new Set(model.flying.map(({ step, attempt }) => `${step}/${attempt}`)),
      );
      assert.deepEqual([journal.pending(run).length, journal.inputs(run).length], [model.pending, model.offered]);
      assert.deepEqual(
        journal.ledger({ run, book: model.book }).map(({ seq, amount }) => ({ seq, amount })),
        model.booked,
      );
    }
  }
}

const hashes = (journal: Journal): unknown =>
  journal.runs().map(({ run, headHash, exposureMicroUsd }) => [run, headHash, exposureMicroUsd]);

test("both journals agree with a plain model, and with each other, after any sequence of commands", () => {
  const home = mkdtempSync(join(tmpdir(), "moot-model-"));
  let homes = 0;
  try {
    fc.assert(
      fc.property(fc.array(command, { minLength: 5, maxLength: 40 }), (commands) => {
        const disk = openSqliteJournal({ home: join(home, String(homes++)), clock });
        const memory = openMemoryJournal({ clock });
        for (const journal of [disk, memory]) {
          const model = new Model();
          for (const next of commands) {
            model.apply(journal, next);
            model.check(journal);
          }
          const owed = journal.verify(({ run, data, step, seq }) => {
            const amounts = (data as { amounts: readonly number[] }).amounts;
            const first = journal.read(run).findIndex((event) => event.step === step);
            const name = step === "open" ? "open" : `${step}/${seq - 1 - first}`;
            return amounts.map((amount) => ({ account: "x", amount, reason: "r", name }));
          });
          assert.deepEqual(owed, []);
        }
        assert.deepEqual(hashes(disk), hashes(memory));
        disk.close();
      }),
      { numRuns: 150 },
    );
  } finally {
    rmSync(home, { recursive: true });
  }
}, 60_000);
