/**
 * @module The laws of a journal as data: every implementation passes each of them. `open` gives an empty journal;
 * `reopen` closes it and opens what is stored again (in memory: the same journal).
 */
import assert from "node:assert/strict";
import { random } from "../core/kernel/random.ts";
import type { Event, Fact } from "../core/run/event.ts";
import type { LedgerLine } from "../core/run/ledger.ts";
import type { Batch, Committed, Fence, Journal, Opening, Reservation } from "./journal.ts";

/**
 * A journal under test. `holdElsewhere` takes a run in another process and gives what kills that process; absent where one
 * process is all there is.
 */
export type JournalUnderTest = {
  readonly journal: Journal;
  /** Sets the clock that the journal reads, in ms. */
  readonly setClock: (ms: number) => void;
  readonly reopen: () => Promise<Journal>;
  readonly holdElsewhere?: (run: string) => Promise<() => Promise<void>>;
};

/** One law. `check` rejects when it is broken. */
export type JournalLaw = { readonly name: string; readonly check: (open: () => Promise<JournalUnderTest>) => Promise<void> };

/** Every law, in reading order. */
export const journalLaws: readonly JournalLaw[] = [
  law("open stores the opening facts as step 'open' and the row", ({ journal }) => {
    const opened = value(journal.open(opening("rt-1", { title: "Which?", capMicroUsd: 9, facts: facts(2) })));
    assert.deepEqual(
      opened.events.map(({ seq, step }) => [seq, step]),
      [
        [1, "open"],
        [2, "open"],
      ],
    );
    const row = journal.run("rt-1");
    assert.ok(row);
    assert.deepEqual([row.kind, row.title, row.head, row.status, row.book, row.capMicroUsd], ["test", "Which?", 2, "open", "main", 9]);
    assert.deepEqual([row.exposureMicroUsd, row.host, row.parent, row.headHash], [0, undefined, undefined, opened.events[1]?.hash]);
  }),

  law("open refuses a run id that exists, and keeps the run as it was", ({ journal }) => {
    value(journal.open(opening("rt-1")));
    assert.equal(fault(journal.open(opening("rt-1", { facts: facts(3) }))).kind, "conflict");
    assert.equal(journal.run("rt-1")?.head, 1);
  }),

  law("an unknown run is undefined, empty or a typed fault, never an error", ({ journal }) => {
    assert.equal(journal.run("rt-0"), undefined);
    assert.deepEqual([journal.read("rt-0"), journal.calls("rt-0"), journal.spend("rt-0"), journal.pending("rt-0")], [[], [], [], []]);
    assert.deepEqual([journal.inputs("rt-0"), journal.ledger({ run: "rt-0" }), journal.balances("fork:rt-0").size], [[], [], 0]);
    assert.equal(fault(journal.acquire("rt-0")).kind, "unknown-run");
    assert.equal(fault(journal.commit("rt-0", 1, 0, batch({}))).kind, "conflict");
    assert.equal(fault(journal.offer("rt-0", { key: "k", kind: "pause", data: null }, "me")).kind, "unknown-run");
    assert.equal(fault(journal.fork("rt-0", 1, "rt-9")).kind, "unknown-run");
  }),

  law("seq is gapless per run and ids grow in commit order over all runs", ({ journal }) => {
    const [a, b] = [drive(journal, "rt-a"), drive(journal, "rt-b")];
    for (let i = 0; i < 5; i++) {
      a.commit({ facts: step(`a${i}`, 1 + (i % 3)) });
      b.commit({ facts: step(`b${i}`, 2) });
    }
    for (const run of ["rt-a", "rt-b"]) {
      const seqs = journal.read(run).map(({ seq }) => seq);
      assert.deepEqual(
        seqs,
        seqs.map((_, i) => i + 1),
      );
    }
    const all = journal.readAll(0, 1000);
    assert.equal(all.length, journal.read("rt-a").length + journal.read("rt-b").length);
    assert.ok(all.every(({ id }, i) => i === 0 || id > (all[i - 1]?.id as number)));
    assert.deepEqual(journal.readAll(all[3]?.id as number, 2), all.slice(4, 6));
    assert.deepEqual(journal.read("rt-a", 2), journal.read("rt-a").slice(2));
  }),

  law("commit returns the events exactly as a later read gives them", ({ journal }) => {
    const data = { z: 1, a: { y: [-0, 1.5, null], b: "ü\u0000\ud83d\ude00\u2028" } };
    const committed = drive(journal, "rt-1").commit({ facts: [{ step: "s", facts: [{ kind: "k", data }], ledger: [[]] }] });
    const read = journal.read("rt-1", 1);
    assert.deepEqual(committed.events, read);
    assert.equal(JSON.stringify(committed.events), JSON.stringify(read));
    assert.equal(JSON.stringify(read[0]?.data), '{"a":{"b":"ü\\u0000😀\u2028","y":[0,1.5,null]},"z":1}');
  }),

  law("equal facts give equal hashes in every run; another fact gives another", ({ journal }) => {
    const hashes = ["rt-a", "rt-b", "rt-c"].map((run) => {
      drive(journal, run).commit({ facts: step(run === "rt-c" ? "other" : "same", 2) });
      return journal.run(run)?.headHash;
    });
    assert.match(hashes[0] as string, /^[0-9a-f]{64}$/);
    assert.equal(hashes[0], hashes[1]);
    assert.notEqual(hashes[0], hashes[2]);
    assert.equal(journal.read("rt-a").at(-1)?.hash, hashes[0]);
  }),

  law("a stale head or fence is a typed conflict and stores nothing", ({ journal }) => {
    const first = drive(journal, "rt-1");
    first.commit({ facts: step("a", 1) });
    const before = dump(journal);
    const wanted = batch({ facts: step("b", 1), reserve: [call("c", 5)], status: "done" });
    assert.equal(fault(journal.commit("rt-1", first.fence, 1, wanted)).kind, "conflict");
    assert.equal(fault(journal.commit("rt-1", first.fence, 3, wanted)).kind, "conflict");
    assert.equal(fault(journal.commit("rt-1", first.fence + 1, 2, wanted)).kind, "conflict");
    assert.deepEqual(dump(journal), before);
  }),

  law("a run is driven only by whoever acquired it last", ({ journal }) => {
    value(journal.open(opening("rt-1")));
    assert.equal(fault(journal.commit("rt-1", 0, 1, batch({}))).kind, "conflict");
    const fence = value(journal.acquire("rt-1"));
    assert.equal(journal.run("rt-1")?.fence, fence);
    assert.ok(journal.run("rt-1")?.host);
    value(journal.commit("rt-1", fence, 1, batch({ facts: step("a", 1) })));
    journal.release("rt-1", fence - 1);
    value(journal.commit("rt-1", fence, 2, batch({})));
    journal.release("rt-1", fence);
    assert.equal(journal.run("rt-1")?.host, undefined);
    assert.equal(fault(journal.commit("rt-1", fence, 2, batch({}))).kind, "conflict");
    const next = value(journal.acquire("rt-1"));
    assert.ok(next > fence);
    assert.equal(fault(journal.commit("rt-1", fence, 2, batch({}))).kind, "conflict");
    value(journal.commit("rt-1", next, 2, batch({})));
  }),

  law("a run is hosted from its acquire to its release, or to the death of the process that took it", async (under) => {
    const { journal, holdElsewhere } = under;
    assert.equal(journal.isHosted("rt-0"), false);
    value(journal.open(opening("rt-1")));
    assert.equal(journal.isHosted("rt-1"), false);
    const fence = value(journal.acquire("rt-1"));
    assert.equal(journal.isHosted("rt-1"), true);
    journal.release("rt-1", fence);
    assert.equal(journal.isHosted("rt-1"), false);
    if (holdElsewhere === undefined) return;
    const kill = await holdElsewhere("rt-1");
    const row = journal.run("rt-1");
    assert.equal(journal.isHosted("rt-1"), true);
    await kill();
    assert.equal(journal.isHosted("rt-1"), false);
    assert.deepEqual(journal.run("rt-1"), row, "asking changes nothing, and the dead holder's name stays");
    assert.ok(value(journal.acquire("rt-1")) > fence);
    assert.equal(journal.isHosted("rt-1"), true);
    assert.equal((await under.reopen()).isHosted("rt-1"), false);
  }),

  law("a batch is stored whole or not at all, whatever part of it is wrong", ({ journal }) => {
    const driver = drive(journal, "rt-1");
    driver.commit({ facts: step("a", 1, [line("clare", 5)]), reserve: [call("c", 10)] });
    const before = dump(journal);
    const good = { settle: [settle("c", 1, 3)], facts: step("b", 2, [line("clare", 7, "award")]), reserve: [call("d", 1)] };
    const wrongs: Partial<Batch>[] = [
      { facts: step("b", 1, [line("clare", 5)]) },
      { facts: step("b", 1, [line("clare", 0, "nothing")]) },
      { facts: step("b", 1, [line("clare", 0.5, "half")]) },
      { facts: [{ step: "b", facts: facts(2), ledger: [[]] }] },
      { facts: [{ step: "b", facts: [{ kind: "k", data: Number.NaN }], ledger: [[]] }] },
      { settle: [settle("c", 2, 3)] },
      { settle: [settle("c", 1, 3), settle("c", 1, 3)] },
      { settle: [settle("c", 1, -3)] },
      { settle: [settle("c", 1, 3)], lose: [{ step: "c", attempt: 1 }] },
      { lose: [{ step: "never", attempt: 1 }] },
      { inputs: [{ id: 12345 }] },
      { reserve: [call("d", 1.5)] },
      { reserve: [call("d", -1)] },
    ];
    for (const wrong of wrongs) {
      assert.throws(() => driver.commit({ ...good, ...wrong }), { name: "Bug" }, JSON.stringify(wrong));
      assert.deepEqual(dump(journal), before, JSON.stringify(wrong));
    }
    driver.commit(good);
    assert.equal(journal.balances().get("clare"), 12);
  }),

  law("a ledger line is booked once, keyed by run, reason, account and name", ({ journal }) => {
    const driver = drive(journal, "rt-1");
    driver.commit({ facts: step("a", 1, [line("clare", -8, "fee"), line("clare", -8, "fee", "second"), line("simon", 3, "fee")]) });
    assert.deepEqual(
      journal.ledger().map(({ key, book, run, seq, amount }) => [key, book, run, seq, amount]),
      [
        ["rt-1/fee/clare/", "main", "rt-1", 2, -8],
        ["rt-1/fee/clare/second", "main", "rt-1", 2, -8],
        ["rt-1/fee/simon/", "main", "rt-1", 2, 3],
      ],
    );
    assert.throws(() => driver.commit({ facts: step("b", 1, [line("clare", 1, "fee")]) }), { name: "Bug" });
    assert.throws(() => driver.commit({ facts: step("b", 1, [line("x", 1, "twice"), line("x", 1, "twice")]) }), { name: "Bug" });
    drive(journal, "rt-2").commit({ facts: step("a", 1, [line("clare", -8, "fee")]) });
    assert.deepEqual(
      [...journal.balances()],
      [
        ["clare", -24],
        ["simon", 3],
      ],
    );
    assert.equal(journal.ledger({ account: "clare" }).length, 3);
    assert.equal(journal.ledger({ run: "rt-2" }).length, 1);
    assert.equal(journal.ledger({ book: "fork:rt-2" }).length, 0);
  }),

  law("balances are sorted by code unit", ({ journal }) => {
    const names = ["élodie", "clare", "Zed", "b", "B"];
    const lines = names.map((name, i) => line(name, i + 1));
    drive(journal, "rt-1").commit({ facts: step("a", 1, lines) });
    assert.deepEqual([...journal.balances().keys()], ["B", "Zed", "b", "clare", "élodie"]);
  }),

  law("a reservation counts at once, a reply replaces it by its cost", ({ journal }) => {
    const driver = drive(journal, "rt-1");
    const { attempts } = driver.commit({ reserve: [call("a", 40), call("b", 2), call("a", 40)] });
    assert.deepEqual(attempts, [1, 1, 2]);
    assert.equal(journal.run("rt-1")?.exposureMicroUsd, 82);
    const { head, events } = driver.commit({ settle: [settle("a", 1, 7)] });
    assert.deepEqual([head, events], [1, []]);
    assert.equal(journal.run("rt-1")?.exposureMicroUsd, 49);
    driver.commit({ settle: [settle("a", 2, 60), settle("b", 1, 0)] });
    assert.equal(journal.run("rt-1")?.exposureMicroUsd, 67);
    assert.deepEqual(
      journal.spend("rt-1").map(({ key, microUsd }) => [key, microUsd]),
      [
        ["rt-1/a/1/release", -40],
        ["rt-1/a/1/reserve", 40],
        ["rt-1/a/1/spent", 7],
        ["rt-1/a/2/release", -40],
        ["rt-1/a/2/reserve", 40],
        ["rt-1/a/2/spent", 60],
        ["rt-1/b/1/release", -2],
        ["rt-1/b/1/reserve", 2],
        ["rt-1/b/1/spent", 0],
      ],
    );
    assert.deepEqual(driver.commit({ reserve: [call("a", 1)] }).attempts, [3]);
  }),

  law("a call keeps its request, its performer and its raw reply, ok or not", ({ journal }) => {
    const driver = drive(journal, "rt-1");
    const request = { seed: [1, 2], prompt: "Say" };
    const hash = "a2725613d2b7a5f42114a3b806199b332c1ae399fb798abd65af11ff38e2c3d0"; // SHA-256 of {"prompt":"Say","seed":[1,2]}
    driver.commit({ reserve: [{ step: "r1/speak/a", request, performer: "seat:a", worstMicroUsd: 1 }, call("b", 1)] });
    const refused = { ok: false, fault: { kind: "rate-limited", message: "slow down", retryAfterMs: 5 } } as const;
    driver.commit({ settle: [{ step: "r1/speak/a", attempt: 1, reply: refused, microUsd: 0 }] });
    const [asked] = journal.calls("rt-1", "r1/speak/a");
    assert.ok(asked);
    assert.deepEqual([asked.request, asked.requestHash, asked.performer, asked.lost], [request, hash, "seat:a", false]);
    assert.deepEqual(asked.reply, refused);
    assert.notEqual(asked.endedAtMs, undefined);
    const [waiting] = journal.calls("rt-1", "b");
    assert.deepEqual([waiting?.reply, waiting?.endedAtMs, waiting?.attempt], [undefined, undefined, 1]);
    assert.deepEqual(
      journal.calls("rt-1").map(({ step: name }) => name),
      ["b", "r1/speak/a"],
    );
  }),

  law("a lost reservation counts as spent and takes no reply", ({ journal }) => {
    const driver = drive(journal, "rt-1");
    driver.commit({ reserve: [call("a", 40)] });
    driver.commit({ lose: [{ step: "a", attempt: 1 }] });
    assert.equal(journal.run("rt-1")?.exposureMicroUsd, 40);
    assert.deepEqual([journal.calls("rt-1")[0]?.lost, journal.calls("rt-1")[0]?.reply], [true, undefined]);
    assert.deepEqual(
      journal.spend("rt-1").map(({ key, microUsd }) => [key, microUsd]),
      [
        ["rt-1/a/1/lost", 40],
        ["rt-1/a/1/release", -40],
        ["rt-1/a/1/reserve", 40],
      ],
    );
    assert.throws(() => driver.commit({ settle: [settle("a", 1, 1)] }), { name: "Bug" });
    assert.throws(() => driver.commit({ lose: [{ step: "a", attempt: 1 }] }), { name: "Bug" });
    assert.deepEqual(driver.commit({ reserve: [call("a", 1)] }).attempts, [2]);
  }),

  law("a cap refuses reservations that would pass it, stores nothing, and lets the rest be committed", ({ journal }) => {
    const driver = drive(journal, "rt-1", { capMicroUsd: 100 });
    driver.commit({ reserve: [call("a", 60)] });
    const before = dump(journal);
    const rest = { settle: [settle("a", 1, 55)], facts: step("a", 1) };
    const refused = fault(journal.commit("rt-1", driver.fence, 1, batch({ ...rest, reserve: [call("b", 46)] })));
    assert.deepEqual(refused.kind === "cap" && [refused.exposureMicroUsd, refused.capMicroUsd], [55, 100]);
    assert.deepEqual(dump(journal), before);
    driver.commit({ ...rest, reserve: [call("b", 45)] });
    assert.equal(journal.run("rt-1")?.exposureMicroUsd, 100);
    assert.equal(journal.run("rt-1")?.capMicroUsd, 100);
    driver.commit({ reserve: [call("free", 0)] });
    assert.equal(fault(journal.commit("rt-1", driver.fence, 2, batch({ reserve: [call("c", 1)] }))).kind, "cap");
    journal.setCap("rt-1", 101);
    driver.commit({ reserve: [call("c", 1)] });
    journal.setCap("rt-1", 1);
    driver.commit({ settle: [settle("b", 1, 45)] });
    assert.equal(fault(journal.commit("rt-1", driver.fence, 2, batch({ reserve: [call("d", 1)] }))).kind, "cap");
    assert.equal(fault(journal.commit("rt-1", driver.fence, 2, batch({ reserve: [call("free", 0)] }))).kind, "cap");
    journal.setCap("rt-1", undefined);
    assert.equal(journal.run("rt-1")?.capMicroUsd, undefined);
    driver.commit({ reserve: [call("d", 1_000_000)] });
  }),

  law("the exposure is the sum of the spend lines after any sequence of commits", ({ journal }) => {
    for (const seed of ["one", "two", "three", "four"]) {
      const draw = random(seed);
      const driver = drive(journal, `rt-${seed}`, { capMicroUsd: 400 });
      const flying: { step: string; attempt: number }[] = [];
      for (let i = 0; i < 60; i++) {
        const ended = flying.splice(0, draw.below(3));
        const cut = draw.below(ended.length + 1);
        const rest = {
          settle: ended.slice(cut).map(({ step: name, attempt }) => settle(name, attempt, draw.below(20))),
          lose: ended.slice(0, cut),
          facts: step(`s${i}`, draw.below(3)),
        };
        const reserve = draw.shuffle(["a", "b", "c"]).map((name) => call(name, draw.below(15)));
        const outcome = journal.commit(driver.run, driver.fence, driver.head(), batch({ ...rest, reserve }));
        const committed = outcome.ok ? outcome.value : driver.commit(rest);
        committed.attempts.forEach((attempt, place) => {
          flying.push({ step: reserve[place]?.step as string, attempt });
        });
        const sum = journal.spend(driver.run).reduce((total, { microUsd }) => total + microUsd, 0);
        assert.equal(journal.run(driver.run)?.exposureMicroUsd, sum);
      }
    }
    assert.deepEqual(journal.verify(booksNothing), []);
  }),

  law("a cap says its scope and how many of the reservations, from the first on, would fit", ({ journal }) => {
    const driver = drive(journal, "rt-1", { capMicroUsd: 100 });
    const asked = [call("a", 40), call("b", 60), call("c", 1), call("d", 0)];
    const refused = fault(journal.commit("rt-1", driver.fence, 1, batch({ reserve: asked })));
    assert.deepEqual(refused.kind === "cap" && [refused.scope, refused.fits, refused.exposureMicroUsd], ["run", 2, 0]);
    driver.commit({ reserve: asked.slice(0, 2) });
    assert.equal(journal.run("rt-1")?.exposureMicroUsd, 100);
  }),

  law("a call without a known cost books its whole reservation", ({ journal }) => {
    const driver = drive(journal, "rt-1");
    driver.commit({ reserve: [call("a", 40)] });
    driver.commit({ settle: [{ ...settle("a", 1, 0), microUsd: undefined }] });
    assert.equal(journal.run("rt-1")?.exposureMicroUsd, 40);
    assert.deepEqual(journal.verify(booksNothing), []);
  }),

  law("the caps of day and month hold over all runs, and a call belongs to the day of its reservation", ({ journal, setClock }) => {
    const at = (text: string): void => setClock(Date.parse(text));
    const caps = { dayMicroUsd: 100, monthMicroUsd: 150 };
    at("2031-03-30T23:59:59Z");
    const one = drive(journal, "rt-1");
    const two = drive(journal, "rt-2");
    const ask = (driver: Driver, reserve: readonly Reservation[]) =>
      journal.commit(driver.run, driver.fence, driver.head(), batch({ reserve, caps }));
    value(ask(one, [call("a", 70)]));
    const refused = fault(ask(two, [call("a", 31)]));
    assert.deepEqual(refused.kind === "cap" && [refused.scope, refused.exposureMicroUsd, refused.capMicroUsd], ["day", 70, 100]);
    value(ask(two, [call("free", 0)]));
    value(ask(two, [call("a", 30)]));
    at("2031-03-31T00:00:01Z");
    one.commit({ settle: [settle("a", 1, 60)] });
    assert.deepEqual(
      (["day:2031-03-30", "day:2031-03-31", "month:2031-03"] as const).map((scope) => journal.exposure(scope)),
      [90, 0, 90],
    );
    const month = fault(ask(one, [call("b", 61)]));
    assert.deepEqual(month.kind === "cap" && [month.scope, month.exposureMicroUsd, month.capMicroUsd], ["month", 90, 150]);
    value(ask(one, [call("b", 60)]));
    at("2031-04-01T00:00:00Z");
    value(ask(two, [call("b", 100)]));
    assert.equal(fault(ask(one, [call("c", 1)])).kind, "cap");
    two.commit({ lose: [{ step: "b", attempt: 1 }] });
    assert.deepEqual([journal.exposure("day:2031-04-01"), journal.exposure("month:2031-03")], [100, 150]);
    assert.deepEqual(journal.verify(booksNothing), []);
  }),

  law("what child runs spend counts against the caps of the runs above them, and what a fork spends does not", ({ journal }) => {
    const top = drive(journal, "rt-1", { capMicroUsd: 100 });
    const child = drive(journal, "rt-1.a", { parent: "rt-1" });
    const grandchild = drive(journal, "rt-1.a.b", { parent: "rt-1.a" });
    grandchild.commit({ reserve: [call("a", 40)] });
    child.commit({ reserve: [call("a", 30)] });
    assert.deepEqual([journal.exposure("below:rt-1"), journal.exposure("below:rt-1.a")], [70, 40]);
    const above = fault(journal.commit("rt-1.a.b", grandchild.fence, 1, batch({ reserve: [call("b", 31)] })));
    assert.deepEqual(above.kind === "cap" && [above.scope, above.exposureMicroUsd], ["run rt-1", 70]);
    const own = fault(journal.commit("rt-1", top.fence, 1, batch({ reserve: [call("a", 31)] })));
    assert.deepEqual(own.kind === "cap" && [own.scope, own.exposureMicroUsd], ["run", 70]);
    top.commit({ reserve: [call("a", 30)] });
    grandchild.commit({ settle: [settle("a", 1, 5)] });
    child.commit({ reserve: [call("b", 35)] });
    value(journal.fork("rt-1", 1, "fork-1"));
    drive(journal, "fork-1", "exists").commit({ reserve: [call("a", 100)] });
    assert.equal(journal.exposure("below:rt-1"), 70);
    assert.deepEqual(journal.verify(booksNothing), []);
  }),

  law("an input is unique by key in its run, and stays pending until it is taken or refused", ({ journal }) => {
    const driver = drive(journal, "rt-1");
    drive(journal, "rt-2");
    const offer = (run: string, key: string) => value(journal.offer(run, { key, kind: "speak", data: { text: key } }, "operator"));
    assert.deepEqual([offer("rt-1", "a"), offer("rt-1", "b"), offer("rt-1", "step:c"), offer("rt-2", "a")], [true, true, true, true]);
    assert.deepEqual([offer("rt-1", "a"), journal.pending("rt-1").length], [false, 3]);
    const [a, b, c] = journal.pending("rt-1");
    assert.ok(a && b && c);
    assert.deepEqual([a.key, a.kind, a.data, a.by, a.takenSeq], ["a", "speak", { text: "a" }, "operator", undefined]);
    driver.commit({ facts: step("x", 1) });
    driver.commit({ facts: [...step("y", 1), ...step("input:b", 2), ...step("c", 1)], inputs: [{ id: b.id }, { id: c.id }] });
    driver.commit({ inputs: [{ id: a.id, refused: "the run is over" }] });
    assert.deepEqual(journal.pending("rt-1"), []);
    assert.deepEqual(
      journal.inputs("rt-1").map(({ key, takenSeq, refused }) => [key, takenSeq, refused]),
      [
        ["a", undefined, "the run is over"],
        ["b", 3, undefined],
        ["step:c", 5, undefined],
      ],
    );
    assert.equal(offer("rt-1", "a"), false);
    assert.throws(() => driver.commit({ inputs: [{ id: a.id }] }), { name: "Bug" });
    assert.throws(() => driver.commit({ inputs: [{ id: journal.pending("rt-2")[0]?.id as number }] }), { name: "Bug" });
  }),

  law("a fork is cut between steps: at is rounded down, and the copy is byte for byte", ({ journal }) => {
    const driver = drive(journal, "rt-1", { facts: facts(2), capMicroUsd: 70 });
    driver.commit({ facts: [...step("a", 3), ...step("b", 1)], reserve: [call("c", 5)], status: "done" });
    const cuts = [1, 2, 3, 4, 5, 6, 99].map((at) => {
      const outcome = journal.fork("rt-1", at, `rt-f${at}`);
      return outcome.ok ? outcome.value.at : outcome.fault.kind;
    });
    assert.deepEqual(cuts, ["no-boundary", 2, 2, 2, 5, 6, 6]);
    for (const at of [0, -1, Number.NaN]) assert.equal(fault(journal.fork("rt-1", at, "rt-none")).kind, "no-boundary");
    assert.equal(journal.run("rt-none"), undefined);
    const bytes = (run: string) => journal.read(run).map(({ seq, kind, step: name, data, hash }) => [seq, kind, name, data, hash]);
    assert.deepEqual(bytes("rt-f5"), bytes("rt-1").slice(0, 5));
    assert.deepEqual(bytes("rt-f6"), bytes("rt-1"));
    const row = journal.run("rt-f5");
    assert.deepEqual([row?.kind, row?.parent, row?.parentSeq, row?.book, row?.head], ["test", "rt-1", 5, "fork:rt-f5", 5]);
    assert.deepEqual([row?.status, row?.exposureMicroUsd, row?.capMicroUsd, row?.host], ["open", 0, 70, undefined]);
    assert.equal(journal.run("rt-f6")?.status, "done");
    assert.deepEqual([journal.calls("rt-f5"), journal.spend("rt-f5"), journal.inputs("rt-f5")], [[], [], []]);
    const fence = value(journal.acquire("rt-f5"));
    value(journal.commit("rt-f5", fence, 5, batch({ facts: step("b", 1), status: "done" })));
    assert.equal(journal.run("rt-f5")?.headHash, journal.run("rt-1")?.headHash);
    assert.throws(() => journal.fork("rt-1", 6, "rt-f5"), { name: "Bug" });
  }),

  law("forks, forks of forks and their children never move a balance of the main book", ({ journal }) => {
    const driver = drive(journal, "rt-1");
    driver.commit({ facts: [...step("a", 1, [line("clare", 5)]), ...step("b", 1, [line("clare", 7, "award")])] });
    const before = journal.balances();
    value(journal.fork("rt-1", 2, "rt-f"));
    const fork = drive(journal, "rt-f", "exists");
    fork.commit({ facts: step("b", 1, [line("clare", 100, "award")]) });
    value(journal.fork("rt-f", 3, "rt-ff"));
    value(journal.open(opening("db-1", { parent: "rt-f", ledger: [[line("clare", 1000, "debrief")]] })));
    assert.deepEqual(journal.balances(), before);
    assert.deepEqual([...journal.balances("fork:rt-f")], [["clare", 1105]]);
    assert.deepEqual([...journal.balances("fork:rt-ff")], [["clare", 105]]);
    assert.deepEqual(
      journal.ledger({ book: "fork:rt-ff" }).map(({ key, seq }) => [key, seq]),
      [
        ["rt-ff/test/clare/", 2],
        ["rt-ff/award/clare/", 3],
      ],
    );
    value(journal.open(opening("db-2", { parent: "rt-1", ledger: [[line("clare", 1, "debrief")]] })));
    assert.equal(journal.balances().get("clare"), 13);
  }),

  law("facts of a kind come from all runs of the main book, newest first", ({ journal }) => {
    const [a, b] = [drive(journal, "rt-a"), drive(journal, "rt-b")];
    const scored = (key: string): Batch["facts"] => [{ step: key, facts: [{ kind: "scored", data: { key } }], ledger: [[]] }];
    for (let i = 0; i < 3; i++) {
      a.commit({ facts: [...scored(`a${i}`), ...step(`x${i}`, 2)] });
      b.commit({ facts: scored(`b${i}`) });
    }
    value(journal.fork("rt-a", 99, "rt-f"));
    assert.deepEqual(
      journal.facts("scored", 5).map(({ step: key }) => key),
      ["b2", "a2", "b1", "a1", "b0"],
    );
    assert.deepEqual(journal.facts("scored", 1), [journal.read("rt-b").at(-1)]);
    assert.deepEqual(journal.facts("never", 5), []);
  }),

  law("runs are listed newest first, by kind, parent and limit", ({ journal }) => {
    value(journal.open(opening("rt-1")));
    value(journal.open(opening("n-1", { kind: "night" })));
    value(journal.open(opening("rt-2", { parent: "n-1" })));
    value(journal.fork("rt-1", 1, "rt-3"));
    const ids = (filter?: Parameters<Journal["runs"]>[0]) => journal.runs(filter).map(({ run }) => run);
    assert.deepEqual(ids(), ["rt-3", "rt-2", "n-1", "rt-1"]);
    assert.deepEqual([ids({ limit: 2 }), ids({ kind: "night" })], [["rt-3", "rt-2"], ["n-1"]]);
    assert.deepEqual([ids({ parent: "n-1" }), ids({ kind: "test", parent: "rt-1" }), ids({ kind: "x" })], [["rt-2"], ["rt-3"], []]);
  }),

  law("blobs are named by their SHA-256 and stored once", ({ journal }) => {
    const bytes = new TextEncoder().encode("abc");
    const hash = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";
    assert.deepEqual([journal.putBlob(bytes), journal.putBlob(bytes)], [hash, hash]);
    bytes[0] = 0;
    assert.deepEqual(Buffer.from(journal.blob(hash) as Uint8Array).toString(), "abc");
    assert.equal(journal.blob("00"), undefined);
    const empty = journal.putBlob(new Uint8Array());
    assert.equal(journal.blob(empty)?.length, 0);
    value(journal.open(opening("rt-1", { blobs: [new TextEncoder().encode("in the opening")] })));
    assert.ok(journal.blob("c614a4539ddfc6bae4f6fc4685a9ecc934da0e830a5f48880e4db7fa6358ee70"));
  }),

  law("what is committed shares no object with what is read", ({ journal }) => {
    const driver = drive(journal, "rt-1");
    const data = { list: [1] };
    const { events } = driver.commit({ facts: [{ step: "a", facts: [{ kind: "k", data }], ledger: [[]] }], reserve: [call("c", 1)] });
    data.list.push(2);
    const listOf = (event: Event | undefined) => (event as Event).data as { list: number[] };
    listOf(events[0]).list.push(3);
    assert.deepEqual(journal.read("rt-1", 1)[0]?.data, { list: [1] });
    listOf(journal.read("rt-1", 1)[0]).list.push(4);
    assert.deepEqual(journal.read("rt-1", 1)[0]?.data, { list: [1] });
  }),

  law("a listener hears of commits, openings, inputs and forks, and of nothing after it stopped", async ({ journal }) => {
    let heard = 0;
    const stop = journal.subscribe(() => heard++);
    const changes = [
      () => value(journal.open(opening("rt-1"))),
      () => value(journal.commit("rt-1", value(journal.acquire("rt-1")), 1, batch({ facts: step("a", 1) }))),
      () => value(journal.offer("rt-1", { key: "k", kind: "pause", data: null }, "me")),
      () => value(journal.fork("rt-1", 2, "rt-2")),
      () => journal.setCap("rt-1", 5),
    ];
    for (const change of changes) {
      const before = heard;
      change();
      await Promise.resolve();
      assert.ok(heard > before, String(change));
    }
    stop();
    stop();
    const before = heard;
    value(journal.open(opening("rt-3")));
    await new Promise((resolve) => setTimeout(resolve, 20));
    assert.equal(heard, before);
  }),

  law("a journal that is closed and opened again is the same, and its runs can be driven on", async ({ journal, reopen }) => {
    const driver = drive(journal, "rt-1", { capMicroUsd: 1000 });
    driver.commit({ facts: step("a", 2, [line("clare", 5)]), reserve: [call("c", 10), call("d", 10)] });
    value(journal.offer("rt-1", { key: "k", kind: "pause", data: { why: "lunch" } }, "me"));
    driver.commit({ settle: [settle("c", 1, 4)], facts: step("c", 1), status: "paused" });
    value(journal.fork("rt-1", 3, "rt-2"));
    const before = dump(journal);
    const again = await reopen();
    assert.deepEqual(dump(again), before);
    const fence = value(again.acquire("rt-1"));
    assert.ok(fence > driver.fence);
    value(again.commit("rt-1", fence, 4, batch({ lose: [{ step: "d", attempt: 1 }], facts: step("e", 1), status: "done" })));
    assert.deepEqual(again.verify(booksByData), []);
  }),

  law("closing twice is harmless and ends every subscription", async ({ journal }) => {
    let heard = 0;
    const stop = journal.subscribe(() => heard++);
    journal.close();
    journal.close();
    stop();
    await new Promise((resolve) => setTimeout(resolve, 20));
    assert.equal(heard, 0);
  }),

  law("verify finds nothing on a sound journal, and what the ledger owes or was never owed", ({ journal }) => {
    const driver = drive(journal, "rt-1");
    driver.commit({ facts: step("a", 2, [line("clare", 5), line("simon", -5)]), reserve: [call("c", 3)] });
    value(journal.fork("rt-1", 3, "rt-2"));
    assert.deepEqual(journal.verify(booksByData), []);
    assert.deepEqual(journal.verify(booksByData, "rt-2"), []);
    assert.deepEqual(
      journal.verify(booksNothing, "rt-1").map(({ run, check }) => [run, check]),
      [
        ["rt-1", "ledger"],
        ["rt-1", "ledger"],
      ],
    );
    const more = (event: Event) => [...booksByData(event), ...(event.step === "open" ? [line("clare", 1, "owed")] : [])];
    assert.equal(journal.verify(more).length, 2);
    assert.deepEqual(
      journal.verify(booksByData, "rt-0").map(({ check }) => check),
      ["run"],
    );
  }),
];

