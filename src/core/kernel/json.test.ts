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

it("canonicalJson() writes keys in the order of their code units, and each as JSON does", () => {
  const keys = ["a b", 'q"q', "é", "\u2028", "__proto__", "10", "9", "", "Z", "a", "a-b", "line\nfeed", "\ud83d\ude00"];
  const record = JSON.parse(`{${keys.map((key) => `${JSON.stringify(key)}:1`).join()}}`) as Json;
  expect(canonicalJson(record)).toBe(
    `{${[...keys]
      .sort()
      .map((key) => `${JSON.stringify(key)}:1`)
      .join()}}`,
  );
  const numbers = [0, 1.5, -2e-7, 1e21, 123456789012345680000, Number.MAX_SAFE_INTEGER, 5e-324];
  expect(canonicalJson(numbers)).toBe(JSON.stringify(numbers));
});

it("canonicalJson() refuses what has no text form", () => {
  for (const odd of [Number.NaN, Number.POSITIVE_INFINITY]) expect(() => canonicalJson([odd])).toThrow(Bug);
  let deep: Json = 1;
  for (let i = 0; i <= MAX_JSON_DEPTH; i++) deep = [deep];
  expect(() => canonicalJson(deep)).toThrow(Bug);
});
