import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { contextOf } from "../../test/conformance/models/context.ts";
import { temporaryFolder } from "../../test/kit/home.ts";
import { fail, ok } from "../core/kernel/result.ts";
import type { ModelFault } from "../core/run/fault.ts";
import type { Completion, Model, ModelRequest } from "../ports/model.ts";
import { entry } from "./cassette.ts";

const never = new AbortController().signal;

const request = (text: string, over: Partial<ModelRequest> = {}): ModelRequest => ({
  system: "s",
  messages: [{ role: "user", text }],
  tier: "haiku",
  maxTokens: 9,
  ...over,
});

/** A backend that counts and never says the same thing twice. */
const counting = (faults: ReadonlyMap<string, ModelFault> = new Map()): { readonly model: Model; readonly asked: string[] } => {
  const asked: string[] = [];
  const complete: Model["complete"] = async ({ messages }) => {
    const text = messages[0]?.text ?? "";
    asked.push(text);
    const fault = faults.get(text);
    if (fault !== undefined) return fail(fault);
    const usage = { input: 100, output: 20, cached: 10 };
    return ok({
      text: `${text}: answer ${asked.length}`,
      parsed: { n: asked.length },
      model: "m-1",
      usage,
      latencyMs: 1,
      costMicroUsd: 345,
    });
  };
  return { model: { id: "inner", complete }, asked };
};

const open = (folder: string, mode: string, inner?: Model): Promise<Model> =>
  entry.open(
    contextOf(
      { MOOT_CASSETTE: mode, MOOT_CASSETTE_BACKEND: "inner", MOOT_CASSETTE_DIR: folder },
      { openBackend: (id) => (id === "inner" && inner !== undefined ? Promise.resolve(inner) : undefined) },
    ),
  );

const value = (answer: Awaited<ReturnType<Model["complete"]>>): Completion =>
  answer.ok ? answer.value : expect.fail(answer.fault.message);

