import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { MAX_REQUEST_CHARS, MAX_REQUESTS, parseRequests, stripRequests } from "./requests.ts";

const texts = (text: string): readonly string[] => parseRequests(text).map((request) => request.text);

/** Texts that are made of the pieces of tags, so that openers and closers nest, overlap and stay open. */
const tagSoup = fc
  .array(
    fc.constantFrom(
      "[[request:",
      "[[REQUEST: ",
      "[[req",
      "uest:",
      "[",
      "[[",
      "]",
      "]]",
      "]]]",
      " ",
      "\n",
      "a",
      "private:",
      "sonnet:",
      "x".repeat(260),
    ),
    { maxLength: 40 },
  )
  .map((pieces) => pieces.join(""));

describe("parseRequests", () => {
  it("reads a tag in any letter case and over lines", () => {
    expect(parseRequests("I want [[Request: mean of p99_ms\n  by database in bench.csv]] first.")).toEqual([
      { text: "mean of p99_ms by database in bench.csv", private: false, escalate: false },
    ]);
  });

  it("takes the prefixes in any order and keeps a colon of the request", () => {
    const marked = { private: true, escalate: true };
    expect(parseRequests("[[request: private: sonnet: value of a:b in c]]")).toEqual([{ text: "value of a:b in c", ...marked }]);
    expect(parseRequests("[[request:SONNET:Private:x]]")).toEqual([{ text: "x", ...marked }]);
    expect(parseRequests("[[request: private matters in x.md]]")).toEqual([
      { text: "private matters in x.md", private: false, escalate: false },
    ]);
  });

  it("is not greedy, ignores empty tags and leaves unclosed ones alone", () => {
    expect(texts("[[request: a]] and [[request: b]]")).toEqual(["a", "b"]);
    expect(texts("[[request:  ]] [[request: private: ]] [[request:")).toEqual([]);
    expect(texts("[[request: lost [[request: kept]] and on")).toEqual(["kept"]);
  });

  it("drops a body over the limit, and requests after the last that counts", () => {
    expect(texts(`[[request:${"x".repeat(MAX_REQUEST_CHARS)}]]`)).toHaveLength(1);
    expect(texts(`[[request:${"x".repeat(MAX_REQUEST_CHARS + 1)}]]`)).toEqual([]);
    expect(texts("[[request: a]]".repeat(MAX_REQUESTS + 5))).toHaveLength(MAX_REQUESTS);
  });

  it("needs the exact opener: other brackets are prose", () => {
    expect(texts("[request: a] [[ request: b]] [[requests: c]] ((request: d))")).toEqual([]);
  });

  it("reads 100,000 nested openers without delay", () => {
    const deep = "[[request: a".repeat(100_000) + "]]".repeat(100_000);
    expect(texts(deep).length).toBeLessThanOrEqual(MAX_REQUESTS);
  });
});

describe("stripRequests", () => {
  it("leaves the prose and no tag", () => {
    expect(stripRequests("I think [[request: mean of x in y.csv]] settles it.")).toBe("I think  settles it.");
    expect(stripRequests("No tag ]] here.")).toBe("No tag ]] here.");
  });

  it("never joins what stood around a tag into a new one", () => {
    expect(parseRequests(stripRequests("[[req[[request: a]]uest: b]]"))).toEqual([]);
    expect(parseRequests(stripRequests("[[request: a ][[request: b]]] c"))).toEqual([]);
  });

  it("law: what is left holds no request, and stripping again changes nothing", () => {
    fc.assert(
      fc.property(fc.oneof(tagSoup, fc.string({ unit: "binary" })), (text) => {
        const stripped = stripRequests(text);
        expect(parseRequests(stripped)).toEqual([]);
        expect(stripRequests(stripped)).toBe(stripped);
      }),
      { numRuns: 3_000 },
    );
  });

  it("law: a text without an opener is unchanged", () => {
    fc.assert(
      fc.property(
        fc.string({ unit: "binary" }).filter((text) => !/\[\[request:/i.test(text)),
        (text) => {
          expect(stripRequests(text)).toBe(text);
        },
      ),
    );
  });

  it("law: every request is plain text within its limit", () => {
    fc.assert(
      fc.property(tagSoup, (text) => {
        const requests = parseRequests(text);
        expect(requests.length).toBeLessThanOrEqual(MAX_REQUESTS);
        for (const { text: asked } of requests) {
          expect(asked.length).toBeGreaterThan(0);
          expect(asked.length).toBeLessThanOrEqual(MAX_REQUEST_CHARS);
          expect(asked).toBe(asked.trim());
        }
      }),
      { numRuns: 2_000 },
    );
  });
});