function law(name: string, check: (under: JournalUnderTest) => void | Promise<void>): JournalLaw {
  return {
    name,
    check: async (open) => {
      const under = await open();
      await check(under);
    },
  };
}

const value = <T>(outcome: { readonly ok: true; readonly value: T } | { readonly ok: false; readonly fault: unknown }): T => {
  assert.ok(outcome.ok, outcome.ok ? "" : JSON.stringify(outcome.fault));
  return outcome.value;
};

const fault = <F>(outcome: { readonly ok: true; readonly value: unknown } | { readonly ok: false; readonly fault: F }): F => {
  assert.ok(!outcome.ok, "expected a fault");
  return outcome.fault;
};

const facts = (count: number): Fact[] => Array.from({ length: count }, (_, i) => ({ kind: "counted", data: { i } }));

const line = (account: string, amount: number, reason = "test", name = ""): LedgerLine => ({ account, amount, reason, name });

/** A step of `count` facts; its first fact carries the ledger lines that it causes, so `booksByData` can tell them again. */
const step = (key: string, count: number, lines: readonly LedgerLine[] = []): Batch["facts"] => {
  if (count === 0) return [];
  const listed = facts(count).map((fact, i) => (i === 0 ? { ...fact, data: { i, lines: lines.map((item) => ({ ...item })) } } : fact));
  return [{ step: key, facts: listed, ledger: listed.map((_, i) => (i === 0 ? lines : [])) }];
};

