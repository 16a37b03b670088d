import { describe, expect, it } from "vitest";
import { fail, ok } from "../core/kernel/result.ts";
import type { Model, ModelRequest } from "../ports/model.ts";
import { discreet, keysIn } from "./discreet.ts";
import { structured, withSchemaInWords } from "./structured.ts";

const SCHEMA = { type: "object", required: ["verdict"], properties: { verdict: { type: "string" } } };
const REQUEST: ModelRequest = { system: "s", messages: [{ role: "user", text: "judge" }], schema: SCHEMA, tier: "haiku", maxTokens: 10 };
const never = new AbortController().signal;

/** A model that says these texts in order; "!" is an overloaded server. */
const saying = (...texts: readonly string[]) => {
  const asked: ModelRequest[] = [];
  const model: Model = {
    id: "m",
    complete: async (request) => {
      const text = texts[asked.length] as string;
      asked.push(request);
      if (text === "!") return fail({ kind: "overloaded", message: "busy" });
      return ok({ text, model: "m", usage: { input: 10, output: 2, cached: 1 }, latencyMs: 3, costMicroUsd: 5 });
    },
  };
  return { model: structured(model), asked };
};

describe("structured", () => {
  it("reads the object of an answer, and asks only once", async () => {
    const { model, asked } = saying('Well: {"verdict": "CONTINUE",}');
    expect(await model.complete(REQUEST, never)).toMatchObject({ value: { parsed: { verdict: "CONTINUE" }, usage: { input: 10 } } });
    expect(asked).toHaveLength(1);
  });

  it("asks once more with the reason, and counts both calls", async () => {
    const { model, asked } = saying("I would say it converged.", '{"verdict": "CONVERGED"}');
    expect(await model.complete(REQUEST, never)).toEqual(
      ok({
        text: '{"verdict": "CONVERGED"}',
        parsed: { verdict: "CONVERGED" },
        model: "m",
        usage: { input: 20, output: 4, cached: 2 },
        latencyMs: 6,
        costMicroUsd: 10,
      }),
    );
    expect(asked[1]?.messages.slice(1)).toEqual([
      { role: "assistant", text: "I would say it converged." },
      { role: "user", text: expect.stringContaining("the answer holds no JSON object") },
    ]);
  });

  it("is malformed after the second bad answer, and asks no third time", async () => {
    const { model, asked } = saying("no", '{"reason": "x"}', '{"verdict": "CONTINUE"}');
    expect(await model.complete(REQUEST, never)).toEqual(
      fail({ kind: "malformed", message: "asked twice: the answer's JSON object has no verdict" }),
    );
    expect(asked).toHaveLength(2);
  });

  it("says what the second call failed of", async () => {
    expect(await saying("no", "!").model.complete(REQUEST, never)).toMatchObject({ fault: { kind: "overloaded" } });
  });

  it("shows no empty answer back", async () => {
    const { model, asked } = saying(" ", '{"verdict": "x"}');
    await model.complete(REQUEST, never);
    expect(asked[1]?.messages.map(({ role }) => role)).toEqual(["user", "user"]);
  });

  it("leaves values alone, legal or not: they are for the asker to judge", async () => {
    const { model } = saying('{"verdict": 7, "more": "3"}');
    expect(await model.complete(REQUEST, never)).toMatchObject({ value: { parsed: { verdict: 7, more: "3" } } });
  });

  it("leaves answers without a schema alone", async () => {
    const { model } = saying("prose");
    expect(await model.complete({ ...REQUEST, schema: null }, never)).not.toHaveProperty("value.parsed");
  });
});

describe("withSchemaInWords", () => {
  it("puts the schema behind the last question, and nothing where there is none", () => {
    expect(withSchemaInWords(REQUEST).messages.at(-1)?.text).toContain(JSON.stringify(SCHEMA));
    expect(withSchemaInWords({ ...REQUEST, schema: null }).messages).toEqual(REQUEST.messages);
  });
});

describe("discreet", () => {
  const key = 'canary-4f1c"9d27';
  const keys = keysIn({ SOME_API_KEY: key, PATH: "/usr/bin", SHORT_KEY: "abc", MINE: "named-by-the-settings" }, ["MINE"]);

  it("takes keys out of text, parsed objects, deltas and faults", async () => {
    const leaky: Model = {
      id: "m",
      complete: async (request, _signal, onText) => {
        onText?.(`it is ${key}`);
        if (request.system === "fail")
          return fail({ kind: "auth", message: `bad key ${key} of /usr/bin and sk-ant-api03-${"a1B2c3D4".repeat(8)}` });
        return ok({
          text: key,
          parsed: { [key]: [key, "named-by-the-settings abc"] },
          model: "m",
          usage: { input: 0, output: 0, cached: 0 },
          latencyMs: 0,
        });
      },
    };
    const deltas: string[] = [];
    const model = discreet(leaky, keys);
    const said = await model.complete(REQUEST, never, (delta) => deltas.push(delta));
    expect(said).toMatchObject({ value: { text: "[key hidden]", parsed: { "[key hidden]": ["[key hidden]", "[key hidden] abc"] } } });
    expect(deltas).toEqual(["it is [key hidden]"]);
    const failed = await model.complete({ ...REQUEST, system: "fail" }, never);
    expect(failed).toMatchObject({ fault: { message: expect.stringMatching(/^bad key \[key hidden\] of \/usr\/bin and \[redacted/) } });
  });

  it("keeps a fault's message short", async () => {
    const long: Model = { id: "m", complete: async () => fail({ kind: "overloaded", message: "word ".repeat(10_000) }) };
    const answer = await discreet(long, []).complete(REQUEST, never);
    expect(answer.ok ? 0 : answer.fault.message.length).toBe(500);
  });
});
