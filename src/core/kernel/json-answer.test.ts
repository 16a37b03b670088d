import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Json } from "./json.ts";
import { readJsonAnswer } from "./json-answer.ts";

const value = (text: string, wants?: "object" | "array"): Json => {
  const read = readJsonAnswer(text, wants);
  if (!read.ok) throw new Error(read.fault);
  return read.value;
};

describe("readJsonAnswer", () => {
  it("reads every JSON object as JSON.parse does, bare, fenced or after talk", () => {
    fc.assert(
      fc.property(fc.dictionary(fc.string(), fc.jsonValue({ maxDepth: 4 })), (record) => {
        const text = JSON.stringify(record);
        const wanted = JSON.parse(text) as Json;
        expect(value(text)).toEqual(wanted);
        expect(value(`Here it is.\n\n\`\`\`json\n${JSON.stringify(record, null, 2)}\n\`\`\`\nDone.`)).toEqual(wanted);
        expect(value(`My verdict: ${text} as asked.`)).toEqual(wanted);
      }),
    );
  });

  it("reads a trailing comma, and single quotes that are unambiguous", () => {
    expect(value('{"a": [1, 2,], "b": {"c": null,},}')).toEqual({ a: [1, 2], b: { c: null } });
    expect(value(`{'verdict': 'CONTINUE', 'reason': 'she said "no"', 'it\\'s': 1}`)).toEqual({
      verdict: "CONTINUE",
      reason: 'she said "no"',
      "it's": 1,
    });
  });

  it("refuses single quotes that may or may not end a text", () => {
    expect(readJsonAnswer("{'a': 'it's late'}").ok).toBe(false);
    expect(readJsonAnswer("{'a': 'one', two', 'b': 1}").ok).toBe(false);
  });

  it("looks past lists in the talk when an object is wanted, and the other way round", () => {
    expect(value('As turn [3] says, {"a": [1]}')).toEqual({ a: [1] });
    expect(value('{"a": 1} and [1, 2]', "array")).toEqual([1, 2]);
  });

  it("prefers a fenced value to braces in the talk", () => {
    expect(value('The set {1, 2} and {"draft": true}:\n```\n{"a": 1}\n```')).toEqual({ a: 1 });
  });

  it("refuses two different values, and takes one that is said twice", () => {
    expect(readJsonAnswer('{"a": 1} or {"a": 2}')).toEqual({ ok: false, fault: "the answer holds 2 different JSON values; give one" });
    expect(value('{"a": 1}, I repeat {"a":1}')).toEqual({ a: 1 });
  });

  it("changes no value: what JSON does not have is refused", () => {
    for (const text of [
      '{"a": 07}',
      '{"a": 1e999}',
      '{"a": NaN}',
      '{"a": True}',
      "{a: 1}",
      '{"a": .5}',
      '{"a": "x\ny"}',
      '{"a": 1',
      '{"a" 1}',
    ])
      expect(readJsonAnswer(text).ok, text).toBe(false);
    expect(value('{"a": "3", "b": 7}')).toEqual({ a: "3", b: 7 });
  });

  it("keeps __proto__ as a plain member", () => {
    expect(Object.keys(value('{"__proto__": {"polluted": true},}') as object)).toEqual(["__proto__"]);
  });

  it("says that there is none, and never throws on nesting, length or braces without end", () => {
    expect(readJsonAnswer("I pass.")).toEqual({ ok: false, fault: "the answer holds no JSON object" });
    for (const text of ["[".repeat(100_000), "{".repeat(100_000), '{"a":'.repeat(5_000), "x".repeat(2_000_000), "```\n".repeat(10_000)])
      expect(readJsonAnswer(text, "array").ok || readJsonAnswer(text).ok).toBe(false);
    fc.assert(
      fc.property(
        fc.string({ unit: fc.constantFrom("{", "}", "[", "]", '"', "'", ",", ":", "1", "\\", "`", "\n") }),
        (text) => void readJsonAnswer(text),
      ),
    );
  });
});
