import { expect, it } from "vitest";
import { readAnswer, writeLine } from "./protocol.ts";

it("a line is printable ASCII and says the same again when it is read", () => {
  const line = { type: "refused", id: null, code: "X", message: "“ü\u202e\u0007\n😀\u2028" } as const;
  expect(writeLine(line)).toMatch(/^[\u0020-\u007e]+$/u);
  expect(JSON.parse(writeLine(line))).toEqual(line);
});

it("an answer is an id and a text; anything else is refused with what is wrong with it", () => {
  expect(readAnswer('{"id":"a","text":"b","more":1}')).toEqual({ ok: true, value: { id: "a", text: "b" } });
  for (const bad of ["", "[]", "null", '"x"', '{"id":1,"text":"b"}', '{"id":"a"}', "{"])
    expect(readAnswer(bad).ok, bad.slice(0, 20)).toBe(false);
});
