import { describe, expect, it } from "vitest";
import { fail, ok } from "../core/kernel/result.ts";
import { type Price, worstOfAttempt } from "../core/money/price.ts";
import { PAID_ATTEMPTS, Purse } from "../core/money/purse.ts";
import { sizeOf, TOOL_BYTES } from "../core/money/size.ts";
import type { ModelFault } from "../core/run/fault.ts";
import type { Completion, Model, ModelRequest } from "../ports/model.ts";
import { paying } from "./paying.ts";
import { patience, retrying } from "./retrying.ts";
import { structured } from "./structured.ts";

const PRICE: Price = { input: 3, output: 15, cached: 0.3, written: 3.75 };
const REQUEST: ModelRequest = {
  system: "Be brief.",
  messages: [{ role: "user", text: "Queue or cron? ".repeat(40) }],
  tier: "haiku",
  maxTokens: 500,
};
const WORST = worstOfAttempt(PRICE, sizeOf(REQUEST));
const never = new AbortController().signal;

const said = (usage: unknown, text = "The queue."): ReturnType<Model["complete"]> =>
  Promise.resolve(ok({ text, model: "m", usage, latencyMs: 1 } as Completion));
const fault = (kind: ModelFault["kind"], more: object = {}) => Promise.resolve(fail({ kind, message: kind, ...more } as ModelFault));

/** A backend whose answers come in order, with what surrounds a backend; retries take no time. */
const world = (answers: readonly (() => ReturnType<Model["complete"]>)[], request: ModelRequest = REQUEST) => {
  let calls = 0;
  const raw: Model = { id: "m", complete: () => (answers[Math.min(calls++, answers.length - 1)] as () => ReturnType<Model["complete"]>)() };
  const limits = { ...patience({ now: () => 0, elapsed: () => 0 }), sleep: async () => undefined };
  const purse = new Purse(PRICE, PAID_ATTEMPTS * worstOfAttempt(PRICE, sizeOf(request)));
  const model = structured(retrying(paying(raw), limits));
  return { purse, calls: () => calls, ask: () => model.complete({ ...request, purse }, never) };
};

describe("paying", () => {
  it("sends nothing of what is billed when nothing was reserved for it, and anything of what is not", async () => {
    let calls = 0;
    const raw: Model = { id: "m", complete: () => said({ input: 160, output: 3, cached: 0 }, `answer ${++calls}`) };
    expect(await paying(raw, true).complete(REQUEST, never)).toMatchObject({ fault: { kind: "unavailable", lasting: true } });
    expect(calls).toBe(0);
    expect((await paying(raw, false).complete(REQUEST, never)).ok).toBe(true);
    expect((await paying(raw, true).complete({ ...REQUEST, purse: new Purse(PRICE, 2 * WORST) }, never)).ok).toBe(true);
    expect(calls).toBe(2);
  });

  it("books what an honest backend reports", async () => {
    const { purse, ask } = world([() => said({ input: 160, output: 3, cached: 0 })]);
    expect((await ask()).ok).toBe(true);
    expect(purse.spent).toEqual({ microUsd: 160 * 3 + 3 * 15, tokens: { input: 160, output: 3, cached: 0 }, corrected: [] });
  });

  it.each([
    ["0", { input: 0, output: 0, cached: 0 }],
    ["negative", { input: -5, output: -5, cached: -5 }],
    ["absent", undefined],
    ["fractional", { input: 160.5, output: 3.5, cached: 0 }],
    ["no number", { input: Number.NaN, output: Number.NaN, cached: Number.NaN }],
  ])("books the worst case of the attempt where the usage is %s", async (_what, usage) => {
    const { purse, ask } = world([() => said(usage)]);
    expect((await ask()).ok).toBe(true);
    expect(purse.spent.microUsd).toBe(WORST);
    expect(purse.spent.corrected).toHaveLength(1);
  });

  it.each([
    ["an object without text", { text: "", parsed: { verdict: "CONTINUE" } }],
    ["nothing at all", { text: "" }],
  ])("does not believe that an answer of %s came for no token", async (_what, answer) => {
    const usage = { input: 160, output: 0, cached: 0 };
    const raw: Model = { id: "m", complete: async () => ok({ ...answer, model: "m", usage, latencyMs: 1 }) };
    const purse = new Purse(PRICE, WORST);
    await paying(raw).complete({ ...REQUEST, purse }, never);
    expect(purse.spent.microUsd).toBe(160 * PRICE.input + sizeOf(REQUEST).outputTokens * PRICE.output);
  });

  it("books nothing for what is not billed, and every attempt that may have been", async () => {
    const free = world([
      () => fault("rate-limited"),
      () => fault("overloaded"),
      () => fault("unavailable", { unsent: true }),
      () => said({ input: 160, output: 3, cached: 0 }),
    ]);
    expect((await free.ask()).ok).toBe(true);
    expect([free.purse.spent.microUsd, free.calls()]).toEqual([525, 4]);
    const waiting = world([() => fault("waiting", { files: ["answer.md"] })]);
    expect(await waiting.ask()).toMatchObject({ ok: false, fault: { kind: "waiting" } });
    expect([waiting.purse.spent.microUsd, waiting.calls()]).toEqual([0, 1]);
    const broken = world([() => fault("unavailable"), () => said({ input: 160, output: 3, cached: 0 })]);
    expect((await broken.ask()).ok).toBe(true);
    expect(broken.purse.spent.microUsd).toBe(WORST + 525);
  });

  it("begins no attempt that its reservation does not pay, so that no call costs more than was reserved", async () => {
    const { purse, ask, calls } = world([() => fault("unavailable")]);
    expect(await ask()).toMatchObject({ ok: false, fault: { kind: "cap-reached" } });
    expect([purse.spent.microUsd, calls()]).toEqual([purse.mostMicroUsd, PAID_ATTEMPTS]);
  });

  it("pays for the answer that could not be read and for its repair", async () => {
    const asked = { ...REQUEST, schema: { type: "object", required: ["a"], properties: { a: { type: "number" } } } };
    const { purse, ask } = world(
      [() => said({ input: 200, output: 3, cached: 0 }, "no json"), () => said({ input: 250, output: 4, cached: 0 }, '{"a":1}')],
      asked,
    );
    expect(await ask()).toMatchObject({ ok: true, value: { parsed: { a: 1 } } });
    expect(purse.spent.tokens).toEqual({ input: 450, output: 7, cached: 0 });
  });

  it("lets tools return no more than the prompt was reserved for", async () => {
    const tool = { name: "t", description: "", parameters: {}, run: () => "x".repeat(20_000) };
    const heard: string[] = [];
    const raw: Model = {
      id: "m",
      complete: async ({ tools = [] }) => {
        for (let i = 0; i < 5; i++) heard.push(tools[0]?.run({}) ?? "");
        return said({ input: 160, output: 3, cached: 0 });
      },
    };
    const request = { ...REQUEST, tools: [tool] };
    await paying(raw).complete({ ...request, purse: new Purse(PRICE, worstOfAttempt(PRICE, sizeOf(request))) }, never);
    expect(heard.join("").length).toBeLessThanOrEqual(TOOL_BYTES);
    expect(heard[0]).toHaveLength(20_000);
  });

  it("leaves a request without a purse alone", async () => {
    const raw: Model = { id: "m", complete: () => said({ input: 0, output: 0, cached: 0 }) };
    expect(await paying(raw).complete(REQUEST, never)).toEqual(await said({ input: 0, output: 0, cached: 0 }));
  });
});
