import { describe, expect, it } from "vitest";
import { fail, ok, type Result } from "../core/kernel/result.ts";
import type { ModelFault } from "../core/run/fault.ts";
import type { Completion, Model, ModelRequest } from "../ports/model.ts";
import { type Patience, patience, retrying } from "./retrying.ts";

const REQUEST: ModelRequest = { system: "", messages: [{ role: "user", text: "?" }], tier: "haiku", maxTokens: 10 };
const said: Result<Completion, ModelFault> = ok({ text: "yes", model: "m", usage: { input: 1, output: 1, cached: 0 }, latencyMs: 1 });
const fault = (kind: ModelFault["kind"], more: object = {}): Result<Completion, ModelFault> =>
  fail({ kind, message: kind, ...more } as ModelFault);

/** A model with its answers in order, and a clock on which only sleeping takes time. */
const world = (answers: readonly Result<Completion, ModelFault>[], over: Partial<Patience> = {}) => {
  const slept: number[] = [];
  let now = 0;
  let calls = 0;
  const model: Model = {
    id: "m",
    complete: async (_request, _signal, onText) => {
      onText?.(`${calls}`);
      return answers[Math.min(calls++, answers.length - 1)] as Result<Completion, ModelFault>;
    },
  };
  const clock = { now: () => now, elapsed: () => now };
  const sleep = async (ms: number): Promise<void> => {
    slept.push(ms);
    now += ms;
  };
  const limits: Patience = { ...patience(clock), random: () => 0.5, sleep, ...over };
  return { model: retrying(model, limits), slept, calls: () => calls };
};

const never = new AbortController().signal;

describe("retrying", () => {
  it("asks again while a fault may pass, with waits that double up to their limit", async () => {
    const { model, slept, calls } = world([fault("overloaded"), fault("unavailable"), fault("rate-limited"), said]);
    expect(await model.complete(REQUEST, never)).toEqual(said);
    expect([slept, calls()]).toEqual([[250, 500, 1_000], 4]);
    const short = world([fault("overloaded")], { attempts: 8, mostMs: 1_000 });
    await short.model.complete(REQUEST, never);
    expect(short.slept).toEqual([250, 500, 500, 500, 500, 500, 500]);
  });

  it("draws each wait from nothing to its limit", async () => {
    for (const [random, waits] of [
      [0, [0, 0, 0]],
      [0.999, [499, 999, 1_998]],
    ] as const) {
      const { model, slept } = world([fault("overloaded")], { random: () => random });
      await model.complete(REQUEST, never);
      expect(slept).toEqual(waits);
    }
  });

  it("waits what the server asked for, and some more", async () => {
    const { model, slept } = world([fault("rate-limited", { retryAfterMs: 7_000 }), said]);
    expect((await model.complete(REQUEST, never)).ok).toBe(true);
    expect(slept).toEqual([7_250]);
  });

  it("gives up at once where the server asks for more time than there is, and keeps what it asked for", async () => {
    const { model, slept, calls } = world([fault("rate-limited", { retryAfterMs: 600_000 })]);
    expect(await model.complete(REQUEST, never)).toMatchObject({ fault: { kind: "rate-limited", retryAfterMs: 600_000 } });
    expect([slept, calls()]).toEqual([[], 1]);
  });

  it("begins no attempt after its time, however many are left", async () => {
    const { model, slept } = world([fault("rate-limited", { retryAfterMs: 40_000 })], { attempts: 100 });
    await model.complete(REQUEST, never);
    expect(slept.reduce((sum, ms) => sum + ms, 0)).toBeLessThanOrEqual(120_000);
    expect(slept).toHaveLength(2);
  });

  it("never asks again after a fault that does not pass", async () => {
    for (const kind of ["timeout", "refused", "malformed", "too-long", "auth", "cap-reached"] as const) {
      const { model, calls } = world([fault(kind), said]);
      expect(await model.complete(REQUEST, never)).toEqual(fault(kind));
      expect(calls()).toBe(1);
    }
  });

  it("never asks again after a fault that lasts", async () => {
    const { model, calls } = world([fault("unavailable", { lasting: true }), said]);
    expect(await model.complete(REQUEST, never)).toEqual(fault("unavailable", { lasting: true }));
    expect(calls()).toBe(1);
  });

  it("stops waiting when the signal comes, and says so", async () => {
    const stop = new AbortController();
    const { model, calls } = world([fault("overloaded"), said], { sleep: async () => stop.abort() });
    expect(await model.complete(REQUEST, stop.signal)).toMatchObject({ fault: { kind: "timeout" } });
    expect(calls()).toBe(1);
  });

  it("wakes from a real sleep when the signal comes", async () => {
    const stop = new AbortController();
    const { model } = world([fault("rate-limited", { retryAfterMs: 60_000 }), said], {
      sleep: patience({ now: () => 0, elapsed: () => 0 }).sleep,
    });
    const answer = model.complete(REQUEST, stop.signal);
    setImmediate(() => stop.abort());
    expect(await answer).toMatchObject({ fault: { kind: "timeout" } });
  });

  it("streams the text of the first attempt that says something, and of no other", async () => {
    const deltas: string[] = [];
    const { model } = world([fault("overloaded"), said]);
    await model.complete(REQUEST, never, (delta) => deltas.push(delta));
    expect(deltas).toEqual(["0"]);
  });
});
