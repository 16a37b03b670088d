import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { fold, hasHidden, jaccard, visible, words } from "./text.ts";

describe("fold()", () => {
  it("makes spellings of one word equal", () => {
    expect(fold("Autonomía")).toBe("autonomia");
    expect(fold("GROẞE Straße")).toBe("grosse strasse");
    expect(fold("ﬁne")).toBe("fine");
  });

  it("is idempotent on any text", () => {
    fc.assert(fc.property(fc.string({ unit: "binary" }), (text) => fold(fold(text)) === fold(text)));
  });
});

describe("visible()", () => {
  it("removes what a reader cannot see and nothing else", () => {
    expect(visible("a\u200bb\u202ec\u0000d\u{e0041}e")).toBe("abcde");
    expect(visible("tabs\tand\nlines stay, so does ünïcode 👩‍👩‍👧")).toBe("tabs\tand\nlines stay, so does ünïcode 👩‍👩‍👧");
  });

  it("leaves nothing hidden behind", () => {
    fc.assert(
      fc.property(
        fc.string({ unit: "binary" }),
        (text) => !hasHidden(visible(visible(text))) || /[A-Za-z][\u200c\u200d][A-Za-z]/u.test(visible(text)),
      ),
    );
  });

  it("does not call a family emoji or a soft hyphen hidden", () => {
    expect(hasHidden("👩‍👩‍👧 Kraft\u00adwerk")).toBe(false);
    expect(hasHidden("pay\u200bpal")).toBe(true);
    expect(hasHidden("a\u200db")).toBe(true);
  });
});

describe("words() and jaccard()", () => {
  it("words are folded runs of letters and digits", () => {
    expect(words("p99_ms: Größe, 1.5 kg")).toEqual(["p99", "ms", "grosse", "1", "5", "kg"]);
  });

  it("jaccard is 1 on equal sets, 0 on disjoint or empty ones, and symmetric", () => {
    const set = fc.uniqueArray(fc.constantFrom("a", "b", "c", "d")).map((list) => new Set(list));
    fc.assert(fc.property(set, set, (left, right) => jaccard(left, right) === jaccard(right, left)));
    expect(jaccard(new Set("ab"), new Set("ab"))).toBe(1);
    expect(jaccard(new Set("ab"), new Set())).toBe(0);
    expect(jaccard(new Set("ab"), new Set("bc"))).toBeCloseTo(1 / 3);
  });
});
