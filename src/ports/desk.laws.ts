/** @module The laws of a desk as data: every journal's desk passes each of them. `clock.set` moves the journal's clock, in ms. */
import assert from "node:assert/strict";
import type { Result } from "../core/kernel/result.ts";
import type { Reply } from "../core/run/machine.ts";
import type { DeskFault, Ticket, TicketId } from "./desk.ts";
import type { Journal } from "./journal.ts";

/** A journal under test whose clock can be set, and opened again from what is stored. */
export type DeskUnderTest = {
  readonly journal: Journal;
  readonly setClock: (ms: number) => void;
  readonly reopen: () => Promise<Journal>;
};

/** One law. `check` rejects when it is broken. */
export type DeskLaw = { readonly name: string; readonly check: (under: DeskUnderTest) => void | Promise<void> };

const RUN = "rt-1";
const id = (step: string, requestHash = "h"): TicketId => ({ run: RUN, step, requestHash });
const said = (text: string): Reply => ({ ok: true, value: { text }, microUsd: 3 });

/** Every law, in reading order. */
export const deskLaws: readonly DeskLaw[] = [
  {
    name: "a seat from outside is taken once; only its own token takes it again or gives it back",
    check: ({ journal }) => {
      opened(journal);
      taken(journal.desk.sit(RUN, "clare", "external", "a"));
      assert.equal(faultOf(journal.desk.sit(RUN, "clare", "external", "b")), "taken");
      assert.equal(faultOf(journal.desk.sit(RUN, "clare", "isolated", "b")), "taken");
      taken(journal.desk.sit(RUN, "clare", "external", "a"));
      assert.equal(faultOf(journal.desk.rise(RUN, "clare", "b")), "wrong-token");
      assert.deepEqual([journal.desk.holds(RUN, "clare", "a"), journal.desk.holds(RUN, "clare", "b")], [true, false]);
      taken(journal.desk.rise(RUN, "clare", "a"));
      taken(journal.desk.rise(RUN, "clare", "a"));
      assert.deepEqual(journal.desk.seatings(RUN), []);
    },
  },
  {
    name: "a new process takes the seat of an earlier one, and somebody from outside takes it from a process",
    check: ({ journal }) => {
      opened(journal);
      taken(journal.desk.sit(RUN, "clare", "isolated", "a"));
      taken(journal.desk.sit(RUN, "clare", "isolated", "b"));
      assert.equal(journal.desk.holds(RUN, "clare", "a"), false);
      taken(journal.desk.sit(RUN, "clare", "external", "c"));
      taken(journal.desk.sit(RUN, "bo", "external", "d"));
      assert.deepEqual(
        journal.desk.seatings(RUN).map(({ seat, kind }) => [seat, kind]),
        [
          ["bo", "external"],
          ["clare", "external"],
        ],
      );
      taken(journal.desk.rise(RUN, "clare"));
      assert.equal(journal.desk.seatings(RUN).length, 1);
    },
  },
  {
    name: "the first answer counts; a second, a stranger's and one to nothing are refused by name",
    check: ({ journal }) => {
      opened(journal);
      taken(journal.desk.sit(RUN, "clare", "external", "a"));
      taken(journal.desk.sit(RUN, "bo", "external", "b"));
      journal.desk.ask(id("r1/speak/clare/1"), "clare", 100);
      assert.equal(faultOf(journal.desk.answer(id("r1/speak/clare/1"), "b", said("as bo"))), "wrong-token");
      assert.equal(faultOf(journal.desk.answer(id("r1/speak/clare/1", "other"), "a", said("old prompt"))), "unknown-ticket");
      taken(journal.desk.answer(id("r1/speak/clare/1"), "a", said("one")));
      assert.equal(faultOf(journal.desk.answer(id("r1/speak/clare/1"), "a", said("two"))), "answered");
      assert.deepEqual(journal.desk.ticket(id("r1/speak/clare/1"))?.reply, said("one"));
    },
  },
  {
    name: "what waits is listed in the order asked, by seat, and no more once answered, closed, late or over",
    check: ({ journal, setClock }) => {
      opened(journal);
      taken(journal.desk.sit(RUN, "clare", "external", "a"));
      for (const step of ["z", "y", "x", "w"]) journal.desk.ask(id(step), "clare", step === "y" ? 5 : 100);
      journal.desk.ask(id("v"), "bo", 100);
      assert.deepEqual(stepsOf(journal.desk.waiting(RUN)), ["z", "y", "x", "w", "v"]);
      assert.deepEqual(stepsOf(journal.desk.waiting(RUN, "clare")), ["z", "y", "x", "w"]);
      taken(journal.desk.answer(id("z"), "a", said("z")));
      journal.desk.close(id("x"));
      journal.desk.close(id("z"));
      setClock(6);
      assert.deepEqual(stepsOf(journal.desk.waiting(RUN, "clare")), ["w"]);
      assert.equal(faultOf(journal.desk.answer(id("x"), "a", said("x"))), "late");
      assert.equal(faultOf(journal.desk.answer(id("y"), "a", said("y"))), "late");
      assert.deepEqual(journal.desk.ticket(id("z"))?.reply, said("z"));
      finish(journal);
      assert.deepEqual(journal.desk.waiting(RUN), []);
      assert.equal(faultOf(journal.desk.answer(id("w"), "a", said("w"))), "run-done");
      assert.equal(faultOf(journal.desk.sit(RUN, "di", "external", "d")), "run-done");
      assert.equal(faultOf(journal.desk.sit("rt-0", "di", "external", "d")), "unknown-run");
    },
  },
  {
    name: "asking again opens a closed or late call with a new deadline, and keeps an answer and the count of claims",
    check: ({ journal, setClock }) => {
      opened(journal);
      taken(journal.desk.sit(RUN, "clare", "isolated", "a"));
      journal.desk.ask(id("x"), "clare", 5);
      taken(journal.desk.claim(id("x"), "a"));
      assert.equal(faultOf(journal.desk.claim(id("x"), "b")), "wrong-token");
      setClock(6);
      assert.equal(faultOf(journal.desk.claim(id("x"), "a")), "late");
      journal.desk.close(id("x"));
      const again = journal.desk.ask(id("x"), "clare", 50);
      assert.deepEqual([again.deadlineMs, again.claims, again.closed], [50, 1, false]);
      taken(journal.desk.answer(id("x"), "a", said("x")));
      const answered = journal.desk.ask(id("x"), "clare", 90);
      assert.deepEqual([answered.reply, answered.deadlineMs], [said("x"), 50]);
    },
  },
  {
    name: "seats, calls and answers are there after the journal was closed and opened again, and every change rings the bell",
    check: async ({ journal, reopen }) => {
      opened(journal);
      let heard = 0;
      const stop = journal.subscribe(() => heard++);
      for (const change of [
        () => taken(journal.desk.sit(RUN, "clare", "external", "a")),
        () => void journal.desk.ask(id("x"), "clare", 50),
        () => taken(journal.desk.answer(id("x"), "a", said("x"))),
      ]) {
        const before = heard;
        change();
        await Promise.resolve();
        assert.ok(heard > before, String(change));
      }
      stop();
      const again = await reopen();
      assert.ok(again.desk.holds(RUN, "clare", "a"));
      assert.deepEqual(again.desk.ticket(id("x"))?.reply, said("x"));
    },
  },
];

const opened = (journal: Journal): void => {
  const facts = [{ kind: "opened", data: {} }];
  taken(journal.open({ run: RUN, kind: "test", version: 1, title: RUN, facts, ledger: [[]] }));
};

const finish = (journal: Journal): void => {
  const fence = journal.acquire(RUN);
  assert.ok(fence.ok);
  taken(journal.commit(RUN, fence.value, 1, { settle: [], lose: [], facts: [], inputs: [], reserve: [], status: "done" }));
};

const stepsOf = (tickets: readonly Ticket[]): readonly string[] => tickets.map(({ step }) => step);

const taken = (outcome: Result<unknown, unknown>): void => assert.ok(outcome.ok, outcome.ok ? "" : JSON.stringify(outcome.fault));

const faultOf = (outcome: Result<unknown, DeskFault>): string => (outcome.ok ? "none" : outcome.fault.kind);
