import { expect, it } from "vitest";
import { fact, type Opening, type Seat } from "./event.ts";
import { roundtableMachine } from "./machine.ts";
import { speakingOrder } from "./order.ts";
import { answerTimeoutMs, reseat, takeableSeats } from "./seating.ts";

const seat = (name: string, backend = "offline"): Seat => ({
  name,
  role: "",
  backend,
  tier: "haiku",
  model: null,
  persona: "p",
  fee: 5,
  budget: 1,
  rank: null,
  worstMicroUsd: 0,
  history: [],
});

const opening: Opening = {
  topic: "t",
  protocol: "classic",
  seed: "s",
  mode: "offline",
  briefing: { file: "b", blob: "b", sha256: "b", bytes: 1 },
  seats: ["ada", "bo", "cy", "di"].map((name) => seat(name)),
  judge: seat("judge"),
  bids: [{ seat: "bo", sparks: 1 }],
  boosts: [{ seat: "bo", extraBudget: 2 }],
  limits: {
    maxRounds: 3,
    speakerTimeoutMs: 200,
    externalTimeoutMs: 9_000,
    judgeTimeoutMs: 1,
    stewardTimeoutMs: 1,
    stewardBudget: 1,
    maxGates: 3,
    sparksPerGate: 3,
    scoreChunkChars: 100,
  },
};

const change = { from: "rt", at: 2, reuse: true, without: [], seats: [], judge: null, externalTimeoutMs: null };

it("seats that stay keep their order in every round, whoever left", () => {
  for (const { name } of opening.seats) {
    const left = reseat({ ...opening, bids: [] }, { ...change, without: [name] });
    expect(speakingOrder(left, 1)).toEqual(speakingOrder({ ...opening, bids: [] }, 1).filter((other) => other !== name));
  }
});

it("whoever leaves takes its bid and its boost along; leaving one by one is leaving together", () => {
  const both = reseat(opening, { ...change, without: ["bo", "di"] });
  expect(both).toEqual(reseat(reseat(opening, { ...change, without: ["bo"] }), { ...change, without: ["di"] }));
  expect([both.seats.length, both.bids, both.boosts, both.roster]).toEqual([2, [], [], ["ada", "bo", "cy", "di"]]);
});

it("only a seat on external has the longer time, and only where the opening names one", () => {
  const outside = reseat(opening, { ...change, seats: [seat("bo", "external")] });
  const { externalTimeoutMs: _, ...limits } = outside.limits;
  const [away, here] = [seat("bo", "external"), seat("ada")];
  expect([
    answerTimeoutMs(outside, away, 200),
    answerTimeoutMs(outside, here, 200),
    answerTimeoutMs({ ...outside, limits }, away, 200),
  ]).toEqual([9_000, 200, 200]);
  expect(answerTimeoutMs(reseat(outside, { ...change, externalTimeoutMs: 7_000 }), away, 200)).toBe(7_000);
});

it("whoever is outside may take any speaker's seat, and the judge's only where it was left open", () => {
  expect(takeableSeats(opening)).toEqual(opening.seats);
  const judge = { ...opening.judge, backend: "external" };
  expect(takeableSeats({ ...opening, judge })).toEqual([...opening.seats, judge]);
});

it("a person closes a debate that runs or is paused, once; then it is scored", () => {
  const machine = roundtableMachine(() => null);
  const opened = fact("roundtable-opened", opening);
  const state = machine.fold(machine.initial("rt"), { run: "rt", seq: 1, step: "open", kind: opened.kind, data: opened.data as never });
  const close = { key: "k", kind: "close", data: { reason: "enough" } };
  const ended = { kind: "debate-ended", data: { outcome: "closed", reason: "enough", rounds: 0 } };
  expect(machine.accept(state, close)).toEqual({ ok: true, value: [ended] });
  const paused = machine.fold(state, { run: "rt", seq: 2, step: "input:p", kind: "run-paused", data: { reason: "" } });
  const accepted = machine.accept(paused, close);
  expect(accepted).toEqual({ ok: true, value: [{ kind: "run-resumed", data: { by: "enough" } }, ended] });
  for (const told of accepted.ok ? accepted.value : []) machine.fold(paused, { run: "rt", seq: 3, step: "input:k", ...told });
  expect(machine.accept(paused, { ...close, key: "l" })).toMatchObject({ ok: false, fault: { code: "ENDED" } });
  expect(machine.nextSteps(paused, 4).map(({ key }) => key)).toEqual(["decide"]);
});