describe("a cassette", () => {
  it("replays what it recorded, in any order, each equal request in its turn, for nothing, and asks nobody", async () => {
    const folder = temporaryFolder("cassette");
    const { model, asked } = counting();
    const play = async (mode: string, order: readonly string[]): Promise<Record<string, readonly object[]>> => {
      const cassette = await open(folder, mode, model);
      const heard: Record<string, readonly object[]> = { a: [], b: [], c: [] };
      for (const text of order) {
        const { latencyMs: _, costMicroUsd, ...said } = value(await cassette.complete(request(text), never));
        expect(costMicroUsd).toBe(mode === "record" ? 345 : 0);
        heard[text] = [...(heard[text] ?? []), said];
      }
      return heard;
    };
    const recorded = await play("record", ["a", "b", "a", "c", "a"]);
    for (const order of ["aaabc", "cbaaa", "acaba"]) expect(await play("replay", [...order])).toEqual(recorded);
    expect(asked).toEqual(["a", "b", "a", "c", "a"]);
  });

  it("keeps what an answer cost when it was bought", async () => {
    const folder = temporaryFolder("cassette");
    await (await open(folder, "record", counting().model)).complete(request("a"), never);
    const [name = ""] = readdirSync(folder);
    const kept = JSON.parse(readFileSync(join(folder, name), "utf8"));
    expect(kept).toMatchObject({
      cassette: 1,
      asked: { tier: "haiku", begins: "a" },
      answer: { costMicroUsd: 345, usage: { input: 100 } },
    });
    expect(value(await (await open(folder, "replay")).complete(request("a"), never)).usage).toEqual({ input: 100, output: 20, cached: 10 });
  });

  it.each([
    ["system", { system: "t" }],
    ["messages", { messages: [] }],
    ["model", { model: "x" }],
    ["tier", { tier: "opus" }],
    ["schema", { schema: {} }],
    ["tools", { tools: [{ name: "t", description: "", parameters: {}, run: () => "" }] }],
    ["maxTokens", { maxTokens: 10 }],
    ["effort", { effort: "max" }],
  ] as const)("takes another %s for another request, and says which answer it misses", async (_, over) => {
    const folder = temporaryFolder("cassette");
    await (await open(folder, "record", counting().model)).complete(request("a"), never);
    const { model, asked } = counting();
    const missed = await (await open(folder, "replay", model)).complete(request("a", over as Partial<ModelRequest>), never);
    expect(missed).toMatchObject({
      ok: false,
      fault: { kind: "unavailable", message: expect.stringMatching(/no answer [0-9a-f]{64}-1[.]json$/u) },
    });
    expect(asked).toEqual([]);
  });

  it("keeps no secret, and says none in the recording run either: both runs read the same", async () => {
    const folder = temporaryFolder("cassette");
    const key = `ghp_${["x7Kq2mZ9vB4t", "L8wR3nY6pC1s", "D5fG0hJ2aE4u"].join("")}`;
    const recorder = await open(folder, "record", counting().model);
    const live = value(await recorder.complete(request(`my token is ${key}`), never));
    const kept = readdirSync(folder).map((name) => readFileSync(join(folder, name), "utf8"));
    expect(JSON.stringify([live, kept])).not.toContain(key);
    const replayed = value(await (await open(folder, "replay")).complete(request(`my token is ${key}`), never));
    expect([replayed.text, replayed.parsed]).toEqual([live.text, live.parsed]);
  });

  it("replays a refusal, but not the weather of the day it was recorded on", async () => {
    const folder = temporaryFolder("cassette");
    const faults = new Map<string, ModelFault>([
      ["no", { kind: "refused", message: "I will not" }],
      ["busy", { kind: "overloaded", message: "later" }],
    ]);
    const recorder = await open(folder, "record", counting(faults).model);
    for (const text of ["no", "busy"]) await recorder.complete(request(text), never);
    faults.delete("busy");
    await recorder.complete(request("busy"), never);
    const replay = await open(folder, "replay");
    expect(await replay.complete(request("no"), never)).toEqual(fail({ kind: "refused", message: "I will not" }));
    expect(value(await replay.complete(request("busy"), never)).text).toBe("busy: answer 3");
  });

  it("loses no answer of equal requests that are asked at once, when some of them have to be asked again", async () => {
    const folder = temporaryFolder("cassette");
    let asked = 0;
    const complete: Model["complete"] = async () => {
      const turn = ++asked;
      await new Promise((resolve) => setTimeout(resolve, turn % 2 === 0 ? 5 : 1));
      if (turn % 2 === 1 && turn < 6) return fail({ kind: "overloaded", message: "later" });
      return ok({ text: `answer ${turn}`, model: "m", usage: { input: 0, output: 0, cached: 0 }, latencyMs: 0 });
    };
    const recorder = await open(folder, "record", { id: "inner", complete });
    const insist = async (cassette: Model): Promise<string> => {
      for (let tries = 0; tries < 5; tries++) {
        const answer = await cassette.complete(request("a"), never);
        if (answer.ok) return answer.value.text;
      }
      return "none";
    };
    const recorded = await Promise.all([1, 2, 3, 4].map(() => insist(recorder)));
    expect(new Set(recorded).size).toBe(4);
    const replay = await open(folder, "replay");
    const replayed = [];
    for (const _ of recorded) replayed.push(await insist(replay));
    expect([...replayed].sort()).toEqual([...recorded].sort());
  });

  it("asks in auto for what it does not have, and only for that", async () => {
    const folder = temporaryFolder("cassette");
    await (await open(folder, "record", counting().model)).complete(request("a"), never);
    const { model, asked } = counting();
    const auto = await open(folder, "auto", model);
    for (const text of ["a", "b", "a"]) await auto.complete(request(text), never);
    expect(asked).toEqual(["b", "a"]);
    const replay = await open(folder, "replay");
    for (const text of ["b", "a", "a"]) value(await replay.complete(request(text), never));
  });

  it("refuses a file that is none of its own", async () => {
    const folder = temporaryFolder("cassette");
    await (await open(folder, "record", counting().model)).complete(request("a"), never);
    const [name = ""] = readdirSync(folder);
    for (const text of [
      "",
      "{",
      "[]",
      '{"cassette":1}',
      '{"cassette":2,"answer":{"text":"a","model":"m"}}',
      '{"cassette":1,"fault":{"kind":"waiting"}}',
    ]) {
      writeFileSync(join(folder, name), text);
      expect(await (await open(folder, "replay")).complete(request("a"), never)).toMatchObject({ fault: { kind: "malformed" } });
    }
  });

  it("says so when the backend to record is not there", async () => {
    const answer = await (await open(temporaryFolder("cassette"), "auto")).complete(request("a"), never);
    expect(answer).toMatchObject({
      ok: false,
      fault: { kind: "unavailable", message: expect.stringContaining("MOOT_CASSETTE_BACKEND=inner") },
    });
  });
});
