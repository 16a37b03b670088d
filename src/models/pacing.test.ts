import { describe, expect, it } from "vitest";
import { ok } from "../core/kernel/result.ts";
import type { Model, ModelRequest } from "../ports/model.ts";
import { openMemoryPace } from "../storage/memory/pace.ts";
import { paced } from "./pacing.ts";

const REQUEST: ModelRequest = { system: "", messages: [{ role: "user", text: "?" }], tier: "haiku", maxTokens: 10 };

/** A pace on a clock that only sleeping moves, and a model that notes when it is asked. */
const world = (limits: Parameters<typeof paced>[1]["limits"]) => {
  let now = 1_000_000;
  const at: number[] = [];
  const pace = openMemoryPace(() => now);
  const sleep = async (ms: number): Promise<void> => {
    now += ms;
    await undefined;
  };
  const model: Model = {
    id: "m",
    complete: async () => {
      at.push(now);
      return ok({ text: "yes", model: "m", usage: { input: 1, output: 1, cached: 0 }, latencyMs: 0 });
    },
  };
  return { model: paced(model, { pace, limits, sleep }), pace, at };
};

describe("paced", () => {
  it("starts calls one interval after the other", async () => {
    const { model, at } = world({ requestsPerMinute: 60 });
    for (let i = 0; i < 5; i++) await model.complete(REQUEST, new AbortController().signal);
    const gaps = at.slice(1).map((later, i) => later - (at[i] as number));
    expect(gaps.slice(1).every((gap) => gap > 1_000 && gap < 1_050)).toBe(true);
  });

  it("gives its place up when its time is over, says so, and asks nobody", async () => {
    const { model, pace, at } = world({ concurrency: 1 });
    const held = pace.join("m", 1);
    expect(pace.turn(held, { concurrency: 1 }).starts).toBe(true);
    const over = new AbortController();
    const waiting = model.complete(REQUEST, over.signal);
    over.abort();
    expect(await waiting).toMatchObject({ ok: false, fault: { kind: "timeout" } });
    expect(at).toEqual([]);
    pace.leave(held);
    expect(pace.turn(pace.join("m", 1), { concurrency: 1 }).starts).toBe(true);
  });

  it("frees its slot when the model throws", async () => {
    const pace = openMemoryPace(() => 0);
    const broken: Model = { id: "m", complete: () => Promise.reject(new Error("bug")) };
    await expect(
      paced(broken, { pace, limits: { concurrency: 1 }, sleep: async () => undefined }).complete(REQUEST, new AbortController().signal),
    ).rejects.toThrow("bug");
    expect(pace.turn(pace.join("m", 1), { concurrency: 1 }).starts).toBe(true);
  });
});
