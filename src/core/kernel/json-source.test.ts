import fc from "fast-check";
import { describe, expect, it, test } from "vitest";
import { jsonValue, MAX_NESTING, parseJson } from "./json-source.ts";

const read = (text: string): unknown => {
  const parsed = parseJson(text);
  return parsed.ok ? { value: jsonValue(parsed.value) } : "refused";
};

const native = (text: string): unknown => {
  try {
    return { value: JSON.parse(text) };
  } catch {
    return "refused";
  }
};

describe("parseJson", () => {
  it("reads every value that JSON can write, in any layout", () => {
    fc.assert(
      fc.property(fc.json(), fc.constantFrom(undefined, 1, 2, "\t"), (text, indent) => {
        expect(read(JSON.stringify(JSON.parse(text), null, indent))).toEqual(native(text));
      }),
    );
  });

  it("takes exactly the texts that JSON.parse takes, however they are broken", () => {
    const pieces = [
      "{",
      "}",
      "[",
      "]",
      ",",
      ":",
      '"a"',
      '"',
      "\\",
      "\\u00e9",
      "1",
      "-",
      "0",
      ".5",
      "e9",
      "null",
      "true",
      "nul",
      " ",
      "\n",
      "\r",
      "\t",
      "//",
      "'",
      "\ufeff",
      "\u2028",
      "_",
      '"__proto__"',
    ];
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...pieces), { maxLength: 14 }), (parts) => {
        const text = parts.join("");
        if (!text.startsWith("\ufeff")) expect([text, read(text)]).toEqual([text, native(text)]);
      }),
      { numRuns: 3000 },
    );
  });

  it("takes exactly the texts that JSON.parse takes, when one character of a good text is changed", () => {
    fc.assert(
      fc.property(
        fc.json({ maxDepth: 3 }),
        fc.nat(),
        fc.string({ unit: "binary", maxLength: 1 }),
        fc.boolean(),
        (good, where, unit, removes) => {
          const at = where % (good.length + 1);
          const text = good.slice(0, at) + unit + good.slice(at + (removes ? 1 : 0));
          if (!text.startsWith("\ufeff")) expect([text, read(text)]).toEqual([text, native(text)]);
        },
      ),
      { numRuns: 300 },
    );
  });

  it("places every issue inside the text, or right at its end", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary", maxLength: 30 }), (text) => {
        const parsed = parseJson(text);
        if (parsed.ok) return;
        const { offset, length, message, hint } = parsed.fault;
        expect(offset).toBeGreaterThanOrEqual(0);
        expect(offset).toBeLessThanOrEqual(text.length);
        expect(length).toBeGreaterThan(0);
        expect([message, hint].every((line) => line.length > 0)).toBe(true);
      }),
    );
  });

  it("keeps the place of every key and value, and every repeat of a key", () => {
    const text = '\ufeff{ "a": [1, {"b": "c"}],\n  "a": null }';
    const parsed = parseJson(text);
    if (!parsed.ok || parsed.value.kind !== "object") throw new Error("expected an object");
    expect(
      parsed.value.members.map(({ key, start, node }) => [key, text.slice(start, start + 3), text.slice(node.start, node.end)]),
    ).toEqual([
      ["a", '"a"', '[1, {"b": "c"}]'],
      ["a", '"a"', "null"],
    ]);
    expect(read(text)).toEqual({ value: { a: null } });
  });

  it("refuses deep nesting before it can hurt", () => {
    const nested = (levels: number): string => "[".repeat(levels) + "]".repeat(levels);
    expect(parseJson(nested(MAX_NESTING)).ok).toBe(true);
    expect(parseJson("[".repeat(1_000_000))).toMatchObject({ fault: { offset: MAX_NESTING } });
  });

  it("gives a key such as __proto__ no power", () => {
    expect(read('{"__proto__": {"polluted": true}}')).toEqual(native('{"__proto__": {"polluted": true}}'));
    expect(({} as { polluted?: boolean }).polluted).toBeUndefined();
  });
});

test.each([
  ['{"a": 1 "b": 2}', "1", /comma is missing/],
  ['{"a": {"b": 2}\n "c": 3}', "}\n", /comma is missing/],
  ['{"a": 1,}', ",}", /comma stands before the closing }/],
  ["[1, 2,\n]", ",\n", /comma stands before the closing ]/],
  ['{"a": "b,\n "c": 1}', '"b,', /string is not closed/],
  ['{"a": "b', '"b', /string is not closed/],
  ['{"a": 1', "{", /never closed/],
  ['{"a": [1}', "}", /expected ]/],
  ["{a: 1}", "a: ", /key in double quotes/],
  ["{'a': 1}", "'a", /key in double quotes/],
  ['{"a" 1}', '" 1', /a : is missing/],
  ['{"a": }', "}", /expected a value/],
  ['{"a": yes}', "yes", /expected a value/],
  ['{"a": 01}', "01", /expected a value/],
  ['{"a": 1} x', "x", /value ends before/],
  ['{"a": 1} // done', "//", /value ends before/],
  ['{\n // note\n "a": 1}', "//", /key in double quotes/],
  ['{"a": 1 // note\n}', "//", /no comments/],
  ['{"a": "\t"}', "\t", /control character/],
  ['{"a": "C:\\dir"}', "\\d", /no escape/],
  ["", "", /text ends where a value/],
])("in %j the issue stands at %j", (text, at, message) => {
  const parsed = parseJson(text);
  if (parsed.ok) throw new Error("expected an issue");
  expect(parsed.fault.message).toMatch(message);
  expect(text.slice(parsed.fault.offset)).toMatch(new RegExp(`^${at.replace(/[.*+?^${}()|[\]\\/]/g, "\\$&")}`));
});
