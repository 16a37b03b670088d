import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { temporaryFolder } from "../../test/kit/home.ts";
import type { ModelRequest } from "../ports/model.ts";
import { readScriptFile } from "./script-file.ts";

const scriptOf = (text: string): ReturnType<typeof readScriptFile> => {
  const path = join(temporaryFolder("script"), "script.json");
  writeFileSync(path, text);
  const read = readScriptFile(path);
  return read.ok ? read : { ok: false, fault: read.fault.replace(path, "script.json") };
};

const request = (kind: "speak" | "rebut", seat: string, round: number): ModelRequest => ({
  system: "",
  messages: [{ role: "user", text: "Queue or cron?" }],
  task: { kind, topic: "t", seat, seats: [], round, sources: [], turns: [], results: [] },
  tier: "haiku",
  maxTokens: 9,
});

describe("a script file", () => {
  it("answers with the first rule of which everything holds", () => {
    const script = scriptOf(`{"rules": [
      {"when": {"kind": "speak", "seat": "clare", "round": 2}, "text": "two", "latencyMs": 7},
      {"when": {"seat": "clare"}, "text": "clare"},
      {"when": {"contains": "cron"}, "parsed": {"a": [1]}},
      {"fault": {"kind": "overloaded", "message": "busy"}}
    ]}`);
    if (!script.ok) expect.fail(script.fault);
    const { say, latencyMs } = script.value;
    expect(say(request("speak", "clare", 2))).toEqual({ text: "two" });
    expect(latencyMs?.(request("speak", "clare", 2))).toBe(7);
    expect(say(request("rebut", "clare", 2))).toEqual({ text: "clare" });
    expect(say(request("rebut", "bo", 1))).toEqual({ text: '{"a":[1]}', parsed: { a: [1] } });
    expect(say({ ...request("rebut", "bo", 1), messages: [] })).toEqual({ fault: { kind: "overloaded", message: "busy" } });
  });

  it("says which request no rule fits", () => {
    const script = scriptOf('{"rules": []}');
    expect(script.ok && script.value.say(request("speak", "bo", 3))).toEqual({
      fault: { kind: "malformed", message: "the script has no rule for speak, seat bo, round 3, tier haiku" },
    });
  });

  it.each([
    ['{"rules": [\n  {"when": {"seats": "bo"}, "text": "a"}\n]}', 2, '"seats": ', "unknown field"],
    ['{"rules": [{"text": "a"}],\n "extra": 1}', 2, '"extra": ', "unknown field"],
    ['{"rules": [{"text": "a", "fault": {"kind": "auth"}}]}', 1, '{"text": "a", "fault": {"kind": "auth"}}', "not both"],
    ['{"rules": [\n{"when": {"round": "1"}, "text": "a"}]}', 2, '"1"', "expected a number"],
    ['{"rules": [{"fault": {"kind": "waiting"}}]}', 1, '"waiting"', "a fault's kind is one of"],
    ['{"rules": [{"text": "a", "latencyMs": -1}]}', 1, "-1", "expected 0 to"],
    ['{"rules": [{"text": "a"},]}', 1, ",", "a comma stands before"],
    ["{}", 1, "{}", "a script needs rules"],
    ["[]", 1, "[]", "expected an object"],
  ])("refuses %s with its line and a caret under what is wrong", (text, line, marked, message) => {
    const script = scriptOf(text);
    const [head = "", shown = "", marks = ""] = script.ok ? [] : script.fault.split("\n");
    expect(head).toContain(`script.json:${line}:`);
    expect(head).toContain(message);
    expect(shown.slice(marks.indexOf("^"), marks.length)).toBe(marked);
  });
});
