import { existsSync, readdirSync, readFileSync, renameSync, symlinkSync, writeFileSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import { describe, expect, it } from "vitest";
import { contextOf } from "../../test/conformance/models/context.ts";
import { temporaryFolder } from "../../test/kit/home.ts";
import type { Model, ModelRequest } from "../ports/model.ts";
import { entry } from "./handoff.ts";

const never = new AbortController().signal;
const END = "<!-- end of answer -->";

const request = (text: string, over: Partial<ModelRequest> = {}): ModelRequest => ({
  system: "You are Clare.",
  messages: [{ role: "user", text }],
  tier: "haiku",
  maxTokens: 500,
  ...over,
});

const open = (folder: string): Promise<Model> => entry.open(contextOf({}, { folder }));

/** The file that a request waits for. */
const waited = async (model: Model, asked: ModelRequest): Promise<string> => {
  const answer = await model.complete(asked, never);
  if (answer.ok || answer.fault.kind !== "waiting") expect.fail(JSON.stringify(answer));
  return answer.fault.files[0] as string;
};

const text = async (model: Model, asked: ModelRequest): Promise<string | undefined> => {
  const answer = await model.complete(asked, never);
  return answer.ok ? answer.value.text : undefined;
};

describe("a hand-off", () => {
  it("writes the whole prompt and the request, once, and waits for the file that it names", async () => {
    const folder = temporaryFolder("handoff");
    const model = await open(folder);
    const file = await waited(model, request("Queue or cron?"));
    const prompt = join(dirname(file), "prompt.md");
    for (const part of ["You are Clare.", "Queue or cron?", "answer.md", END]) expect(readFileSync(prompt, "utf8")).toContain(part);
    expect(JSON.parse(readFileSync(join(dirname(file), "request.json"), "utf8"))).toMatchObject({
      system: "You are Clare.",
      maxTokens: 500,
      answer: "answer.md",
    });
    writeFileSync(prompt, "somebody's notes");
    expect(await waited(model, request("Queue or cron?"))).toBe(file);
    expect(readFileSync(prompt, "utf8")).toBe("somebody's notes");
  });

  it("names folders by code alone, whatever the prompt says", async () => {
    const folder = temporaryFolder("handoff");
    const model = await open(folder);
    for (const hostile of ["../../etc/passwd", "a/b\0c", "-rf *", "\u202e.md"]) {
      const place = basename(dirname(await waited(model, request(hostile))));
      expect(place).toMatch(/^[0-9a-f]{32}$/u);
    }
    expect(readdirSync(folder).every((name) => /^[0-9a-f]{32}$/u.test(name))).toBe(true);
  });

  it("takes answers in any order, also in another process later", async () => {
    const folder = temporaryFolder("handoff");
    const asked = ["a", "b", "c"].map((name) => request(name));
    const model = await open(folder);
    const files: string[] = [];
    for (const one of asked) files.push(await waited(model, one));
    writeFileSync(files[2] as string, `third\n${END}\n`);
    expect(await Promise.all(asked.map((one) => text(model, one)))).toEqual([undefined, undefined, "third"]);
    writeFileSync(files[0] as string, `\ufefffirst\r\n\r\nwith two lines\r\n${END}`);
    const later = await open(folder);
    expect(await Promise.all(asked.map((one) => text(later, one)))).toEqual(["first\r\n\r\nwith two lines", undefined, "third"]);
  });

  it("reads no part of an answer that is still being written: every proper beginning of the file waits", async () => {
    const model = await open(temporaryFolder("handoff"));
    const whole = `Queue, for three reasons.\n\n${END}`;
    const file = await waited(model, request("a"));
    for (let length = 0; length < whole.length; length++) {
      writeFileSync(file, whole.slice(0, length));
      expect(await text(model, request("a"))).toBeUndefined();
    }
    writeFileSync(`${file}.part`, whole);
    renameSync(`${file}.part`, file);
    expect(await text(model, request("a"))).toBe("Queue, for three reasons.");
  });

  it("waits for one whole JSON object where a schema is asked for", async () => {
    const model = await open(temporaryFolder("handoff"));
    const asked = request("a", { schema: { type: "object", required: ["verdict"] } });
    const file = await waited(model, asked);
    expect(basename(file)).toBe("answer.json");
    expect(readFileSync(join(dirname(file), "prompt.md"), "utf8")).toContain('"required":["verdict"]');
    const whole = '{"verdict": "CONTINUE", "list": [1, {"a": 2}]}';
    for (let length = 0; length < whole.length; length++) {
      writeFileSync(file, whole.slice(0, length));
      expect(await text(model, asked)).toBeUndefined();
    }
    writeFileSync(file, whole);
    expect(await text(model, asked)).toBe(whole);
  });

  it("follows no link that leads out of its folder", async () => {
    const folder = temporaryFolder("handoff");
    const secret = join(temporaryFolder("outside"), "secret");
    writeFileSync(secret, `secret\n${END}`);
    const model = await open(folder);
    const file = await waited(model, request("a"));
    symlinkSync(secret, file);
    expect(await model.complete(request("a"), never)).toMatchObject({ ok: false, fault: { kind: "unavailable" } });
  });

  it("lives where the variable says, else in the home", async () => {
    const folder = join(temporaryFolder("handoff"), "deep", "folder");
    const model = await entry.open(contextOf({ MOOT_HANDOFF_DIR: folder }));
    await waited(model, request("a"));
    expect(existsSync(folder)).toBe(true);
  });
});