const booksNothing = (): readonly LedgerLine[] => [];

const booksByData = (event: Event): readonly LedgerLine[] =>
  ((event.data as { lines?: readonly LedgerLine[] } | null)?.lines ?? []).filter(({ amount }) => amount !== 0);

const call = (key: string, worstMicroUsd: number): Reservation => ({
  step: key,
  request: { ask: key },
  performer: "here",
  worstMicroUsd,
});

const settle = (key: string, attempt: number, microUsd: number): Batch["settle"][number] => ({
  step: key,
  attempt,
  reply: { ok: true, value: { said: key } },
  microUsd,
});

const batch = (parts: Partial<Batch>): Batch => ({ settle: [], lose: [], facts: [], inputs: [], reserve: [], status: "open", ...parts });

const opening = (run: string, parts: Partial<Opening> = {}): Opening => {
  const opened = parts.facts ?? facts(1);
  return { run, kind: "test", version: 1, title: run, ledger: opened.map(() => []), ...parts, facts: opened };
};

/** A run that is opened (unless it exists) and held, with a commit that knows its head. */
const drive = (journal: Journal, run: string, parts: Partial<Opening> | "exists" = {}): Driver => {
  if (parts !== "exists") value(journal.open(opening(run, parts)));
  const fence = value(journal.acquire(run));
  const head = (): number => journal.run(run)?.head as number;
  return { run, fence, head, commit: (wanted) => value(journal.commit(run, fence, head(), batch(wanted))) };
};

type Driver = {
  readonly run: string;
  readonly fence: Fence;
  readonly head: () => number;
  readonly commit: (parts: Partial<Batch>) => Committed;
};

/** Everything that a journal shows, as plain data. */
const dump = (journal: Journal): unknown =>
  journal.runs().map((row) => ({
    row,
    events: journal.read(row.run),
    calls: journal.calls(row.run),
    spend: journal.spend(row.run),
    inputs: journal.inputs(row.run),
    ledger: journal.ledger({ run: row.run, book: row.book }),
    balances: [...journal.balances(row.book)],
  }));
