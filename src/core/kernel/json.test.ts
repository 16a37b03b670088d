import fc from "fast-check";
import { expect, it } from "vitest";
import { Bug } from "./invariant.ts";
import { canonicalJson, type Json, MAX_JSON_DEPTH } from "./json.ts";

it("canonicalJson() round-trips and does not depend on the order of keys", () => {
  fc.assert(
    fc.property(fc.jsonValue(), (value) => {
      const text = canonicalJson(value as Json);
      expect(canonicalJson(JSON.parse(text) as Json)).toBe(text);
    }),
  );
  expect(canonicalJson({ b: 1, a: { d: [null, true], c: "é" } })).toBe('{"a":{"c":"é","d":[null,true]},"b":1}');
  expect(canonicalJson([-0])).toBe("[0]");
});

it("canonicalJson() refuses what has no text form", () => {
  for (const odd of [Number.NaN, Number.POSITIVE_INFINITY]) expect(() => canonicalJson([odd])).toThrow(Bug);
  let deep: Json = 1;
  for (let i = 0; i <= MAX_JSON_DEPTH; i++) deep = [deep];
  expect(() => canonicalJson(deep)).toThrow(Bug);
});
