import fc from "fast-check";
import { expect, it } from "vitest";
import { parse } from "yaml";
import type { Json } from "../kernel/json.ts";
import { yamlOf } from "./yaml.ts";

const hostile = fc.constantFrom(
  "yes",
  "null",
  "1e3",
  "- a",
  "a: b",
  "#",
  "---",
  "&x",
  "*x",
  "!t",
  "'",
  '"',
  "a\u2028b",
  "\u0085",
  "é",
  "😀",
  "",
);
const scalar = fc.oneof(
  hostile,
  fc.string({ unit: "grapheme" }),
  fc.string({ unit: "binary" }),
  fc.integer(),
  fc.boolean(),
  fc.constant(null),
);
const wellFormed = (value: unknown): unknown =>
  JSON.parse(JSON.stringify(value), (_, each) => (typeof each === "string" ? each.toWellFormed() : each));
const { mapping } = fc.letrec((tie) => ({
  value: fc.oneof({ depthSize: "small" }, scalar, fc.array(tie("value"), { maxLength: 3 }), tie("mapping")),
  mapping: fc.dictionary(fc.string({ minLength: 1, unit: "grapheme-ascii" }), tie("value"), { maxKeys: 4, noNullPrototype: true }),
}));

it.each(["1.1", "1.2"] as const)("law: a reader of YAML %s gets the mapping back", (version) => {
  fc.assert(
    fc.property(mapping, (drawn) => {
      const value = wellFormed(drawn) as { readonly [key: string]: Json };
      expect(parse(yamlOf(value), { version, merge: false })).toEqual(value);
    }),
    { numRuns: 1_000 },
  );
});
